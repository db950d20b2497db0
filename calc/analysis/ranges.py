"""Ranges: how far an answer spreads where what goes in is known from a low to a high only."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calc.analysis.cone import inputs
from calc.analysis.tornado import listed_range
from calc.analysis.verdict import WORDS, main_output, verdicts, worded
from calc.catalogue import Tiers
from calc.errors import Refused
from calc.model import Ask, Value
from calc.program import Price, Program
from calc.reading import cut, nearest, number, plain, quoted
from calc.units import scale

COUNT = 10_000
BINS = 20
PARTS = 3  # low, likely, high
LOW, HIGH = "_low", "_high"  # what the names of a question's own range end in


@dataclass(frozen=True, slots=True)
class Range:
    """An input's low, likely and high in base units: a triangular distribution, which is highest at *likely*."""

    low: float
    likely: float
    high: float

    def at(self, chance: float) -> float:
        """The value below which it is with that chance, from 0 to 1: the distribution's inverse."""
        width = self.high - self.low
        if not width:
            return self.low
        if chance * width < self.likely - self.low:
            return self.low + math.sqrt(chance * width * (self.likely - self.low))
        return self.high - math.sqrt((1 - chance) * width * (self.high - self.likely))


@dataclass(frozen=True, slots=True)
class Bin:
    """The draws whose output is from *low* up to *high*, in base units; the last bin has its high too."""

    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Spread:
    """What draws came to, in base units. *count* were drawn; *missing* of them have no figure, and stand nowhere else.

    *p10*, *p50* and *p90* are the outputs that a tenth, half and nine tenths of the draws do not exceed: the nearest
    rank, so each is an output that was drawn. *chances* are, by the path of each verdict, the share of all draws in
    which it came out as what, the most frequent first; a draw that the model refuses counts as "no figure".
    """

    output: str
    count: int
    missing: int
    least: float
    p10: float
    p50: float
    p90: float
    most: float
    bins: tuple[Bin, ...]
    chances: Mapping[str, Mapping[str, float]]


class Draws:
    """*count* answers for inputs drawn from *ranges*, a few at a time: what is drawn does not depend on how many.

    Each input is drawn by itself from its triangular distribution, by the numbers of ``random.Random(seed)``, in the
    order of their paths; everything else is as answered. A draw that a limit of the model refuses has no figure, unless
    the answer itself is refused: then limits are left out of it. *output* is a number, the main one if it is left out:
    ``TypeError`` if it is not. Without a range every draw is the answer.

        draws = Draws(program, answers, default_ranges(program, answers))
        while draws.advance(500) < draws.count: ...
        draws.spread().p90
    """

    def __init__(
        self,
        program: Program,
        answers: Mapping[str, Value],
        ranges: Mapping[str, Range],
        output: str = "",
        count: int = COUNT,
        seed: int = 0,
    ) -> None:
        from random import Random  # the page starts without it: only draws need chance

        self.output, self.count, self.done = output or main_output(program), count, 0
        if self.output not in program.nodes or program.unit(self.output) in WORDS:
            raise TypeError(f"{self.output} is not a number, so it does not spread")
        self._chance: Callable[[], float] = Random(seed).random  # noqa: S311
        self._ranges = [ranges[path] for path in sorted(ranges)]
        self._wrap = [_wrapped(program, path) for path in sorted(ranges)]
        self._verdicts = tuple(path for path in verdicts(program) if path != self.output)
        wanted = (self.output, program.scope.fits, *self._verdicts)
        given = program.given(answers)
        self._along = program.scan(tuple(sorted(ranges)), *wanted)(given)
        self._heeded = bool(program.only(program.scope.fits)(given)[program.scope.fits])
        self._found: list[float] = []
        self._told: list[dict[Value, int]] = [{} for _ in self._verdicts]
        self._refused = 0

    def advance(self, draws: int) -> int:
        """Draw that many more, but no more than are left; how many are drawn by then."""
        draws = min(draws, self.count - self.done)
        for figure, fits, *said in self._along([self._row() for _ in range(draws)]):
            if self._heeded and not fits:
                self._refused += 1
                continue
            self._found.append(figure)  # type: ignore[arg-type]
            for counts, value in zip(self._told, said, strict=True):
                counts[value] = counts.get(value, 0) + 1
        self.done += draws
        return self.done

    def spread(self) -> Spread:
        """What the draws so far came to."""
        found = sorted(value for value in self._found if math.isfinite(value))
        chances = {}
        for path, counts in zip(self._verdicts, self._told, strict=True):
            named: dict[str, int] = {}
            for value, count in [*counts.items(), *([("no figure", self._refused)] if self._refused else [])]:
                named[worded(value)] = named.get(worded(value), 0) + count
            likeliest = sorted(named.items(), key=lambda each: -each[1])
            chances[path] = {name: count / self.done for name, count in likeliest}
        p10, p50, p90 = (quantile(found, share) for share in (0.1, 0.5, 0.9))
        least, most = (found[0], found[-1]) if found else (math.nan, math.nan)
        missing = self.done - len(found)
        return Spread(self.output, self.done, missing, least, p10, p50, p90, most, bins(found), chances)

    def _row(self) -> tuple[Value, ...]:
        return tuple([wrap(each.at(self._chance())) for each, wrap in zip(self._ranges, self._wrap, strict=True)])


def quantile(found: Sequence[float], share: float) -> float:
    """The least of the sorted values that a *share* of them do not exceed (nearest rank); nan of none.

    >>> quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0.51)
    (2, 3)
    """
    return found[max(0, math.ceil(share * len(found) - 1e-9) - 1)] if found else math.nan


def bins(found: Sequence[float], count: int = BINS) -> tuple[Bin, ...]:
    """The sorted values in *count* bins of one width, one if all are the same."""
    if not found:
        return ()
    low, width = found[0], (found[-1] - found[0]) / count
    if not width:
        return (Bin(low, found[-1], len(found)),)
    counts = [0] * count
    for value in found:
        counts[min(int((value - low) / width), count - 1)] += 1
    return tuple(Bin(low + i * width, low + (i + 1) * width, each) for i, each in enumerate(counts))


def default_ranges(program: Program, answers: Mapping[str, Value], output: str = "") -> dict[str, Range]:
    """The ranges that are known without asking, of what *output* and the verdicts rest on, by path.

    An assumption's are listed in the catalogue; a question's are the answers to two others of its name that end in
    ``_low`` and ``_high``, if the model asks them. A value of the reader's own outside its range has none.
    """
    values = program.given(answers)
    found: dict[str, Range] = {}
    for path in inputs(program, (output or main_output(program), program.scope.fits, *verdicts(program))):
        ends: tuple[float, float] | None = None
        if path in program.prices:
            ends = listed_range(program.prices[path], values)
        elif {path + LOW, path + HIGH} <= program.questions.keys():
            ends = (float(str(values[path + LOW])), float(str(values[path + HIGH])))
        if ends and ends[0] <= float(str(values[path])) <= ends[1] and ends[0] < ends[1]:
            found[path] = Range(ends[0], float(str(values[path])), ends[1])
    return found


def read_ranges(program: Program, texts: Mapping[str, str]) -> dict[str, Range]:
    """The ranges that a reader writes as ``LOW,LIKELY,HIGH`` in the unit of the input, by path.

    *texts* are by the name of a question, or the path of a price or assumption. Numbers that hold commas are parted by
    semicolons: ``1,000; 2,000; 3,000``. :class:`Refused` tells every one that is wrong.
    """
    found: dict[str, Range] = {}
    errors: dict[str, str] = {}
    for path, text in texts.items():
        try:
            found[path] = _range(program, path, text)
        except ValueError as error:
            errors[path] = str(error)
    if errors:
        raise Refused(errors)
    return found


def _range(program: Program, path: str, text: str) -> Range:
    word: Any = program.questions.get(path) or program.prices.get(path)
    if not isinstance(word, Ask | Price):
        numeric = [name for name, question in program.questions.items() if isinstance(question, Ask)]
        raise ValueError(f"{program.model.id} asks no number {cut(path)}{nearest(path, [*numeric, *program.prices])}")
    title = word.label if isinstance(word, Ask) else word.entry.title
    parts = text.split(";" if ";" in text else ",")
    given = [number(part) for part in parts]
    if len(parts) != PARTS or any(each is None for each in given):
        raise ValueError(f"{title}: a range is LOW,LIKELY,HIGH, three numbers like {_like(word)}, not {quoted(text)}.")
    for part in parts:
        word.read(part) if isinstance(word, Ask) else word.own(part)  # each end by itself, as an answer is read
    low, likely, high = (float(each) for each in given if each is not None)
    for less, more, names in ((low, high, "low high"), (low, likely, "low likely"), (likely, high, "likely high")):
        if less > more:
            small, large = names.split()
            raise ValueError(
                f"{title}: the {small} of a range, {plain(less)}, is more than its {large}, {plain(more)}."
            )
    unit = scale(program.unit(path))
    return Range(low * unit, likely * unit, high * unit)


def _like(word: Any) -> str:
    middle = number(word.default) if isinstance(word, Ask) else 1.0
    return ",".join(plain(float(f"{(middle or 1.0) * part:.6g}")).replace(",", "") for part in (0.5, 1, 2))


def _wrapped(program: Program, path: str) -> Callable[[float], Value]:
    """What a drawn number is at *path*: one price in place of all tiers, where there are any."""
    price = program.prices.get(path)
    if price and any(value.tiers for value in price.entry.values):
        return lambda amount: Tiers(price.entry.tiers, ((math.inf, amount),))
    return float
