"""What a contributor is told about a mistake: file, line, rule, message, source and fix."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, order=True)
class Finding:
    """One mistake.

    Args:
        line: 1-based. The machinery, which sees a block and no file, counts from the block's first line;
            the caller that knows the file moves it with :meth:`at`.
        rule: the rule's id, as the contributor page lists it.
        message: what is wrong, in one sentence.
        source: the offending line, or the part of it that shows the mistake.
        fix: what to write instead, as an imperative.
        file: path from the project's root, with forward slashes; empty until somebody knows it.
    """

    file: str = ""
    line: int = 1
    rule: str = ""
    message: str = ""
    source: str = ""
    fix: str = ""

    def at(self, file: str, offset: int = 0) -> Finding:
        """The same finding in ``file``, ``offset`` lines further down."""
        return replace(self, file=file, line=self.line + offset)

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}: [{self.rule}] {self.message}"
        if self.source:
            text += f"\n  source: {self.source.strip()}"
        if self.fix:
            text += f"\n  fix:    {self.fix}"
        return text
