"""A sweep: outputs against a question, over its range."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from calc.analysis.axis import Axis, axis, here
from calc.analysis.cone import Cones, within
from calc.analysis.flip import Flip, Gap, Reasons, found_flips
from calc.analysis.verdict import WORDS, main_output, owner, refusable, verdicts, worded
from calc.model import Value
from calc.program import Program

POINTS = 200
FEW = 64  # points


@dataclass(frozen=True, slots=True)
class Series:
    """One output along a sweep, in base units: None in a gap, and each gap with its reason."""

    path: str
    values: tuple[float | None, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Sweep:
    """Outputs against the question of *axis*: its values *over*, in base units, and a series for each output.

    *here* is the reader's own value, which may lie outside a logarithmic axis. *flips* are where *verdict*, the path of
    the model's first, changes between the points: found by bisection, but one that opens and closes between two
    points is missed (:func:`flip_points` finds it). *taken* is that verdict at each point, None where there is none.
    """

    axis: Axis
    over: tuple[float, ...]
    series: tuple[Series, ...]
    here: float
    verdict: str
    taken: tuple[str | None, ...]
    flips: tuple[Flip, ...]


def sweep(
    program: Program,
    answers: Mapping[str, Value],
    name: str,
    wanted: Sequence[str] = (),
    points: int = POINTS,
    marked: bool = True,
) -> Sweep:
    """The *wanted* outputs, the main one if none is named, at *points* values of the numeric question *name*.

    The axis is chosen from the range of the question. Everything else is as answered. Where it is not *marked*, no flip
    is looked for, which takes longer than all the points. ``TypeError`` if the question is
    not a number, ``KeyError`` if there is no such output.
    """
    wanted = tuple(wanted) or (main_output(program),)
    for path in wanted:
        if path not in program.nodes or program.unit(path) in WORDS:
            raise KeyError(path)
    found, own = axis(program, name), here(program, answers, name)
    over = found.points(points)
    verdict = next(iter(verdicts(program)), "")
    # The verdict, whether it is to be had, and for each output whether it is and what it is.
    fits = [owner(program, path).fits if refusable(program, path) else "" for path in wanted]
    first = (verdict or wanted[0], program.scope.fits)
    read = tuple(dict.fromkeys([*first, *wanted, *(path for path in fits if path)]))
    rows = _rows(program, answers, name, read, over)
    at = {path: i for i, path in enumerate(read)}
    series, reasons = [], Reasons(program, answers, name)
    for path, fit in zip(wanted, fits, strict=True):
        values = tuple(_figure(row[at[path]]) if not fit or row[at[fit]] else None for row in rows)
        series.append(Series(path, values, tuple(_gaps(reasons, path, over, values))))
    taken: tuple[str | None, ...] = tuple(worded(row[0]) if verdict and row[1] else None for row in rows)
    flips = found_flips(program, answers, name, verdict, over, taken) if verdict and marked else ()
    return Sweep(found, tuple(over), tuple(series), own, verdict, taken, flips)


_ASKED: set[tuple[object, ...]] = set()


def _rows(
    program: Program, answers: Mapping[str, Value], name: str, read: Sequence[str], over: Sequence[float]
) -> list[tuple[Value, ...]]:
    """The values of *read* at each of *over*.

    A scan takes a third of the time that cones do, but is slow to make: few points that are asked for once go without.
    """
    asked = (program.model, name, *read)
    if len(over) <= FEW and asked not in _ASKED and within(program, read):
        _ASKED.add(asked)
        cones = Cones(program, program.values(answers), read)
        return [cones.at({name: value}) for value in over]
    return program.scan(name, *read)(program.given(answers))(over)


def _figure(value: Value) -> float | None:
    return value if isinstance(value, float | int) and math.isfinite(value) else None


def _gaps(reasons: Reasons, path: str, over: Sequence[float], values: Sequence[float | None]) -> Iterator[Gap]:
    """The parts of an axis without a figure: from the first point of each to the next that has one.

    One that reaches an end of the axis has the reason of that end, any other that of its first point.
    """
    start, last = 0, len(over) - 1
    for i, value in enumerate(values):
        if value is not None:
            continue
        start = start if i and values[i - 1] is None else i
        if i == last or values[i + 1] is not None:
            yield Gap(over[start], over[min(i + 1, last)], reasons.at(over[last if i == last else start], path))
