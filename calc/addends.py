"""What a bill is the sum of: the lines that add up to it, in the formula that ran."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache

from calc.program import Choice, Formula, Program


@lru_cache(maxsize=1024)
def addends(program: Program, path: str, sign: str = "+") -> tuple[tuple[str, str], ...]:
    """The values that are added up to the one at *path*, each with its sign; itself, if it is no sum of values."""
    node = program.nodes.get(path)
    if not isinstance(node, Formula):
        return ()
    found = [(inner, tree.id) for inner, tree in _sum(node.tree, sign) if isinstance(tree, ast.Name)]
    if len(found) == len(list(_sum(node.tree, sign))) > 1:
        return tuple(each for inner, term in found for each in _opened(program, term, inner))
    return ((sign, path),)


def _opened(program: Program, path: str, sign: str) -> Iterator[tuple[str, str]]:
    node = program.nodes.get(path)
    if isinstance(node, Formula) and isinstance(node.tree, ast.BinOp) and isinstance(node.tree.op, ast.Add | ast.Sub):
        yield from addends(program, path, sign)
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


def label(program: Program, path: str) -> str:
    """What a bill or a page calls the value at *path*."""
    node = program.nodes.get(path)
    if isinstance(node, Formula):
        return node.step.label
    compared = isinstance(node, Choice) and (node.word.over or node.word.delay)
    return "Cheapest that fits" if compared else path.replace("_", " ").capitalize()
