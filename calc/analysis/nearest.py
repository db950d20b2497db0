"""The flip that matters most: the one nearest to what the reader gave."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from calc.analysis.axis import here
from calc.analysis.cone import Cones, inputs
from calc.analysis.flip import NEAR, Flip
from calc.analysis.turn import turns
from calc.analysis.verdict import refusable, verdicts, worded
from calc.model import Ask, Value
from calc.program import Choice, Program
from calc.units import scale

# How far from the reader's value is looked, in parts of it: from a hundredth to a hundred times, in even ratios.
RINGS = tuple(0.01 * 10 ** (i / 8) for i in range(33))


@dataclass(frozen=True, slots=True)
class MainFlip:
    """The flip of the verdict at *target* that is nearest to *here*, the reader's own value of *question*.

    *distance* is how far the flip is, in parts of that value; of 0, in parts of the question's range. *verdict* is what
    holds now, *flip* what comes instead, and from where: below *here* it is ``flip.before``, above it ``flip.after``.
    """

    target: str
    question: str
    here: float
    verdict: str
    flip: Flip
    distance: float

    @property
    def above(self) -> bool:
        """Whether the flip is above the reader's value."""
        return self.flip.at > self.here

    @property
    def becomes(self) -> str:
        """The verdict on the other side."""
        return self.flip.after if self.above else self.flip.before


def main_flip(
    program: Program, answers: Mapping[str, Value], values: Mapping[str, Value] | None = None
) -> MainFlip | None:
    """The most important flip of a model's first verdict; None if it has none, it is refused, or nothing near flips it.

    A comparison names the question that it is made over, and the flip next to the reader's value is taken (see
    :func:`turns`). In any other model it is looked for over each numeric question that the verdict rests on and that
    stands in the open, further and further from the reader's value, up to a hundred times it, and the nearest in
    relative distance is taken; of equals, the question that the model asks first. A flip that opens and closes between
    two steps outwards, which are a third apart, is missed. *values* are all values for *answers*, if they are there.
    """
    target = next(iter(verdicts(program)), "")
    if not target:
        return None
    values = program.values(answers) if values is None else values
    fits = refusable(program, target)
    if fits and not values[program.scope.fits]:
        return None
    now, node = worded(values[target]), program.nodes[target]
    if isinstance(node, Choice) and node.word.over:
        over = node.word.over
        own = here(program, answers, over)
        near = [(_distance(program, over, own, flip.at), flip) for flip in turns(program, answers, over) if flip]
        if not near:
            return None
        distance, flip = min(near, key=lambda each: each[0])
        return MainFlip(target, over, own, now, flip, distance)
    cones = Cones(program, values, (target, program.scope.fits) if fits else (target, target))
    names = open_questions(program, target)
    for inner, outer in zip((0.0, *RINGS), RINGS, strict=False):
        found = [each for name in names for each in _ring(program, cones, values, target, name, inner, outer, now)]
        if found:
            return min(found, key=lambda each: each.distance)  # the first of equals
    return None


def open_questions(program: Program, target: str) -> list[str]:
    """The numeric questions that the value at *target* rests on and that stand in the open, in their order."""
    asked = program.model.asks
    return [
        name
        for name in inputs(program, (target,))
        if isinstance(question := program.questions.get(name), Ask)
        and (name in asked if asked else not question.advanced)
    ]


def _ring(
    program: Program,
    cones: Cones,
    values: Mapping[str, Value],
    target: str,
    name: str,
    inner: float,
    outer: float,
    now: str,
) -> list[MainFlip]:
    """The flips of one question between two distances from the reader's value, below and above it."""
    question = program.questions[name]
    assert isinstance(question, Ask)
    own, unit = float(str(values[name])), scale(question.unit)
    reach = abs(own) or (question.high - question.low) * unit / RINGS[-1]
    found = []
    for sign in (-1, 1):
        ends = (question.low * unit, question.high * unit)
        near, far = (min(max(own + sign * part * reach, ends[0]), ends[1]) for part in (inner, outer))
        if near == far or (said := _said(cones, name, far)) is None or said == now:
            continue
        least = NEAR * NEAR * ends[1]
        while abs(far - near) > max(NEAR * abs(far), least):
            middle = (near + far) / 2
            if (other := _said(cones, name, middle)) == now:
                near = middle
            elif other is None:  # the answer is refused before it flips
                break
            else:
                far, said = middle, other
        else:
            at = far if sign > 0 else near
            flip = Flip(at, now, said) if sign > 0 else Flip(near, said, now)
            found.append(MainFlip(target, name, own, now, flip, _distance(program, name, own, at)))
    return found


def _said(cones: Cones, name: str, value: float) -> str | None:
    """The verdict with another answer to one question; None where the model refuses it."""
    found, fits = cones.at({name: value})
    if fits is False or (isinstance(found, float) and not math.isfinite(found)):
        return None
    return worded(found)


def _distance(program: Program, name: str, own: float, at: float) -> float:
    question = program.questions[name]
    assert isinstance(question, Ask)
    return abs(at - own) / (abs(own) or (question.high - question.low) * scale(question.unit))
