"""The histogram: how an answer spreads where its inputs are ranges, and how often each verdict comes out."""

from __future__ import annotations

import math
from dataclasses import dataclass

from calc.charts.axis import Axis, Range, spanned
from calc.charts.figure import Row, Words, figure, number, percent, text
from calc.charts.plane import LINE, Plane, Spot

HEIGHT = 220
COUNT = Axis("Share of the draws", "%", low=0)


@dataclass(frozen=True, slots=True)
class Bin:
    """From where to where, the share of the draws in per cent, and both as they are shown."""

    low: float
    high: float
    share: float
    text: str
    share_text: str


@dataclass(frozen=True, slots=True)
class Percentile:
    """P10, P50 or P90: its name, its value and how that is shown."""

    name: str
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict, and the share of the draws in which it comes out, as it is shown."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """An answer's spread."""

    words: Words
    answer: Axis
    bins: tuple[Bin, ...]
    percentiles: tuple[Percentile, ...]
    verdicts: tuple[Verdict, ...] = ()


def draw(of: Histogram, id: str) -> str:
    """The picture, as HTML."""
    bins = [each for each in of.bins if all(map(math.isfinite, (each.low, each.high, each.share)))]
    marks = [each for each in of.percentiles if math.isfinite(each.at)]
    x = spanned(of.answer, [end for each in bins for end in (each.low, each.high)] + [each.at for each in marks])
    most = max([each.share for each in bins], default=0)
    y = Range(0, most * 1.3 if most > 0 else 1, False, "%")  # the marks' names stand above the bars
    plane = Plane(x, y, (of.answer, COUNT), HEIGHT, (14, 24))
    named = {each.name: each for each in marks}
    low, high = (named[name].at if name in named else edge for name, edge in (("P10", -math.inf), ("P90", math.inf)))
    for each in bins:
        (left, right), down = sorted((x.at(each.low), x.at(each.high))), plane.down(each.share)
        style = "in" if low <= (each.low + each.high) / 2 <= high else "off"
        plane.draw(
            f'<rect class="bin {style}" x="{percent(left)}" y="{number(down)}" width="{percent(right - left)}" '
            f'height="{number(HEIGHT - down)}"/>'
        )
        plane.bar(left, right, down, HEIGHT)
    for mark in marks:
        place = x.at(mark.at)
        plane.draw(f'<svg x="{percent(place)}"><path class="y" d="M0 0V{HEIGHT}"/></svg>')
        plane.avoid([(place, 0), (place, HEIGHT)])
    spots = [Spot(dx, down, side) for down in range(12, 90, LINE) for dx, side in ((5, "start"), (-5, "end"))]
    for layout in (0, 1):
        for mark in sorted(marks, key=lambda each: each.name != "P50"):
            plane.label(layout, [(x.at(mark.at), 0)], f"{mark.name} {mark.text}", "i", spots, near=len(spots))
    rows = [Row((each.text, each.share_text), _middle(x, each), plane.down(each.share)) for each in bins]
    rows += [Row((each.text, each.share_text)) for each in of.bins if each not in bins]
    rows += [Row((each.name, each.text), x.at(each.at) if each in marks else None) for each in of.percentiles]
    rows += [Row((each.name, each.text)) for each in of.verdicts]
    said = "".join(f"<li><b>{text(each.text)}</b> {text(each.name)}</li>" for each in of.verdicts)
    plot = plane.html(id, of.words) + (f'<ul class="rt-verdicts">{said}</ul>' if said else "")
    return figure("histogram", id, of.words, plot, (of.answer.label, COUNT.label), rows)


def _middle(x: Range, each: Bin) -> float:
    return (x.at(each.low) + x.at(each.high)) / 2
