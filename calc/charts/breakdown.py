"""The breakdown: what each option's bill is paid for, a bar an option."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calc.charts.figure import Row, Words, figure, frame, number, percent, text
from calc.charts.letters import clipped, width
from calc.charts.plane import WIDTHS, Spot, layouts, wrapped, write

ROW, NAME, BAR = 46, 15, 16  # pixels: of a row, down to the line of its name, and of its bar
WHY, MOST = 16, 3  # pixels of a line that says why it does not fit, and how many there may be
KEY = 20  # pixels of a line of the key
# What is drawn on a kind's colour, so that the colour need not be seen
PATTERNS = ("", "M3.5 0V4", "M-1 1L1-1M0 4L4 0M3 5L5 3", "M0 3.5H4", "M1 1h1M3 3h1")


@dataclass(frozen=True, slots=True)
class Part:
    """What is paid for one kind of thing: "storage", "people"."""

    kind: str
    amount: float
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """An option's whole bill. *out* says why it does not fit; *yours* marks the one that is taken."""

    name: str
    parts: tuple[Part, ...]
    total: float
    text: str
    out: str = ""
    yours: bool = False


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Bars in the order in which they are shown. *kinds* are all that parts may be of, in the order of their looks."""

    words: Words
    kinds: tuple[str, ...]
    bars: tuple[Bar, ...]


def draw(of: Breakdown, id: str) -> str:
    """The picture, as HTML."""
    sums = [math.fsum(_size(part) for part in bar.parts) for bar in of.bars]
    most = max([total for total in sums if math.isfinite(total)], default=0) or 1
    own: tuple[list[str], list[str]] = ([], [])
    found = {part.kind for bar in of.bars for part in bar.parts if _size(part)}
    paid = [kind for kind in of.kinds if kind in found]
    keys = [_key(paid, room) for room in WIDTHS]
    counts = [key[-1][0] + 1 if key else 0 for key in keys]
    lines = max(counts)
    for i in (0, 1):
        for kind, (line, along, name) in zip(paid, keys[i], strict=True):
            down = (lines - counts[i] + line) * KEY
            own[i].append(
                f'<rect {_fill(kind, of.kinds, id)} x="{number(along)}" y="{down + 1}" width="14" height="10"/>'
            )
            own[i].append(write(0, down + 10, name, Spot(along + 19, 0), "t"))
    top = lines * KEY + 8
    parts = [_patterns(paid, of.kinds, id)]
    rows = []
    start = top
    for bar in of.bars:
        state = ' class="out"' if bar.out else ""
        for layout in (0, 1):
            shown = clipped(bar.text, WIDTHS[layout] * 0.5, bold=True)
            room = WIDTHS[layout] - width(shown, bold=True) - 16
            name = write(0, start + NAME, clipped(bar.name, room, bold=True), Spot(0, 0), "l i" if bar.yours else "l")
            own[layout].extend((name, write(1, start + NAME, shown, Spot(0, 0, "end"), "l i")))
            for nth, why in enumerate(_why(bar, layout)):
                own[layout].append(write(0, start + ROW + 4 + nth * WHY, why, Spot(0, 0), "t"))
        along = 0.0
        pieces = []
        for part in bar.parts:
            size = _size(part) / most
            if size > 0:
                pieces.append(
                    f'<rect {_fill(part.kind, of.kinds, id)} x="{percent(along)}" y="{number(start + NAME + 7)}" '
                    f'width="{percent(size)}" height="{BAR}"/>'
                )
            along += size
        parts.append(f"<g{state}>{''.join(pieces)}</g>")
        texts = {part.kind: part.text for part in bar.parts}
        cells = (bar.name, *(texts.get(kind, "") for kind in paid), f"{bar.text} {bar.out}".strip())
        rows.append(Row(cells, min(along, 1), start + NAME + 7 + BAR / 2))
        start += ROW + WHY * max(len(_why(bar, layout)) for layout in (0, 1))
    height = start
    inner = "".join((*parts, *layouts(*own)))
    plot = frame(id, of.words, height, inner, f"--k:{(counts[1] - lines) * KEY}px" if counts[1] < lines else "")
    return figure("breakdown", id, of.words, plot, ("Option", *(kind.capitalize() for kind in paid), "Total"), rows)


def _why(bar: Bar, layout: int) -> list[str]:
    """Why it does not fit, in as many lines as it takes."""
    lines = wrapped(bar.out, WIDTHS[layout])
    return lines if len(lines) <= MOST and (lines or not bar.out) else [clipped(bar.out, WIDTHS[layout])]


def _size(part: Part) -> float:
    return part.amount if math.isfinite(part.amount) and part.amount > 0 else 0.0


def _patterns(paid: Sequence[str], kinds: Sequence[str], id: str) -> str:
    """The look of every kind that is paid for: its colour, and a pattern."""
    made = "".join(
        f'<pattern id="{text(id)}-{kinds.index(kind)}" class="k{_look(kind, kinds)}" width="4" height="4" '
        f'patternUnits="userSpaceOnUse">'
        f'<rect width="4" height="4"/><path d="{PATTERNS[_look(kind, kinds)]}"/></pattern>'
        for kind in paid
    )
    return f"<defs>{made}</defs>" if made else ""


def _look(kind: str, kinds: Sequence[str]) -> int:
    return kinds.index(kind) % len(PATTERNS)


def _fill(kind: str, kinds: Sequence[str], id: str) -> str:
    return f'class="b" fill="url(#{text(id)}-{kinds.index(kind)})"'


def _key(kinds: Sequence[str], room: float) -> list[tuple[int, float, str]]:
    """What each look means, side by side as far as there is room: the line, pixels from the left, and the name."""
    placed: list[tuple[int, float, str]] = []
    line, along = 0, 0.0
    for kind in kinds:
        name = clipped(kind.capitalize(), room - 20)
        wide = width(name) + 20
        if along and along + wide > room:
            line, along = line + 1, 0.0
        placed.append((line, along, name))
        along += wide + 14
    return placed
