"""What a page says of itself in its front matter: one model for the rule, the catalog and its filters, and the title block."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from guide.finding import Finding
from guide.page import Page

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Task = Literal["ranking", "retrieval", "detection", "classification", "regression", "forecasting", "generation"]

# What the catalog is narrowed by, and what readers call it.
FACETS = {"task": "Task", "domain": "Domain", "tags": "Topic"}


# The page's head lists them between commas.
Name = Annotated[Text, StringConstraints(pattern="^[^,]+$")]


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
    aliases: list[Name] = []
    terms: list[Name] = []
    hide: list[Literal["navigation", "toc", "footer"]] = []
    template: Text = ""
    search: Search | None = None
    carried: Literal[False, "pocket"] | None = None


class CaseMeta(Meta):
    """The design page of a case study."""

    task: Task
    domain: Text
    tags: Annotated[list[Text], Field(min_length=1)]
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
        for wrong in error.errors(include_url=False):
            key = str(wrong["loc"][0])
            if wrong["type"] == "missing":
                yield page.finding(1, f"the front matter has no {key}", f"add a line {key}: …")
            elif wrong["type"] == "extra_forbidden":
                near = get_close_matches(key, wanted.model_fields, n=1)
                fix = f"write {near[0]}" if near else f"remove it; the keys are {', '.join(wanted.model_fields)}"
                yield page.finding(page.meta_line(key), f"no page has a key {key}", fix)
            else:
                yield page.finding(page.meta_line(key), f"{key}: {wrong['msg'].lower()}", f"correct the value of {key}")
    reviewed = page.meta.get("reviewed")
    if isinstance(reviewed, datetime.date) and reviewed > datetime.date.today():
        fix = "write the day of the last review"
        yield page.finding(page.meta_line("reviewed"), "reviewed is a day to come", fix)
