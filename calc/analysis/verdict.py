"""What a model says besides figures, and what is analysed of it where nothing else is asked for."""

from __future__ import annotations

from calc.errors import StepError
from calc.model import Value
from calc.program import Choice, Fits, Formula, Program, Scope

COST = "cost"
WORDS = ("text", "yes/no")  # the units of values that are no numbers
BELOW, AT_LEAST = "below", "at least"  # what a number is against a threshold


def verdicts(program: Program) -> tuple[str, ...]:
    """The paths of what the model decides, from its declaration: its choices, its outputs of texts, of yes or no.

    A model without one decides nothing; then :func:`main_output` is what is analysed.
    """
    choices = tuple(choice.path for choice in program.scope.choices)
    return (*choices, *(path for unit in WORDS for path in _outputs(program) if program.unit(path) == unit))


def main_output(program: Program) -> str:
    """The path of the output that the model calls its main one, of its ``cost``, or of its first numeric output."""
    if program.model.main:
        return program.scope.path(program.model.main)
    numbers = [path for path in _outputs(program) if program.unit(path) not in WORDS]
    if not numbers:
        raise StepError(f"{program.model.__name__} has no numeric output")
    return COST if COST in numbers else numbers[0]


def costs(program: Program) -> dict[str, str]:
    """What each option of the model's first choice is called, by the path of its cost; empty without a choice."""
    return {option.cost: option.name for choice in program.scope.choices[:1] for option in choice.options}


def owner(program: Program, path: str) -> Scope:
    """The use of a model whose limits say whether the value at *path* is to be had.

    That is the option whose cost it is, or else the whole model.
    """
    for choice in program.scope.choices:
        for option in choice.options:
            if path == option.cost:
                return option.scope
    return program.scope


def refusable(program: Program, path: str) -> bool:
    """Whether a limit that fails takes the value at *path* away: all but limits, which then are what is looked at."""
    node = program.nodes.get(path)
    return not (isinstance(node, Fits) or (isinstance(node, Formula) and node.step.kind == "limit"))


def worded(value: Value, threshold: float | None = None, noise: float = 0.0) -> str:
    """A verdict as text: the option taken, the text, yes or no, or where a number is against *threshold*.

    A number that is under it by no more than *noise* is not below it.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    assert isinstance(value, float | int)
    return AT_LEAST if value >= (threshold or 0.0) - noise else BELOW


def _outputs(program: Program) -> list[str]:
    found = program.scope.paths.values()
    nodes = [program.nodes[path] for path in found if isinstance(path, str) and path in program.nodes]
    return [each.path for each in nodes if isinstance(each, Formula) and each.step.kind == "output"]


def is_choice(program: Program, path: str) -> bool:
    """Whether the option taken of a ``cheapest`` is at *path*."""
    return isinstance(program.nodes.get(path), Choice)
