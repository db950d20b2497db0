"""The page "Numbers we re-computed": every published example beside what calc gives for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calc.answers import read
from calc.model import MODELS, Example, Model
from calc.program import Formula, Program, program
from calc.trace import shown_at


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what the publisher printed, and what calc gives today; *differs* if they are not the same text."""

    label: str
    theirs: str
    ours: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A published example with its figures, and the reason where one of them differs."""

    example: Example
    lines: list[Line]


def recomputed() -> dict[str, list[Recomputed]]:
    """The published examples of each model, those that differ first, by the model's id; models without one left out."""
    found = {name: list(_of(model)) for name, model in MODELS.items()}
    return {name: sorted(each, key=lambda one: not one.example.why) for name, each in found.items() if each}


def _of(model: type[Model]) -> Iterator[Recomputed]:
    made = program(model)
    for example in model.examples:
        if example.source:
            values = made.values(read(model, example.given, example.prices))
            yield Recomputed(
                example,
                [
                    Line(_label(made, path), theirs, shown_at(made, values, path), path in example.printed)
                    for path, theirs in {**example.expect, **example.printed}.items()
                ],
            )


def _label(made: Program, path: str) -> str:
    node = made.nodes.get(path)
    return node.step.label if isinstance(node, Formula) else path.replace("_", " ").capitalize()
