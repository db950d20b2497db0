"""What the page of prices says of an entry: the figures that hold, those that held before, and how old they are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime

from calc.catalogue import Dated, Entry
from calc.model import PRICED_ON
from calc.show import looked_up, show
from calc.units import scale

TIERS = {
    "graduated": "Each part of the amount pays the price of its own tier.",
    "whole": "The whole amount pays the price of the tier that it reaches.",
}
MANY = 8  # rows that are read at a glance; more are folded


def today() -> date:
    """The day of the build: SOURCE_DATE_EPOCH where it is set, so that a site can be built again as it was."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of an entry in words, a line a tier; *until* is the day of the value that followed it, if one did."""

    choice: tuple[str, ...]
    lines: tuple[str, ...]
    range: str
    since: date
    until: date | None = None
    source: str = ""  # whose it is, where the entry has those of several


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry as the page lists it."""

    entry: Entry
    now: tuple[Figure, ...]
    before: tuple[Figure, ...]  # the newest first
    age: str
    ageing: bool
    many: str  # what stands for the figures that hold where they are too many; empty where they are not
    tiers: str  # how its tiers are meant; empty where it has none

    @property
    def service(self) -> str:
        """The name of its file, which its key begins with."""
        return self.entry.key.partition(".")[0]


def listed(entry: Entry, day: date) -> Listed:
    """What is said of *entry* on *day*; prices are those of the day that the site shows."""
    now, before = [], []
    for value in sorted(entry.values, key=lambda value: value.since, reverse=True):
        if entry.held(PRICED_ON, value.choice) is value:
            now.append(value)
        else:
            before.append(value)
    now.sort(key=entry.values.index)
    figures = tuple(_figure(entry, value) for value in now), tuple(_figure(entry, value) for value in before)
    many = _many(entry, now) if len(now) > MANY else ""
    tiers = TIERS[entry.tiers] if any(len(value.tiers) > 1 for value in entry.values) else ""
    return Listed(entry, *figures, age((day - entry.checked).days), entry.ageing(day), many, tiers)


def age(days: int) -> str:
    """How long ago in words."""
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{days} days ago"


def _many(entry: Entry, values: list[Dated]) -> str:
    amounts = [float(value.amount) for value in values if not value.tiers]
    ends = f", {_between(entry, min(amounts), max(amounts))}" if amounts else ""
    return f"{len(values)} figures by {' and '.join(entry.by)}{ends}"


def _figure(entry: Entry, value: Dated) -> Figure:
    until = min((v.since for v in entry.values if v.choice == value.choice and v.since > value.since), default=None)
    choice = tuple(value.choice.values())
    return Figure(choice, _lines(entry, value), _range(entry, value), value.since, until, value.source)


def _lines(entry: Entry, value: Dated) -> tuple[str, ...]:
    unit = scale(entry.unit)
    if not value.tiers:
        return (looked_up(float(value.amount) * unit, entry),)
    ends = [
        "beyond" if upto == "inf" else f"up to {show(float(upto) * scale(entry.tier_unit), entry.tier_unit)}"
        for upto, _ in value.tiers
    ]
    amounts = [show(float(amount) * unit, entry.unit) for _, amount in value.tiers]
    return (
        tuple(f"{amount} {end}" for amount, end in zip(amounts, ends, strict=True)) if len(ends) > 1 else (amounts[0],)
    )


def _range(entry: Entry, value: Dated) -> str:
    """The range of an assumption; empty of anything else, and where it is one figure."""
    low, high = value.low or entry.low, value.high or entry.high
    return _between(entry, float(low), float(high)) if low != high else ""


def _between(entry: Entry, low: float, high: float) -> str:
    """Two figures of an entry, with their unit said once."""
    least, most = (show(each * scale(entry.unit), entry.unit) for each in (low, high))
    return f"{least.partition(' ')[0]} to {most}"
