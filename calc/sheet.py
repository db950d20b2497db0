"""What a calculator's page shows: its parts, which never change, and the texts in them, which do.

A part that changes has a *slot*, a name such as ``sqs/cost``. The page is built once with the texts of the default
answer in its slots; after an edit the same slots get new texts. So the page needs no template of its own for live
answers, and no number is formatted outside :mod:`calc.show`.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import get_args

from calc.model import Kind, Lookup, Value
from calc.program import Choice, Formula, Price, Program, Scope
from calc.show import NO_FIGURE, amount, show
from calc.trace import formula, own, reason, shown_at, unpriced, why_not, worked

Slots = dict[str, str]
BILL = "cost"
ALL = 3  # figures that a name may mean and that are all shown; of more, the one that is meant
NEAR = 0.05  # two bills are as good as equal: no price and no workload is known better than this
KINDS = tuple(kind for kind in get_args(Kind) if kind)
DISCOUNT = "discount"  # the question of that name, in every model that asks it


@dataclass(frozen=True, slots=True)
class Row:
    """One formula: its name, its sentence, the expression as it stands in the code.

    A limit's sentence has values in it, so it has a slot of its own, ending in ``?``.
    """

    name: str
    sentence: str
    formula: str
    slot: str
    is_limit: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One price, limit or assumption that a section uses.

    *paths* are the figures that may be meant, each with the options it is meant for: a broker's price is one for each
    size. Where there are several, the slot that ends in ``@`` holds the path of the one that is shown. Where they are
    few, each is a figure of its own, *title* saying which: the people of a service, of a managed and of an own cluster.
    """

    name: str
    title: str
    price: Price
    slot: str
    paths: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bill; *sign* is ``-`` for what is taken off."""

    label: str
    sign: str
    slot: str


@dataclass(frozen=True, slots=True)
class Section:
    """One use of a model on the page: its bill, its formulas, its figures.

    Where a choice decides which use is meant (the broker size of MSK), *scopes* holds one for each option, and
    *choice* the path that says which.
    """

    id: str
    title: str
    summary: str
    scopes: Mapping[str, Scope]
    choice: str = ""

    @property
    def scope(self) -> Scope:
        """Any of the uses: they differ in values, not in what they say."""
        return next(iter(self.scopes.values()))

    def taken(self, values: Mapping[str, Value]) -> Scope | None:
        """The use that these values took, None where nothing fits."""
        return self.scopes.get(str(values[self.choice]) if self.choice else "")

    def rows(self, program: Program) -> list[Row]:
        """The section's formulas, in their order."""
        return [
            Row(
                name,
                node.step.sentence,
                formula(node.tree, self.scope),
                f"{self.id}/{name}",
                is_limit=node.step.kind == "limit",
            )
            for name, node in _steps(program, self.scope)
        ]

    def figures(self, program: Program) -> list[Figure]:
        """The section's looked-up figures, in their order."""
        found = []
        for name, word in self.scope.model.words().items():
            if isinstance(word, Lookup):
                paths, slot = self._paths(name), f"{self.id}/{name}"
                for path in paths if 1 < len(paths) <= ALL else ():
                    price = program.prices[path]
                    title = f"{word.entry.title}: {price.meant}"
                    found.append(Figure(name, title, price, f"{slot}[{price.meant}]", {path: ""}))
                if not 1 < len(paths) <= ALL:
                    found.append(Figure(name, word.entry.title, program.prices[self.scope.path(name)], slot, paths))
        return found

    def _paths(self, name: str) -> dict[str, str]:
        """Every figure that *name* may mean; what is the same for all options is of none."""
        options: dict[str, list[str]] = {}
        for option, scope in self.scopes.items():
            options.setdefault(scope.path(name), []).append(option)
        return {path: ", ".join(names) if len(options) > 1 else "" for path, names in options.items()}

    def lines(self, program: Program) -> list[Line]:
        """The lines that add up to the section's bill: the terms of the sum that ran."""
        if BILL not in self.scope.paths:
            return []
        terms = list(_terms(program, self.scope.path(BILL)))
        if len(terms) == 1:  # no sum: a bill of one line would only say the cost twice
            return []
        if any(self.scope.paths.get(self.scope.local(path)) != path for _, path in terms):
            return []  # lines of a part, and which part it is depends on the choice
        return [Line(_label(program, path), sign, f"{self.id}/{self.scope.local(path)}") for sign, path in terms]


@lru_cache(maxsize=64)
def sections(program: Program) -> tuple[Section, ...]:
    """The uses of models on the page, the model's own first; one that several parts share stands once."""
    return tuple(_sections(program.scope, "", set()))


def slots(program: Program, values: Mapping[str, Value], opened: Collection[str] | None = None) -> Slots:
    """Every text of the page that depends on the answers, by slot.

    *opened* are the ids of the sections that the reader has unfolded; of the others only what shows when they are
    folded is said, which for a comparison is a tenth of the work.
    """
    texts: Slots = {}
    for section in sections(program):
        scope = section.taken(values)
        if opened is not None and section.id not in opened:
            if BILL in section.scope.paths:
                texts[f"{section.id}/{BILL}"] = shown_at(program, values, scope.path(BILL)) if scope else NO_FIGURE
            texts |= _bill(program, values, section, scope) if not section.id else {}
            continue
        for name, node in _steps(program, section.scope):
            slot, path = f"{section.id}/{name}", scope.path(name) if scope else ""
            texts[slot] = shown_at(program, values, path) if path else NO_FIGURE
            found = program.nodes[path] if path else node
            assert isinstance(found, Formula)
            texts[f"{slot}="] = worked(program, values, found)[0] if path else NO_FIGURE
            if found.step.kind == "limit":
                texts[f"{slot}?"] = reason(program, values, scope, path) if scope else NO_FIGURE
        for figure in section.figures(program):
            several = len(figure.paths) > 1
            path = figure.price.path if not several else scope.path(figure.name) if scope else ""
            texts[figure.slot] = price(program, values, path) if path else NO_FIGURE
            if several:
                texts[f"{figure.slot}@"] = path
        texts |= _bill(program, values, section, scope)
    for choice in program.scope.choices:
        texts |= table(program, values, choice)
    return texts


def table(program: Program, values: Mapping[str, Value], choice: Choice) -> Slots:
    """The comparison of a choice's options: columns, why each was or was not taken, and bars to one scale."""
    texts: Slots = {}
    costs = {option.name: float(str(values[option.cost])) for option in choice.options}
    fitting = [costs[option.name] for option in choice.options if values[option.fits]]
    most = max((cost for cost in fitting or costs.values() if math.isfinite(cost)), default=0)
    order = sorted(choice.options, key=lambda option: (not values[option.fits], _last(costs[option.name])))
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


def _last(cost: float) -> float:
    """What is not a number stands last."""
    return cost if math.isfinite(cost) else math.inf


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
    for sign, each in _terms(program, path):
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
    return f"{shown}, yours in place of {show(found.on(values), found.entry.unit, found.entry.tier_unit)}"


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
    """The bill's lines without their ``a month``, which its heading says."""
    lines = section.lines(program)
    if not lines:
        return {}
    texts = {f"{section.id}/{BILL}$": _month(values[scope.path(BILL)]) if scope else NO_FIGURE}
    for line in lines:
        text = _month(values[scope.path(line.slot.rpartition("/")[2])]) if scope else NO_FIGURE
        texts[f"{line.slot}$"] = f"−{text}" if line.sign == "-" and text not in {NO_FIGURE, "$0.00"} else text
    return texts


def _made(program: Program, values: Mapping[str, Value], path: str) -> str:
    """What a bill is made of, in a line; what costs nothing is left out."""
    lines = [(sign, _label(program, each), _month(values[each])) for sign, each in _terms(program, path)]
    said = (
        f" {'−' if sign == '-' else sign} {label.lower()} {sum_}"
        for sign, label, sum_ in lines
        if sum_ not in {NO_FIGURE, "$0.00"}
    )
    return "".join(said).removeprefix(" + ")


def _month(value: Value) -> str:
    return amount(value, "USD/month")


def _sections(scope: Scope, prefix: str, seen: set[int]) -> Iterator[Section]:
    model = scope.model
    seen.add(id(scope))
    yield Section(prefix, model.title, " ".join((model.__doc__ or "").split()), {"": scope})
    named = {id(found) for found in scope.paths.values() if isinstance(found, Scope)}
    # A service that is compared twice, as SQS and as SQS FIFO, is called by what the comparison calls it.
    called = {
        id(need): option.name for choice in scope.choices for option in choice.options for need in option.scope.needed
    }
    # Options that are parts of one model would all have its title.
    parts_of = {id(each.scope): each for choice in scope.choices for each in choice.options if id(each.scope) in named}
    titles = [each.scope.model.title for each in parts_of.values()]
    called |= {
        place: f"{title}: {option.name}"
        for (place, option), title in zip(parts_of.items(), titles, strict=True)
        if titles.count(title) > 1
    }
    # What a comparison took is what its bill is read for; the services come after.
    for name, found in sorted(scope.paths.items(), key=lambda each: not isinstance(each[1], Choice)):
        if isinstance(found, Scope) and id(found) not in seen:
            own, *parts = _sections(found, prefix + ("." if prefix else "") + name, seen)
            yield replace(own, title=called.get(id(found), own.title))
            yield from parts
        elif isinstance(found, Choice):
            unnamed = {option.name: option.scope for option in found.options if id(option.scope) not in named}
            if unnamed:
                model = next(iter(unnamed.values())).model
                yield Section(found.path, model.title, " ".join((model.__doc__ or "").split()), unnamed, found.path)


def _steps(program: Program, scope: Scope) -> Iterator[tuple[str, Formula]]:
    for name, path in scope.paths.items():
        node = program.nodes.get(path) if isinstance(path, str) else None
        if isinstance(node, Formula) and node.scope is scope and node.step.kind != "headline":
            yield name, node


@lru_cache(maxsize=1024)
def _terms(program: Program, path: str, sign: str = "+") -> tuple[tuple[str, str], ...]:
    """The values that are added up to the one at *path*, each with its sign; itself, if it is no sum of values."""
    node = program.nodes.get(path)
    if not isinstance(node, Formula):
        return ()
    terms = [(inner, tree.id) for inner, tree in _sum(node.tree, sign) if isinstance(tree, ast.Name)]
    if len(terms) == len(list(_sum(node.tree, sign))) > 1:
        return tuple(each for inner, term in terms for each in _opened(program, term, inner))
    return ((sign, path),)


def _opened(program: Program, path: str, sign: str) -> Iterator[tuple[str, str]]:
    node = program.nodes.get(path)
    if isinstance(node, Formula) and isinstance(node.tree, ast.BinOp) and isinstance(node.tree.op, ast.Add | ast.Sub):
        yield from _terms(program, path, sign)
    elif isinstance(node, Formula) and isinstance(node.tree, ast.Name) and node.tree.id in program.nodes:
        inner = program.nodes[node.tree.id]
        only = isinstance(inner, Formula) and inner.scope is node.scope
        yield sign, node.tree.id if only else path
    else:
        yield sign, path


def _sum(tree: ast.expr, sign: str) -> Iterator[tuple[str, ast.expr]]:
    match tree:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from _sum(left, sign)
            yield from _sum(right, sign)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            yield from _sum(left, sign)
            yield from _sum(right, "-" if sign == "+" else "+")
        case _:
            yield sign, tree


def _label(program: Program, path: str) -> str:
    node = program.nodes[path]
    assert isinstance(node, Formula)
    return node.step.label
