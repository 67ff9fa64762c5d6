"""How each chapter reads: a place to look, and never a failure, since figures that are met by chopping help nobody."""

from guide import glossary, reading
from tests.source.contract_spoken import is_chapter

HEAD = (
    "how chapters read       words on the main path, spoken, in folds | words a sentence, mean/90th percentile | "
    "a paragraph | numbers a sentence | estimates, assumptions | terms"
)
AIM = "the aim                                                              17/28 |  50/85  | 0.25"


def test_how_chapters_read(book, note):
    note(HEAD)
    note(AIM)
    for page in book.pages:
        if not page.published or not (page.case == "design" or is_chapter(page)):
            continue
        sheet = book.sheet(page)
        layers = reading.layers(page, sheet)
        words = " ".join(f"{reading.words(each):6,}" for each in (layers.main, layers.spoken, layers.deeper))
        line = f"{page.path.split('/')[-2 if page.case else -1]:40} {words}"
        if found := reading.figures(layers.prose):
            spread = " | ".join(f"{mean:5.1f}/{most:<3}" for mean, most in (found.sentence, found.paragraph))
            line += f" | {spread} | {found.numbers:.2f}"
        blocks = [block for block in sheet.blocks if block]
        line += f" | {len(blocks)}, {sum(row.assumed for block in blocks for row in block.rows)}"
        terms = [str(term) for term in page.meta.get("terms") or []]
        unsaid = [term for term in terms if not glossary.says(glossary.said(page), term)]
        line += f" | {len(terms)} terms" + (f", without {', '.join(unsaid)}" if unsaid else "")
        note(line)
