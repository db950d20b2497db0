"""The values of a question that are looked at: its range as an axis, and points on it. All in base units."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from calc.model import Ask, Value
from calc.program import Program
from calc.units import scale

WIDE = 100  # an axis whose high is that many times its low is logarithmic
BELOW = 1000  # how far under the default a logarithmic axis begins where the range begins at nothing
NEAR_ZERO = 1e9


@dataclass(frozen=True, slots=True)
class Axis:
    """The range of *question* as a picture shows it, in base units; *low* is over 0 where the scale is logarithmic."""

    question: str
    scale: Literal["linear", "log"]
    low: float
    high: float

    def points(self, count: int) -> list[float]:
        """*count* values from low to high: in even steps, or in even ratios."""
        return _between(self.low, self.high, count, log=self.scale == "log")


def numeric(program: Program, name: str) -> Ask:
    """The question *name*; a ``TypeError`` says that it is not a number, a ``KeyError`` that it is not asked."""
    question = program.questions[name]
    if not isinstance(question, Ask):
        raise TypeError(f"{name} is not a number, so it has no flip point")
    return question


def axis(program: Program, name: str) -> Axis:
    """The axis of the numeric question *name*, chosen from its range: logarithmic if that is wide, and no share.

    One that begins at 0 is logarithmic where the default is small against its high, and begins under that default.
    """
    question = numeric(program, name)
    low, high, unit = question.low, question.high, scale(question.unit)
    start = low if low > 0 else float(question.default.replace(",", "")) / BELOW
    if question.unit != "%" and low >= 0 and start > 0 and high / start >= (WIDE if low > 0 else WIDE * BELOW):
        return Axis(name, "log", start * unit, high * unit)
    return Axis(name, "linear", low * unit, high * unit)


def grid(question: Ask, points: int) -> list[float]:
    """*points* values over the question's range: even steps, or even ratios over a wide range, from just over 0."""
    low, high, unit = question.low, question.high, scale(question.unit)
    start = low or high / NEAR_ZERO
    if low < 0 or high / start < WIDE:
        return [value * unit for value in _between(low, high, points, log=False)]
    return [value * unit for value in _between(start, high, points, log=True)]


def here(program: Program, answers: Mapping[str, Value], name: str) -> float:
    """The reader's own value of the numeric question *name*, or its default."""
    question = numeric(program, name)
    return float(str(answers.get(name, question.read(question.default))))


def _between(low: float, high: float, count: int, *, log: bool) -> list[float]:
    if not log:
        return [low + (high - low) * i / (count - 1) for i in range(count)]
    ratio = math.log(high / low)
    return [min(low * math.exp(ratio * i / (count - 1)), high) for i in range(count)]
