"""Citations and the bibliography: only what is used is listed, once, in order; every mistake is a finding."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import markdown
import pytest

from guide.bibliography import Bibliography

BIB = r"""
@inproceedings{covington2016deep,
  title = {Deep Neural Networks for {YouTube} *Recommendations*},
  author = {Covington, Paul and Adams, Jay and Sargin, Emre},
  booktitle = {RecSys}, year = 2016, doi = {10.1145/2959100.2959190},
}
@misc{muller2020index, title = {An Index?}, author = {M{\"u}ller, J. and de Jong, A. and {Google} and X, Y.},
  year = {2020}, eprint = {2001.00001}, note = {Read in March}}
@misc{airbnb2021blog, title = {50\% \& $3 more}, author = {{Airbnb}}, howpublished = {Blog, 3 May 2021}, year = {2021},
  url = {https://example.org/a_b}}
"""


@pytest.fixture
def convert(tmp_path: Path):
    (tmp_path / "references.bib").write_text(BIB, encoding="utf-8")
    page = markdown.Markdown(
        extensions=["footnotes", "toc", "pymdownx.superfences", "guide.markdown.citations"],
        extension_configs={"guide.markdown.citations": {"bibliography": str(tmp_path / "references.bib")}},
    )
    return lambda text: page.reset().convert(text)


def written(key: str) -> str:
    return "".join(Bibliography.parse(BIB).sources[key].paragraph().itertext()).strip()


def rules(text: str) -> list[tuple[int, str]]:
    return [(finding.line, finding.message) for finding in Bibliography.parse(text).findings]


def test_one_form_for_every_source():
    assert written("covington2016deep") == (
        "P. Covington, J. Adams, and E. Sargin. “Deep Neural Networks for YouTube *Recommendations*.” "
        "RecSys, 2016. doi:10.1145/2959100.2959190."
    )
    assert written("muller2020index") == (
        "J. Müller, A. de Jong, Google et al. “An Index?” arXiv preprint, 2020. arXiv:2001.00001. Read in March."
    )
    assert written("airbnb2021blog") == "Airbnb. “50% & $3 more.” Blog, 3 May 2021. example.org."


@pytest.mark.parametrize(
    ("fields", "remarks"),
    [
        ("year = 2020, read = {abstract}", "Read as an abstract."),
        ("year = 2020, read = {secondary}, via = {{NBC} News}", "Original not read; known from NBC News."),
        (
            "year = 2020, read = {secondary}, via = {Pew Research Center, D.C.}",
            "Original not read; known from Pew Research Center, D.C.",
        ),
        ("year = {n.d.}, undated = {current}, note = {In French}", "In French. Kept current by its publisher."),
        ("year = {n.d.}, undated = {unshown}", "Shows no date."),
    ],
)
def test_a_reader_is_told_how_it_was_read_in_one_form(fields: str, remarks: str):
    book = Bibliography.parse("@misc{a, title={T}, author={A}, url={https://x.org}, " + fields + "}")
    assert not book.findings
    assert "".join(book.sources["a"].paragraph().itertext()).strip().endswith(f"x.org. {remarks}")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("@misc{a, title={T}, author={A}, year=2020", "not BibTeX"),
        ("@misc a", "not BibTeX"),
        ("@misc{a, author={A}, year=2020, url={https://x.org}}", "has no title"),
        ("@misc{a, title={T}, year=2020, url={https://x.org}}", "has no author"),
        ("@misc{a, title={T}, author={A}, url={https://x.org}}", "has no year"),
        ("@misc{a, title={T}, author={A}, year={soon}, url={https://x.org}}", "the year 'soon'"),
        ("@misc{a, title={T}, author={A}, year=2020}", "has no link"),
        ("@misc{a, title={T}, author={A}, year=2020, url={javascript:x}}", "leads nowhere"),
        ("@misc{a, title={T}, author={A}, year={n.d.}, url={https://x.org}}", "no reason for the year n.d."),
        ("@misc{a, title={T}, author={A}, year={n.d.}, undated={lost}, url={https://x.org}}", "the reason 'lost'"),
        ("@misc{a, title={T}, author={A}, year=2020, undated={unshown}, url={https://x.org}}", "for the year 2020"),
        ("@misc{a, title={T}, author={A}, year=2020, read={half}, url={https://x.org}}", "read as 'half'"),
        ("@misc{a, title={T}, author={A}, year=2020, read={secondary}, url={https://x.org}}", "only half"),
        ("@misc{a, title={T}, author={A}, year=2020, via={B}, url={https://x.org}}", "only half"),
        (
            "@misc{a, title={" + "{" * 3000 + "}" * 3000 + "}, author={A}, year=2020, url={https://x.org}}",
            "nested deeper",
        ),
        ("@misc{a, title={T}, title={U}, author={A}, year=2020, url={https://x.org}}", "gives title twice"),
        ("@misc{airbnb2021blog, title={T}, author={A}, year=2020, url={https://x.org}}", "has the key"),
    ],
)
def test_a_broken_entry_is_found_on_its_line(entry: str, said: str):
    before = BIB.count("\n")
    (line, message), *others = rules(BIB + entry)
    assert said in message and line == before + 1 and not others


@pytest.mark.parametrize(
    "text", ["", "@", "{" * 500, "\ufeff" + BIB, BIB.replace("\n", "\r\n"), "@misc{a, author={a,b,c,d}}"]
)
def test_no_input_ends_in_a_traceback(text: str):
    Bibliography.parse(text)


def test_a_missing_file_is_a_finding(tmp_path: Path):
    assert [finding.rule for finding in Bibliography.read(tmp_path / "no.bib").findings] == ["source-entry"]


def test_sources_are_listed_by_first_use(convert):
    html = convert("- a\n    - b[^muller2020index]\n\nc[^covington2016deep][^muller2020index]\n")
    assert re.findall(r'<li id="fn:([^"]+)"', html) == ["muller2020index", "covington2016deep"]
    assert re.findall(r'id="(fnref[^"]*)"><[^>]*>(\d)', html) == [
        ("fnref:muller2020index", "1"),
        ("fnref:covington2016deep", "2"),
        ("fnref2:muller2020index", "1"),
    ]
    assert "*Recommendations*" in html


def test_a_key_in_code_is_no_citation(convert):
    html = convert("`[^covington2016deep]`\n\n```\n[^covington2016deep]\n```\n\nand \\[^covington2016deep]\n")
    assert "footnote" not in html


def test_the_page_may_have_notes_of_its_own(convert):
    html = convert("a[^mine] b[^airbnb2021blog]\n\n[^mine]: See [^covington2016deep].\n")
    assert re.findall(r'<li id="fn:([^"]+)"', html) == ["mine", "airbnb2021blog", "covington2016deep"]


def test_an_unknown_key_is_shown_and_logged(convert, caplog):
    with caplog.at_level(logging.WARNING, "mkdocs.guide"):
        html = convert("a[^covingtn2016deep]")
    assert "[^covingtn" not in html and "write covington2016deep" in html
    assert "[citation-unknown] no source has the key covingtn2016deep" in caplog.text


def test_a_page_does_not_remember_the_one_before(convert):
    convert("a[^muller2020index]")
    assert "footnote" not in convert("nothing")
