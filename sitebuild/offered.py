"""A price as a feed has it: read from an AWS price list, or from Azure's retail prices.

It stays in the feed's own unit and exact to the last digit: no price passes through a float.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

# us-east-1 has USE1- or nothing before a usage type, eu-west-1 EU- or EUW1-, others like APN1-
PREFIX = re.compile(r"^(?:[A-Z]{3}[0-9]|EU)-")
MEASURE = re.compile(r"([0-9]+)([KM]?)\b *(.*)")  # "1 Hour", "10K", "1 GB/Month"
THOUSANDS = {"": 1, "K": 1_000, "M": 1_000_000}
Match = Mapping[str, tuple[str, ...]]  # attribute: what it may be


class Fault(Exception):  # noqa: N818  (it is told, not caught)
    """A price that cannot be had; the message says what was wanted, what came, and where."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A price as a feed has it: (up to, price) pairs in *unit*, the last without an end."""

    unit: str
    tiers: tuple[tuple[Decimal | None, Decimal], ...]
    since: date
    published: date
    where: str


def aws(where: str, listed: Any, region: str, match: Match, day: date) -> Offered:
    """The one price on demand of an offer's list in *region* that has what *match* wants."""
    found = {
        sku: product["attributes"]["usagetype"]
        for sku, product in listed["products"].items()
        if product["attributes"].get("regionCode") == region
        and all(_has(product["attributes"].get(name), name, wanted) for name, wanted in match.items())
    }
    sku = _only(found, where, match)
    dated = {key: _day(term["effectiveDate"]) for key, term in listed["terms"]["OnDemand"].get(sku, {}).items()}
    terms = _holding(dated, day, f"{where}: SKU {sku}")
    if len(terms) > 1:
        raise Fault(f"{where}: SKU {sku}: one term on demand was wanted; it has {', '.join(sorted(terms))}")
    term = listed["terms"]["OnDemand"][sku][terms[0]]
    rows = sorted(term["priceDimensions"].values(), key=lambda row: Decimal(row["beginRange"]))
    units = sorted({row["unit"] for row in rows})
    if len(units) != 1:
        raise Fault(f"{where}: SKU {sku}: one unit was wanted; it has {', '.join(units) or 'none'}")
    steps = []
    for row in rows:
        if "USD" not in row["pricePerUnit"]:
            raise Fault(f"{where}: SKU {sku}: USD was wanted; it is in {', '.join(row['pricePerUnit']) or 'nothing'}")
        end = None if row["endRange"] == "Inf" else _amount(row["endRange"])
        steps.append((_amount(row["beginRange"]), end, _amount(row["pricePerUnit"]["USD"])))
    return Offered(
        units[0], _joined(steps, f"{where}: SKU {sku}"), dated[terms[0]], _day(listed["publicationDate"]), where
    )


def azure(where: str, items: Any, region: str, match: Match, day: date) -> Offered:
    """The one meter among a service's *items* in *region* that has what *match* wants."""
    found = [
        item
        for item in items
        if item["type"] == "Consumption"
        and item.get("isPrimaryMeterRegion", True)
        and item["armRegionName"] == region
        and all(item.get(name) in wanted for name, wanted in match.items())
    ]
    meter = _only({item["meterId"]: item["meterName"] for item in found}, where, match)
    currencies = sorted({item["currencyCode"] for item in found})
    in_dollars = [item for item in found if item["currencyCode"] == "USD"]
    if not in_dollars:
        raise Fault(f"{where}: meter {meter}: USD was wanted; it is in {', '.join(currencies)}")
    # A meter may be listed with the prices of several days; those of one day belong together.
    dated = {number: _day(item["effectiveStartDate"]) for number, item in enumerate(in_dollars)}
    rows = [in_dollars[number] for number in _holding(dated, day, f"{where}: meter {meter}")]
    rows.sort(key=lambda item: Decimal(item["tierMinimumUnits"]))
    measures = sorted({item["unitOfMeasure"] for item in rows})
    measure = MEASURE.fullmatch(measures[0])
    if len(measures) != 1 or not measure or not int(measure[1]):
        raise Fault(f"{where}: meter {meter}: one unit like 1 Hour or 10K was wanted, not {', '.join(measures)}")
    many = int(measure[1]) * THOUSANDS[measure[2]]
    begins = [_amount(item["tierMinimumUnits"]) * many for item in rows]
    steps = [
        (begin, end, _divided(_amount(item["retailPrice"]), many, f"{where}: meter {meter}"))
        for begin, end, item in zip(begins, [*begins[1:], None], rows, strict=True)
    ]
    # Azure has no day of publication: what is read is what holds.
    since = _day(rows[0]["effectiveStartDate"])
    return Offered(measure[3] or "1", _joined(steps, f"{where}: meter {meter}"), since, day, where)


def _has(value: str | None, name: str, wanted: tuple[str, ...]) -> bool:
    if name == "usagetype" and value is not None:
        return value in wanted or PREFIX.sub("", value) in wanted
    return value in wanted


def _only(found: Mapping[str, str], where: str, match: Match) -> str:
    if len(found) == 1:
        return next(iter(found))
    rule = ", ".join(f"{name} {' or '.join(wanted)}" for name, wanted in match.items())
    came = ", ".join(f"{sku} ({name})" for sku, name in sorted(found.items()))
    raise Fault(f"{where}: one price of {rule} was wanted; {came or 'none'} came")


def _holding[Key](dated: Mapping[Key, date], day: date, where: str) -> list[Key]:
    """Of what holds on *day*, the newest."""
    begun = [since for since in dated.values() if since <= day]
    if not begun:
        came = ", ".join(f"from {since}" for since in sorted(dated.values())) or "none"
        raise Fault(f"{where}: a price that holds on {day} was wanted; {came} came")
    return [key for key, since in dated.items() if since == max(begun)]


def _joined(
    steps: list[tuple[Decimal, Decimal | None, Decimal]], where: str
) -> tuple[tuple[Decimal | None, Decimal], ...]:
    """The tiers without their beginnings, if each begins where the one before it ends, from nothing to no end."""
    ends: list[Decimal | None] = [Decimal(0), *(end for _, end, _ in steps)]
    for (begin, end, _), before in zip(steps, ends, strict=False):
        if begin != before or (end is not None and end <= begin):
            break
    else:
        if steps and ends[-1] is None:
            return tuple((end, price) for _, end, price in steps)
    came = ", ".join(f"{begin} to {'Inf' if end is None else end}" for begin, end, _ in steps)
    raise Fault(f"{where}: tiers that join from 0 to Inf were wanted, not {came or 'none'}")


def _amount(text: Any) -> Decimal:
    amount = Decimal(text)
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"{text!r} is no amount")
    return amount


def _divided(price: Decimal, many: int, where: str) -> Decimal:
    found = price / many
    if found * many != price:
        raise Fault(f"{where}: {price} for {many} is no decimal for one")
    return found


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])
