"""The tornado: how far each assumption and price moves the answer, the widest first."""

from __future__ import annotations

import math
from dataclasses import dataclass

from calc.charts.axis import Axis, Range, across, spanned
from calc.charts.figure import Row, Words, figure, frame, number, percent, text
from calc.charts.letters import clipped, width
from calc.charts.plane import WIDTHS, Spot, hatch, layouts, write

ROW, NAME, BAR = 46, 15, 16  # pixels: of a row, down to the line of its name, and of its bar
FOOT = 44  # pixels for the present answer and the axis
MOST = (84, 110)  # pixels of the text at an end, in each layout


@dataclass(frozen=True, slots=True)
class End:
    """An input at one end of its range, and the answer there: its number (nan where there is none) and its text.

    *turns* says what the verdict is there, where it is another one.
    """

    input_text: str
    answer: float
    answer_text: str
    turns: str = ""


@dataclass(frozen=True, slots=True)
class Swing:
    """An input, and the answer at both ends of its range. *note* says where the range is from ("none given: ±20%")."""

    name: str
    low: End
    high: End
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tornado:
    """Swings around the answer *now*; the picture puts them in order."""

    words: Words
    answer: Axis
    now: float
    now_text: str
    swings: tuple[Swing, ...]


def draw(of: Tornado, id: str) -> str:
    """The picture, as HTML."""
    swings = sorted(of.swings, key=_reach, reverse=True)
    ends = [end for swing in swings for end in (swing.low, swing.high)]
    x = spanned(of.answer, [of.now, *(end.answer for end in ends)])
    pads = [
        max([min(width(f"◆ {end.input_text}" if end.turns else end.input_text), most) for end in ends], default=0) + 10
        for most in MOST
    ]
    now = x.at(of.now)
    own: tuple[list[str], list[str]] = ([], [])
    top = 24
    height = top + len(swings) * ROW
    parts = [hatch(id)]
    rows = []
    for i, swing in enumerate(swings):
        start = top + i * ROW
        parts.append(_bars(swing, x, now, id, start + NAME + 7))
        middle = start + NAME + 7 + BAR / 2
        turned = swing.low.turns or swing.high.turns
        for layout in (0, 1):
            pad = pads[layout]
            tag = clipped(f"◆ {turned}", WIDTHS[layout] * 0.5, bold=True) if turned else ""
            room = WIDTHS[layout] - width(tag, bold=True) - 14
            name = clipped(swing.name, room, bold=True)
            own[layout].append(write(0, start + NAME, name, Spot(-pad, 0), "l i"))
            if tag:
                own[layout].append(write(1, start + NAME, tag, Spot(pad, 0, "end"), "l turn"))
            own[layout].extend(_ends(swing, x, now, middle + 4, layout, pad))
        cells = (
            swing.name, _said(swing.low), _said(swing.high), swing.note,
        )  # fmt: skip
        rows.append(Row(cells, now, middle))
    for layout in (0, 1):
        own[layout].extend(_foot(of, x, layout, pads[layout], height))
    inner = "".join((*parts, *layouts(*own)))
    style = f"--l:{number(pads[0])}px;--r:{number(pads[0])}px;--L:{number(pads[1])}px;--w:{number(pads[1])}px"
    plot = frame(id, of.words, height + FOOT, inner, style)
    return figure("tornado", id, of.words, plot, ("Input", "Low end", "High end", "Range"), rows)


def _reach(swing: Swing) -> float:
    known = [end.answer for end in (swing.low, swing.high) if math.isfinite(end.answer)]
    return max(known) - min(known) if len(known) == 2 else -1.0


def _said(end: End) -> str:
    return f"{end.answer_text} at {end.input_text}" + (f" ({end.turns})" if end.turns else "")


def _known(swing: Swing) -> list[tuple[End, str]]:
    """The ends that have an answer, the lower answer first, each with its look."""
    known = [(end, look) for end, look in ((swing.low, "lo"), (swing.high, "hi")) if math.isfinite(end.answer)]
    return sorted(known, key=lambda each: each[0].answer)


def _bars(swing: Swing, x: Range, now: float, id: str, top: float) -> str:
    """A bar from the present answer to that at each end; two on one side of it share the height."""
    known = _known(swing)
    places = [x.at(end.answer) for end, _ in known]
    shared = len(places) == 2 and (places[0] - now) * (places[1] - now) > 0
    high = BAR / 2 if shared else BAR
    made = [f'<svg x="{percent(now)}" y="{number(top)}"><path class="y" d="M0-4V{BAR + 4}"/></svg>']
    for (end, look), place in zip(known, places, strict=True):
        down = top + (high if shared and look == "hi" else 0)
        turn = " turned" if end.turns else ""
        fill = f' fill="url(#{text(id)}-h)"' if look == "lo" else ""
        made.append(
            f'<rect class="{look}{turn}"{fill} x="{percent(min(now, place))}" y="{number(down)}" '
            f'width="{percent(abs(place - now))}" height="{number(high)}"/>'
        )
    return "".join(made)


def _ends(swing: Swing, x: Range, now: float, line: float, layout: int, pad: float) -> list[str]:
    """What the input is at each end, outside of the bars."""
    known = _known(swing)
    made = []
    for (end, _), side in zip(known, (-1, 1) if len(known) == 2 else (1,), strict=False):
        place = x.at(end.answer)
        at, spot = (min(place, now), Spot(-6, 0, "end")) if side < 0 else (max(place, now), Spot(6, 0))
        mark = "◆ " if end.turns else ""
        room = (at if side < 0 else 1 - at) * (WIDTHS[layout] - 2 * pad) + pad - 8
        made.append(write(at, line, clipped(mark + end.input_text, room), spot, "l q"))
    return made


def _foot(of: Tornado, x: Range, layout: int, pad: float, height: float) -> list[str]:
    """The present answer above the bars, the axis below them."""
    room = WIDTHS[layout] - 2 * pad
    now = x.at(of.now)
    label = clipped(f"Now {of.now_text}", WIDTHS[layout], bold=True)
    half = width(label, bold=True) / 2
    if now * room - half < -pad:
        spot, at = Spot(-pad, 0), 0.0
    elif now * room + half > room + pad:
        spot, at = Spot(pad, 0, "end"), 1.0
    else:
        spot, at = Spot(0, 0, "middle"), now
    made = [write(at, 12, label, spot, "l i")]
    made += [write(each.at, height + 18, each.text, Spot(0, 0, "middle"), "t") for each in across(x, room, pad, pad)]
    return [*made, write(1, height + 37, clipped(of.answer.label, WIDTHS[layout]), Spot(pad, 0, "end"), "t")]
