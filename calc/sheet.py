"""What a calculator's page shows: its parts, which never change, and the texts in them, which do.

A part that changes has a *slot*, a name such as ``sqs/cost``. The page is built once with the texts of the default
answer in its slots; after an edit the same slots get new texts. So the page needs no template of its own for live
answers, and no number is formatted outside :mod:`calc.show`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import get_args

from calc.addends import addends, label
from calc.model import Kind, Value
from calc.program import PLACES, Choice, Formula, Option, Program, Scope
from calc.sections import BILL, Section, moving, place, sections, steps
from calc.show import NO_FIGURE, amount, looked_up, show
from calc.trace import branches, own, pieces, reason, shown_at, spread, unpriced, whose, why_not, worked

Slots = dict[str, str]
NEAR = 0.05  # two bills are as good as equal: no price and no workload is known better than this
KINDS = tuple(kind for kind in get_args(Kind) if kind)
DISCOUNT = "discount"  # the question of that name, in every model that asks it


def slots(
    program: Program,
    values: Mapping[str, Value],
    opened: Collection[str] | None = None,
    traced: Collection[str] = (),
) -> Slots:
    """Every text of the page that depends on the answers, by slot.

    *opened* are the ids of the sections that the reader has unfolded; of the others only what shows when they are
    folded is said, which for a comparison is a tenth of the work. *traced* are the slots of formulas and figures that
    the reader has opened one by one.
    """
    texts = _answers(program, values)
    for section in sections(program):
        scope, start = section.taken(values), f"{section.id}/"
        whole = opened is None or section.id in opened
        wanted = None if whole else {slot for slot in traced if slot.rpartition("/")[0] == section.id}
        if whole or wanted:
            texts |= _section(program, values, section, wanted)
        if not whole and BILL in section.scope.paths:
            texts[start + BILL] = shown_at(program, values, scope.path(BILL)) if scope else NO_FIGURE
        if whole or not section.id:
            texts |= _bill(program, values, section, scope)
    for choice in program.scope.choices:
        texts |= table(program, values, choice)
    return texts


def _answers(program: Program, values: Mapping[str, Value]) -> Slots:
    """Each question's answer, and whose it is."""
    texts: Slots = {}
    for name, question in program.questions.items():
        texts[f"?{name}"] = shown_at(program, values, name)
        texts[f"?{name}:from"] = whose(question, values[name])
    return texts


def _section(program: Program, values: Mapping[str, Value], section: Section, wanted: Collection[str] | None) -> Slots:
    """The texts of a section's formulas and figures; of those *wanted* only, if it is given."""
    texts: Slots = {}
    scope = section.taken(values)
    for name, node in steps(program, section.scope):
        slot, path = f"{section.id}/{name}", scope.path(name) if scope else ""
        if wanted is not None and slot not in wanted:
            continue
        texts[slot] = shown_at(program, values, path) if path else NO_FIGURE
        found = program.nodes[path] if path else node
        assert isinstance(found, Formula)
        texts[f"{slot}="], used = worked(program, values, found) if path else (NO_FIGURE, ())
        if branches(found.tree):
            texts[f"{slot}~"] = " ".join(filter(None, (place(program, values, each) for each in used)))
        if found.step.kind == "limit":
            texts[f"{slot}?"] = reason(program, values, scope, path) if scope else NO_FIGURE
        for piece in moving(program).get(slot, ()):
            path = pieces(found.tree)[int(piece.slot.rpartition(">")[2])]
            texts[piece.slot] = place(program, values, path) if scope else section.choice
    for name in section.fixed(program):
        texts[f"{section.id}/{name}"] = shown_at(program, values, scope.path(name)) if scope else NO_FIGURE
    for figure in section.figures(program):
        if wanted is not None and figure.slot not in wanted:
            continue
        several = len(figure.paths) > 1
        path = figure.price.path if not several else scope.path(figure.name) if scope else ""
        texts[figure.slot] = price(program, values, path) if path else NO_FIGURE
        if several:
            texts[f"{figure.slot}@"] = path
        if figure.price.entry.basis:
            texts[f"{figure.slot}~"] = spread(program.prices[path], values) if path else NO_FIGURE
        if figure.of_several:
            texts[f"{figure.slot}^"] = program.prices[path].source(values) if path else figure.price.entry.source
    return texts


def table(program: Program, values: Mapping[str, Value], choice: Choice) -> Slots:
    """The comparison of a choice's options: columns, why each was or was not taken, and bars to one scale."""
    texts: Slots = {}
    costs = {option.name: float(str(values[option.cost])) for option in choice.options}
    fitting = [costs[option.name] for option in choice.options if values[option.fits]]
    most = max((cost for cost in fitting or costs.values() if math.isfinite(cost)), default=0)
    order = ranked(values, choice)
    least = costs.get(str(values[choice.path]), math.nan)
    # Of the bill alone: people are an assumption, and beside it any two bills may look equal.
    bill = next(
        (
            math.fsum(cost for kind, cost in kinds(program, values, option.cost).items() if kind != "people")
            for option in choice.options
            if option.name == values[choice.path]
        ),
        math.nan,
    )
    for option in choice.options:
        start = f"{choice.path}.{option.name}"
        taken, out = values[choice.path] == option.name, why_not(program, values, option.scope)
        for column in choice.word.columns:
            path = option.scope.path(column)
            texts[f"{start}:{column}"] = amount(values[path], program.unit(path))
        more = show(costs[option.name] - least, program.unit(option.cost))
        if taken:
            texts[f"{start}:why"], texts[f"{start}:state"] = "The cheapest that fits.", "taken"
        elif unpriced(program, values, option.scope):
            texts[f"{start}:why"], texts[f"{start}:state"] = f"Not compared: {out}", "unpriced"
        else:
            near = costs[option.name] <= least + bill * NEAR
            texts[f"{start}:why"] = f"Out: {out}" if out else f"{'About the same: ' if near else ''}{more} more."
            texts[f"{start}:state"] = "out" if out else "fits"
        texts[f"{start}:rank"] = str(order.index(option))
        texts[f"{start}:made"] = _made(program, values, option.cost)
        for kind, cost in kinds(program, values, option.cost).items():
            texts[f"{start}:{kind}"] = _month(cost) if cost else "–"
            width = 100 * cost / most if most and math.isfinite(cost) else 0
            # An option that is out may cost more than any that fits.
            texts[f"{start}:bar:{kind}"] = f"{min(width, 100):.2f}"
    return texts


def ranked(values: Mapping[str, Value], choice: Choice) -> list[Option]:
    """The options of a choice: those that fit first, by cost as it is compared; what has none stands last."""

    def last(option: Option) -> tuple[bool, float]:
        cost = float(str(values[option.cost]))
        return not values[option.fits], round(cost, PLACES) if math.isfinite(cost) else math.inf

    return sorted(choice.options, key=last)


@lru_cache(maxsize=1024)
def unsure(program: Program, path: str) -> bool:
    """Whether a price in the bill at *path* is one that nobody has seen in a source yet."""
    prices = (price.entry for price in program.rests_on(path))
    return any(entry.confidence == "unverified" and entry.unit.startswith("USD") for entry in prices)


def kinds(program: Program, values: Mapping[str, Value], path: str) -> dict[str, float]:
    """What the bill at *path* is paid for: its lines added up by what they are of.

    A discount is taken off the lines of the same bill in proportion, and people are none of it.
    """
    sums, off = dict.fromkeys(KINDS, 0.0), 0.0
    for sign, each in addends(program, path):
        node, amount = program.nodes[each], float(str(values[each]))
        assert isinstance(node, Formula)
        if sign == "-":
            off += amount
        else:
            sums[node.step.of or "compute"] += amount
    listed = math.fsum(amount for kind, amount in sums.items() if kind != "people")
    kept = 1 - off / listed if listed else 1
    return {kind: amount if kind == "people" else amount * kept for kind, amount in sums.items()}


def price(program: Program, values: Mapping[str, Value], path: str) -> str:
    """A looked-up figure as text; the reader's own with the listed one whose place it takes."""
    shown, found = shown_at(program, values, path), program.prices[path]
    if not own(values, found):
        return shown
    return f"{shown}, yours in place of {looked_up(found.on(values), found.entry)}"


def notes(program: Program, values: Mapping[str, Value], own_prices: Mapping[str, str]) -> Slots:
    """What is said beside the headline where the answer is not at list prices; each is empty where there is none."""
    count, units = len(own_prices), [program.unit(path) for path in own_prices]
    thing = "price" if all(unit.startswith("USD") for unit in units) else "figure"
    off = values.get(DISCOUNT, 0.0) if DISCOUNT in program.questions else 0.0
    return {
        "own": f"With {count} {thing}{'s' if count > 1 else ''} of your own." if count else "",
        "off": f"After your discount of {shown_at(program, values, DISCOUNT)}." if off else "",
    }


def _bill(program: Program, values: Mapping[str, Value], section: Section, scope: Scope | None) -> Slots:
    """The bill's lines without their ``a month``, which its heading says, and whether each costs anything."""
    lines = section.lines(program)
    if not lines:
        return {}
    texts = {f"{section.id}/{BILL}$": _month(values[scope.path(BILL)]) if scope else NO_FIGURE}
    for line in lines:
        text = _month(values[scope.path(line.slot.rpartition("/")[2])]) if scope else NO_FIGURE
        texts[f"{line.slot}!"] = "free" if text == "$0.00" else "paid"
        texts[f"{line.slot}$"] = f"−{text}" if line.sign == "-" and text not in {NO_FIGURE, "$0.00"} else text
    return texts


def _made(program: Program, values: Mapping[str, Value], path: str) -> str:
    """What a bill is made of, in a line; what costs nothing is left out."""
    lines = [(sign, label(program, each), _month(values[each])) for sign, each in addends(program, path)]
    said = (
        f" {'−' if sign == '-' else sign} {label.lower()} {sum_}"
        for sign, label, sum_ in lines
        if sum_ not in {NO_FIGURE, "$0.00"}
    )
    return "".join(said).removeprefix(" + ")


def _month(value: Value) -> str:
    return amount(value, "USD/month")
