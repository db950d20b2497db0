"""The area between two axes: its grid and ticks, and labels that keep clear of each other, laid out for two widths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from calc.charts.axis import Axis, Range, across, up
from calc.charts.figure import Words, frame, number, percent, text
from calc.charts.labels import Box, Room
from calc.charts.letters import clipped, width

WIDTHS = (280, 520)  # pixels of a whole picture from which on each of the two layouts holds; charts.css has the second
CLASSES = ("rt-n", "rt-w")
LONGEST = (200, 260)  # pixels of a label, in each layout
LINE = 16  # pixels between the lines of two labels
ASCENT, DESCENT = 11, 4  # pixels that a text reaches above and below its line
ANCHORS = {"start": "", "middle": "m", "end": "e"}


class Spot(NamedTuple):
    """Where a label may stand: pixels from its point, and which of its ends is there."""

    dx: float
    dy: float
    anchor: str = "start"


def around(radius: float) -> tuple[Spot, ...]:
    """Where a label may stand around a mark of *radius*, the best place first."""
    side, above, below = radius + 4, -radius - 6, radius + 14
    near = (
        *(Spot(side, 4), Spot(-side, 4, "end"), Spot(0, above, "middle"), Spot(0, below, "middle")),
        *(Spot(side, above + 4), Spot(side, below - 4), Spot(-side, above + 4, "end"), Spot(-side, below - 4, "end")),
    )
    far = (
        Spot(dx, down, anchor)
        for level in (18, 30, 42, 56, 72, 90, 110, 134)
        for dx, anchor in (
            (12, "start"),
            (-12, "end"),
            (0, "middle"),
            (36, "start"),
            (-36, "end"),
            (28, "middle"),
            (-28, "middle"),
        )
        for down in (-level - radius, level + radius + 4)
    )
    return (*near, *far)


AROUND = around(6)
NEAR = 8  # of them, the first need no line to their point
HIGH = 40  # pixels from the top: rather there than farther down
NOWHERE = Box(0, 0, 0, -1e9, -1e9)
PATIENCE = 24  # rather on a line than farther than so many


class Plane:
    """What a picture with two axes is drawn on. *right* is the room beyond the end of the axis, for each layout."""

    def __init__(self, x: Range, y: Range, names: tuple[Axis, Axis], height: int, right: tuple[float, float]) -> None:
        self.x, self.y, self.height = x, y, height
        self._up = up(y, height)
        self._left = max([width(tick.text) + 8 for tick in self._up] + [8])
        self._right = right
        self._names = names
        self._shared: list[str] = []
        self._own: tuple[list[str], list[str]] = ([], [])
        self._rooms = [self._room(i) for i in (0, 1)]
        self._lines = [self._room(i) for i in (0, 1)]
        self._texts = [self._room(i) for i in (0, 1)]

    def _room(self, layout: int) -> Room:
        across = WIDTHS[layout] - self._left - self._right[layout]
        return Room(across, 0, self._right[layout], -9, self.height)

    def down(self, value: float) -> float:
        """Where *value* is on the axis up, in pixels from the top."""
        return (1 - self.y.at(value)) * self.height

    def draw(self, *parts: str) -> None:
        """Put *parts* into both layouts, above what is there."""
        self._shared += parts

    def take(self, at: float, down: float, radius: float) -> None:
        """A mark is there, which labels keep clear of."""
        for room in self._rooms:
            room.take(Box(at, -radius, radius, down - radius, down + radius))

    def bar(self, left: float, right: float, top: float, bottom: float) -> None:
        """Labels rather keep clear of what lies between these places."""
        for room in self._lines:
            reach = (right - left) * room.width
            room.take(Box(left, 0, reach, top, bottom))

    def avoid(self, points: Sequence[tuple[float, float]]) -> None:
        """Labels rather keep clear of the line through these places."""
        for a, b in pairwise(bent(points, 1.5, 0.004)):
            for room in self._lines:
                tall, wide = b[1] - a[1], (b[0] - a[0]) * room.width
                steps = min(12, max(1, int(min(abs(tall), abs(wide)) // 6)))
                for i in range(steps):
                    middle = (i + 0.5) / steps
                    reach, high, line = abs(wide) / steps / 2 + 2, abs(tall) / steps / 2 + 2, a[1] + tall * middle
                    room.take(Box(a[0] + (b[0] - a[0]) * middle, -reach, reach, line - high, line + high))

    def block(self, start: float, end: float, label: str, style: str) -> None:
        """Put *label* between two places, in lines as long as there is room for; beside them where there is none."""
        for layout, room in enumerate(self._rooms):
            lines = wrapped(label, (end - start) * room.width - 12)
            if not self._lined(layout, start, lines, 6, "start", style, self.height, False, bold=False):
                self.beside(layout, start, label, style, bold=False)

    def beside(self, layout: int, at: float, label: str, style: str, *, bold: bool = True) -> bool:
        """Put *label* on a side of the line up through a place, in as few lines as there is room for."""
        room = self._rooms[layout]
        sides = (
            (6, "start", (1 - at) * room.width + room.right - 10),
            (-6, "end", at * room.width + room.left - 10),
        )
        for lowest, clear in ((HIGH, True), (HIGH, False), (self.height, False)):
            for most in (1, 2, 3, 4):
                for dx, anchor, reach in sides:
                    lines = wrapped(label, reach, bold=bold)
                    if len(lines) == most and self._lined(
                        layout, at, lines, dx, anchor, style, lowest, clear, bold=bold
                    ):
                        return True
        dx, anchor, reach = max(sides, key=lambda side: side[2])
        lines = [clipped(label, reach, bold=bold)]
        return self._lined(layout, at, lines, dx, anchor, style, self.height, False, bold=bold)

    def _lined(
        self, layout: int, at: float, lines: Sequence[str], dx: float, anchor: str, style: str, lowest: float,
        clear: bool, *, bold: bool,
    ) -> bool:  # fmt: skip
        """Put *lines* on a side of a place, no lower than *lowest*; *clear* of the picture's own lines if asked."""
        room, drawn = self._rooms[layout], self._lines[layout]
        for top in range(12, int(min(lowest, self.height - 15 * len(lines))), 16):
            spots = [Spot(dx, top + i * 15, anchor) for i in range(len(lines))]
            boxes = [_box(at, 0, spot, width(line, bold=bold)) for spot, line in zip(spots, lines, strict=True)]
            if lines and all(room.free(box) and (not clear or drawn.free(box)) for box in boxes):
                room.take(*boxes)
                self._texts[layout].take(*boxes)
                made = (write(at, 0, line, spot, f"l {style}") for spot, line in zip(spots, lines, strict=True))
                self._own[layout].extend(made)
                return True
        return False

    def label(
        self, layout: int, places: Sequence[tuple[float, float]], label: str, style: str = "",
        spots: Sequence[Spot] = AROUND, *, bold: bool = True, near: int = NEAR, over: bool = False,
    ) -> bool:  # fmt: skip
        """Put *label* where there is room near one of *places*, the first spots first; whether there was any.

        From the spot *near* on it is so far that a line leads to it; *over* lets that lie on marks.
        """
        shown = clipped(label, LONGEST[layout], bold=bold)
        wide = width(shown, bold=bold)
        boxes = self._boxes(layout, places, spots, wide, near, (self._texts if over else self._rooms)[layout])
        patience = PATIENCE if len(places) == 1 else NEAR * len(places)
        found = self._rooms[layout].first(boxes, self._lines[layout], patience) if shown else None
        if not found:
            return False
        i, (at, down) = found[0] // len(places), places[found[0] % len(places)]
        spot = spots[i]
        self._texts[layout].take(found[1])
        if i >= near:
            tip = -7 if spot.dy > 0 else 2
            self._own[layout].append(leader(at, down, spot.dx, spot.dy + tip, style))
            for rooms in (self._rooms, self._texts):
                rooms[layout].take(*(_dot(at, down, spot, along) for along in _steps(spot)))
        self._own[layout].append(write(at, down, shown, spot, f"l {style}"))
        return True

    def _boxes(
        self, layout: int, places: Sequence[tuple[float, float]], spots: Sequence[Spot], wide: float, near: int,
        clear: Room,
    ) -> Iterator[Box]:  # fmt: skip
        """Where a label may stand; nowhere if the line to it would cross what is not to be crossed."""
        room = self._rooms[layout]
        for i, spot in enumerate(spots):
            steps = () if i < near else _steps(spot)
            for at, down in places:
                box = _box(at, down, spot, wide)
                if steps and room.free(box) and not all(clear.free(_dot(at, down, spot, t)) for t in steps):
                    box = NOWHERE
                yield box

    def column(self, labels: Sequence[tuple[float, str, str]]) -> int:
        """Put labels (pixels down, text, style) beyond the right end, in the wide layout; how many found no room."""
        most = int(self.height // LINE) + 1
        kept = sorted(labels[:most])
        for (down, label, style), level in zip(
            kept, apart([down for down, _, _ in kept], LINE, self.height), strict=True
        ):
            if abs(level - down) > 3:
                self._own[1].append(leader(1, down, 12, level - down, style))
            shown = clipped(label, self._right[1] - 18, bold=True)
            self._own[1].append(write(1, level, shown, Spot(16, 4), f"l {style}"))
            self._rooms[1].take(_box(1, level, Spot(16, 4), width(shown, bold=True)))
        return len(labels) - len(kept)

    def html(self, id: str, words: Words, key: str = "") -> str:
        """The plot, with its axes; *key* says under it what its marks mean."""
        x, y = self._names
        high = self.height
        grid = "".join(f"M0 {number(high - tick.at * high)}h1000" for tick in self._up)
        parts = [stretched(high, f'<path class="g" d="{grid}"/><path class="z" d="M0 {high}h1000"/>')]
        parts += [write(0, high - tick.at * high, tick.text, Spot(-8, 4, "end"), "t") for tick in self._up]
        ends = []
        for i in (0, 1):
            room = WIDTHS[i] - self._left - self._right[i]
            ticks = across(self.x, room, self._left, self._right[i])
            ends.append([write(tick.at, high, tick.text, Spot(0, 20, "middle"), "t") for tick in ticks])
            named = clipped(y.label, WIDTHS[i])
            ends[i].append(write(0, 0, named, Spot(-self._left, -14), "t"))
            used = width(key) + 12 if key else 0
            named = clipped(x.label, WIDTHS[i] - self._right[i] - used)
            ends[i].append(write(1, high, named, Spot(0, 40, "end"), "t"))
            ends[i] += [write(0, high, key, Spot(-self._left, 40), "t")] if key else []
        parts += self._shared
        parts += layouts(ends[0] + self._own[0], ends[1] + self._own[1])
        left, (narrow, wide) = self._left, self._right
        style = f"--l:{number(left)}px;--r:{number(narrow)}px;--w:{number(wide)}px"
        return frame(id, words, high, "".join(parts), style)


def _box(at: float, down: float, spot: Spot, wide: float) -> Box:
    before = {"start": 0.0, "middle": wide / 2, "end": wide}[spot.anchor]
    line = down + spot.dy
    return Box(at, spot.dx - before - 2, spot.dx - before + wide + 2, line - ASCENT, line + DESCENT)


def leader(at: float, down: float, dx: float, dy: float, style: str) -> str:
    """A line from a place to a label that could not stand there."""
    line = f"M0 0L{number(dx)} {number(dy)}"
    return f'<svg x="{percent(at)}" y="{number(down)}"><path class="{f"k {style}".strip()}" d="{line}"/></svg>'


def apart(levels: Sequence[float], gap: float, most: float) -> list[float]:
    """Sorted *levels*, moved as little as need be so that they are *gap* apart, from 0 to *most*.

    >>> apart([5, 6, 90], 10, 100), apart([99, 100, 100], 10, 100)
    ([0.5, 10.5, 90.0], [80.0, 90.0, 100.0])
    """
    groups: list[tuple[float, int]] = []  # the middle of each group, and how many are in it
    for level in levels:
        groups.append((level, 1))
        while len(groups) > 1:
            (a, m), (b, n) = groups[-2:]
            if b - a >= (m + n) / 2 * gap:
                break
            groups[-2:] = [_held((a * m + b * n) / (m + n), m + n, gap, most)]
        else:
            groups[-1] = _held(*groups[-1], gap, most)
    return [middle + (i - (count - 1) / 2) * gap for middle, count in groups for i in range(count)]


def _held(middle: float, count: int, gap: float, most: float) -> tuple[float, int]:
    reach = (count - 1) / 2 * gap
    return min(max(middle, reach), most - reach), count


def _steps(spot: Spot) -> list[float]:
    """Places on the line to a label, from 0 to 1: close enough to each other that no text lies between them."""
    return [d / abs(spot.dy) for d in range(11, int(abs(spot.dy)) - 4, 7)]


def _dot(at: float, down: float, spot: Spot, along: float) -> Box:
    """A place on the line to a label."""
    level = down + spot.dy * along
    return Box(at, spot.dx * along, spot.dx * along, level, level + 1)


def write(at: float, down: float, label: str, spot: Spot, style: str) -> str:
    """A text at a place."""
    across = f' dx="{number(spot.dx)}"' if spot.dx else ""
    classes = f"{style} {ANCHORS[spot.anchor]}".strip()
    return f'<text x="{percent(at)}" y="{number(down + spot.dy)}"{across} class="{classes}">{text(label)}</text>'


def layouts(narrow: Sequence[str], wide: Sequence[str]) -> Iterator[str]:
    """What both layouts have, and then what each has of its own."""
    both = set(narrow) & set(wide)
    yield "".join(part for part in wide if part in both)
    for name, own in zip(CLASSES, (narrow, wide), strict=True):
        rest = "".join(part for part in own if part not in both)
        yield f'<g class="{name}">{rest}</g>' if rest else ""


def stretched(height: float, inner: str) -> str:
    """Lines and areas: 1000 wide, however wide the picture is; as high as it is."""
    tall = number(height)
    return f'<svg viewBox="0 0 1000 {tall}" preserveAspectRatio="none" width="100%" height="{tall}">{inner}</svg>'


def path(points: Iterable[tuple[float, float]]) -> str:
    """A line through places (from 0 to 1 across, pixels down), with fewer of them where it hardly bends.

    >>> path([(0, 10), (0.5, 20), (1, 30)])
    'M0 10L1000 30'
    """
    kept = bent([(round(at * 1000), round(down, 1)) for at, down in points], 0.2, 0)
    if len(kept) == 1:
        kept *= 2  # a line to itself, which its round end shows as a dot
    return "M" + "L".join(f"{x} {number(y)}" for x, y in kept)


def bent(points: Iterable[tuple[float, float]], most: float, least: float) -> list[tuple[float, float]]:
    """*points* without those that are within *most* of the line past them, or *least* across of the one before."""
    kept: list[tuple[float, float]] = []
    for here in points:
        while len(kept) > 1 and _straight(kept[-2], kept[-1], here, most):
            kept.pop()
        if not kept or abs(here[0] - kept[-1][0]) > least or abs(here[1] - kept[-1][1]) > most:
            kept.append(here)
    return kept


def wrapped(label: str, room: float, *, bold: bool = False) -> list[str]:
    """The lines of *label* that have room; none where a word has not.

    >>> wrapped("An event may be at most 180 kB", 100)
    ['An event may', 'be at most', '180 kB']
    """
    lines: list[str] = []
    for word in together(label.split()):
        if lines and width(f"{lines[-1]} {word}", bold=bold) <= room:
            lines[-1] += f" {word}"
        elif width(word, bold=bold) <= room:
            lines.append(word)
        else:
            return []
    return lines


def together(words: Iterable[str]) -> list[str]:
    """Words, a number in one with its unit.

    >>> together(["Your", "window:", "15", "min"])
    ['Your', 'window:', '15 min']
    """
    kept: list[str] = []
    for word in words:
        if kept and kept[-1][-1].isdigit():
            kept[-1] += f" {word}"
        else:
            kept.append(word)
    return kept


def hatch(id: str) -> str:
    """A hatching, to fill with ``url(#id-h)``."""
    return (
        f'<pattern id="{text(id)}-h" class="hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<rect width="6" height="6"/><path d="M-1 1L1-1M0 6L6 0M5 7L7 5"/></pattern>'
    )


def _straight(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], most: float) -> bool:
    """Whether *b* is on the line from *a* to *c*, or less than *most* above or below it."""
    return c[0] != a[0] and abs(a[1] + (c[1] - a[1]) * (b[0] - a[0]) / (c[0] - a[0]) - b[1]) < most
