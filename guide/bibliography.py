"""The book's sources: ``docs/references.bib`` read, checked, and written one way."""

from __future__ import annotations

import datetime
import logging
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as etree

import bibtexparser
from bibtexparser import model
from bibtexparser.middlewares import RemoveEnclosingMiddleware
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from markdown.util import AtomicString
from pylatexenc.latex2text import LatexNodes2Text

from guide.finding import Finding

RULE = "source-entry"

# What the parsers would log comes back as findings.
for parser in ("bibtexparser", "pylatexenc"):
    logging.getLogger(parser).setLevel(logging.CRITICAL)

_VENUES = ("booktitle", "journal", "journaltitle", "howpublished", "publisher", "institution", "school", "organization")
_AUTHORS_NAMED = 3
# What the fields `read` and `undated` may say, and what the reader is told.
_READ = {"abstract": "Read as an abstract.", "secondary": "Original not read; known from {via}."}
_UNDATED = {"current": "Kept current by its publisher.", "unshown": "Shows no date."}
# Characters that stand for themselves in the path of an address, a DOI's among them.
_IN_PATHS = "/:;()"
_ADDRESS = re.compile(r"""https?://(?P<host>[\w.-]+\w(?::\d+)?)(?:[/?#][^\s<>"'`{}\x00-\x1f\x7f-\x9f]*)?""")
_SAVE = "save it as UTF-8 BibTeX"
# As DOIs and arXiv name what they hold.
_DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"]+")
_EPRINT = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}")
# What BibTeX joins by "and", joined otherwise.
_RUN_TOGETHER = re.compile(r";|\s&\s|\bet al\b|^(?!.*,\s*(?:Jr|Sr|I+)\b)[^,]*,[^,]*,")
# The fields that are read here, of which a misspelled one would be nothing.
_FIELDS = ("author", "title", "year", "url", "doi", "eprint", "howpublished", "booktitle", "journal", "publisher")
# The parser takes the braces from sound entries only.
_UNWRAP = RemoveEnclosingMiddleware()
_LATEX = LatexNodes2Text(math_mode="text")


@dataclass(frozen=True)
class Source:
    """One entry of the bibliography, in Unicode.

    Args:
        key: what a citation names.
        line: 1-based, of the entry's first line.
        authors: as printed, ``P. Covington``; the last one may be ``et al.``
        family: the first author's family name, to sort by.
        url: DOI before arXiv before ``url``; empty if the entry has none that leads anywhere.
        link: the text of the link, short enough to be read in print.
        note: one sentence for the reader.
        kind: BibTeX's type of entry, ``article``.
        collective: its only author is no person: a company, a court, a statute's country.
        read: ``abstract`` or ``secondary``, if less than the source itself was read; the latter ``via`` whom.
        undated: why it has no year: a page kept ``current``, or the date is ``unshown``.
    """

    key: str
    line: int
    authors: tuple[str, ...] = ()
    family: str = ""
    title: str = ""
    venue: str = ""
    year: str = ""
    url: str = ""
    link: str = ""
    note: str = ""
    kind: str = ""
    collective: bool = False
    read: str = ""
    via: str = ""
    undated: str = ""

    @property
    def remarks(self) -> list[str]:
        """Sentences that a reader needs before leaning on the source."""
        said = (
            _ended(self.note),
            _READ.get(self.read, "").format(via=self.via.rstrip(".")),
            _UNDATED.get(self.undated, ""),
        )
        return [*filter(None, said)]

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """Orders sources by first author, then year, then title."""
        return (self.family or self.title).casefold(), self.year, self.title.casefold()

    def paragraph(self) -> etree.Element:
        """``P. Covington, J. Adams, and E. Sargin. “Title.” *Venue*, 2016. doi:… Remarks.`` as a ``<p>``.

        Its texts are atomic: a title is no Markdown, and its ordinals and fractions stay as its authors set them.
        """
        paragraph = etree.Element("p", {"class": "reference"})
        title = self.title if self.title.endswith(("?", "!", ".")) else f"{self.title}."
        # A blog post's venue often carries the whole date.
        year = "" if self.venue.endswith(self.year) else _ended(self.year)
        opening = [_ended(_listed(self.authors)), f"“{title}”", "" if self.venue else year]
        paragraph.text = AtomicString(" ".join([*filter(None, opening), ""]))
        if self.venue:
            venue = etree.SubElement(paragraph, "em")
            venue.text = AtomicString(self.venue)
            venue.tail = f", {year} " if year else ". "
        if self.url:
            link = etree.SubElement(paragraph, "a", {"href": self.url})
            link.text = AtomicString(self.link)
            link.tail = ". "
        if self.remarks:
            remarks = etree.SubElement(paragraph, "span")
            remarks.text = AtomicString(" ".join(self.remarks))
            remarks.tail = " "
        return paragraph


@dataclass
class Bibliography:
    """All sources by key, and what is wrong with the file they came from.

    Args:
        is_torn: something of the file cannot be read, and nobody knows which sources that was.
    """

    sources: dict[str, Source] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    is_torn: bool = False

    def lacks(self, key: str) -> bool:
        """Whether no source has this key, not even one that cannot be read."""
        return not self.is_torn and key not in self.sources

    @classmethod
    def read(cls, path: str | Path) -> Bibliography:
        """The bibliography at ``path``; a missing or broken file gives findings, never an error."""
        path = Path(path)
        try:
            return _read(path, path.stat().st_mtime_ns)
        except OSError:
            return cls(
                findings=[Finding(path.as_posix(), 1, RULE, "the bibliography cannot be read", fix=_SAVE)], is_torn=True
            )
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            return cls(
                findings=[Finding(path.as_posix(), line, RULE, "the line is not UTF-8", fix=_SAVE)], is_torn=True
            )

    @classmethod
    def parse(cls, text: str, file: str = "") -> Bibliography:
        """The bibliography in ``text``; ``file`` is the path that findings name."""
        book = cls()
        for block in bibtexparser.parse_string(text.lstrip("\ufeff")).blocks:
            line = block.start_line + 1
            first = block.raw.strip().partition("\n")[0]

            def report(message: str, fix: str, line: int = line, source: str = first) -> None:
                book.findings.append(Finding(file, line, RULE, message, source, fix))

            def lost(message: str, fix: str) -> None:
                report(message, fix)
                book.is_torn = True

            if isinstance(block, model.DuplicateFieldKeyBlock):
                fields = ", ".join(sorted(block.duplicate_keys))
                report(f"the entry gives {fields} twice", "keep one of them")
            if isinstance(block, (model.DuplicateFieldKeyBlock, model.DuplicateBlockKeyBlock)):
                block = _UNWRAP.transform_entry(block.ignore_error_block, None)  # type: ignore[arg-type]
            if isinstance(block, model.ParsingFailedBlock):
                lost("the entry is not BibTeX", "close every brace and put a comma after every field")
            elif isinstance(block, model.ImplicitComment) and re.search(r"(?m)^[^%\n]*[@{]", block.comment):
                lost("the entry is not BibTeX", "write @type{key, field = {value}, …}")
            elif isinstance(block, model.ExplicitComment):
                lost("the entry is commented out", "take it out; the repository remembers it")
            elif isinstance(block, model.Entry):
                try:
                    source = _source(block)
                except RecursionError:
                    lost(f"{block.key or 'the entry'} is nested deeper than any title", "write its values plainly")
                    continue
                # As the reader of LaTeX gives up a command without what belongs to it.
                except LookupError:
                    lost(f"{block.key or 'the entry'} has LaTeX that nobody can read", "write its values plainly")
                    continue
                for message, fix in _faults(block, source):
                    report(f"{block.key or 'the entry'} {message}", fix)
                if earlier := book.sources.get(source.key):
                    fix = "cite that entry, or rename this one"
                    report(f"line {earlier.line} has the key {source.key} already", fix)
                elif source.key:
                    book.sources[source.key] = source
        return book

    def like(self, key: str) -> str | None:
        """The key that a misspelled ``key`` most likely means."""
        folded = {known.lower(): known for known in self.sources}
        matches = get_close_matches(key.strip().lower(), folded, n=1, cutoff=0.7)
        return folded[matches[0]] if matches else None


@lru_cache(maxsize=4)
def _read(path: Path, modified: int) -> Bibliography:
    return Bibliography.parse(path.read_text("utf-8"), path.as_posix())


def _source(entry: model.Entry) -> Source:
    raw = {name.lower(): str(item.value) for name, item in entry.fields_dict.items()}
    fields = {name: _unicode(value) for name, value in raw.items()}
    people = raw.get("author") or raw.get("editor") or ""
    names = _names(people)
    url, link = _link(raw)
    venue = next((fields[name] for name in _VENUES if fields.get(name)), "")
    if not venue and link.startswith("arXiv:"):
        venue = "arXiv preprint"
    return Source(
        key=entry.key,
        line=entry.start_line + 1,
        authors=tuple(printed for _, printed in names),
        family=names[0][0] if names else "",
        title=fields.get("title", ""),
        venue=venue,
        year=(fields.get("year") or fields.get("date", "")).partition("-")[0],
        url=url,
        link=link,
        note=fields.get("note", ""),
        kind=entry.entry_type.lower(),
        collective=len(names) == 1 and people.strip().startswith("{"),
        read=fields.get("read", ""),
        via=fields.get("via", ""),
        undated=fields.get("undated", ""),
    )


def _faults(entry: model.Entry, source: Source):
    if not entry.key:
        yield "has no key", "write @misc{covington2016deep, …"
    elif not re.fullmatch(r"[A-Za-z0-9_:.-]+", entry.key):
        yield "has a key that a citation cannot name", "use ASCII letters, digits and hyphens"
    for name, item in entry.fields_dict.items():
        if run_on := re.search(r"\n\s*(\w+)\s*=\s*[{\"]", str(item.value)):
            yield f"has no comma between {name} and {run_on[1]}", f"put a comma before {run_on[1]}"
            return
    for name in entry.fields_dict:
        near = get_close_matches(name.lower(), _FIELDS, n=1, cutoff=0.75)
        if near and name.lower() not in (*_FIELDS, "editor", "edition", "journaltitle", "subtitle"):
            yield f"has a field {name}", f"write {near[0]}"
    people = str(entry.fields_dict["author"].value) if "author" in entry.fields_dict else ""
    if any(_RUN_TOGETHER.search(person) for person in split_multiple_persons_names(people) if person[:1] != "{"):
        yield "has authors whom nobody can tell apart", "join them by and: Covington, Paul and Adams, Jay and others"
    if not source.title:
        yield "has no title", "add title = {…}"
    if not source.authors:
        yield "has no author", "add author = {…}; for a company author = {{Company}}"
    if not source.year:
        yield "has no year", "add year = {…}; for an undated page year = {n.d.} and undated = {…}"
    elif not re.fullmatch(r"[12]\d{3}|n\.d\.", source.year):
        yield f"has the year {source.year!r}", "write four digits, or n.d. for an undated page"
    elif source.year.isdigit() and int(source.year) > datetime.date.today().year + 1:
        yield f"is of the year {source.year}", "write the year in which it was published"
    elif source.undated not in (_UNDATED if source.year == "n.d." else ("",)):
        what = f"gives the reason {source.undated!r} for" if source.undated else "gives no reason for"
        reasons = "} or {".join(_UNDATED)
        yield f"{what} the year {source.year}", f"find the date, or write year = {{n.d.}}, undated = {{{reasons}}}"
    if source.read and source.read not in _READ:
        yield f"was read as {source.read!r}", f"write read = {{{'} or {'.join(_READ)}}}; nothing if all of it was read"
    elif (source.read == "secondary") != bool(source.via):
        yield "says only half of how it was read", "write read = {secondary} and via = {who quotes it}, or neither"
    if not source.link:
        yield "has no link", "add doi = {…}, eprint = {…} for arXiv, or url = {…}"
    elif source.link.startswith("doi:") and not _DOI.fullmatch(source.link[4:]):
        yield f"has a DOI that is none: {source.link[4:]}", "write doi = {10.1145/2959100.2959190}, or url = {…}"
    elif source.link.startswith("arXiv:") and not _EPRINT.fullmatch(source.link[6:]):
        yield f"has a number that arXiv does not have: {source.link[6:]}", "write eprint = {1606.07792}, or url = {…}"
    elif not source.url:
        yield f"has a link that leads nowhere: {source.link}", "write the full address, https://…"


@cache
def _unicode(latex: str) -> str:
    """LaTeX as plain text. A bare ``%``, ``&`` or single ``$`` is taken for the character, as writers mean it."""
    bare = "%&#" if latex.count("$") % 2 == 0 else "%&#$"
    escaped = re.sub(rf"(?<!\\)([{bare}])", r"\\\1", latex)
    return " ".join(_LATEX.latex_to_text(escaped).split())


def _names(field_value: str) -> list[tuple[str, str]]:
    """(family name, name as printed) of the authors that are printed."""
    people = [person for person in split_multiple_persons_names(" ".join(field_value.split())) if person.strip()]
    names = []
    for person in people[:_AUTHORS_NAMED]:
        if person.lower() == "others":
            continue
        try:
            parts = parse_single_name_into_parts(person)
        except InvalidNameError:
            names.append((_unicode(person), _unicode(person)))
            continue
        family = _unicode(" ".join([*parts.von, *parts.last, *parts.jr]))
        given = (_unicode(name) for name in parts.first)
        names.append((family, " ".join([*(_initial(name) for name in given if name), family])))
    if len(people) > _AUTHORS_NAMED or any(person.lower() == "others" for person in people):
        names.append(("", "et al."))
    return names


def _initial(name: str) -> str:
    return "-".join(f"{part[0]}." for part in name.split("-") if part)


def _link(fields: dict[str, str]) -> tuple[str, str]:
    """Address and text of the entry's link."""
    plain = {name: re.sub(r"\\([_%&#~])", r"\1", fields.get(name, "")).strip() for name in ("doi", "eprint", "url")}
    if doi := re.sub(r"^(https?://(dx\.)?doi\.org/|doi:)", "", plain["doi"]):
        return f"https://doi.org/{quote(doi, safe=_IN_PATHS)}", f"doi:{doi}"
    is_arxiv = fields.get("archiveprefix", fields.get("eprinttype", "arXiv")).lower() == "arxiv"
    if is_arxiv and (eprint := re.sub(r"^arxiv:", "", plain["eprint"], flags=re.IGNORECASE)):
        return f"https://arxiv.org/abs/{quote(eprint, safe=_IN_PATHS)}", f"arXiv:{eprint}"
    url = re.sub(r"^\\url\{(.*)\}$", r"\1", plain["url"])
    address = _ADDRESS.fullmatch(url)
    return (url, address["host"].removeprefix("www.")) if address else ("", url)


def _listed(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    if names[-1] == "et al.":
        return f"{', '.join(names[:-1])} et al."
    if len(names) == 2:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."
