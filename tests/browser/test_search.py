"""A reader finds by any word for it the page, the section and the sentence, with the keyboard alone and offline."""

from __future__ import annotations

import gzip
import re
from collections import Counter

import pytest

from guide.book import Book
from guide.page import Page
from guide.press.search import INDEX, SCRIPT
from tests.browser.accessibility import everything
from tests.browser.conftest import PHONE, WIDE, ready, visit
from tests.rules import ROOT

PUBLISHED = [page for page in Book(ROOT).pages if page.published]
DESIGNS = [page for page in PUBLISHED if page.case == "design"]
QUERIES = [
    (query, set(pages.split("|")))
    for line in (ROOT / "tests/browser/queries.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for query, pages in [line.split("\t")]
]
FIRST, AMONG_THREE = 0.85, 0.95
MOST_INDEX = 250_000

# What the dialog shows for each of the queries: the addresses of the pages, in order.
ASK = """async queries => {
  const field = document.querySelector("dialog.search input"), shown = [];
  for (const query of queries) {
    field.value = query;
    field.dispatchEvent(new Event("input"));
    await new Promise(requestAnimationFrame);
    shown.push([...document.querySelectorAll("dialog.search .search-page")].map(page => page.href));
  }
  return shown;
}"""


def begin(tab, name: str = "index.md") -> None:
    """Open the dialog with the key, and wait until there is an answer to something."""
    visit(tab, name)
    ask(tab, "embedding")


def ask(tab, query: str) -> None:
    if not tab.locator("dialog.search").is_visible():
        tab.keyboard.press("/")
    tab.locator("dialog.search input").fill(query)
    tab.locator("dialog.search [role=option]").first.wait_for()


def answers(tab, address: str, queries: list[str]) -> list[list[str]]:
    """For each query the pages shown, as the book's own paths."""
    found = tab.evaluate(ASK, queries)
    return [[re.sub(r"/?([?#].*)?$", "", url.removeprefix(address)) for url in urls] for urls in found]


def test_what_people_type_finds_the_page(tab, address, note):
    begin(tab)
    places = []
    for (query, wanted), found in zip(QUERIES, answers(tab, address, [query for query, _ in QUERIES]), strict=True):
        place = next((number for number, page in enumerate(found, 1) if page in wanted), 99)
        places.append(place)
        if place > 1:
            note(
                f"{query!r}: {' or '.join(sorted(wanted))} is {f'number {place}' if place < 99 else 'not shown'}: {found[:3]}"
            )
    first, three = (sum(place <= most for place in places) / len(places) for most in (1, 3))
    note(f"{len(places)} queries: the right page is first for {first:.1%}, among three for {three:.1%}")
    assert len(places) >= 150
    assert first >= FIRST and three >= AMONG_THREE
    assert not tab.wrong, tab.wrong


def words(lines: list[str]) -> Counter[str]:
    return Counter(re.findall(r"\b[a-z]{4,}\b", " ".join(lines)))


def own_word(page: Page) -> str:
    """The long word that ``page`` uses most of those that no other page has a form of."""
    others = {word[:4] for other in PUBLISHED if other is not page for word in words(other.lines)}
    prose = words([line for line in page.prose if not line.startswith("|")])
    return next(word for word, _ in prose.most_common() if len(word) >= 8 and word[:4] not in others)


def test_a_case_study_is_found_by_its_name_and_by_a_word_only_it_has(tab, address):
    begin(tab)
    names, own = [page.meta["title"] for page in DESIGNS], [own_word(page) for page in DESIGNS]
    found = dict(zip([*names, *own], answers(tab, address, [*names, *own]), strict=True))
    for page, name, word in zip(DESIGNS, names, own, strict=True):
        folder = page.name.removesuffix("/index.md")
        assert found[name][0] == folder, (name, found[name])
        assert any(each.startswith(folder) for each in found[word][:3]), (word, found[word])


def test_nothing_is_fetched_before_somebody_reaches_for_it(tab, site, note):
    visit(tab, "index.md")
    tab.wait_for_load_state("networkidle")
    assert not [path for path in tab.asked if re.search(r"search.*\.(m?js|json)$|worker", path)]
    with tab.expect_response(f"**/{INDEX.as_posix()}"):
        tab.locator(".search-open").hover()
    packed = len(gzip.compress((site.root / INDEX).read_bytes(), 9))
    note(f"search index: {packed / 1000:.0f} KB gzipped")
    assert packed <= MOST_INDEX
    assert not tab.wrong, tab.wrong


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_a_key_opens_it_and_the_keyboard_leads_on(tab, key):
    visit(tab, "interview/index.md")
    tab.evaluate("window.same = true")
    tab.keyboard.press(key)
    # At once, as somebody types who does not wait for a script.
    tab.keyboard.insert_text("sample ratio mismatch")
    field, options = tab.locator("dialog.search input"), tab.locator("dialog.search [role=option]")
    options.first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    for press, number in (("ArrowUp", -1), ("ArrowDown", 0), ("ArrowDown", 1)):
        tab.keyboard.press(press)
        assert options.nth(number).get_attribute("aria-selected") == "true"
        assert field.get_attribute("aria-activedescendant") == options.nth(number).get_attribute("id")
    assert tab.locator("dialog.search [aria-selected=true]").count() == 1
    tab.keyboard.press("Escape")
    assert not tab.locator("dialog.search").is_visible()
    tab.keyboard.press(key)
    assert field.input_value() == "sample ratio mismatch"
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/framework/evaluate/#*")
    assert tab.evaluate("window.same"), "the page was loaded anew"
    assert not tab.locator("dialog.search").is_visible()
    assert not tab.wrong, tab.wrong


@pytest.mark.parametrize("within", ["p:not(details *)", "details p, details td, details li"], ids=["open", "folded"])
def test_a_word_is_shown_where_it_stands(tab, site, within):
    """One that the book has once: in the sentence that is quoted, in the section that is linked, out of its fold."""
    long, short = re.compile(r"\b[a-z]{9,}\b"), re.compile(r"\b[a-z]{4}")
    articles = {page.path: article for page in site.pages if (article := page.tree.css_first("article"))}
    texts = [article.text(separator=" ") for article in articles.values()]
    texts += [meta.attributes["content"] or "" for page in site.pages for meta in page.tree.css("meta[name]")]
    texts += [" ".join(map(str, page.meta.get("aliases", []))) for page in PUBLISHED]
    times = Counter(begun for text in texts for begun in short.findall(text.lower()))
    path, word = next(
        (path.removesuffix("index.html"), word)
        for path, article in articles.items()
        for text in article.css(within)
        for word in long.findall(text.text())
        if times[word[:4]] == 1
    )
    begin(tab, "interview/index.md")
    ask(tab, word)
    best = tab.locator(f"dialog.search [data-best][href*='{path}']")
    best.locator("mark", has_text=word).wait_for()
    section = re.search(r"#(.+)$", best.get_attribute("href"))[1]
    tab.keyboard.press("Enter")
    mark = tab.locator("article mark", has_text=word)
    mark.wait_for()
    assert tab.url.endswith(f"/{path}#{section}"), tab.url
    assert 0 <= mark.bounding_box()["y"] < WIDE["height"]
    assert not tab.wrong, tab.wrong


def test_within_a_page_nothing_is_fetched_anew(tab):
    begin(tab, "framework/evaluate.md")
    tab.evaluate("document.querySelector('article h1').dataset.kept = ''")
    for query in ("interleaving", "sample ratio mismatch"):
        ask(tab, query)
        section = re.search(
            r"/framework/evaluate/.*#(.+)$", tab.locator("dialog.search [data-best]").get_attribute("href")
        )[1]
        tab.keyboard.press("Enter")
        tab.locator("article mark").first.wait_for()
        assert tab.url.endswith(f"/framework/evaluate/#{section}")
    assert "interleaving" not in {text.lower() for text in tab.locator("article mark").all_inner_texts()}
    assert tab.locator("article h1[data-kept]").count()
    assert not tab.wrong, tab.wrong


def test_without_a_result_the_nearest_term_is_offered(tab):
    begin(tab)
    ask(tab, "qalibraytshun")
    assert "Nothing on “qalibraytshun”" in tab.locator("dialog.search [role=status]").inner_text()
    tab.keyboard.press("ArrowDown")
    offered = tab.locator("dialog.search [aria-selected=true]").inner_text()
    tab.keyboard.press("Enter")
    assert tab.locator("dialog.search input").input_value() == offered
    tab.locator("dialog.search .search-page").first.wait_for()


def test_a_name_begun_is_completed(tab):
    begin(tab)
    ask(tab, "people you m")
    tab.keyboard.press("End")
    tab.keyboard.press("ArrowRight")
    assert tab.locator("dialog.search input").input_value() == "People you may know"


GLOSSARY = ROOT / "docs/reference/glossary.md"
ENTRY = re.compile(r"^(?P<names>[^:\n]+)\n: .*?\]\((?P<page>[^)#]+)(?:#(?P<anchor>[^)]+))?\)", re.MULTILINE)


def test_an_abbreviation_leads_where_its_term_is_taught(tab, address):
    """All that the glossary has in brackets; and what is shown for the first of them is what it says."""
    taught: dict[str, set[str]] = {}
    for entry in ENTRY.finditer(GLOSSARY.read_text(encoding="utf-8")):
        for short in re.findall(r"\(([A-Z][^)]+)\)", entry["names"]):
            page = (GLOSSARY.parent / entry["page"]).resolve().relative_to(ROOT / "docs").as_posix()
            taught.setdefault(short, set()).add(re.sub(r"(/index)?\.md$", "", page))
    begin(tab)
    found = dict(zip(taught, answers(tab, address, list(taught)), strict=True))
    assert len(taught) >= 10
    assert not {short: found[short][:3] for short, pages in taught.items() if not pages & {*found[short][:3]}}


FORMS = [
    ("cache", "caches", "cached", "caching"),
    ("rank", "ranks", "ranked", "ranking"),
    ("quantize", "quantized", "quantization", "quantisation"),
    ("embedding", "embeddings", "embedded"),
    ("bias", "biases"),
    ("loss", "losses"),
    ("query", "queries"),
    ("café", "Cafe"),
]
APART = ["new", "news", "rating", "ratio", "loss", "bias", "index", "policy", "police"]


def test_the_forms_of_a_word_are_one_word_and_different_words_are_not(tab, address):
    visit(tab, "index.md")
    stem = "async words => { const { stem } = await import(location.href + 'assets/javascripts/search-words.mjs'); return words.map(stem); }"
    for forms in FORMS:
        assert len(set(tab.evaluate(stem, forms))) == 1, forms
    assert len(set(tab.evaluate(stem, APART))) == len(APART)


def test_without_a_network_it_says_so_and_goes_on_with_what_it_has(browser, address):
    context = browser.new_context(base_url=address)
    tab = context.new_page()
    tab.asked, errors = [], []
    tab.on("pageerror", lambda error: errors.append(error))
    visit(tab, "index.md")
    failed = tab.locator("dialog.search [role=status]", has_text="could not be fetched")
    context.set_offline(True)
    tab.keyboard.press("/")
    failed.wait_for()
    context.set_offline(False)
    tab.reload()
    ready(tab)
    tab.route(f"**/{INDEX.as_posix()}", lambda route: route.abort())
    tab.keyboard.press("/")
    tab.keyboard.insert_text("calibration")
    failed.wait_for()
    tab.unroute(f"**/{INDEX.as_posix()}")
    ask(tab, "calibrated")
    context.set_offline(True)
    ask(tab, "chargeback")
    tab.locator("dialog.search [data-best][href*='case-studies/payment-fraud/']").wait_for()
    assert not errors
    context.close()


def test_a_writer_searches_what_no_press_has_indexed(tab):
    tab.route(f"**/{INDEX.as_posix()}", lambda route: route.fulfill(status=404))
    script = ROOT / "docs" / SCRIPT
    tab.route(f"**/{SCRIPT}", lambda route: route.fulfill(path=script, content_type="text/javascript"))
    begin(tab)
    ask(tab, "payment fraud")
    tab.locator("dialog.search [data-best][href*='case-studies/payment-fraud/']").wait_for()
    tab.locator("dialog.search .search-section .search-quote mark").first.wait_for()


def test_what_is_typed_is_text(tab):
    begin(tab)
    ask(tab, "<img src=x onerror=alert(1)> calibration")
    assert not tab.locator("dialog.search img").count()
    assert not tab.wrong, tab.wrong


def test_without_script_there_is_no_field(browser, address):
    context = browser.new_context(java_script_enabled=False, base_url=address)
    tab = context.new_page()
    tab.goto("")
    assert not tab.locator(".search-open").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_open_dialog_is_accessible(tab, scheme, size):
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size(size)
    begin(tab)
    wrong, seen = [], set()
    for query in ("sample ratio mismatch", "qzqxyw"):
        ask(tab, query)
        wrong += everything(tab, seen)
        tab.keyboard.press("ArrowDown")
        wrong += everything(tab, seen)
        box = tab.locator("dialog.search").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= size["width"]
    assert not wrong, wrong
