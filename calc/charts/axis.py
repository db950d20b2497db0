"""An axis: from a value to a place, and the ticks along it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from calc.charts.letters import width
from calc.show import amount
from calc.units import scale

TIMES = ("ms", "s", "min", "h", "day", "week", "year")
LADDER = (
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800,
    3600, 7200, 10800, 21600, 43200, 86400, 172800, 432000, 864000, 1728000, 4320000, 8640000, 31536000,
)  # fmt: skip
RUNGS = (0.001, 0.01, 0.1, 1, 10, 60, 600, 3600, 21600, 86400, 864000, 8640000, 31536000)  # for a wide range
RUNGS_APART = tuple(rung for rung in RUNGS if rung != 21600)
STAGES = (0.001, 1, 60, 3600, 86400, 31536000)
SHORT = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e5, "k"))  # from what on, and the letter; k only where it is shorter
NOTHING = 1e-30  # no quantity of ours is less and not nothing
TINY, HUGE = 1e-6, 1e15  # beyond these no one can read a number with its noughts
GAP = 10  # pixels between two ticks


@dataclass(frozen=True, slots=True)
class Axis:
    """What it is called, the unit that its values are in, and where it ends if not where the values do."""

    label: str
    unit: str = "1"
    log: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A place, from 0 to 1, and its text."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Range:
    """An axis over certain values."""

    low: float
    high: float
    log: bool
    unit: str

    def at(self, value: float) -> float:
        """The place of *value*, from 0 to 1; what is beyond an end is at it."""
        if self.log:
            if value <= self.low:
                return 0.0
            return min(math.log(value / self.low) / math.log(self.high / self.low), 1.0)
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


def spanned(axis: Axis, values: Iterable[float], *, pad: float = 0.0, zero: bool = False) -> Range:
    """The range of *axis* over *values*: *pad* of it beyond each end, from zero on where *zero* is asked for.

    On a log axis, nothing and what is less lie at the low end. One value alone has the range around it.
    """
    found = [value for value in values if math.isfinite(value)]
    found += [end for end in (axis.low, axis.high) if end is not None]
    if axis.log and (above := [value for value in found if value > NOTHING]):
        low, high = min(above), max(above)
        if len(above) < len(found):
            low /= 3  # room for those that have no place
        if high / low < 1.00001:
            low, high = low / 2, high * 2
        ratio = (high / low) ** pad
        return Range(axis.low or low / ratio, axis.high or high * ratio, True, axis.unit)
    low, high = (min(found), max(found)) if found else (0.0, 1.0)
    if zero and not axis.log:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= max(1e-9 * max(abs(low), abs(high)), NOTHING):
        spread = abs(high) / 10 if abs(high) > NOTHING else 1.0
        low, high = (low if zero and low == 0 else low - spread), high + spread
    more = (high - low) * pad
    start = low if zero and low == 0 else low - more
    return Range(
        start if axis.low is None else axis.low, high + more if axis.high is None else axis.high, False, axis.unit
    )


def across(over: Range, room: float, left: float, right: float) -> list[Tick]:
    """The most ticks that stand side by side along *room* pixels, with *left* and *right* more beyond the ends."""
    for ticks in _choices(over, max(2, int(room // 50))):
        halves = [width(tick.text) / 2 for tick in ticks]
        centres = [tick.at * room for tick in ticks]
        if all(b - a >= half + other + GAP for a, b, half, other in _pairs(centres, halves)):
            return [
                tick
                for tick, centre, half in zip(ticks, centres, halves, strict=True)
                if centre - half >= -left and centre + half <= room + right
            ]
    return []


def up(over: Range, room: float) -> list[Tick]:
    """The most ticks that stand one above the other along *room* pixels."""
    for ticks in _choices(over, max(2, int(room // 36))):
        if all((b.at - a.at) * room >= 18 for a, b in pairwise(ticks)):
            return ticks
    return []


@lru_cache(maxsize=256)  # the same few at every edit
def tick(value: float, unit: str, step: float = 0) -> str:
    """A value of *unit* as short as it can be: its unit stands in the name of the axis, but for money and time.

    A time is shown in the unit that suits it, or suits the *step* (in seconds) that it is one of.

    >>> tick(0, "USD/month"), tick(0.5, "USD/month"), tick(20000, "USD/month"), tick(2.5e6, "USD/month")
    ('$0', '$0.50', '$20,000', '$2.5M')
    >>> tick(0.25, "min"), tick(90, "min"), tick(36, "h"), tick(25, "%"), tick(1500, "event/s")
    ('15 s', '1.5 h', '1.5 days', '25%', '1,500')
    >>> tick(80, "min"), tick(100, "min")
    ('80 min', '100 min')
    """
    if unit in TIMES:
        return _time(value * scale(unit), step)
    before, after = "$" if unit.partition("/")[0] == "USD" else "", "%" if unit == "%" else ""
    if value and not TINY <= abs(value) < HUGE:
        return f"{before}{value:.0e}{after}"
    size, letter = next((each for each in SHORT if abs(value) >= each[0]), (1.0, ""))
    text = amount(value / (1e3 if letter == "k" else size), "USD/1" if before else "1").partition(" ")[0]
    if letter and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.removesuffix(".00") + letter + after


def _time(seconds: float, step: float) -> str:
    """In the longest unit that shows it in two figures, or else in the longest that is not longer than it."""
    if seconds and not TINY <= abs(seconds) < HUGE / 1e5:
        return f"{seconds:.0e} s"
    units = [unit for unit in ("day", "h", "min", "s") if abs(seconds) >= scale(unit)] or ["ms" if seconds else "s"]
    round_ = (unit for unit in units if float(f"{seconds / scale(unit):.2g}") == float(f"{seconds / scale(unit):.9g}"))
    unit = next(round_, units[0])
    if step:
        unit = next((each for each in ("day", "h", "min", "s") if step >= scale(each)), "ms")
    return amount(float(f"{seconds / scale(unit):.6g}") * scale(unit), unit)


def _pairs(centres: Sequence[float], halves: Sequence[float]) -> Iterator[tuple[float, float, float, float]]:
    return zip(centres, centres[1:], halves, halves[1:], strict=False)


def _choices(over: Range, most: int) -> Iterator[list[Tick]]:
    """Ticks that may be taken, the finest first, at most so many; each text once."""
    seen = 0
    for step, values in _ladders(over):
        texts: dict[str, float] = {}
        for value in values:
            texts.setdefault(tick(value, over.unit, step), value)
            if len(texts) > most:
                break
        if len(texts) > most or (len(texts) < 2 and seen):
            continue
        seen += 1
        yield [Tick(over.at(value), text) for text, value in texts.items()]


def _ladders(over: Range) -> Iterator[tuple[float, list[float]]]:
    time = over.unit in TIMES
    size = scale(over.unit) if time else 1.0
    low, high = over.low * size, over.high * size
    if not over.log or high / low < 4:
        for step in _steps(high - low, time):
            first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
            values = [_clean(i * step / size) for i in range(first, last + 1)] if last - first < 60 else []
            yield step if time else 0, values
        return
    if time:
        for ladder in (LADDER, RUNGS, RUNGS_APART, STAGES):
            yield 0, [_clean(value / size) for value in ladder if low * 0.999999 <= value <= high * 1.000001]
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    for kinds in ((1, 2, 5), (1, 3)):
        values = [_clean(kind * 10.0**k / size) for k in range(first, last + 1) for kind in kinds]
        yield 0, [value for value in values if _within(value, over)]
    for thin in (1, 2, 3, 4, 6, 12, 24, 48, 100, 200):
        values = [_clean(10.0**k / size) for k in range(first, last + 1) if k % thin == 0]
        yield 0, [value for value in values if _within(value, over)]


def _within(value: float, over: Range) -> bool:
    return over.low * 0.999999 <= value <= over.high * 1.000001


def _steps(span: float, time: bool) -> Iterator[float]:
    if time:
        yield from (step for step in LADDER if span / 12 <= step <= span)
    exponent = math.floor(math.log10(span)) - 1
    yield from (kind * 10.0**k for k in (exponent, exponent + 1) for kind in (1, 2, 5))


def _clean(value: float) -> float:
    return float(f"{value:.10g}")
