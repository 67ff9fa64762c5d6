"""Tables on a phone: a thing with attributes is read as a card, and what must scroll says so and takes the keyboard."""

import pytest

from tests.browser.conftest import PHONE, eventually, visit


@pytest.fixture
def phone(kept_tab):
    kept_tab.set_viewport_size(PHONE)
    return kept_tab


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("case-studies/payment-fraud/index.md", ["System", "Symptom", "Repair"]),
        ("case-studies/payment-fraud/practice.md", ["Mid", "Senior", "Staff"]),
    ],
)
def test_nothing_of_a_card_is_out_of_sight(phone, name, words):
    visit(phone, name)
    cards = phone.locator(".table.cards")
    assert cards.count()
    for frame in cards.all():
        assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth"), frame.get_attribute("aria-label")
    heads = phone.locator(".table.cards [role=columnheader]").all_inner_texts()
    labels = phone.locator("[data-label]").evaluate_all("all => all.map(each => each.dataset.label)")
    assert set(words) <= {*heads, *labels}
    shown = phone.locator(f"[data-label='{words[-1]}']").first
    assert words[-1] in shown.evaluate("cell => getComputedStyle(cell, '::before').content")
    left = [cell.bounding_box()["x"] for cell in phone.locator(".table.cards tbody tr").first.locator("> *").all()]
    assert len(set(left)) == 1, "the cells of a card stand one below the other"


def test_a_card_is_still_a_table_for_who_hears_it(phone):
    visit(phone, "case-studies/payment-fraud/practice.md")
    rubric = phone.get_by_role("table").filter(has=phone.get_by_role("rowheader"))
    assert rubric.first.get_by_role("columnheader", name="Staff").count() == 1


def test_what_scrolls_says_so(phone):
    visit(phone, "interview/levels-and-rubric.md")
    frame = phone.locator(".table[tabindex='0']").first
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    assert "More columns" in frame.evaluate("frame => getComputedStyle(frame, '::before').content")
    frame.focus()
    phone.keyboard.press("ArrowRight")
    eventually(phone, "document.activeElement.scrollLeft")


def test_side_by_side_where_there_is_room(tab):
    visit(tab, "case-studies/payment-fraud/index.md")
    top = [cell.bounding_box()["y"] for cell in tab.locator(".table.cards tbody tr").first.locator("> *").all()]
    assert len(set(top)) == 1


def test_no_head_offers_to_sort(tab):
    visit(tab, "case-studies/payment-fraud/index.md")
    offers = """heads => heads.filter(head => getComputedStyle(head).cursor === "pointer"
      || getComputedStyle(head, "::after").content !== "none").map(head => head.textContent)"""
    heads = tab.locator("article th[role=columnheader]")
    assert heads.count() and heads.evaluate_all(offers) == []
