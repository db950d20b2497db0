"""Flip points: the values of a question at which a verdict changes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from calc.analysis.axis import grid, here, numeric
from calc.analysis.cone import Cones
from calc.analysis.jump import apart, beside, crossing, growth, jumps, standing
from calc.analysis.verdict import WORDS, is_choice, main_output, owner, refusable, verdicts, worded
from calc.model import Value
from calc.program import NOTHING, Along, Choice, Extra, Program, cheapest_of
from calc.show import NO_FIGURE
from calc.trace import why_not
from calc.units import scale

POINTS = 200  # of the scan
NEAR = 1e-9  # a flip is found to that part of its value
HIDDEN = 1e-6  # two flips that are nearer to each other than that part of their value may be missed
MOST = 20_000  # answers that one search works out at most
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """The value, in base units, at which a verdict goes from *before* to *after*: *after* holds from it on."""

    at: float
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of a question's range, in base units, from *low* up to *high*, for which there is no figure, and why."""

    low: float
    high: float
    reason: str


@dataclass(frozen=True, slots=True)
class Flips:
    """Where the value at *target* changes over the question *question*, from *low* to *high*, in base units.

    *flips* are all of them, low to high: none means that it does not flip between *low* and *high*. After a gap, a flip
    stands at its end, if what holds there is not what held before it. *verdict* holds at *here*, the reader's own
    value, empty in a gap. *complete* is false where the search was ended early: then more may be between the points.
    """

    question: str
    target: str
    threshold: float | None
    low: float
    high: float
    here: float
    verdict: str
    flips: tuple[Flip, ...]
    gaps: tuple[Gap, ...]
    complete: bool

    @property
    def below(self) -> Flip | None:
        """The flip next below the reader's value, or at it."""
        return max((flip for flip in self.flips if flip.at <= self.here), key=lambda flip: flip.at, default=None)

    @property
    def above(self) -> Flip | None:
        """The flip next above the reader's value."""
        return min((flip for flip in self.flips if flip.at > self.here), key=lambda flip: flip.at, default=None)


def flip_points(
    program: Program,
    answers: Mapping[str, Value],
    name: str,
    target: str = "",
    threshold: float | None = None,
    points: int = POINTS,
    most: int = MOST,
) -> Flips:
    """Every value of the numeric question *name* at which the value at *target* changes, everything else as answered.

    *target* is a choice, a text, a yes or no, a limit, or a number, which is held against *threshold* in base units,
    0 if none is given; left out, it is the model's first verdict, or its main output. ``TypeError`` if the question is
    not a number, ``KeyError`` if there is no such value.

    A scan looks at *points* values, and bisection at what differs between neighbours, to a part in a billion. Between
    neighbours that agree a flip may open and close where a ``ceil`` jumps or a formula bends. So the counts and
    comparisons that lead to the target are read too, and where they differ, and what they feed could reach another
    verdict, the neighbours are parted until it could not or they agree: every piece between jumps has its ends looked
    at, but for pieces of less than a millionth of the value. Each figure is taken to lie, between two points, within
    what it is at them times the growth of its counts between them, which holds where all but the counts rises or falls
    all the way. The work is about 20 answers a jump that could matter and 10 more a flip, *most* in all.
    """
    target = target or _first(program)
    watch = Watch(program, answers, name, target, threshold)
    own = here(program, answers, name)
    found = _search(watch, own, points, most)
    flips, gaps = _told(program, answers, name, target, found.rows)
    low, high = found.rows[0][0], found.rows[-1][0]
    verdict = watch.labels([own])[0] or ""
    return Flips(name, target, threshold, low, high, own, verdict, flips, gaps, found.complete)


class Watch:
    """What a target is called along a question, and whether it may change between two points that agree."""

    def __init__(
        self,
        program: Program,
        answers: Mapping[str, Value],
        name: str,
        target: str,
        threshold: float | None,
        gaps: bool = True,
    ) -> None:
        self.question, self.name, self.threshold = numeric(program, name), name, threshold
        if target not in program.nodes:
            raise KeyError(target)
        self.kind = "text" if program.unit(target) in WORDS else "number"
        # A part in a billion, of the threshold and of the unit, is float noise: no saving is not a loss.
        one = scale(program.unit(target)) if self.kind == "number" else 0.0
        self.noise = NEAR * max(abs(threshold or 0.0), one)
        options = []
        if is_choice(program, target):
            choice = program.nodes[target]
            assert isinstance(choice, Choice)
            self.kind, options = "choice", [path for each in choice.options for path in (each.fits, each.cost)]
            self.names = [each.name for each in choice.options]
        fits = owner(program, target).fits
        self.refusable = gaps and refusable(program, target)
        wanted = (target, fits, *options)

        def extras() -> tuple[Sequence[Extra], ...]:
            read = jumps(program, name, (target, *options))
            still = [standing(program, name, path) for path in options[1::2]]
            return (read.counts, read.marks, read.sides if self.kind == "text" else still)

        self.along: Along
        given = answers if target in answers else program.given(answers)  # or they are all values already
        self.along, (counts, marks, _) = program.watch(name, wanted, extras)(given)
        self.first = len(wanted)  # where the counts begin, then the marks, then the sides or what stands still
        self.second = self.first + counts
        self.third = self.second + marks

    def label(self, row: Row) -> str | None:
        """The verdict; None where there is none to be had."""
        value = row[0]
        if self.refusable and not row[1]:
            return None
        if isinstance(value, float | int) and not isinstance(value, bool) and not math.isfinite(value):
            return None
        return worded(value, self.threshold, self.noise)

    def labels(self, over: Sequence[float]) -> list[str | None]:
        return [self.label(row) for row in self.along(over)]

    def costs(self, row: Row) -> tuple[float, ...]:
        """What each option of a choice costs, in its order."""
        return row[3 : self.first : 2]  # type: ignore[return-value]

    def hides(self, low: Row, high: Row) -> bool:
        """Whether the verdict, the same at two points, may be another between them."""
        if low[self.first : self.third] == high[self.first : self.third]:
            return False
        slack = growth(low[self.first : self.second], high[self.first : self.second])
        if self.kind == "text":
            return crossing(low[self.third :], high[self.third :], slack)
        if self.kind == "number":
            limit = self.threshold or 0.0
            return not apart(low[0], high[0], limit, limit, slack) if low[0] != high[0] else False
        return self._contested(low, high, slack)

    def _contested(self, low: Row, high: Row, slack: float) -> bool:
        """Whether an option may be cheaper than the one taken at both points."""
        if low[0] not in self.names:
            return low[2 : self.first : 2] != high[2 : self.first : 2]
        taken = self.names.index(str(low[0]))
        pairs = list(zip(low[3 : self.first : 2], high[3 : self.first : 2], strict=True))
        still = low[self.third :]
        return any(
            not beside(pair, pairs[taken], (still[i], still[taken]), slack)
            for i, pair in enumerate(pairs)
            if i != taken and (low[2 + 2 * i] or high[2 + 2 * i])
        )


@dataclass(frozen=True, slots=True)
class _Found:
    rows: list[tuple[float, str | None]]
    complete: bool


def _search(watch: Watch, own: float, points: int, most: int) -> _Found:
    """The verdict at rising values, so close that where it differs a flip is found, and that none is hidden."""
    unit = scale(watch.question.unit)
    ends = {watch.question.low * unit, watch.question.high * unit, own}
    over = sorted({*grid(watch.question, points), *ends})
    least = NEAR * NEAR * over[-1]  # of values near nothing
    known: dict[float, tuple[str | None, Row]] = {}
    for value, row in zip(over, watch.along(over), strict=True):
        known[value] = (watch.label(row), row)
    open_, left, complete = list(pairwise(over)), most, True
    while open_:
        middles = []
        for low, high in open_:
            (before, row), (after, other) = known[low], known[high]
            near = NEAR if before != after else HIDDEN
            if high - low > max(near * abs(high), least) and (before != after or watch.hides(row, other)):
                middles.append((low, (low + high) / 2, high))
        if len(middles) > left:
            # What differs is certain and what may hide is not: the flips that are known are found in any case.
            middles = [each for each in middles if known[each[0]][0] != known[each[2]][0]]
            complete, left = False, left or 1
        left = max(0, left - len(middles))
        over = [middle for _, middle, _ in middles]
        for value, row in zip(over, watch.along(over), strict=True):
            known[value] = (watch.label(row), row)
        open_ = [pair for low, middle, high in middles for pair in ((low, middle), (middle, high))]
    return _Found([(value, known[value][0]) for value in sorted(known)], complete)


def _told(
    program: Program, answers: Mapping[str, Value], name: str, target: str, rows: Sequence[tuple[float, str | None]]
) -> tuple[tuple[Flip, ...], tuple[Gap, ...]]:
    """The flips and gaps of verdicts at rising values."""
    flips, gaps, held, start = [], [], None, None
    reasons = Reasons(program, answers, name)
    for i, (value, verdict) in enumerate(rows):
        if verdict is None:
            start = value if start is None else start
            if i + 1 == len(rows) or rows[i + 1][1] is not None:
                high = rows[i + 1][0] if i + 1 < len(rows) else value
                gaps.append(Gap(start, high, reasons.at(value, target)))
                start = None
            continue
        if held is not None and verdict != held:
            flips.append(Flip(value, held, verdict))
        held = verdict
    return tuple(flips), tuple(gaps)


def found_flips(
    program: Program,
    answers: Mapping[str, Value],
    name: str,
    verdict: str,
    over: Sequence[float],
    taken: Sequence[str | None],
) -> tuple[Flip, ...]:
    """The flips between neighbours of *over*, values of the question *name*; *taken* is the verdict at each."""
    values = program.values(answers)
    found = []
    for i in range(1, len(over)):
        before, after = taken[i - 1], taken[i]
        if before is not None and after is not None and before != after:
            found.append(_halved(program, values, name, verdict, (over[i - 1], over[i]), (before, after)))
    return tuple(found)


def _halved(
    program: Program,
    values: Mapping[str, Value],
    name: str,
    verdict: str,
    ends: tuple[float, float],
    said: tuple[str, str],
) -> Flip:
    """The flip between two values, by halving; of a choice, only the options taken at both are worked out."""
    low, high, before = *ends, said[0]
    whole, node = Cones(program, values, (verdict,)), program.nodes[verdict]
    if isinstance(node, Choice):
        rivals = [option for option in node.options if option.name in said]
        duel = Cones(program, values, [path for each in rivals for path in (each.fits, each.cost)])
        names = [*(each.name for each in rivals), NOTHING]

        def wins(value: float) -> str:
            found = duel.at({name: value})
            return names[cheapest_of(found[::2], found[1::2])]  # type: ignore[arg-type]

        near, far = _parted(wins, low, high, before)
        # A third may win between: then it is the first to be met.
        low, high = (near, far) if _said(whole, name, near) == before != _said(whole, name, far) else (low, high)
    low, high = _parted(lambda value: _said(whole, name, value), low, high, before)
    return Flip(high, before, _said(whole, name, high))


def _said(cones: Cones, name: str, value: float) -> str:
    return worded(cones.at({name: value})[0])


def _parted(said: Callable[[float], str], low: float, high: float, before: str) -> tuple[float, float]:
    """Two values as near as a flip is found, *before* being said of the lower only."""
    while high - low > NEAR * high:
        middle = (low + high) / 2
        if said(middle) == before:
            low = middle
        else:
            high = middle
    return low, high


class Reasons:
    """Why there is no figure, at values of the question *name*, everything else as answered."""

    def __init__(self, program: Program, answers: Mapping[str, Value], name: str) -> None:
        self.program, self.answers, self.name = program, answers, name
        self._values: dict[float, dict[str, Value]] = {}

    def at(self, value: float, target: str) -> str:
        """Why there is none at *target*, in the words of the limit that fails."""
        if value not in self._values:
            self._values[value] = self.program.values({**self.answers, self.name: value})
        values, scope = self._values[value], owner(self.program, target)
        return why_not(self.program, values, scope) or why_not(self.program, values, self.program.scope) or NO_FIGURE


def _first(program: Program) -> str:
    return next(iter(verdicts(program)), "") or main_output(program)


def floors(program: Program, values: Mapping[str, Value], name: str) -> dict[str, float]:
    """What each option of the model's first choice costs with one of the question *name*, everything else the same.

    *values* are every value, as :meth:`Program.values` gives them.
    """
    watch = Watch(program, values, name, program.scope.choices[0].path, None)
    (row,) = watch.along([scale(watch.question.unit)])
    return dict(zip(watch.names, watch.costs(row), strict=True))
