"""One block's YAML, read into rows; whatever does not fit becomes a finding on its line."""

from __future__ import annotations

import re
from posixpath import normpath

from yaml import MappingNode, Node

from guide import spans
from guide.estimate.expression import numbers_with_units
from guide.estimate.rows import Block, Row, as_name, canonical
from guide.estimate.units import decimal_comma, read_number
from guide.estimate.written import Entries, Written

# Significant digits of a result that does not say how many.
DIGITS = 2

_LABEL = re.compile(r"(?<!\{)\{([^{}]+)\}(?!\})")
# As many results as one takes in at a glance.
HEADLINES = 3
_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)
_KEYS = {
    "block": ("name", "title", "headline", "assume", "compute", "holds", "otherwise", "therefore"),
    "assume": ("value", "unit", "why", "say"),
    "compute": ("is", "unit", "why", "say"),
}


class Source(Written):
    """One block's text, and what became of it.

    Args:
        alias: put before the names of all blocks, as ``as:`` of the import says that brings the block to a page.

    Attributes:
        block: ``None`` for an import and for what is beyond reading; what has no name is.
        path: of the page that an import names.
        literals: the numbers with units in the expressions.
        alias_below: for the blocks that an import brings.
        findings: with lines counted from the first of the text.
    """

    def __init__(self, text: str, alias: str = ""):
        super().__init__(text)
        self.alias = self.alias_below = alias
        self.block: Block | None = None
        self.path: str | None = None
        self.literals: list[Row] = []
        self._read()

    @property
    def rows(self) -> list[Row]:
        return self.block.rows if self.block else []

    @property
    def is_torn(self) -> bool:
        """Whether it is beyond reading, so that nobody knows which values it would have."""
        return self.block is None and self.path is None

    def line_naming(self, label: str, start: int) -> int:
        """The first line from ``start`` on whose text names the value ``label`` in braces."""
        block = f"(?:{self.block.name}\\.)?" if self.block else ""
        words = r"[\W_]+".join(map(re.escape, re.split(r"[\W_]+", label)))
        written = re.compile(rf"\{{\s*{block}{words}")
        return next((n for n, line in enumerate(self.lines, 1) if n >= start and written.search(line)), start)

    def _read(self) -> None:
        root = self.compose()
        if root is None:
            return
        self.entries = self.mapping(1, root, "the block", ("from", "as", *_KEYS["block"])) or {}
        if not isinstance(root, MappingNode):
            return
        if "from" in self.entries:
            self._read_import()
        else:
            self._read_block()

    def _read_import(self) -> None:
        line, node = self.entries["from"]
        path = self.scalar(line, node, "from")
        self.path = normpath(path) if path else None
        if "as" in self.entries:
            line, node = self.entries["as"]
            alias = self.scalar(line, node, "as")
            if alias and not _NAME.fullmatch(alias):
                self.bad_form(line, f"“{alias}” cannot stand before a name", "write one word, as in “as: fraud”")
            self.alias_below += f"{as_name(alias)}_"
        if len(self.entries) > 1 + ("as" in self.entries):
            self.bad_form(line, "a block with “from” holds nothing but “as”", "move the rest to a block of its own")

    def _read_block(self) -> None:
        texts = dict.fromkeys(("name", "title", "therefore", "holds", "otherwise"), "")
        for key in texts:
            if key in self.entries:
                texts[key] = self.scalar(*self.entries[key], key)
            elif key not in ("holds", "otherwise"):
                self.bad_form(1, f"the block has no {key}", f"add “{key}: …”")
        if not {"assume", "compute"} & self.entries.keys():
            self.bad_form(1, "the block computes nothing", "add quantities under “assume:” and “compute:”")
        name = texts["name"]
        if name and not _NAME.fullmatch(name):
            fix = "name the block with letters, digits and underscores, a letter first"
            self.bad_form(self.line_of("name"), f"“{name}” cannot be used in expressions", fix)
            name = ""
        if not name:
            # Nothing in it can be referred to.
            return
        if "as" in self.entries:
            self.bad_form(self.line_of("as"), "“as” stands without “from”", "remove it, or name the page to import")
        self.block = Block(self.alias + as_name(name), texts["title"])
        for kind in ("assume", "compute"):
            if kind in self.entries:
                self._read_rows(kind)
        if "otherwise" in self.entries and "holds" not in self.entries:
            fix = "write the condition under which the conclusion is true: “holds: a < b”"
            self.bad_form(self.line_of("otherwise"), "“otherwise” stands without “holds”", fix)
        if texts["holds"]:
            line = self.line_of("holds")
            self.block.holds = Row(f"{self.block.name}.", "holds", line, False, self.alias, expression=texts["holds"])
            self._read_literals(self.block.holds)
        if "headline" in self.entries:
            self.block.headline = self._read_headline(*self.entries["headline"])
        self.block.therefore = self._with_full_names(texts["therefore"])
        self.block.otherwise = self._with_full_names(texts["otherwise"])

    def _read_headline(self, line: int, node: Node) -> list[str]:
        labels = self.texts(line, node, "headline", 1, HEADLINES, "write it like headline: [peak load, bill]")
        return [self._full_name(label) for label in labels]

    def _read_literals(self, row: Row) -> None:
        for name, (number, unit) in numbers_with_units(row.expression).items():
            self.literals.append(Row(name, name, row.line, True, unit_text=unit, value=float(number)))

    def _read_rows(self, kind: str) -> None:
        known = {row.name for row in self.rows}
        for label, (line, fields) in (self.mapping(*self.entries[kind], kind) or {}).items():
            row = Row(f"{self.block.name}.{as_name(label)}", label, line, kind == "assume", self.alias)
            if not re.match(r"[^\W\d]", as_name(label)):
                self.bad_form(line, f"the label “{label}” cannot be used in expressions", "begin it with a letter")
            if row.name in known:
                self.bad_form(line, f"two quantities are named “{label}”", "give one another label")
                continue
            known.add(row.name)
            entries = self.mapping(line, fields, label, _KEYS[kind])
            if entries is not None:
                self._fill(row, entries)
            self.block.rows.append(row)

    def _fill(self, row: Row, entries: Entries) -> None:
        for key in ("value", "why") if row.assumed else ("is",):
            if key not in entries:
                fix = "say where the number comes from: “why: …”" if key == "why" else f"add “{key}: …”"
                self.bad_form(row.line, f"{row.label} has no {key}", fix)
        texts = {key: self.scalar(line, node, f"{key} of {row.label}") for key, (line, node) in entries.items()}
        row.why = texts.get("why", "")
        row.unit_text = (texts["unit"] or None) if "unit" in texts else ""
        row.expression = texts.get("is", "")
        self._read_literals(row)
        row.digits = None if row.assumed else DIGITS
        if texts.get("say"):
            if re.fullmatch("[1-9]", texts["say"]):
                row.digits = int(texts["say"])
            else:
                fix = "write say: 3 for three significant digits"
                self.bad_form(entries["say"][0], f"say of {row.label} is not a number of digits", fix)
        if texts.get("value"):
            row.value = read_number(texts["value"])
            if re.fullmatch(r"[1-9]\d{0,2}(\.000)+", texts["value"]):
                fix = f"write {texts['value'].replace('.', '')}, or {texts['value'].split('.')[0]}"
                self.bad_form(entries["value"][0], f"does the point of “{texts['value']}” part thousands?", fix)
            elif re.search(r"\d\s+[a-z]$", texts["value"], re.IGNORECASE):
                fix = "write the word, as in 5 million, or move the unit to “unit: …”"
                self.bad_form(entries["value"][0], f"is “{texts['value']}” a number and a unit, or a multiple?", fix)
            elif row.value is None:
                self._no_number(entries["value"][0], row, texts["value"])

    def _no_number(self, line: int, row: Row, text: str) -> None:
        parts = re.fullmatch(r"([\d.,e+-]*\d)\s*([%$a-zA-Z/]+)", text)
        fix = "write a number, such as 300e6 or 0.7"
        if point := decimal_comma(text):
            fix = f"write {point}; a comma stands only before every third digit"
        elif parts:
            fix = f"write value: {parts[1]}, unit: {parts[2].replace('%', 'percent')}"
        self.bad_form(line, f"the value of {row.label} is not a number: {text}", fix)

    def _full_name(self, label: str) -> str:
        name = canonical(label.strip())
        local = f"{self.block.name}.{name}"
        return local if "." not in name or any(row.name == local for row in self.rows) else name

    def _with_full_names(self, text: str) -> str:
        """``text`` with each ``{label}`` as ``{{ block.label }}``; code and mathematics stay."""

        def full(match: re.Match[str]) -> str:
            label, bar, form = match[1].partition("|")
            return f"{{{{ {self._full_name(label)}{' | ' + form.strip() if bar else ''} }}}}"

        parts, end = [], 0
        for label in _LABEL.finditer(spans.blank(text)):
            parts += [text[end : label.start()], full(label)]
            end = label.end()
        return "".join([*parts, text[end:]])
