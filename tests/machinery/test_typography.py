"""A page is typed with the signs of a keyboard and printed with those of a book."""

from __future__ import annotations

import markdown
import pytest

from guide.markdown.typography import NO_BREAK, printed


def page(text: str) -> str:
    extensions = ["toc", "tables", "footnotes", "guide.markdown.typography"]
    return markdown.markdown(text, extensions=extensions, extension_configs={"toc": {"permalink": True}})


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ('She said "yes".', "She said “yes”."),
        ("It's the members' choice", "It’s the members’ choice"),
        ('("why" or "how")', "(“why” or “how”)"),
        ("\"'No,' she said\"", "“‘No,’ she said”"),
        ("she said \"he said 'no'\".", "she said “he said ‘no’”."),
        ("KDD '21, the '90s", "KDD ’21, the ’90s"),
        ("block—\"or\"–'not'", "block—“or”–‘not’"),
        ("30 million in 5 ms, 3 items, 2 mice", f"30{NO_BREAK}million in 5{NO_BREAK}ms, 3 items, 2 mice"),
    ],
)
def test_signs_of_print(typed, set_as):
    assert printed(typed) == set_as and len(set_as) == len(typed)


def test_a_sentence_goes_on_across_what_is_within_it():
    assert page('"*Yes*", and "`x`" is "**bold** text"') == (
        "<p>“<em>Yes</em>”, and “<code>x</code>” is “<strong>bold</strong> text”</p>"
    )
    assert page("*30* ms") == f"<p><em>30</em>{NO_BREAK}ms</p>"


def test_three_dots_are_one_sign():
    assert page('"Yes..." *no*... "so"') == "<p>“Yes…” <em>no</em>… “so”</p>"


def test_each_paragraph_item_and_cell_begins_anew():
    assert page('"a\n\n"b"') == "<p>“a</p>\n<p>“b”</p>"
    assert page('|x|y|\n|-|-|\n|"a|"b"|').count("“") == 2


def test_code_stays_as_typed():
    assert page('`it\'s "x"`') == '<p><code>it\'s "x"</code></p>'
    assert page('    say "x"') == '<pre><code>say "x"\n</code></pre>'


def test_a_heading_keeps_its_address():
    assert 'id="why-isnt-it-cheap"' in page('## Why isn\'t it "cheap"?')
