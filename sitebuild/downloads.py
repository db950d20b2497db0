"""The catalogue as files for other programs: a table for a spreadsheet, and JSON.

The table has a row for each dated value, and for a price in tiers one for each tier; a column ``choice.region`` says
which region a value is of. Amounts are texts as the source prints them, in both.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from calc.catalogue import Dated, Entry

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run and not show
OF_ENTRY = ("key", "service", "title", "unit")
OF_VALUE = ("amount", "tiers", "above", "up_to", "tier_unit", "since")
OF_SOURCE = ("checked", "confidence", "source", "seen", "low", "high", "basis", "no_limit", "note")


def as_csv(entries: Iterable[Entry]) -> bytes:
    """The table, as RFC 4180 has it. It begins with a byte order mark: without one Excel does not know it for UTF-8."""
    known = list(entries)
    choices = [f"choice.{name}" for name in sorted({name for entry in known for name in entry.by})]
    text = io.StringIO()
    table = csv.DictWriter(text, [*OF_ENTRY, *choices, *OF_VALUE, *OF_SOURCE], restval="", lineterminator="\r\n")
    table.writeheader()
    for entry in known:
        for value in entry.values:
            for row in _rows(entry, value):
                table.writerow({name: _safe(cell) for name, cell in row.items()})
    return text.getvalue().encode("utf-8-sig")


def as_json(entries: Iterable[Entry]) -> bytes:
    """The same with its structure; what an entry has not is null."""
    listed = {"entries": [_entry(entry) for entry in entries]}
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()


def _rows(entry: Entry, value: Dated) -> Iterator[dict[str, str]]:
    row = {
        **{name: str(getattr(entry, name)) for name in (*OF_ENTRY, *OF_SOURCE)},
        **{f"choice.{name}": each for name, each in value.choice.items()},
        "since": str(value.since),
        "low": value.low or entry.low,
        "high": value.high or entry.high,
        "source": value.source or entry.source,
    }
    if not value.tiers:
        yield {**row, "amount": value.amount}
    above = "0"
    for upto, amount in value.tiers:
        bounds = {"above": above, "up_to": "" if upto == "inf" else upto}
        yield {**row, "amount": amount, "tiers": entry.tiers, "tier_unit": entry.tier_unit, **bounds}
        above = upto


def _safe(cell: str) -> str:
    """A text that a spreadsheet would take for a formula, with the sign before it that keeps it a text."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        **{name: getattr(entry, name) for name in OF_ENTRY},
        **{name: str(getattr(entry, name)) or None for name in OF_SOURCE},
        "by": list(entry.by),
        "values": [_value(entry, value) for value in entry.values],
    }


def _value(entry: Entry, value: Dated) -> dict[str, Any]:
    said: dict[str, Any] = {"since": str(value.since), "choice": dict(value.choice)}
    if value.low or value.high:
        said |= {"low": value.low or None, "high": value.high or None}
    if value.source:
        said["source"] = value.source
    if not value.tiers:
        return {**said, "amount": value.amount}
    steps = [{"up_to": None if upto == "inf" else upto, "amount": amount} for upto, amount in value.tiers]
    return {**said, "tiers": entry.tiers, "tier_unit": entry.tier_unit, "steps": steps}
