"""Search, catalog and the page's title block are made from the front matter; a misspelled key is silently nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from guide.finding import Finding
from guide.page import Page

FIRST = True
FIX = 'write the keys as docs/case-studies/_template/index.md does, with quotes around a value that holds ": "'

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Task = Literal["ranking", "retrieval", "detection", "classification", "regression", "forecasting", "generation"]


class Search(BaseModel):
    """How the search index weighs a page against the others; 1 is usual."""

    model_config = ConfigDict(extra="forbid")

    boost: Annotated[float, Field(gt=0, le=10)]


class Meta(BaseModel):
    """Every page."""

    model_config = ConfigDict(extra="forbid")

    title: Text
    description: Annotated[Text, StringConstraints(max_length=160)]
    hide: list[Literal["navigation", "toc", "footer"]] = []
    template: Text = ""
    search: Search | None = None


class CaseMeta(Meta):
    """The design page of a case study."""

    task: Task
    domain: Text
    tags: Annotated[list[Text], Field(min_length=1)]
    reviewed: datetime.date


def findings(page: Page) -> Iterator[Finding]:
    if page.meta_findings:
        yield from page.meta_findings
        return
    model = CaseMeta if page.case == "design" else Meta
    try:
        model.model_validate(page.meta)
    except ValidationError as error:
        for wrong in error.errors(include_url=False):
            key = str(wrong["loc"][0])
            if wrong["type"] == "missing":
                yield page.finding(1, f"the front matter has no {key}", f"add a line {key}: …")
            elif wrong["type"] == "extra_forbidden":
                near = get_close_matches(key, model.model_fields, n=1)
                fix = f"write {near[0]}" if near else f"remove it; the keys are {', '.join(model.model_fields)}"
                yield page.finding(page.meta_line(key), f"no page has a key {key}", fix)
            else:
                yield page.finding(page.meta_line(key), f"{key}: {wrong['msg'].lower()}", f"correct the value of {key}")
    if page.meta.get("reviewed") and isinstance(page.meta["reviewed"], datetime.date):
        if page.meta["reviewed"] > datetime.date.today():
            yield page.finding(
                page.meta_line("reviewed"), "reviewed is a day to come", "write the day of the last review"
            )
