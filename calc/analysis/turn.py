"""The flips next to the reader's own value: what a headline says of a comparison, at every key."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping
from functools import lru_cache

from calc.analysis.axis import grid, here
from calc.analysis.flip import NEAR, Flip, Row, Watch
from calc.model import Value
from calc.program import Program
from calc.units import scale

POINTS = 100
HIDDEN = 1e-4  # two flips that are nearer to each other than that part of their value are not told
Point = tuple[float, Row]
MOST = 100  # answers that are worked out between points to find what may hide there, for as long as a scan is kept


def turns(
    program: Program, answers: Mapping[str, Value], name: str, points: int = POINTS
) -> tuple[Flip | None, Flip | None]:
    """The flips of the model's first choice next below and next above the reader's own value of the question *name*.

    None where there is none. They are looked for outwards from that value, as :func:`flip_points` does it, so a flip
    that opens and closes between two points of the scan is found too, within *MOST* answers: a headline is made at
    every key. The scan is kept for as long as nothing but *name* is answered otherwise. ``TypeError`` if the question
    is not a number.
    """
    own = here(program, answers, name)
    others = tuple(sorted((each, value) for each, value in answers.items() if each != name))
    scan = _scan(program, name, points, others)
    (row,) = scan.watch.along([own])
    place = bisect(scan.over, own)  # the first point above the reader's value
    low, high = max(place - 1, 0), min(place, len(scan.over) - 1)
    near = scan.within(place) if low < high else ()
    below = max((flip for flip in near if flip.at <= own), key=lambda flip: flip.at, default=None)
    above = min((flip for flip in near if flip.at > own), key=lambda flip: flip.at, default=None)
    wins = str(row[0])
    if {wins} != {below.after if below else str(scan.rows[low][0]), above.before if above else str(scan.rows[high][0])}:
        # What wins here wins in less than a millionth around: it is looked for on both sides.
        below = next(scan.flips((scan.over[low], scan.rows[low]), (own, row), last=True), None)
        above = next(scan.flips((own, row), (scan.over[high], scan.rows[high]), last=False), None)
    below = below or next(filter(None, (scan.between(i, last=True) for i in range(low, 0, -1))), None)
    above = above or next(filter(None, (scan.between(i, last=False) for i in range(high + 1, len(scan.over)))), None)
    return below, above


class _Scan:
    """What a choice takes at each point over the range of a question, and the flips between, looked for when wanted."""

    def __init__(self, program: Program, name: str, points: int, others: Mapping[str, Value]) -> None:
        self.watch = Watch(program, others, name, program.scope.choices[0].path, None, gaps=False)
        unit = scale(self.watch.question.unit)
        ends = {self.watch.question.low * unit, self.watch.question.high * unit}
        self.over = sorted({*grid(self.watch.question, points), *ends})
        self.rows = self.watch.along(self.over)
        self.least = NEAR * NEAR * self.over[-1]  # of values near nothing
        self.left = MOST
        self._all: dict[int, tuple[Flip, ...]] = {}
        self._found: dict[tuple[int, bool], Flip | None] = {}

    def within(self, place: int) -> tuple[Flip, ...]:
        """All flips before the point at *place* and after the one below it."""
        if place not in self._all:
            self._all[place] = tuple(self.flips(*self._ends(place), last=False))
        return self._all[place]

    def between(self, place: int, last: bool) -> Flip | None:
        """The first or the *last* of them."""
        if (place, last) not in self._found:
            self._found[place, last] = next(self.flips(*self._ends(place), last), None)
        return self._found[place, last]

    def _ends(self, place: int) -> tuple[Point, Point]:
        low, high = ((self.over[i], self.rows[i]) for i in (place - 1, place))
        return low, high

    def flips(self, low: Point, high: Point, last: bool) -> Iterator[Flip]:
        """The flips between two values, each with what is worked out there: upwards, or downwards from the *last*."""
        pairs = [(low, high)]
        while pairs:
            low, high = pairs.pop()
            before, after = str(low[1][0]), str(high[1][0])
            near = NEAR if before != after else HIDDEN
            if high[0] - low[0] <= max(near * high[0], self.least):
                if before != after:
                    yield Flip(high[0], before, after)
            elif before != after or (self.left > 0 and self.watch.hides(low[1], high[1])):
                at = (low[0] + high[0]) / 2
                middle = (at, self.watch.along([at])[0])
                self.left -= 1
                pairs += [(low, middle), (middle, high)] if last else [(middle, high), (low, middle)]


@lru_cache(maxsize=16)  # whoever edits *name* itself asks for the same scan at every key
def _scan(program: Program, name: str, points: int, others: tuple[tuple[str, Value], ...]) -> _Scan:
    return _Scan(program, name, points, dict(others))
