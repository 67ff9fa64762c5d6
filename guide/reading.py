"""The layers of a page: what is spoken, what a first reading reads, and what stands in folds; and how they read."""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass, field

from guide import spans, speech
from guide.estimate import Sheet
from guide.page import Page

# Technical prose is read more slowly than a novel, and stopped at for a drawing or for what a sheet concludes.
WORDS_A_MINUTE = 200
LOOKED_AT = {"mermaid", "estimate", "plot"}
MINUTES_A_LOOK = 0.5

# Fewer words are a label or a lead-in, and say nothing of how the page reads.
_PARAGRAPH_LEAST, _SENTENCE_LEAST = 8, 3
_NO_PARAGRAPH = re.compile(r"\s*(?:\||[-*+]\s|\d+\.\s|:\s|>)")
_END = re.compile(r"(?<=[.!?])[\"”')*_]*\s+(?=[\"“('*_\[{]*[A-Z\d$])")
# Headings, and the signs of admonitions, tabs and blocks, of notes and abbreviations.
_SIGNS = re.compile(r"^\s*(?:#|/{3}|!!!|\?\?\?|===|\[\^[^\]]+\]:|\*\[)")


@dataclass
class Layers:
    """The lines of each layer: prose and tables, no headings, options of blocks, code or formulas.

    Args:
        prose: of the main path.
        concluded: what the estimates of the main path conclude.
    """

    prose: list[str] = field(default_factory=list)
    concluded: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    deeper: list[str] = field(default_factory=list)

    @property
    def main(self) -> list[str]:
        return self.prose + self.concluded


def layers(page: Page, sheet: Sheet | None) -> Layers:
    """The layers of ``page``, whose estimates ``sheet`` holds; without it, what they conclude is in none."""
    lines = ["" if _SIGNS.match(line) else line for line in page.plain]
    for block in page.written:
        lines[block.line : block.line + len(block.options)] = [""] * len(block.options)
    found = Layers()
    folds = [block for block in page.written if block.kind == "deeper"]
    for fence, estimate in zip(page.fences_of("estimate"), sheet.blocks, strict=True) if sheet else ():
        if estimate:
            into = found.deeper if any(fold.line < fence.line < fold.end for fold in folds) else found.concluded
            into.append(estimate.therefore)
    for block in page.written:
        into = {"spoken": found.spoken, "deeper": found.deeper}.get(block.kind)
        if into is not None:
            within = slice(block.line, block.end)
            into += lines[within]
            lines[within] = [""] * len(lines[within])
    found.prose = lines
    return found


def words(lines: list[str]) -> int:
    """Words of one layer."""
    return speech.words("\n".join(lines))


def minutes(page: Page) -> int:
    """How long a first reading of ``page`` takes: what is spoken and the main path, and a look at each drawing and sheet."""
    found = layers(page, None)
    folds = [block for block in page.written if block.kind == "deeper"]
    looks = sum(
        fence.name in LOOKED_AT and not any(fold.line < fence.line < fold.end for fold in folds)
        for fence in page.fences
    )
    return max(1, round(words(found.prose + found.spoken) / WORDS_A_MINUTE + looks * MINUTES_A_LOOK))


@dataclass(frozen=True)
class Figures:
    """How prose reads: words of a sentence and of a paragraph, their mean and 90th percentile, and numbers."""

    sentence: tuple[float, int]
    paragraph: tuple[float, int]
    numbers: float


def figures(prose: list[str]) -> Figures | None:
    """The figures of lines of prose; ``None`` where nothing is told in sentences."""
    texts = [text for _, text in spans.paragraphs(prose) if not _NO_PARAGRAPH.match(text)]
    texts = [text for text in texts if speech.words(text) >= _PARAGRAPH_LEAST]
    sentences = [each for text in texts for each in _END.split(text) if speech.words(each) >= _SENTENCE_LEAST]
    if not sentences:
        return None
    numbers = statistics.mean(map(speech.numbers, sentences))
    return Figures(_spread(sentences), _spread(texts), numbers)


def _spread(texts: list[str]) -> tuple[float, int]:
    counts = sorted(map(speech.words, texts))
    return statistics.mean(counts), counts[int(0.9 * len(counts))]
