"""How the page and the build tell of a mistake that an extension found."""

from __future__ import annotations

import logging
from xml.etree import ElementTree as etree

from markdown.util import AtomicString

from guide.finding import Finding

# Below MkDocs' own logger, whose warnings a strict build counts.
log = logging.getLogger("mkdocs.guide")


def problem(findings: list[Finding]) -> etree.Element:
    """An admonition that lists ``findings``; each is logged as a warning, so that a strict build fails."""
    box = etree.Element("div", {"class": "admonition failure problem"})
    for finding in findings:
        _warn(finding)
        title = etree.SubElement(box, "p", {"class": "admonition-title"})
        title.text = AtomicString(finding.rule)
        message = etree.SubElement(box, "p")
        place = f"{finding.file}, line {finding.line}" if finding.file else f"Line {finding.line} of the block"
        message.text = AtomicString(f"{place}: {finding.message}")
        if finding.source:
            source = etree.SubElement(etree.SubElement(box, "pre"), "code")
            source.text = AtomicString(finding.source)
        if finding.fix:
            fix = etree.SubElement(box, "p")
            fix.text = AtomicString(f"Fix: {finding.fix}")
    return box


def remark(finding: Finding) -> etree.Element:
    """The same within a sentence, for a mistake that has no block around it."""
    _warn(finding)
    mark = etree.Element("strong", {"class": "problem"})
    mark.text = AtomicString(f"[{finding.rule}] {finding.message}" + (f"; {finding.fix}" if finding.fix else ""))
    return mark


def _warn(finding: Finding) -> None:
    log.warning("[%s] %s%s", finding.rule, finding.message, f" Fix: {finding.fix}" if finding.fix else "")
