"""The parts of a calculator's page, which never change: its sections, their formulas, figures and bills.

Each formula, figure and question has a *place*, the name that a link on the page leads to. So a formula's names are
the way down: each opens to the formula or the figure that it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from calc.addends import addends, label
from calc.model import Ask, Choose, Lookup, Switch, Value
from calc.program import Choice, Formula, Price, Program, Scope, Taken, sources
from calc.trace import branches, pieces

BILL = "cost"
ALL = 3  # figures that a name may mean and that are all shown; of more, the one that is meant


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a formula's text; a name in it leads to a place.

    Where that depends on which option was taken, *slot* holds the place, and *to* is empty.
    """

    text: str
    to: str = ""
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One value: its name, its sentence, and the formula as it stands in the code, empty where an answer is fixed.

    A limit's sentence has values in it, so it has a slot of its own, ending in ``?``; where a formula *branches*, the
    slot that ends in ``~`` has the places of what it read.
    """

    name: str
    sentence: str
    formula: tuple[Piece, ...]
    slot: str
    is_limit: bool = False
    branches: bool = False


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

    @property
    def of_several(self) -> bool:
        """Whether its values are of several sources; then the slot that ends in ``^`` has that of the one shown."""
        return any(value.source for value in self.price.entry.values)


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
        """The section's fixed answers and its formulas, in their order."""
        words = self.scope.model.words()
        found = [
            Row(name, f"{word.label}, as fixed here.", (), f"{self.id}/{name}")
            for name in self.fixed(program)
            if isinstance(word := words[name], Ask | Choose | Switch)
        ]
        for name, node in steps(program, self.scope):
            links = self.links(program, name, node)
            is_limit = node.step.kind == "limit"
            slot, several = f"{self.id}/{name}", branches(node.tree)
            found.append(Row(name, node.step.sentence, links, slot, is_limit=is_limit, branches=several))
        return found

    def fixed(self, program: Program) -> list[str]:
        """The questions that are answered where the section's model is used, and that a formula reads."""
        paths, read = self.scope.paths.items(), _read(program)
        return [name for name, path in paths if isinstance(path, str) and path in read and path in program.fixed]

    def links(self, program: Program, name: str, node: Formula) -> tuple[Piece, ...]:
        """The formula with each name leading to the place of what it stands for."""
        uses = [program.nodes[scope.path(name)] for scope in self.scopes.values()]
        cuts = [pieces(each.tree) for each in uses if isinstance(each, Formula)]
        found = []
        for i, piece in enumerate(pieces(node.tree)):
            text = self.scope.local(piece) if i % 2 else piece
            to = {place for cut in cuts for place in _possible(program, cut[i])} if i % 2 else {""}
            found.append(Piece(text, to.pop()) if len(to) == 1 else Piece(text, slot=f"{self.id}/{name}>{i}"))
        return tuple(found)

    def figures(self, program: Program) -> list[Figure]:
        """The section's looked-up figures, in their order."""
        found = []
        for name, word in self.scope.model.words().items():
            if isinstance(word, Lookup):
                paths, slot = self._paths(name), f"{self.id}/{name}"
                for path in paths if 1 < len(paths) <= ALL else ():
                    price = program.prices[path]
                    title = f"{word.entry.title}: {price.meant}"
                    found.append(Figure(name, title, price, f"{slot}:{price.meant.replace(' ', '_')}", {path: ""}))
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
        found = list(addends(program, self.scope.path(BILL)))
        if len(found) == 1:  # no sum: a bill of one line would only say the cost twice
            return []
        if any(self.scope.paths.get(self.scope.local(path)) != path for _, path in found):
            return []  # lines of a part, and which part it is depends on the choice
        return [Line(label(program, path), sign, f"{self.id}/{self.scope.local(path)}") for sign, path in found]


@lru_cache(maxsize=64)
def sections(program: Program) -> tuple[Section, ...]:
    """The uses of models on the page, the model's own first; one that several parts share stands once."""
    return tuple(_sections(program.scope, "", set()))


@lru_cache(maxsize=64)
def places(program: Program) -> Mapping[str, str]:
    """Where on the page a path's value is explained: a formula, a figure, a question, a choice."""
    found = {each.path: each.path for each in program.scope.choices}  # its table
    for section in sections(program):
        names = [name for name, _ in steps(program, section.scope)] + section.fixed(program)
        if section.choice:
            found[section.choice] = section.choice
        for name in names:
            place = f"{section.id}/{name}"
            if section.choice:
                found[f"{section.choice}.{name}"] = place
            for scope in section.scopes.values():
                found.setdefault(scope.path(name), place)
        for figure in section.figures(program):
            for path in figure.paths:
                found.setdefault(path, figure.slot)
    return found | {name: f"?{name}" for name in program.questions}


def place(program: Program, values: Mapping[str, Value], path: str) -> str:
    """The place of a path for these values: that of an option's value depends on which was taken."""
    node = program.nodes.get(path)
    if path not in places(program) and isinstance(node, Taken):
        names = [option.name for option in node.choice.options]
        taken = values[node.choice.path]
        return place(program, values, node.options[names.index(str(taken))] if taken in names else node.choice.path)
    return places(program).get(path, "")


@lru_cache(maxsize=64)
def _read(program: Program) -> frozenset[str]:
    """Every path that something is worked out from."""
    return frozenset(path for node in program.nodes.values() for path in sources(node))


def _possible(program: Program, path: str) -> set[str]:
    node = program.nodes.get(path)
    if path not in places(program) and isinstance(node, Taken):
        return _possible(program, node.choice.path).union(*(_possible(program, option) for option in node.options))
    return {places(program).get(path, "")}


@lru_cache(maxsize=64)
def moving(program: Program) -> Mapping[str, Sequence[Piece]]:
    """The links that lead elsewhere when another option is taken, by the slot of their formula."""
    found = {
        f"{section.id}/{name}": [piece for piece in section.links(program, name, node) if piece.slot]
        for section in sections(program)
        for name, node in steps(program, section.scope)
    }
    return {slot: links for slot, links in found.items() if links}


def calculator_of(scope: Scope) -> str:
    """The calculator that one use of a model opens to: its own, or that of the part it cannot do without."""
    return scope.model.id or next(filter(None, map(calculator_of, scope.needed)), "")


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


def steps(program: Program, scope: Scope) -> Iterator[tuple[str, Formula]]:
    """The formulas of one use of a model, in their order, the headline left out."""
    for name, path in scope.paths.items():
        node = program.nodes.get(path) if isinstance(path, str) else None
        if isinstance(node, Formula) and node.scope is scope and node.step.kind != "headline":
            yield name, node
