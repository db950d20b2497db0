"""Where a figure may jump or bend: the calls, comparisons and choices in the formulas that a question moves.

A scan reads them beside the answer. Where none of them differs between two points, every formula between the points is
one smooth expression; where a ``ceil`` does, the answer has as many pieces as it counts.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from calc.formula import names, python
from calc.model import Value
from calc.program import Choice, Extra, Formula, Program

CLEAR = 1e-9  # sides that are nearer than that may be equal


@dataclass(frozen=True, slots=True)
class Jumps:
    """What is read of the formulas that lead to some values.

    *counts* are what each ceil gives. *marks* are which side of a comparison is more, and places in a tier or a choice.
    *sides* are what is compared, two a comparison.
    """

    counts: tuple[Extra, ...]
    marks: tuple[Extra, ...]
    sides: tuple[Extra, ...]


def jumps(program: Program, over: str, wanted: tuple[str, ...]) -> Jumps:
    """What may jump or bend in the formulas that lead from the question *over* to the *wanted* values."""
    moved = program.moved((over,))
    counts: dict[str, Extra] = {}
    marks: dict[str, Extra] = {}
    sides: dict[str, tuple[Extra, Extra]] = {}
    for path in program.needed(wanted):
        node = program.nodes[path]
        if path in moved and isinstance(node, Choice):
            marks[path] = _extra(ast.Name(path))
        if path not in moved or not isinstance(node, Formula):
            continue
        for tree in ast.walk(node.tree):
            if not isinstance(tree, ast.Call | ast.Compare) or moved.isdisjoint(names(tree)):
                continue
            match tree:
                case ast.Call(func=ast.Name("ceil")):
                    counts[python(tree)] = _extra(tree)
                case ast.Call(func=ast.Name("tiered"), args=[amount, price]):
                    code = f"tier_of({python(amount)}, {python(price)})"
                    marks[code] = Extra(code, (*names(amount), *names(price)))
                case ast.Call(func=ast.Name("min" | "max"), args=args):
                    for pair in combinations(args, 2):
                        less = ast.Compare(pair[0], [ast.Lt()], [pair[1]])
                        marks[python(less)] = _extra(less)
                case ast.Compare(left=one, comparators=[other]):
                    marks[python(tree)] = _extra(tree)
                    sides[python(tree)] = (_extra(one), _extra(other))
    return Jumps(tuple(counts.values()), tuple(marks.values()), tuple(each for pair in sides.values() for each in pair))


def growth(low: Sequence[Value], high: Sequence[Value]) -> float:
    """By how much at most a figure that is in proportion to counts may leave what it is at two points, between them.

    It is the product of the ratios of those that differ; infinite where one is nothing at a point.
    """
    ratio = 1.0
    for one, other in zip(low, high, strict=True):
        if one != other:
            small, large = sorted((abs(one), abs(other)))  # type: ignore[arg-type]
            ratio *= large / small if small else math.inf
    return ratio


def crossing(low: Sequence[Value], high: Sequence[Value], slack: float) -> bool:
    """Whether any two sides may change their order between two points, each within *slack* times its values there."""
    return any(not apart(low[i], high[i], low[i + 1], high[i + 1], slack) for i in range(0, len(low), 2))


def apart(one: Value, one_high: Value, other: Value, other_high: Value, slack: float) -> bool:
    """Whether two sides, each known at two points, keep their order between the points."""
    if one == one_high and other == other_high:
        return True
    if isinstance(one, str) or isinstance(other, str):
        return False
    bottom, top = _span(one, one_high, slack)
    bottom_other, top_other = _span(other, other_high, slack)
    return not (bottom <= top_other and bottom_other <= top)  # what is not a number is beside nothing


def beside(one: Sequence[Value], other: Sequence[Value], still: tuple[Value, Value], slack: float) -> bool:
    """As :func:`apart`, of two sums, each known at two points, whose parts that stand *still* have no slack."""
    (bottom, top), (bottom_other, top_other) = (
        _above(each, float(part), slack)  # type: ignore[arg-type]
        for each, part in zip((one, other), still, strict=True)
    )
    return not (bottom <= top_other and bottom_other <= top)


def _above(ends: Sequence[Value], part: float, slack: float) -> tuple[float, float]:
    one, other = (float(each) - part for each in ends)  # type: ignore[arg-type]
    low, high = _span(one, other, slack)
    return low + part, high + part


def standing(program: Program, over: str, path: str) -> Extra:
    """What is added in the formula at *path* and does not move with *over*: people, in a bill of events."""
    node, moved = program.nodes[path], program.moved((over,))
    addends = (
        [tree for tree in _addends(node.tree) if moved.isdisjoint(names(tree))] if isinstance(node, Formula) else []
    )
    return Extra(
        " + ".join(["0.0", *(f"({python(tree)})" for tree in addends)]),
        tuple(name for tree in addends for name in names(tree)),
    )


def _addends(tree: ast.expr) -> Iterator[ast.expr]:
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add):
        yield from _addends(tree.left)
        yield from _addends(tree.right)
    else:
        yield tree


def _span(one: Value, other: Value, slack: float) -> tuple[float, float]:
    low, high = sorted((float(one), float(other)))  # type: ignore[arg-type]
    reach = slack * (1 + CLEAR)
    return (low / reach if low > 0 else low and low * reach, high * reach if high > 0 else high and high / reach)


def _extra(tree: ast.expr) -> Extra:
    return Extra(python(tree), names(tree))
