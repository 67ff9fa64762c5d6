"""A quantity's label says of what: a reader who meets *wrong* or *z* in a table cannot tell what was counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from guide.page import Page
from tests.source._old_contract import old

FIX = "write a noun phrase that says of what, as in “false positive rate”"
# Adjectives, participles, numerals and the like that chapters have used for labels; a noun of the field is never here.
BARE = frozenset(
    """
a above absent accepted active added adjusted after again against agreeing ahead alike alive all alone always another any apart
apparent appealed asked at average bad before behind believed below best better between big black both braked bumped busy
capped caught changed cheap checked clear clears clicked close closed clumped coded common connected constant copied corrected
covered daily dark dated deep deeper dense diluted distinct double doubled drawn early easy effective eight eligible empty even
every exact expected explained extra fake fallen false far fast few filled filtered final findable first
five fixed flat found four fresh full gathered going gone good grave gray half halved hard heavy held here hides high hit hits
honest hot hundred ignored ignoring imported independent inside instead invented invited judged kept known large larger
largest last lasting late later launched learned least left less light linked listed little live local logged long loose lost
loud low lower lucky many mature meant measured merged middle mild milder mined missed missing mixed monthly more most moved
moving naive narrow narrower near needed never new nine normal now occupied odd often old once one open opened ordinary other
ours outside overall overtaken own passed past plain planned pooled poor posed prevalent prior probed proportional published
quiet random ranked rare rarest raw received recovered red released relevant relieved removed repaired resolved rest reused
right rounded same saved scored scrolled second seen seldom served set seven shallow shared short shown silent single six slow
slowest small smaller smoothed sold some spare spent spoken stale still stolen sure taken taught ten theirs then there thinned
third thousand three thrice tight together top touched trained treated tried true twelve twenty twice two typical unchecked
undone uniform unjudged unsaid unseen unsold until unused urgent used useful useless usual violating viral visible visited
visiting walked wanted warm watched weekly weighted whole wide within without worst worth written wrong yearly young
""".split()
)


def findings(book: Book) -> Iterator[Finding]:
    listed = old(book)
    for page in book.pages:
        if page.path not in listed:
            yield from judge(book, page)


def judge(book: Book, page: Page) -> Iterator[Finding]:
    for fence, block in zip(page.fences_of("estimate"), book.sheet(page).blocks, strict=True):
        for row in block.rows if block else []:
            words = re.findall(r"[^\W_]+", row.label)
            if all(word.lower() in BARE or re.fullmatch("[a-z]{1,2}", word) for word in words):
                yield page.finding(fence.line + row.line, f"the label “{row.label}” does not say of what")
