"""``python -m sitebuild.prices``: look every price with a rule up in the public lists, and append what has changed.

All or nothing: one fault, and the catalogue stays as it is. A value that is listed is never changed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from calc import catalogue
from calc.catalogue import Dated, Entry
from calc.errors import CatalogueError
from sitebuild.edits import Texts, edits, write
from sitebuild.feeds import Feeds, Folder, Source, Web
from sitebuild.offered import Fault, Offered
from sitebuild.rules import Rule, Steps, read

RULES = Path(__file__).with_name("prices.toml")
MODEL = catalogue.FOLDER.parent / "model.py"
FAR = 10  # times as much, or as little: more likely another price than a new one


@dataclass(frozen=True, slots=True)
class Change:
    """A new value of an entry, and the one before it."""

    key: str
    unit: str
    old: Dated
    new: Dated

    def __str__(self) -> str:
        where = "".join(f", {value}" for value in self.new.choice.values())
        before, after = steps(self.old), steps(self.new)
        if [end for end, _ in before] != [end for end, _ in after]:
            moved = f"{_tiers(before)} → {_tiers(after)} {self.unit}"
        else:
            moved = "; ".join(
                f"{old} → {new} {self.unit}{_upto(end, after)}{_percent(old, new)}"
                for (end, old), (_, new) in zip(before, after, strict=True)
                if Decimal(old) != Decimal(new)
            )
        return f"{self.key}{where}: {moved}, since {self.new.since}"


@dataclass(slots=True)
class Refresh:
    """What a look at the lists comes to."""

    day: date
    entries: Mapping[str, Entry]
    rules: Mapping[str, Rule]
    changes: list[Change] = field(default_factory=list)
    texts: Texts = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        changed = {change.key for change in self.changes}
        yield f"{_count(self.changes, 'price')} changed, looked up on {self.day}{':' if self.changes else '.'}"
        yield from (f"  {change}" for change in self.changes)
        yield f"{_count(self.rules.keys() - changed, 'entry')} unchanged."
        stale = [key for key in sorted(self.rules) if self.entries[key].seen and self.entries[key].note]
        if stale:
            yield "Now official, so look whether the note still holds:"
            yield from (f"  {key}: {self.entries[key].note}" for key in stale)
        left = {key: entry for key, entry in self.entries.items() if key not in self.rules}
        prices = [key for key, entry in left.items() if entry.unit.startswith("USD") and not entry.low]
        for what, keys in (("Prices", prices), ("Limits and assumptions", left.keys() - set(prices))):
            if keys:
                yield f"{what} that no rule covers, with the day they were last checked:"
                yield from (f"  {left[key].checked}  {key}" for key in sorted(keys))


def refresh(
    source: Source, day: date, *, folder: Path, rules: Path, model: Path, accept: Collection[str] = ()
) -> Refresh:
    """What is to be written on *day*, of which nothing is yet; :class:`Fault` tells all that is wrong, a line each.

    A price that is more than ten times another is a fault, unless its key is in *accept*.
    """
    try:
        entries = catalogue.read(folder)
    except CatalogueError as error:
        raise Fault(str(error)) from None
    found = Refresh(day, entries, read(rules, entries))
    faults: dict[str, list[str]] = {}  # a list that cannot be read is one fault, of many prices
    for key in sorted(set(accept) - found.rules.keys()):
        faults[f"--accept {key}: no rule has that key"] = []
    feeds = Feeds(source, day)
    for key, rule in found.rules.items():
        for held in _latest(entries[key]):
            try:
                offered = feeds.find(*rule.place(held.choice))
                new = _new(held, rule.steps(offered, entries[key]), offered, day, key in accept)
            except Fault as fault:
                faults.setdefault(str(fault), []).append(" ".join([key, *held.choice.values()]))
            else:
                found.changes += [Change(key, entries[key].unit, held, new)] if new else []
    if faults:
        raise Fault("\n".join(f"{text}{f' (for {", ".join(of)})' if of else ''}" for text, of in faults.items()))
    added = {key: [change.new for change in found.changes if change.key == key] for key in found.rules}
    found.texts = edits(folder, model, entries, added, day)
    return found


def steps(value: Dated) -> Steps:
    """A value's tiers; a price without any is one that never ends."""
    return value.tiers or (("inf", value.amount),)


def _latest(entry: Entry) -> list[Dated]:
    """The last value of each choice that the entry lists."""
    last: dict[tuple[str, ...], Dated] = {}
    for value in sorted(entry.values, key=lambda value: value.since):
        last[tuple(value.choice.values())] = value
    return list(last.values())


def _new(held: Dated, found: Steps, offered: Offered, day: date, accepted: bool) -> Dated | None:
    """The value to append, or None where what is listed holds."""
    old = steps(held)
    if [(Decimal(e), Decimal(a)) for e, a in old] == [(Decimal(e), Decimal(a)) for e, a in found]:
        return None
    pairs = [*zip((a for _, a in old), (a for _, a in found), strict=False), (old[-1][1], found[-1][1])]
    if not accepted and any(_far(Decimal(before), Decimal(after)) for before, after in pairs):
        raise Fault(
            f"{offered.where}: {_tiers(old)} → {_tiers(found)} is more than {FAR} times as much or as little: "
            "look at it, and if it is right say --accept with the entry's key"
        )
    days = (offered.since, offered.published, day)
    since = next((since for since in days if held.since < since <= day), None)
    if since is None:
        raise Fault(
            f"{offered.where}: {_tiers(old)} → {_tiers(found)} cannot be appended on {day}: "
            f"the entry lists a value since {held.since} already"
        )
    if held.tiers:
        return Dated(since=since, choice=held.choice, tiers=found)
    return Dated(since=since, choice=held.choice, amount=found[0][1])


def _far(before: Decimal, after: Decimal) -> bool:
    low, high = sorted((before, after))
    return high > FAR * low


def _tiers(tiers: Steps) -> str:
    return ", ".join(f"{amount}{_upto(end, tiers)}" for end, amount in tiers)


def _upto(end: str, tiers: Steps) -> str:
    if len(tiers) == 1:
        return ""
    return " beyond" if end == "inf" else f" up to {end}"


def _percent(old: str, new: str) -> str:
    before, after = Decimal(old), Decimal(new)
    return f" ({(after - before) / before * 100:+.1f} %)" if before else ""


def _count(things: Collection[object], name: str) -> str:
    plural = {"price": "prices", "entry": "entries"}[name]
    return f"{len(things)} {name if len(things) == 1 else plural}"


def main(
    arguments: Sequence[str] | None = None,
    *,
    folder: Path = catalogue.FOLDER,
    rules: Path = RULES,
    model: Path = MODEL,
    day: date | None = None,
) -> int:
    """The command line: 0, or 2 if anything is wrong; then nothing is written."""
    parser = argparse.ArgumentParser(prog="sitebuild.prices", description=__doc__)
    parser.add_argument("--from", dest="saved", type=Path, metavar="FOLDER", help="read saved lists, not the network")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")
    parser.add_argument("--accept", action="append", default=[], metavar="KEY", help="an entry whose price may leap")
    given = parser.parse_args(arguments)
    source = Folder(given.saved) if given.saved else Web()
    today = day or datetime.now(UTC).date()
    try:
        found = refresh(source, today, folder=folder, rules=rules, model=model, accept=given.accept)
        if not given.dry_run:
            write(found.texts)
    except (Fault, OSError, KeyboardInterrupt) as fault:
        told = str(fault) or type(fault).__name__
        print("\n- ".join(["No price is refreshed, and nothing is written:", *told.split("\n")]), file=sys.stderr)
        return 2
    print(found)
    print(f"{'Would write' if given.dry_run else 'Wrote'} {', '.join(path.name for path in found.texts) or 'nothing'}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
