"""The page "Numbers we re-computed": every published example beside what calc gives for it, and what has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calc.addends import label
from calc.answers import read
from calc.model import MODELS, Example, Model
from calc.program import program
from calc.trace import shown_at
from sitebuild.composed import ThroughKinesis, ThroughS3

COMPOSED: dict[str, tuple[type[Model], ...]] = {"lambda": (ThroughS3, ThroughKinesis)}  # told with another's examples
CLICKSTREAM = "https://github.com/awslabs/clickstream-analytics-on-aws/blob/main/docs/en/plan-deployment/cost.md"


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


@dataclass(frozen=True, slots=True)
class Left:
    """A published example that nothing can be computed from: its figures as they are printed, and the reason."""

    name: str
    source: str
    figures: dict[str, str]
    why: str


LEFT = tuple(
    Left(
        f"Clickstream Analytics on AWS, {rate} requests/s",
        CLICKSTREAM,
        dict(zip(("hourly", "every 6 hours", "daily", "in real time, 24 hours a day"), figures, strict=True)),
        "Bills that its authors measured, of EMR Serverless, Redshift Serverless, storage and S3: neither the workers "
        "nor how long they ran is printed, so there is nothing to compute from. The page of commit 180168b has "
        f"{other} for the first three.",
    )
    for rate, figures, other in (
        (
            "10",
            ("$242.26 a month", "$95.96 a month", "$73.76 a month", "$2,214.40 a month"),
            "$149.76, $58.26 and $38.46",
        ),
        (
            "100",
            ("$775.60 a month", "$498.60 a month", "$444.60 a month", "$3,708.80 a month"),
            "$454.60, $270.60 and $339.60",
        ),
    )
)


def recomputed() -> dict[str, list[Recomputed]]:
    """The published examples of each model, those that differ first, by the model's id; models without one left out."""
    found = {
        name: [each for one in (model, *COMPOSED.get(name, ())) for each in _of(one)] for name, model in MODELS.items()
    }
    return {name: sorted(each, key=lambda one: not one.example.why) for name, each in found.items() if each}


def _of(model: type[Model]) -> Iterator[Recomputed]:
    made = program(model)
    for example in model.examples:
        if example.source:
            values = made.values(read(model, example.given, example.prices))
            yield Recomputed(
                example,
                [
                    Line(label(made, path), theirs, shown_at(made, values, path), path in example.printed)
                    for path, theirs in {**example.expect, **example.printed}.items()
                ],
            )
