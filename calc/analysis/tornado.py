"""Sensitivity: what each question, assumption and price does to an output, one at a time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from calc.analysis.cone import Cones, inputs
from calc.analysis.verdict import WORDS, main_output, verdicts, worded
from calc.catalogue import Tiers
from calc.model import CATALOGUE, PRICED_ON, Ask, Value
from calc.program import Price, Program
from calc.trace import own
from calc.units import scale

EITHER_WAY = 0.2  # of its present value, where no range is listed
MOST = 12
Values = Mapping[str, Value]
CHANGE = 1e-9  # of an output; less is float noise


@dataclass(frozen=True, slots=True)
class End:
    """One end of a bar: the input's value there, the output's, both in base units, and each verdict that changes.

    *output* is not a number where there is no figure, or the model refuses that value and not the present one.
    *changes* is what a verdict becomes, by path.
    """

    value: Value
    output: float
    changes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bar:
    """What the output is with one input, a question or a price, at its low and at its high, everything else the same.

    *kind* says whether the input is a question, an assumption or a price, *basis* why these ends: "listed" is what the
    catalogue gives for an assumption, "±20%" of the present value, within the range of a question. *title* is the
    input's name in words, *unit* that of its values.
    """

    path: str
    kind: str
    title: str
    unit: str
    basis: str
    value: Value
    low: End
    high: End

    @property
    def swing(self) -> float:
        """How far apart the outputs at both ends are; infinite where one has no figure."""
        found = abs(self.high.output - self.low.output)
        return found if math.isfinite(found) else math.inf

    @property
    def changes(self) -> bool:
        """Whether a verdict changes at an end."""
        return bool(self.low.changes or self.high.changes)


@dataclass(frozen=True, slots=True)
class Tornado:
    """The bars of *output*, the widest first; *rest* counts those left out of them, whose swing is no more.

    *present* is the output as answered, in base units.
    """

    output: str
    present: float
    bars: tuple[Bar, ...]
    rest: int


def tornado(
    program: Program, answers: Mapping[str, Value], output: str = "", most: int = MOST, values: Values | None = None
) -> Tornado:
    """What moves the numeric *output*, the main one if it is left out: at most *most* bars.

    Moved is each numeric question, assumption and price that *output* or a verdict rests on. What changes neither is
    left out. The ends of an assumption are those that the catalogue lists, if its value is the listed one; of anything
    else, ±20% of the present value. *values* are all values for *answers*, if they are there already. ``KeyError`` if
    there is no such output, ``TypeError`` if it is a text.
    """
    output = output or main_output(program)
    if output not in program.nodes:
        raise KeyError(output)
    if program.unit(output) in WORDS:
        raise TypeError(f"{output} is not a number, so nothing moves it")
    values = program.values(answers) if values is None else values
    told = [path for path in verdicts(program) if path != output]
    wanted = (output, program.scope.fits, *told)
    cones = Cones(program, values, wanted)
    now = tuple([values[path] for path in wanted])
    present, fits, *said = now

    def end(value: Value, row: tuple[Value, ...]) -> End:
        found, fitting, *others = row
        if fits and not fitting:
            return End(value, math.nan, {})
        pairs = zip(told, said, others, strict=True)
        return End(value, _number(found), {path: worded(new) for path, old, new in pairs if new != old})

    bars = []
    for path in inputs(program, wanted):
        if ends := _ends(program, values, path):
            low, high, basis = ends
            rows = cones.at({path: low}), cones.at({path: high})
            if rows[0] == now == rows[1]:
                continue
            kind, title, its_unit = _named(program, path)
            found = (end(value, row) for value, row in zip((low, high), rows, strict=True))
            bar = Bar(path, kind, title, its_unit, basis, values[path], *found)
            if bar.changes or _moves(bar, _number(present)):
                bars.append(bar)
    bars.sort(key=lambda bar: -bar.swing)  # equals stay in the order of the model
    return Tornado(output, _number(present), tuple(bars[:most]), max(0, len(bars) - most))


def _number(value: Value) -> float:
    assert isinstance(value, float | int)
    return value


def _ends(program: Program, values: Values, path: str) -> tuple[Value, Value, str] | None:
    """The low, the high, and their basis; None where the input is no number, not listed, or has no room."""
    value = values[path]
    if path in program.questions:
        question = program.questions[path]
        if not isinstance(question, Ask) or not isinstance(value, float):
            return None
        unit = scale(question.unit)
        reach = abs(value) * EITHER_WAY
        low, high = max(value - reach, question.low * unit), min(value + reach, question.high * unit)
        return (low, high, f"±{EITHER_WAY:.0%}") if low < high else None
    price = program.prices[path]
    if listed := listed_range(price, values):
        return (*listed, "listed")
    if not price.entry.basis and not price.entry.unit.startswith("USD"):
        return None  # a limit is what it is
    low_, high_ = (times(value, 1 + part) for part in (-EITHER_WAY, EITHER_WAY))
    return (low_, high_, f"±{EITHER_WAY:.0%}") if low_ != high_ and low_ == low_ else None


def listed_range(price: Price, values: Values) -> tuple[float, float] | None:
    """The low and the high of an assumption, in base units; None for a price, and for a figure of the reader's own."""
    value = values[price.path]
    if not price.entry.basis or isinstance(value, Tiers) or own(values, price):
        return None
    return _listed(price.entry.key, tuple([(by, values[path]) for by, path in price.choice.items()]))


@cache
def _listed(key: str, chosen: tuple[tuple[str, Value], ...]) -> tuple[float, float] | None:
    entry = CATALOGUE[key]
    held = entry.held(PRICED_ON, dict(chosen))
    if held is None:
        return None
    low, high = (float(each) * scale(entry.unit) for each in (held.low or entry.low, held.high or entry.high))
    return (low, high) if low < high else None


def times(value: Value, factor: float) -> Value:
    """A figure, in tiers or not, times *factor*."""
    if isinstance(value, Tiers):
        return Tiers(value.kind, tuple([(upto, each * factor) for upto, each in value.steps]))
    assert isinstance(value, float | int)
    return value * factor


def _named(program: Program, path: str) -> tuple[str, str, str]:
    """The kind of an input, its name in words, and its unit."""
    if path in program.questions:
        return "question", program.questions[path].label, program.unit(path)
    price = program.prices[path]
    title = f"{price.entry.title}, {price.meant}" if price.meant else price.entry.title
    return "assumption" if price.entry.basis else "price", title, price.entry.unit


def _moves(bar: Bar, present: float) -> bool:
    """Whether an end is not the present output; where there is no figure, it is the same only if there is none now."""
    return any(
        not math.isclose(each.output, present, rel_tol=CHANGE, abs_tol=CHANGE)
        and not (math.isnan(each.output) and math.isnan(present))
        for each in (bar.low, bar.high)
    )
