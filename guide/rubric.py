"""The sheet that an interviewer fills in, and how its numbers become a verdict: docs/interview/levels-and-rubric.md."""

from __future__ import annotations

from collections.abc import Mapping

SIGNALS = ("Problem", "Data and labels", "Modeling", "Evaluation", "Operation", "Driving")
SCORES = range(1, 5)
NO, MID, SENIOR, STAFF = VERDICTS = ("no hire", "hire at mid", "hire at senior", "hire at staff")

# What the job of a senior consists of, and that nobody had to pull it out.
_SENIOR = ("Data and labels", "Evaluation", "Operation", "Driving")
# Where a staff engineer is told from a senior.
_STAFF = ("Operation", "Driving")


def verdict(scores: Mapping[str, int]) -> str:
    """The highest level that ``scores``, one for each signal, carry."""
    if 1 in scores.values():
        return NO
    if all(scores[signal] >= 3 for signal in _SENIOR):
        fours = [signal for signal, score in scores.items() if score == 4]
        return STAFF if len(fours) >= 2 and any(signal in _STAFF for signal in fours) else SENIOR
    return MID if sum(score >= 3 for score in scores.values()) >= 2 else NO
