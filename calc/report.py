"""What the analyses of a model come to, as JSON tools read it and as a terminal shows it.

A figure is ``{"value": …, "text": …}``, the value in the unit that stands beside it; one that there is not is "no
figure", as everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from calc.analysis.flip import Flip, Gap, flip_points
from calc.analysis.ranges import Draws, Range
from calc.analysis.sweep import sweep as swept
from calc.analysis.tornado import tornado as moved_by
from calc.analysis.verdict import WORDS
from calc.catalogue import Tiers
from calc.changes import clauses, walk
from calc.model import Value
from calc.program import NOTHING, Program
from calc.sets import told
from calc.show import NO_FIGURE, show
from calc.units import scale

POINTS = 20  # of a sweep that is printed as a table

Report = tuple[dict[str, Any], list[str]]


def flip(program: Program, answers: Mapping[str, Value], name: str, target: str, threshold: float | None) -> Report:
    """The flips of *target* over the question *name*."""
    found = flip_points(program, answers, name, target, threshold)
    unit = program.unit(name)
    data = {
        "question": name,
        "of": found.target,
        "at": None if program.unit(found.target) in WORDS else _figure(threshold or 0.0, program.unit(found.target)),
        "unit": unit,
        "low": _figure(found.low, unit),
        "high": _figure(found.high, unit),
        "verdict": found.verdict or NO_FIGURE,
        "flips": _flips(found.flips, unit),
        "gaps": _gaps(found.gaps, unit),
        "complete": found.complete,
    }
    lines = clauses(unit, found.flips)
    if not lines:
        lines = [f"{found.target} does not flip between {show(found.low, unit)} and {show(found.high, unit)}"]
    lines += [f"from {show(gap.low, unit)} to {show(gap.high, unit)}: no figure: {gap.reason}" for gap in found.gaps]
    if not found.complete:
        lines.append("there may be more: the search ended before every jump was looked at")
    return data, lines


def tornado(program: Program, answers: Mapping[str, Value], output: str) -> Report:
    """What moves *output*, the widest first."""
    found = moved_by(program, answers, output)
    unit = program.unit(found.output)
    bars = [
        {
            "path": bar.path,
            "title": bar.title,
            "kind": bar.kind,
            "basis": bar.basis,
            "unit": bar.unit,
            **{
                side: {
                    "at": _figure(end.value, bar.unit, _tier_unit(program, bar.path)),
                    "output": _figure(end.output, unit),
                    "changes": dict(end.changes),
                }
                for side, end in (("low", bar.low), ("high", bar.high))
            },
        }
        for bar in found.bars
    ]
    data = {"of": found.output, "unit": unit, "present": _figure(found.present, unit), "bars": bars, "rest": found.rest}
    rows = [
        (
            bar.title,
            bar.basis,
            show(bar.low.output, unit),
            show(bar.high.output, unit),
            "; ".join(
                f"{path} becomes {said}"
                for path, said in dict.fromkeys([*bar.low.changes.items(), *bar.high.changes.items()])
            ),
        )
        for bar in found.bars
    ]
    lines = [f"{found.output} is {show(found.present, unit)}; at the low and the high of what moves it:"]
    lines += _table([("", "from", "low", "high", ""), *rows])
    if found.rest:
        lines.append(f"  {found.rest} more move it less")
    return data, lines if rows else [f"{found.output} is {show(found.present, unit)}; nothing moves it"]


def against(program: Program, answers: Mapping[str, Value], other: str) -> Report:
    """What the set of assumptions *other* comes to, and the figures that lead there from ours, one at a time."""
    first, wanted, terms = walk(program, answers, other)
    data = {
        "from": first,
        "to": other,
        "terms": [
            {
                "key": term.key,
                "title": term.label,
                "from": term.first,
                "to": term.second,
                "before": {path: _figure(term.before[path], program.unit(path)) for path in wanted},
                "after": {path: _figure(term.after[path], program.unit(path)) for path in wanted},
            }
            for term in terms
        ],
    }
    return data, told(program, terms, first, other).splitlines()


def ranges(program: Program, answers: Mapping[str, Value], given: Mapping[str, Range], output: str) -> Report:
    """How far *output*, or the main one, spreads over ranges."""
    draws = Draws(program, answers, given, output)
    draws.advance(draws.count)
    found = draws.spread()
    unit = program.unit(found.output)
    three = {"p10": found.p10, "p50": found.p50, "p90": found.p90}
    data = {
        "of": found.output,
        "unit": unit,
        "draws": found.count,
        "missing": found.missing,
        **{name: _figure(value, unit) for name, value in three.items()},
        "chances": {path: dict(said) for path, said in found.chances.items()},
        "bins": [{"low": each.low / scale(unit), "high": each.high / scale(unit), "count": each.count}
                 for each in found.bins],
        "ranges": {
            path: {
                "unit": program.unit(path),
                "low": _figure(each.low, program.unit(path)),
                "likely": _figure(each.likely, program.unit(path)),
                "high": _figure(each.high, program.unit(path)),
            }
            for path, each in given.items()
        },
    }  # fmt: skip
    if not given:
        return data, ["no range is given, and none is listed: name one, as --ranges QUESTION=LOW,LIKELY,HIGH"]
    lines = [f"{found.output} in {found.count:,} draws:"]
    lines += _table([(name.upper(), show(value, unit)) for name, value in three.items()])
    if found.missing:
        lines.append(f"  no figure in {found.missing / found.count:.1%}")
    for path, said in found.chances.items():
        lines += _table([(path if not i else "", f"{each:.1%}", name) for i, (name, each) in enumerate(said.items())])
    lines.append("over")
    lines += _table([(path, *(show(each, program.unit(path)) for each in (low.low, low.likely, low.high)))
                     for path, low in given.items()])  # fmt: skip
    return data, lines


def sweep(program: Program, answers: Mapping[str, Value], name: str, output: str) -> Report:
    """*output*, or what the model compares, against the question *name*."""
    found = swept(program, answers, name, (output,) if output else (), points=POINTS + 1)
    unit, (series,) = program.unit(name), found.series
    data = {
        "question": name,
        "of": series.path,
        "unit": unit,
        "scale": found.axis.scale,
        "here": _figure(found.here, unit),
        "points": [
            {
                "at": _figure(at, unit),
                "output": _figure(math.nan if value is None else value, program.unit(series.path)),
                "verdict": said,
            }
            for at, value, said in zip(found.over, series.values, found.taken, strict=True)
        ],
        "flips": _flips(found.flips, unit),
        "gaps": _gaps(series.gaps, unit),
    }
    rows = [
        (
            show(at, unit),
            NO_FIGURE if value is None else show(value, program.unit(series.path)),
            "" if said in {None, NOTHING} else str(said),
        )
        for at, value, said in zip(found.over, series.values, found.taken, strict=True)
    ]
    lines = [f"{series.path} over {name}:", *_table(rows)]
    lines += clauses(unit, found.flips)
    lines += [f"from {show(gap.low, unit)} to {show(gap.high, unit)}: no figure: {gap.reason}" for gap in series.gaps]
    return data, lines


def _figure(value: Value, unit: str, tier_unit: str = "") -> dict[str, Any]:
    text = show(value, unit, tier_unit)
    if isinstance(value, Tiers) or not isinstance(value, float | int):
        return {"value": text, "text": text}
    figure = value / scale(unit)
    return {"value": figure if math.isfinite(figure) else NO_FIGURE, "text": text}


def _tier_unit(program: Program, path: str) -> str:
    return program.prices[path].entry.tier_unit if path in program.prices else ""


def _flips(flips: Iterable[Flip], unit: str) -> list[dict[str, Any]]:
    return [{**_figure(each.at, unit), "before": each.before, "after": each.after} for each in flips]


def _gaps(gaps: Iterable[Gap], unit: str) -> list[dict[str, Any]]:
    return [{"low": _figure(each.low, unit), "high": _figure(each.high, unit), "reason": each.reason} for each in gaps]


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    cells = ([text.ljust(width) for text, width in zip(row, widths, strict=True)] for row in rows)
    return ["  " + "  ".join(row).rstrip() for row in cells]
