"""The frontier: what a fresher answer costs, an option a point, and the line that nothing beats."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calc.charts.axis import Axis, spanned
from calc.charts.figure import Row, Words, figure, number, percent
from calc.charts.plane import AROUND, CLASSES, NEAR, Plane, around, path, stretched

HEIGHT = 300
UNNAMED = "An option whose name finds no room is named in the table."
DELAY = Axis("How old the data is when it is seen", "min", log=True)
FEW = 12  # options whose names may stand at the end of a line
NAMED = 2  # of more, the cheapest that fit and those on the frontier: what one looks for first
WIDER = around(9)
COST = Axis("Cost a month", "USD/month", log=True)


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its delay and its cost, as numbers in the units of the axes and as they are shown.

    *out* says why it does not fit. *yours* marks what the reader has or asks about.
    """

    name: str
    delay: float
    cost: float
    delay_text: str
    cost_text: str
    out: str = ""
    yours: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The longest delay at which acting still has value, and what to call it: "Your window: 15 min"."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Frontier:
    """The options between an axis of delays and one of costs; both are logarithmic unless their axes say otherwise."""

    words: Words
    options: tuple[Option, ...]
    window: Window | None = None
    delay: Axis = DELAY
    cost: Axis = COST


def draw(of: Frontier, id: str) -> str:
    """The picture, as HTML."""
    known = [each for each in of.options if math.isfinite(each.delay) and math.isfinite(each.cost)]
    best = undominated(known)
    ends = [each.delay for each in known] + ([of.window.at] if of.window else [])
    plane = Plane(
        spanned(of.delay, ends, pad=0.06), spanned(of.cost, (each.cost for each in known), pad=0.08),
        (of.delay, of.cost), HEIGHT, (12, 24),
    )  # fmt: skip
    at = {each: (plane.x.at(each.delay), plane.down(each.cost)) for each in known}
    line = sorted((at[each] for each in best), key=lambda place: (place[0], place[1]))
    if of.window:
        _window(plane, of.window)
    if len(line) > 1:
        plane.draw(stretched(HEIGHT, f'<path class="f" d="{path(line)}"/>'))
        plane.avoid(line)
    order = sorted(known, key=lambda each: (not each.yours, each not in best, each.cost, each.delay, each.name))
    for each in reversed(order):  # the best lie on top
        place = at[each]
        plane.draw(_mark(*place, "c" if each in best else "d", each))
        plane.take(*place, 9 if each.yours else 6)
    named: tuple[list[bool], list[bool]] = ([], [])
    cheapest = sorted((each for each in known if not each.out), key=lambda each: each.cost)[:NAMED]
    order.sort(key=lambda each: each not in best and each not in cheapest)
    for layout in (0, 1):
        for each in order:
            far = len(order) <= FEW or each in best or each in cheapest
            spots = (WIDER if each.yours else AROUND)[: None if far else NEAR]
            style = "s0" if each in best else "q"
            tries = (False, True) if far else (False,)
            named[layout].append(
                any(plane.label(layout, [at[each]], each.name, style, spots, bold=each in best, over=t) for t in tries)
            )
    rows = [
        Row(
            (each.name, each.delay_text, each.cost_text, _state(each, each in best, each in at)),
            *at.get(each, (None, None)),
        )
        for each in of.options
    ]
    marks = (
        ("○ another beats it", any(not each.out and each not in best for each in known)),
        ("× does not fit", any(each.out for each in known)),
    )
    key = ", ".join(text for text, there in marks if there)
    more = "".join(f'<span class="{CLASSES[i]}"> {UNNAMED}</span>' for i in (0, 1) if not all(named[i]))
    return figure(
        "frontier", id, of.words, plane.html(id, of.words, key), ("Option", "Delay", "Cost", "Verdict"), rows, more
    )


def undominated(options: Sequence[Option]) -> list[Option]:
    """The options that fit and that no other one beats by being fresher, cheaper or both."""
    fit = sorted((each for each in options if not each.out), key=lambda each: (each.delay, each.cost))
    found: list[Option] = []
    for each in fit:
        if not found or each.cost < found[-1].cost or (each.delay, each.cost) == (found[-1].delay, found[-1].cost):
            found.append(each)
    return found


def _state(option: Option, best: bool, known: bool) -> str:
    if option.out:
        return option.out
    if not known:
        return "not in the picture"
    return "on the frontier" if best else "another beats it"


def _window(plane: Plane, window: Window) -> None:
    place = plane.x.at(window.at)
    plane.draw(
        f'<rect class="late" x="{percent(place)}" y="0" width="{percent(1 - place)}" height="{HEIGHT}"/>'
        f'<svg x="{percent(place)}"><path class="y" d="M0 0V{HEIGHT}"/></svg>'
    )
    plane.avoid([(place, 0), (place, HEIGHT)])
    for layout in (0, 1):
        plane.beside(layout, place, window.text, "i")


def _mark(at: float, down: float, style: str, option: Option) -> str:
    place = f'x="{percent(at)}" y="{number(down)}"'
    ring = '<circle class="r" r="8"/>' if option.yours else ""
    if option.out:
        return f'<svg {place}>{ring}<path class="o" d="M-4-4L4 4M4-4L-4 4"/></svg>'
    return f'<svg {place}>{ring}<circle class="{style}" r="{5 if style == "c" else 4}"/></svg>'
