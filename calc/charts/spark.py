"""The spark: the small picture beside a question. The answer over the question's range, and the reader's point."""

from __future__ import annotations

import math
from dataclasses import dataclass

from calc.charts.axis import Axis, spanned
from calc.charts.figure import text

WIDE, HIGH, EDGE = 120, 36, 4


@dataclass(frozen=True, slots=True)
class Spark:
    """The answer's *values* over those of a question; *here* is the reader's, *summary* all that is said of it."""

    summary: str
    question: Axis
    answer: Axis
    over: tuple[float, ...]
    values: tuple[float, ...]
    here: tuple[float, float] | None = None


def draw(of: Spark) -> str:
    """The picture, as HTML; it has no table, for the sweep of its question has one."""
    x = spanned(of.question, of.over)
    y = spanned(of.answer, [*of.values, *(of.here or ())[1:]], zero=True)

    def place(at: float, value: float) -> tuple[int, int]:
        return (
            round(EDGE + x.at(at) * (WIDE - 2 * EDGE)),
            round(HIGH - EDGE - y.at(value) * (HIGH - 2 * EDGE)),
        )

    parts: list[str] = []
    kept: list[tuple[int, int]] = []
    for at, value in zip((*of.over, math.nan), (*of.values, math.nan), strict=True):
        if math.isfinite(value):
            point = place(at, value)
            while len(kept) > 1 and _straight(kept[-2], kept[-1], point):
                kept.pop()
            if point not in kept[-1:]:
                kept.append(point)
        elif kept:
            parts.append(_steps(kept))
            kept = []
    dot = ""
    if of.here and math.isfinite(of.here[1]):
        across, down = place(*of.here)
        dot = f'<circle cx="{across}" cy="{down}" r="4"/>'
    return (
        f'<svg class="rt-spark" role="img" viewBox="0 0 {WIDE} {HIGH}"><title>{text(of.summary)}</title>'
        f'<path d="{"".join(parts)}"/>{dot}</svg>'
    )


def _steps(points: list[tuple[int, int]]) -> str:
    (x, y), *rest = points
    shown = f"M{x} {y}"
    for a, b in rest:
        across, down = a - x, b - y
        x, y = a, b
        shown += f"h{across}" if not down else f"v{down}" if not across else f"l{across}{'' if down < 0 else ' '}{down}"
    return shown if rest else shown + "h0"


def _straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Whether *b* is on the line from *a* to *c*, to the pixel that it was rounded to."""
    if c[0] == a[0]:
        return False
    return abs(a[1] + (c[1] - a[1]) * (b[0] - a[0]) / (c[0] - a[0]) - b[1]) <= 0.5
