"""The browser computes and says what the build does, and a reader can change a number with the keyboard."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import markdown
import pytest
from playwright.sync_api import Locator, Page
from pymdownx.superfences import fence_code_format

from guide.estimate import Row, Sheet, evaluate
from guide.press.browser import launch
from tests.browser.conftest import serve
from tests.machinery.test_estimate import CHOICE, FLEET, LOAD

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "docs" / "assets"
START = "async () => (await import('/javascripts/estimates.mjs')).default(document)"
MODULE = "data:text/javascript;base64," + b64encode((ROOT / "docs/assets/javascripts/sheet.mjs").read_bytes()).decode()
BY_HAND = """\
name: corners
title: Every operation
assume:
  a: {value: 7.25, why: test}
  b: {value: 2, why: test}
  rare: {value: 0.00001, why: test}
  owed: {value: -3, why: test}
  stored: {value: 999.7, unit: kB, why: test}
  wait: {value: 0.35, unit: s, why: test}
compute:
  everything: {is: "-a + sqrt(b) - ln(a) * log2(a) / log10(a + 1) + exp(b) ** 1.5 + abs(b - a)"}
  extreme: {is: "min(a, b, 3) + max(a, b)"}
  whole: {is: ceil(a * b) + floor(a) + round(a / b)}
  nothing: {is: 0}
  exact: {is: ceil(0.1 * 3 / 0.1)}
  rarer: {is: rare / a}
  half: {is: a * b, say: 2}
  kept: {is: stored * b, unit: kB}
  heard: {is: wait / a, unit: s}
  debt: {is: b - a * a}
  opposite: {is: a * -owed - owed}
therefore: "{everything}"
"""
BORROWING = """\
name: borrower
title: With another page's value
assume:
  share: {value: 5, unit: percent, why: test}
compute:
  part: {is: load.peak_load * share, unit: request/s}
therefore: "{part}"
"""


def page_of(*blocks: str, prose: str = "") -> str:
    fences = [{"name": "estimate", "class": "estimate", "format": fence_code_format}]
    text = "\n".join(f"```estimate\n{block}\n```\n" for block in blocks) + prose
    return markdown.markdown(
        text,
        extensions=["pymdownx.superfences", "guide.markdown.estimates"],
        extension_configs={
            "pymdownx.superfences": {"custom_fences": fences},
            "guide.markdown.estimates": {"base_path": str(ROOT / "docs")},
        },
    )


@pytest.fixture(scope="module")
def tab():
    with launch() as browser:
        page = browser.new_page()
        yield page
        page.close()


def variants(sheet: Sheet) -> list[dict[str, float]]:
    """The page's own numbers, and each assumption doubled, nothing and less than nothing in turn."""
    rows = [row for row in sheet.rows.values() if row.assumed and own(sheet, row)]
    return [{}, *({row.name: value} for row in rows for value in (2 * row.value, 0, -1))]


def own(sheet: Sheet, row: Row) -> bool:
    return any(row in block.rows for block in sheet.blocks if block)


def said(sheet: Sheet, variants: list[dict[str, float]]) -> Iterator[dict[str, str] | None]:
    """What the build would say of the page's quantities, were each variant written in it; ``None``: it refuses."""
    order = list(TopologicalSorter({row.name: row.needs for row in sheet.rows.values()}).static_order())
    speeches = {row.name: sheet.units.speech(row.unit, row.digits) for row in sheet.rows.values() if own(sheet, row)}
    for changed in variants:
        values = {}
        try:
            for name in order:
                row = sheet.rows[name]
                if row.assumed:
                    values[name] = changed.get(name, row.value) * row.unit.factor
                else:
                    values[name] = evaluate(row.tree, values)
            yield {name: speech.say(values[name]) for name, speech in speeches.items()}
        except (ZeroDivisionError, OverflowError, ValueError):
            yield None


SAY = """async ([module, variants, partly]) => {
  const {Sheet, blocksIn, say} = await import(module);
  const blocks = await blocksIn(document);
  const names = blocks.flatMap(({name, assume, compute}) => [...assume, ...compute].map((row) => `${name}.${row[0]}`));
  return variants.map((changed) => {
    const sheet = new Sheet(blocks);
    Object.entries(changed).forEach(([name, value]) => sheet.change(name, value));
    const values = sheet.compute();
    if (!partly && !Object.values(values).every(Number.isFinite)) return null;
    return Object.fromEntries(names.filter((name) => Number.isFinite(values[name])).map((name) => [name, say(sheet.quantities[name].speech, values[name])]));
  });
}"""
FORMULAS = """async (module) => {
  const {Sheet, blocksIn} = await import(module);
  const blocks = await blocksIn(document);
  const sheet = new Sheet(blocks);
  const values = sheet.compute();
  return blocks.flatMap(({name, compute}) => compute.map(([local]) => {
    const cell = document.createElement("td");
    cell.append(...sheet.formula(sheet.quantities[`${name}.${local}`].tree, values));
    return cell.textContent;
  }));
}"""


def test_the_browser_says_what_the_build_says(tab, book):
    pages = {page.path: [fence.body for fence in page.fences_of("estimate")] for page in book.pages}
    load = {page.name: pages[page.path] for page in book.pages}.__getitem__
    pages |= {
        "operations": [BY_HAND],
        "two blocks": [LOAD, FLEET],
        "numbers with units": [CHOICE],
        "an import": ["from: case-studies/_template/index.md", BORROWING],
    }
    for path, blocks in pages.items():
        if not blocks:
            continue
        sheet = Sheet.read(blocks, load)
        assert sheet.findings == [], path
        tab.set_content(page_of(*blocks))
        asked = variants(sheet)
        answers = tab.evaluate(SAY, [MODULE, asked])
        for changed, answer, expected in zip(asked, answers, said(sheet, asked), strict=True):
            assert answer == expected, f"{path} with {changed}"
        assert tab.evaluate(FORMULAS, MODULE) == tab.locator(".computed td:nth-child(2)").all_text_contents(), path


@pytest.fixture
def reader(browser, tmp_path) -> Iterator[Page]:
    """A page as a reader finds it, its arithmetic unfolded, ready to be changed."""
    prose = "\nThat is {{ load.peak_load }}, {{ fleet.gpus | number }} cards.\n"
    page = page_of(LOAD, FLEET, CHOICE, prose=prose)
    (tmp_path / "index.html").write_text(f'<!doctype html><meta charset="utf-8"><title>Estimates</title>{page}')
    page = browser.new_page()
    page.set_default_timeout(5_000)
    serve(page, tmp_path, ASSETS)
    page.evaluate(START)
    unfold(page)
    yield page
    page.close()


def test_a_scenario_comes_to_the_same_in_the_browser(tab, book):
    found = [(page, scenario) for page in book.pages for _, scenario in book.scenarios(page)]
    assert found
    for page, scenario in found:
        home = next(other for other in book.pages if other.name == (scenario.home or page.name))
        tab.set_content(page_of(*(fence.body for fence in home.fences_of("estimate"))))
        changes = {scenario.local(name): number for name, number in scenario.changes.items()}
        # A scenario may leave aside what it has no use for: no tier asked means no cost of asking it.
        [said] = tab.evaluate(SAY, [MODULE, [changes], True])
        expected = {scenario.local(name): scenario.there(name) for name in scenario.results}
        assert {name: said[name] for name in expected} == expected, page.path


def described(field: Locator) -> list[str]:
    """The texts that describe ``field``."""
    ids = field.get_attribute("aria-describedby").split()
    return [field.page.locator(f"#{name}").text_content() for name in ids]


def unfold(page: Page) -> None:
    for summary in page.locator("summary").all():
        summary.click()


def test_results_follow_what_the_reader_types(reader):
    users = reader.get_by_label("users", exact=True)
    users.press("Control+a")
    users.press_sequentially("600 million")
    prose = reader.locator("body > p")
    assert prose.text_content() == "That is 250,000 requests a second, 25,000 cards."
    assert reader.locator("#estimate-load .operand.changed", has_text="83,300 a second").count() == 1
    assert "$46 million a month" in reader.locator("#estimate-fleet").text_content()
    assert prose.locator(".changed").first.get_attribute("title") == "The text has 130,000 requests a second"
    reader.get_by_text("scores 130 million items a second").wait_for(state="attached")
    reader.get_by_role("button", name="Reset").press("Enter")
    assert prose.text_content() == "That is 130,000 requests a second, 13,000 cards."
    assert reader.locator(".changed").count() == 0
    assert users.input_value() == "300 million"
    assert users.evaluate("input => input === document.activeElement")


def test_a_conclusion_that_no_longer_holds_says_so_and_which_number_turned_it(reader):
    block = reader.locator("#estimate-choice")
    written, otherwise = block.locator(".estimate-conclusion"), block.locator(".estimate-otherwise")
    assert written.is_visible() and not otherwise.is_visible() and not block.locator(".estimate-flip").is_visible()
    fee = block.get_by_label("fee")
    fee.fill("80")
    flip = block.get_by_text("With your numbers the decision flips; it stands while fee is below $50.", exact=True)
    assert flip.is_visible() and otherwise.is_visible() and not written.is_visible()
    block.get_by_role("status").filter(has_text="the decision flips").wait_for(state="attached")
    fee.fill("40")
    assert written.is_visible() and not flip.is_visible()
    block.get_by_label("rate").fill("2")
    assert "it stands while fee is below $25, or rate is below 1.25%." in block.locator(".estimate-flip").text_content()
    reader.get_by_role("button", name="Reset").click()
    assert written.is_visible() and not otherwise.is_visible() and not block.locator(".estimate-flip").is_visible()


@pytest.mark.parametrize(
    ("typed", "says"),
    [("2,5", "Write 2.5."), ("12,", "Write 12."), ("1,5 million", "Write 1.5 million."), ("many", "Write a number,")],
)
def test_a_decimal_comma_is_refused_with_a_word(reader, typed, says):
    users = reader.get_by_label("users", exact=True)
    users.fill(typed)
    assert described(users)[0].startswith(says)


@pytest.mark.parametrize(("field", "text"), [("users", "many"), ("speed, items a second per GPU", "0"), ("peak", "")])
def test_what_is_no_number_changes_no_result(reader, field, text):
    before = reader.locator("tbody .computed").all_text_contents()
    box = reader.get_by_label(field, exact=True)
    box.fill(text)
    assert box.get_attribute("aria-invalid") == "true"
    assert described(box)[0]
    assert reader.locator("tbody .computed").all_text_contents() == before
    box.fill("1.5k")
    assert box.get_attribute("aria-invalid") == "false"
    assert reader.locator("tbody .computed").all_text_contents() != before


def test_a_field_is_named_by_its_label_and_described_by_its_reason(reader):
    speed = reader.get_by_role("textbox", name="speed, items a second per GPU", exact=True)
    assert described(speed) == ["measured"]
    speed.fill("many")
    assert described(speed) == ["Write a number, such as 300 million or 0.7.", "measured"]


def test_the_reader_s_numbers_are_told_of_kept_in_the_address_and_brought_back(reader):
    told = reader.get_by_role("complementary", name="Your numbers")
    assert not told.is_visible()
    reader.get_by_label("users", exact=True).fill("600 million")
    assert told.text_content().startswith("1 of this page’s numbers is yours.")
    reader.get_by_label("fee, dollars", exact=True).fill("80")
    assert told.text_content().startswith("2 of this page’s numbers are yours.")
    assert reader.url == "http://book.invalid/?load.users=600000000&choice.fee=80"
    reader.evaluate("location.hash = 'estimate-load'")
    reader.reload()
    reader.evaluate(START)
    assert reader.locator("body > p").text_content() == "That is 250,000 requests a second, 25,000 cards."
    assert reader.locator("#estimate-choice .estimate-flip").is_visible()
    unfold(reader)
    assert reader.get_by_label("users", exact=True).input_value() == "600 million"
    told.get_by_role("button", name="Reset").press("Enter")
    assert reader.locator("body > p").text_content() == "That is 130,000 requests a second, 13,000 cards."
    assert reader.url == "http://book.invalid/#estimate-load"
    assert not told.is_visible()


@pytest.mark.parametrize(
    "query", ["load.users=many", "load.users=1,5", "fleet.speed=0", "load.scores=1", "h=load", "x.y=3"]
)
def test_an_address_that_makes_no_sense_changes_nothing(reader, query):
    before = reader.locator("tbody .computed").all_text_contents()
    reader.goto(f"http://book.invalid/?{query}")
    reader.evaluate(START)
    assert reader.locator("tbody .computed").all_text_contents() == before
    assert not reader.get_by_role("complementary", name="Your numbers").is_visible()


def test_a_published_page_follows_too(browser, address, book):
    page = next(page for page in book.pages if page.case == "design" and page.published)
    tab = browser.new_page(base_url=address)
    tab.goto(page.name.removesuffix("index.md"))
    value = tab.locator("p .estimate-value[data-value='load.peak_load']").first
    written = value.text_content()
    tab.locator("#estimate-load summary").press("Enter")
    users = tab.get_by_label("users", exact=True)
    users.fill("800 million")
    value.and_(tab.locator(".changed")).wait_for(state="attached")
    assert value.text_content() != written
    tab.close()


def test_a_page_that_is_left_before_its_module_has_come_starts_nothing(browser, address, book):
    tab = browser.new_page(base_url=address)
    designs = [page for page in book.pages if page.case == "design" and page.published]
    first, second = [page.name.removesuffix("index.md") for page in designs[:2]]
    held = []
    tab.route("**/estimates.mjs", lambda route: held.append(route))
    tab.goto(first)
    tab.locator(".estimate").first.scroll_into_view_if_needed()
    tab.evaluate(
        "href => document.querySelector('article').appendChild(Object.assign(document.createElement('a'), {href})).click()",
        f"../../{second}",
    )
    tab.get_by_role("heading", level=1).and_(tab.get_by_text(designs[1].meta["title"])).wait_for()
    tab.locator(".estimate").first.scroll_into_view_if_needed()
    assert held, "nothing has asked for the module"
    for route in held:
        route.continue_()
    blocks = tab.locator(".estimate:has(tbody)")
    tab.locator(".estimate-status").nth(blocks.count() - 1).wait_for(state="attached")
    assert tab.locator(".estimate-status").count() == blocks.count()
    tab.close()
