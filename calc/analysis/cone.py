"""What a model gives when one or two of its inputs move: only what depends on them is worked out.

The values of a program are put in blocks, in the order in which they are worked out, few values in each. A block is a
function; it says which of its values are others than before, and so which blocks are to follow. What comes out as it
was is not followed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from calc.formula import identifier
from calc.model import Value
from calc.program import NOTHING, Choice, Formula, Program, Taken, sources

SIZE = 12  # values in a block, at most
Block = Callable[[list[Value]], int]


@dataclass(slots=True)
class _Block:
    """The values that are worked out together; *prefix* is of their paths."""

    prefix: str
    paths: list[str] = field(default_factory=list)


class Cones:
    """The values at *wanted* for answers in which a few inputs, questions and prices, are others than in *values*.

    *values* are all values as :meth:`Program.values` gives them. *wanted* are outputs, choices, or what is fed by them.
    """

    def __init__(self, program: Program, values: Mapping[str, Value], wanted: Sequence[str]) -> None:
        plan = _plan(program)
        self._place = plan.place
        self._values = [values[path] for path in plan.place]
        self._blocks: tuple[Block, ...] = program.compile(("cones",), plan.source)(plan.masks)
        self._followed = plan.followed
        self._needed = 0
        for path in wanted:
            self._needed |= plan.reach.get(path, 0)
        self._wanted = [plan.place[path] for path in wanted]

    def at(self, moved: Mapping[str, Value]) -> tuple[Value, ...]:
        """The wanted values, in their order, with *moved* in place of the inputs of those paths, in base units."""
        values, pending, needed, blocks = self._values[:], 0, self._needed, self._blocks
        for path, value in moved.items():
            if path in self._place and values[self._place[path]] != value:
                values[self._place[path]] = value
                pending |= self._followed.get(path, 0)
        pending &= needed
        while pending:
            first = pending & -pending
            pending = (pending ^ first) | (blocks[first.bit_length() - 1](values) & needed)
        return tuple([values[place] for place in self._wanted])


def within(program: Program, wanted: Sequence[str]) -> bool:
    """Whether :class:`Cones` can give all of the *wanted*: not what only stands between two steps of a part."""
    return _plan(program).place.keys() >= {*wanted}


class _Plan:
    """How a program is cut into blocks; made once."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.blocks, block_of = _blocks(program)
        self.followed: dict[str, int] = {}  # the blocks, as bits, that read what is at a path outside its own
        for path, at in block_of.items():
            for source in sources(program.nodes[path]):
                if block_of.get(source) != at:
                    self.followed[source] = self.followed.get(source, 0) | 1 << at
        self.reach: dict[str, int] = {}  # the blocks, as bits, that lead to a path
        for path, at in block_of.items():
            found = 1 << at
            for source in sources(program.nodes[path]):
                found |= self.reach.get(source, 0)
            self.reach[path] = found
        taken = {path for node in program.nodes.values() if isinstance(node, Taken) for path in node.options}
        own = {path for path, node in program.nodes.items() if _is_told(program, path) and path in block_of}
        inputs = [*program.questions, *program.fixed, *program.prices]
        kept = [path for path in block_of if path in self.followed or path in own or path in taken]
        self.place = {path: i for i, path in enumerate([*inputs, *kept])}
        self.masks = [self.followed.get(path, 0) for path in self.place]

    def source(self) -> str:
        """The code of the blocks: ``run(masks)`` gives them, *masks* being what follows each place."""
        lines = ["def run(m):"]
        for i, block in enumerate(self.blocks):
            own = set(block.paths)
            reads = dict.fromkeys(s for path in block.paths for s in self._read(path) if s not in own)
            lines.append(f"    def b{i}(v):")
            lines += [f"        {identifier(path)} = v[{self.place[path]}]" for path in reads]
            lines += [f"    {line}" for path in block.paths for line in self._code(path)]
            lines.append("        f = 0")
            for path in block.paths:
                if path in self.place:
                    at, name = self.place[path], identifier(path)
                    lines += [f"        if v[{at}] != {name}:", f"            v[{at}] = {name}"]
                    lines += [f"            f |= m[{at}]"] if path in self.followed else []
            lines.append("        return f")
        return "\n".join([*lines, f"    return ({''.join(f'b{i}, ' for i in range(len(self.blocks)))})"])

    def _read(self, path: str) -> tuple[str, ...]:
        node = self.program.nodes[path]
        return (node.choice.path,) if isinstance(node, Taken) else sources(node)

    def _code(self, path: str) -> list[str]:
        """The lines that work out the value at *path*; what is taken is read where it is, and the rest not at all."""
        node = self.program.nodes[path]
        if not isinstance(node, Taken):
            return self.program.code_of(path)
        places = {each.name: self.place[at] for each, at in zip(node.choice.options, node.options, strict=True)}
        none = repr(NOTHING) if self.program.unit(path) == "text" else "nan"
        taken = identifier(node.choice.path)
        return [f"    {identifier(path)} = v[{places}[{taken}]] if {taken} != {NOTHING!r} else {none}"]


def _blocks(program: Program) -> tuple[list[_Block], dict[str, int]]:
    """The blocks, in order, and that of each value. A value joins the last one of its part if nothing it needs follows.

    A choice has a block of its own: it is asked often, and most times stays.
    """
    blocks: list[_Block] = []
    block_of: dict[str, int] = {}
    last: dict[str, int] = {}
    for path, node in program.nodes.items():
        if isinstance(node, Formula) and node.step.kind == "headline":
            continue
        prefix = f"{path}=" if isinstance(node, Choice) else path.rpartition(".")[0]
        after = max((block_of[source] for source in sources(node) if source in block_of), default=-1)
        at = last.get(prefix, -1)
        if at < max(after, 0) or len(blocks[at].paths) >= SIZE:
            at = last[prefix] = len(blocks)
            blocks.append(_Block(prefix))
        blocks[at].paths.append(path)
        block_of[path] = at
    return blocks, block_of


def _is_told(program: Program, path: str) -> bool:
    """Whether a value may be wanted: what the model itself has, and every output."""
    node = program.nodes[path]
    told = isinstance(node, Formula) and node.step.kind == "output"
    return told or "." not in path


@cache
def _plan(program: Program) -> _Plan:
    return _Plan(program)


@cache
def inputs(program: Program, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The questions and prices that the *wanted* values are worked out from, in the order of the program."""
    read = {source for path in program.needed(wanted) for source in sources(program.nodes[path])} | {*wanted}
    return tuple(path for path in (*program.questions, *program.prices) if path in read)
