"""The value curve: what acting is still worth after a delay, and what a stream and a batch keep of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from calc.charts.axis import Axis, spanned
from calc.charts.figure import Row, Words, figure, number, percent
from calc.charts.plane import AROUND, Plane, Spot, path, stretched

HEIGHT = 260
POINTS = 48
SPOTS = (Spot(11, -3), Spot(15, 3), Spot(20, -12), *AROUND)  # there is room above the curve, to the right
SHARE = Axis("Of the value of acting at once", "%", low=0, high=100)


@dataclass(frozen=True, slots=True)
class Kept:
    """A way to do the work: its mean delay, in the unit of the axis, and the share kept, in per cent; both as shown."""

    name: str
    delay: float
    share: float
    delay_text: str
    share_text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value that halves in each *half_life*, in the unit of the axis of delays."""

    words: Words
    delay: Axis
    half_life: float
    half_life_text: str
    kept: tuple[Kept, ...]


def draw(of: Value, id: str) -> str:
    """The picture, as HTML."""
    known = [each for each in of.kept if math.isfinite(each.delay) and math.isfinite(each.share)]
    halving = [of.half_life] if of.half_life > 0 and math.isfinite(of.half_life) else []
    far = [each * 3 for each in halving]
    x = spanned(of.delay, [0, *far, *(each.delay for each in known)], pad=0.04, zero=True)
    y = spanned(SHARE, ())
    plane = Plane(x, y, (of.delay, SHARE), HEIGHT, (14, 24))
    curve: list[tuple[float, float]] = []
    if halving:
        for i in range(POINTS + 1):
            at = x.low * (x.high / x.low) ** (i / POINTS) if x.log else x.low + (x.high - x.low) * i / POINTS
            curve.append((i / POINTS, plane.down(100 * 0.5 ** min(max(at, 0) / of.half_life, 1000))))
        plane.avoid(curve)
        line = path(curve)
        area = f'<path class="area" d="{line}V{HEIGHT}H0Z"/>'
        plane.draw(stretched(HEIGHT, f'{area}<path class="s s0" d="{line}"/>'))
    for each in known:
        at, down = x.at(each.delay), plane.down(each.share)
        plane.draw(
            f'<svg x="{percent(at)}" y="{number(down)}"><path class="kept" d="M0 0V{number(HEIGHT - down)}"/>'
            f'<path class="lost" d="M0 0V{number(-down)}"/><circle class="p" r="5"/></svg>'
        )
        plane.take(at, down, 7)
        plane.avoid([(at, 0), (at, HEIGHT)])
    for half in halving:
        plane.draw(f'<svg x="{percent(x.at(half))}" y="{number(plane.down(50))}"><circle class="d" r="3"/></svg>')
    for layout in (0, 1):
        for each in known:
            place = (x.at(each.delay), plane.down(each.share))
            plane.label(layout, [place], f"{each.name} {('', 'keeps ')[layout]}{each.share_text}", "i", SPOTS)
        for half in halving:
            place = (x.at(half), plane.down(50))
            plane.label(layout, [place], f"Half after {of.half_life_text}", "q", SPOTS, bold=False)
    rows = [
        Row((each.name, each.delay_text, each.share_text), x.at(each.delay), plane.down(each.share)) for each in known
    ]
    rows += [Row((each.name, each.delay_text, each.share_text)) for each in of.kept if each not in known]
    rows += [Row(("Half-life", of.half_life_text, "50%"), x.at(half), plane.down(50)) for half in halving]
    heads = ("Way", of.delay.label, "Kept")
    return figure("value", id, of.words, plane.html(id, of.words), heads, rows)
