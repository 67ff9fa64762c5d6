"""What a page says of itself in its front matter: one model for the rule, the catalog and its filters, and the title block."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from guide.finding import Finding
from guide.front import DAY
from guide.page import Page

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Task = Literal["ranking", "retrieval", "detection", "classification", "regression", "forecasting", "generation"]

# What the catalog is narrowed by, and what readers call it.
FACETS = {"task": "Task", "domain": "Domain", "tags": "Topic"}


def _once(names: list[str]) -> list[str]:
    known: set[str] = set()
    for name in names:
        if name.lower() in known:
            raise PydanticCustomError("twice", "“{name}” stands there twice", {"name": name})
        known.add(name.lower())
    return names


Texts = Annotated[list[Text], AfterValidator(_once)]
# The page's head lists them between commas.
Names = Annotated[list[Annotated[Text, StringConstraints(pattern="^[^,]+$")]], AfterValidator(_once)]

# What pydantic finds, in words, and the repair.
_SAID = {
    "string_type": ("is no text", "write it in words, in quotation marks if it is a number or a yes"),
    "string_too_short": ("is empty", "write it, or take it out"),
    "string_pattern_mismatch": ("has a comma within", "put a comma between two of them, outside of quotation marks"),
    "list_type": ("is no list", "write it as [one, another]"),
    "twice": ("", "take one of them out"),
}


class Search(BaseModel):
    """Whether the search leaves a page out."""

    model_config = ConfigDict(extra="forbid")

    exclude: Literal[True]


class Meta(BaseModel):
    """Every page.

    Args:
        aliases: what people type who do not know the page's title.
        terms: the standard terms of the topic, each of which stands in the text and in the glossary.
        carried: false for what is of use before a screen only: the book on paper and on a reader goes without it; pocket for
            what the pocket edition has whole.
    """

    model_config = ConfigDict(extra="forbid")

    title: Text
    description: Annotated[Text, StringConstraints(max_length=160)]
    aliases: Names = []
    terms: Names = []
    hide: list[Literal["navigation", "toc", "footer"]] = []
    search: Search | None = None
    carried: Literal[False, "pocket"] | None = None


class CaseMeta(Meta):
    """The design page of a case study."""

    task: Task
    domain: Text
    tags: Annotated[Texts, Field(min_length=1)]
    reviewed: datetime.date

    def facet(self, name: str) -> list[str]:
        """The values by which the page is found under one of :data:`FACETS`."""
        value = getattr(self, name)
        return value if isinstance(value, list) else [value]


def model(page: Page) -> type[Meta]:
    """What the front matter of ``page`` has to be."""
    return CaseMeta if page.case == "design" else Meta


def findings(page: Page) -> Iterator[Finding]:
    """What is wrong with the front matter of ``page``."""
    if page.meta_findings:
        yield from page.meta_findings
        return
    wanted = model(page)
    try:
        wanted.model_validate(page.meta)
    except ValidationError as error:
        yield from _told(page, wanted, error.errors(include_url=False))
        return
    reviewed = page.meta.get("reviewed")
    if type(reviewed) is datetime.date and reviewed > datetime.date.today():
        fix = "write the day of the last review"
        yield page.finding(page.meta_line("reviewed"), "reviewed is a day to come", fix)


def _told(page: Page, wanted: type[Meta], errors: list[Any]) -> Iterator[Finding]:
    meant = {
        name: get_close_matches(name.lower(), wanted.model_fields, n=1)
        for name in map(str, page.meta.keys() - wanted.model_fields)
    }
    for wrong in errors:
        key, kind, value = str(wrong["loc"][0]), wrong["type"], wrong["input"]
        line = page.meta_line(key)
        if kind == "missing":
            # It may be there under another name.
            if [key] not in meant.values():
                yield page.finding(1, f"the front matter has no {key}", f"add a line {key}: …")
        elif kind == "extra_forbidden":
            fix = f"remove it; the keys are {', '.join(wanted.model_fields)}"
            if near := meant.get(key):
                fix = f"write {near[0]}"
            yield page.finding(line, f"no page has a key {key}", fix)
        elif kind == "literal_error":
            expected = wrong["ctx"]["expected"].replace("'", "")
            near = get_close_matches(str(value).lower(), expected.replace(" or ", ", ").split(", "), n=1)
            yield page.finding(line, f"{key}: nothing is called {value}", f"write {near[0] if near else expected}")
        elif key == "reviewed":
            yield page.finding(line, f"{key}: {value} is no day", DAY)
        else:
            what, fix = _SAID.get(kind, ("", f"correct the value of {key}"))
            yield page.finding(line, f"{key}: {what or wrong['msg'].lower()}", fix)
