"""What is printed can be read without the screen: numbered sources with their addresses, whose page it is, whole decisions."""

import re

import pytest

from tests.browser.conftest import visit

# A4 within its margins, in CSS pixels.
SHEET = {"width": 658, "height": 971}


@pytest.fixture
def paper(tab):
    """Visits a page and shows it as it is printed."""

    def paper(name: str):
        visit(tab, name)
        tab.set_viewport_size(SHEET)
        tab.emulate_media(media="print")
        return tab

    return paper


def test_sources_keep_their_numbers_and_print_their_addresses(paper):
    page = paper("case-studies/payment-fraud/index.md")
    sources = page.locator(".footnote > ol > li")
    assert sources.count() > 9
    wide = """item => {
      const { fontSize, fontFamily } = getComputedStyle(item), pen = document.createElement("canvas").getContext("2d");
      pen.font = `${fontSize} ${fontFamily}`;
      const left = item.getBoundingClientRect().left - document.querySelector("article").getBoundingClientRect().left;
      return left - pen.measureText("100. ").width;
    }"""
    assert sources.last.evaluate(wide) >= 0, "a number of three digits is cut at the edge"
    assert not page.locator(".footnote-backref").first.is_visible()
    printed = "link => [link.href, link.textContent, getComputedStyle(link, '::after').content, getComputedStyle(link).fontSize]"
    links = page.locator(".footnote .reference a[href^=http]").evaluate_all(f"all => all.map({printed})")
    assert links
    for address, text, after, size in links:
        said = after.strip('"') if size == "0px" else text
        assert said == address or re.fullmatch(r"(doi|arXiv):.+", said), f"{address} is printed as {said}"


def test_a_page_says_whose_it_is(paper):
    page = paper("case-studies/payment-fraud/practice.md")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    head = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--running-head')")
    assert head == '"Practice: payment fraud · ML System Design Field Guide"'


def test_what_belongs_together_stays_together(paper):
    page = paper("case-studies/payment-fraud/practice.md")
    broken = "all => all.filter(each => !getComputedStyle(each).breakInside.startsWith('avoid')).map(each => each.id)"
    assert page.locator(".decision, .decision .options > li").evaluate_all(broken) == []
    higher = (
        f"all => all.filter(each => each.getBoundingClientRect().height > {SHEET['height']} / 2).map(each => each.id)"
    )
    assert page.locator(".decision").evaluate_all(higher) == [], "two decisions do not fit a page"


def test_exercises_come_first_and_their_answers_at_the_end(paper):
    page = paper("case-studies/payment-fraud/practice.md")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    items = page.locator("article :is(details, section)[data-item][id]")
    entries = page.locator(".answers-entry")
    assert entries.count() == items.count() > 20
    apart = """items => items.filter(item => {
      const answer = document.getElementById(`${item.id}--answer`), where = item.querySelector(".answer-where");
      const told = [...item.querySelectorAll("summary + *")].some(each => each.checkVisibility());
      const number = answer.querySelector(".answer-number");
      return told || !answer.checkVisibility() || where.hash !== `#${answer.id}` || where.textContent !== `Answer ${number.textContent}`;
    }).map(item => item.id)"""
    assert items.evaluate_all(apart) == []
    last = "all => all.at(-1).compareDocumentPosition(document.querySelector('.answers')) & Node.DOCUMENT_POSITION_FOLLOWING"
    assert items.evaluate_all(last), "an exercise stands after the answers"
    following = "document.querySelector('.answers ~ .origins ~ .footnote')"
    assert page.evaluate(f"{following} !== null"), "the arithmetic of the answers stands before them"
    assert page.evaluate(
        "document.querySelectorAll('[id]').length === new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert entries.count() == page.locator(".answer-where").count() == 0
    page.emulate_media(media="screen")
    assert page.locator("summary + *").first.is_hidden()


def test_printing_parts_them_by_itself(paper):
    page = paper("case-studies/payment-fraud/practice.md")
    page.evaluate(
        "addEventListener('beforeprint', () => { window.parted = document.querySelectorAll('.answers-entry').length; })"
    )
    page.pdf()
    assert page.evaluate("window.parted") > 20
    assert page.locator(".answers").count() == 0
