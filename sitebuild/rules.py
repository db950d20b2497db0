"""The rules of ``prices.toml``: which price of a feed is which entry's figure, and in which unit.

A rule's key is the entry's. Its fields:

- ``feed``: aws or azure; ``offer``: AWS's offer code, or Azure's service name.
- ``match``: what the attributes of the one price must be; several texts are alternatives. An AWS usage type is given
  without the prefix of its region. ``{size}`` stands for that choice of the value.
- ``units``: the units that the feed may have it in, each with what a price for one is in our units. Azure's is what
  follows the number, ``1`` where nothing does. What is not listed here is a fault, not a guess.
- ``region``: ``{region}`` unless given; ``names``: how a feed calls a choice that has another name there.
- ``free``: keep or drop a first tier that costs nothing; keep unless given.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from calc.catalogue import Entry
from calc.errors import UnitError
from calc.units import DERIVED, scale
from sitebuild.offered import Fault, Match, Offered

FIELDS = {"feed": str, "offer": str, "match": dict, "units": dict, "region": str, "names": dict, "free": str}
REQUIRED = ("feed", "offer", "match", "units")
WORDS = {"feed": ("aws", "azure"), "free": ("keep", "drop")}
Steps = tuple[tuple[str, str], ...]  # (up to, amount), as in the catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One of them."""

    feed: str
    offer: str
    match: Match
    units: Mapping[str, str]
    region: str = "{region}"
    names: Mapping[str, str] = field(default_factory=dict)
    free: str = "keep"

    def place(self, choice: Mapping[str, str]) -> tuple[str, str, str, Match]:
        """What to look up for *choice*, as ``Feeds.find`` takes it."""
        named = {name: self.names.get(value, value) for name, value in choice.items()}
        try:
            match = {name: tuple(each.format_map(named) for each in wanted) for name, wanted in self.match.items()}
            return self.feed, self.offer, self.region.format_map(named), match
        except (KeyError, ValueError) as error:
            raise Fault(
                f"the rule needs {error}, and the entry is chosen by {', '.join(choice) or 'nothing'}"
            ) from None

    def steps(self, offered: Offered, entry: Entry) -> Steps:
        """The price in the entry's units, as its file would have it."""
        if offered.unit not in self.units:
            wanted = " or ".join(self.units)
            raise Fault(f"{offered.where}: a price for {wanted} was wanted; it is for {offered.unit}")
        price = self.units[offered.unit]
        rate, bound = ratio(price, entry.unit), Fraction(1)
        tiers = offered.tiers
        if self.free == "drop" and len(tiers) > 1 and not tiers[0][1]:
            tiers = tiers[1:]
        if len(tiers) > 1:
            if not entry.tier_unit:
                came = ", ".join(f"{amount} up to {end or 'Inf'}" for end, amount in tiers)
                raise Fault(f"{offered.where}: one price was wanted, for the entry has no tiers; {came} came")
            bound = _bound(price, entry.tier_unit)
        return tuple(
            ("inf" if end is None else plain(Fraction(end) * bound), plain(Fraction(amount) * rate, 2))
            for end, amount in tiers
        )


def read(path: Path, entries: Mapping[str, Entry]) -> dict[str, Rule]:
    """Every rule by its entry's key; :class:`Fault` tells all that is wrong with them, a line each."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Fault(f"{path.name}: cannot be read: {error}") from None
    rules, faults = {}, []
    for key, row in rows.items():
        try:
            rules[key] = _rule(row, entries.get(key))
        except (Fault, UnitError) as fault:
            faults.append(f"{path.name} [{key}]: {fault}")
    if faults:
        raise Fault("\n".join(faults))
    return rules


def _rule(row: Any, entry: Entry | None) -> Rule:
    if entry is None:
        raise Fault("names an entry that the catalogue does not have")
    if entry.low:
        raise Fault("names an assumption, which has no price list")
    if not isinstance(row, dict):
        raise Fault(f"is {row!r} and not a table")
    for name, value in row.items():
        if name not in FIELDS:
            raise Fault(f"{name} is not a field; the fields are {', '.join(FIELDS)}")
        if type(value) is not FIELDS[name] or value in ({}, ""):
            raise Fault(f"{name} must be a {FIELDS[name].__name__} with something in it, not {value!r}")
        if name in WORDS and value not in WORDS[name]:
            raise Fault(f"{name} must be {' or '.join(WORDS[name])}, not {value!r}")
    for name in REQUIRED:
        if name not in row:
            raise Fault(f"{name} is missing")
    texts = [*row["units"].values(), *row.get("names", {}).values()]
    for value in row["match"].values():
        texts += value if isinstance(value, list) else [value]
    if not all(isinstance(each, str) for each in texts):
        raise Fault(f"match, units and names are made of texts, not {texts!r}")
    match = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in row["match"].items()}
    rule = Rule(**{**row, "match": match})
    for price in rule.units.values():
        ratio(price, entry.unit)
        if entry.tier_unit:
            _bound(price, entry.tier_unit)
    for value in entry.values:
        rule.place(value.choice)
    return rule


def ratio(price: str, unit: str) -> Fraction:
    """How many *unit* one *price* is, exactly: 1,000,000 for USD/request and USD/million/request."""
    (size, of), (other, wanted) = _exact(price), _exact(unit)
    if of != wanted:
        raise Fault(f"{price} is not a price like {unit}")
    return size / other


def _bound(price: str, tier_unit: str) -> Fraction:
    """How many *tier_unit* are one of what *price* is paid for; an amount, or one a month."""
    (size, of), (other, wanted) = _exact(price), _exact(tier_unit)
    paid_for = Counter({name: -power for name, power in of.items()})
    paid_for["USD"] += 1
    monthly = paid_for.copy()
    monthly["month"] -= 1
    if Counter(wanted) not in (paid_for, monthly):  # a Counter holds what it lacks to be 0
        raise Fault(f"tiers of {price} do not end at so many {tier_unit}")
    return 1 / size / other


def _exact(symbol: str) -> tuple[Fraction, Counter[str]]:
    """A unit's size, and the powers of what it is made of."""
    scale(symbol)  # which tells an unknown one
    size, powers = Fraction(1), Counter[str]()
    for place, name in enumerate(symbol.split("/")):
        number, _, base = DERIVED.get(name, f"1 {name}").partition(" ")
        sign = -1 if place else 1
        size *= Fraction(number) ** sign
        if base:
            powers[base] += sign
    return size, powers


def plain(value: Fraction, places: int = 0) -> str:
    """A decimal with all its digits, and at least so many *places*."""
    needed = next((n for n in range(places, 40) if 10**n % value.denominator == 0), None)
    if needed is None:
        raise Fault(f"{value} is no decimal; its rule's units cannot be converted exactly")
    digits = str(int(value * 10**needed)).rjust(needed + 1, "0")
    return f"{digits[:-needed]}.{digits[-needed:]}" if needed else digits
