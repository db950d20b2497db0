"""The sweep: how answers move with one question, where they cross, and where the reader is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calc.charts.axis import Axis, spanned
from calc.charts.figure import Row, Words, figure, number, percent, text
from calc.charts.letters import width
from calc.charts.plane import Plane, hatch, path, stretched

HEIGHT = 280
LAST = 0.995  # a line that ends there, ends at the end
STYLES = 5  # lines that have a colour and a dash of their own; any other is grey


@dataclass(frozen=True, slots=True)
class Line:
    """An option over the values of the question: its numbers (nan where there is none), and each as it is shown."""

    name: str
    values: tuple[float, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """From where to where there is no answer, and why."""

    start: float
    end: float
    reason: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on both axes and its text: a crossing ("1,554 events/s"), or the reader's own ("Yours: 200 events/s")."""

    at: float
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Sweep:
    """Lines over the same values of a question, *over*, each shown in *texts*."""

    words: Words
    question: Axis
    answer: Axis
    over: tuple[float, ...]
    texts: tuple[str, ...]
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...] = ()
    crossings: tuple[Mark, ...] = ()
    here: Mark | None = None


def draw(of: Sweep, id: str) -> str:
    """The picture, as HTML."""
    marks = [*of.crossings, *([of.here] if of.here else [])]
    x = spanned(of.question, [*of.over, *(end for gap in of.gaps for end in (gap.start, gap.end))])
    values = [value for line in of.lines for value in line.values] + [mark.value for mark in marks]
    y = spanned(of.answer, values, pad=0.06, zero=True)
    names = max((width(line.name, bold=True) for line in of.lines), default=0) if len(of.lines) > 1 else 0
    plane = Plane(x, y, (of.question, of.answer), HEIGHT, (14, min(names, 150) + 22))
    drawn = [[*_runs(plane, of.over, line.values)] for line in of.lines]
    styles = [f"s{i}" if i < STYLES else "q" for i in range(len(of.lines))]
    named = (
        [_Named(*each) for each in zip(of.lines, drawn, styles, strict=True) if each[1]] if len(of.lines) > 1 else []
    )
    plane.column([(each.end[1], each.line.name, each.style) for each in named if each.end[0] > LAST])
    if of.gaps:
        plane.draw(hatch(id))
    for gap in of.gaps:
        _gap(plane, gap, id)
    paths = [
        f'<path class="s {style}" d="{"".join(path(run) for run in runs)}"/>'
        for style, runs in zip(styles, drawn, strict=True)
        if runs
    ]
    if of.here:
        place = percent(plane.x.at(of.here.at))
        plane.draw(f'<svg x="{place}"><path class="y" d="M0 0V{HEIGHT}"/></svg>')
    plane.draw(stretched(HEIGHT, "".join(reversed(paths))))
    for runs in drawn:
        for run in runs:
            plane.avoid(run)
    crossings = [*_dots(plane, of)]
    if of.here:
        for layout in (0, 1):
            plane.beside(layout, plane.x.at(of.here.at), of.here.text, "i")
    for each in named:
        plane.label(0, each.along, each.line.name, each.style)
        if each.end[0] <= LAST:
            plane.label(1, [each.end, *each.along], each.line.name, each.style)
    for spot, mark in crossings:
        for layout in (0, 1):
            plane.label(layout, [spot], mark.text)
    rows = [
        Row((shown, *(line.texts[i] for line in of.lines)), plane.x.at(at), _level(plane, of.lines, i))
        for i, (at, shown) in enumerate(zip(of.over, of.texts, strict=True))
    ]
    rows += [Row((f"{_shown(of, gap.start)} to {_shown(of, gap.end)}", gap.reason)) for gap in of.gaps]
    rows += [Row((mark.text, "Here two cross"), *place) for place, mark in crossings]
    rows += [Row((of.here.text,))] if of.here else []
    heads = (of.question.label, *(line.name for line in of.lines))
    return figure("sweep", id, of.words, plane.html(id, of.words), heads, rows)


def _dots(plane: Plane, of: Sweep) -> Iterator[tuple[tuple[float, float], Mark]]:
    """Draw the reader's point and the crossings; the places of those to be labelled."""
    crossings = [(mark, "p") for mark in of.crossings if math.isfinite(mark.value)]
    here = [(of.here, "h")] if of.here and math.isfinite(of.here.value) else []
    for mark, style in (*crossings, *here):
        at, down = plane.x.at(mark.at), plane.down(mark.value)
        plane.draw(f'<svg x="{percent(at)}" y="{number(down)}"><circle class="{style}" r="5"/></svg>')
        plane.take(at, down, 6)
        if style == "p":
            yield (at, down), mark


@dataclass(frozen=True, slots=True)
class _Named:
    """A line, the parts that are drawn of it, and its look."""

    line: Line
    runs: Sequence[Sequence[tuple[float, float]]]
    style: str

    @property
    def end(self) -> tuple[float, float]:
        return self.runs[-1][-1]

    @property
    def along(self) -> list[tuple[float, float]]:
        """Five places along it, the best for a name first."""
        points = [point for run in self.runs for point in run]
        return [points[i * (len(points) - 1) // 8] for i in (7, 8, 5, 3, 1)]


def _gap(plane: Plane, gap: Gap, id: str) -> None:
    start, end = sorted((plane.x.at(gap.start), plane.x.at(gap.end)))
    plane.draw(
        f'<rect fill="url(#{text(id)}-h)" x="{percent(start)}" y="0" width="{percent(end - start)}" height="{HEIGHT}"/>'
    )
    plane.block(start, end, gap.reason, "q")


def _runs(plane: Plane, over: Sequence[float], values: Sequence[float]) -> Iterator[list[tuple[float, float]]]:
    """The parts of a line between its gaps."""
    run: list[tuple[float, float]] = []
    for at, value in zip(over, values, strict=True):
        if math.isfinite(value):
            run.append((plane.x.at(at), plane.down(value)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _level(plane: Plane, lines: Sequence[Line], i: int) -> float | None:
    """Where the only line is; of several, none is the one that is pointed at."""
    value = lines[0].values[i] if len(lines) == 1 else math.nan
    return plane.down(value) if math.isfinite(value) else None


def _shown(of: Sweep, value: float) -> str:
    """The text of the value of the question that is nearest."""
    nearest = min(range(len(of.over)), key=lambda i: abs(of.over[i] - value), default=None)
    return "" if nearest is None else of.texts[nearest]
