"""The catalogue as files: every value of it, and nothing else."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from calc.catalogue import Dated, Entry, read
from sitebuild.downloads import FORMULA, as_csv, as_json

ODD = Entry(
    key="test.odd",
    service="=SUM(A1) & Söhne",
    title='-2 "quoted", and\na line',
    unit="USD/h",
    source="https://example.org/",
    checked=date(2026, 11, 20),
    confidence="unverified",
    note="@here ×",
    by=("region", "tier"),
    tiers="whole",
    tier_unit="h/month",
    low="0.1",
    high="9",
    basis="+1",
    values=(
        Dated(since=date(2025, 1, 1), choice={"region": "a", "tier": "b"}, amount="0.10"),
        Dated(since=date(2026, 1, 1), choice={"region": "a", "tier": "b"}, tiers=(("10", "2.00"), ("inf", "1"))),
        Dated(since=date(2026, 1, 1), choice={"region": "c", "tier": "b"}, amount="0.2", low="0.2", high="0.3"),
        Dated(since=date(2026, 1, 1), choice={"region": "d", "tier": "b"}, amount="1", source="https://example.com/"),
    ),
)
EVERY = [*read().values(), ODD]


def rows(content: bytes) -> list[dict[str, str]]:
    """The table as a spreadsheet shows it: without the sign that keeps a text a text."""
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    return [{name: cell[1:] if cell[:1] == "'" else cell for name, cell in row.items()} for row in found]


def wanted(entry: Entry) -> list[dict[str, str]]:
    """The rows of an entry, said again and otherwise: from its values, not by the code that writes them."""
    of_entry = {
        name: str(getattr(entry, name))
        for name in (
            "key",
            "service",
            "title",
            "unit",
            "checked",
            "confidence",
            "source",
            "seen",
            "basis",
            "no_limit",
            "note",
        )
    }
    found = []
    for value in entry.values:
        steps = value.tiers or (("", value.amount),)
        for (upto, amount), (above, _) in zip(steps, (("0", ""), *steps), strict=False):
            tiered = bool(value.tiers)
            found.append(
                of_entry
                | {f"choice.{name}": text for name, text in value.choice.items()}
                | {"low": value.low or entry.low, "high": value.high or entry.high, "since": str(value.since)}
                | {"source": value.source or entry.source}
                | {"amount": amount, "tiers": entry.tiers if tiered else "", "above": above if tiered else ""}
                | {"up_to": upto.replace("inf", ""), "tier_unit": entry.tier_unit if tiered else ""}
            )
    return found


def test_the_table_holds_every_value_and_nothing_else() -> None:
    found = [{name: cell for name, cell in row.items() if cell} for row in rows(as_csv(EVERY))]
    assert found == [{name: cell for name, cell in row.items() if cell} for entry in EVERY for row in wanted(entry)]


def test_json_is_the_catalogue_again() -> None:
    def dated(entry: dict[str, Any], value: dict[str, Any]) -> Dated:
        steps = tuple((step["up_to"] or "inf", step["amount"]) for step in value.get("steps", ()))
        figure: dict[str, Any] = {"tiers": steps} if steps else {"amount": value["amount"]}
        own = {name: value[name] or "" for name in ("low", "high", "source") if name in value}
        return Dated(since=date.fromisoformat(value["since"]), choice=value["choice"], **figure, **own)

    def entry(given: dict[str, Any]) -> Entry:
        values = tuple(dated(given, value) for value in given["values"])
        tiers = {name: value[name] for value in given["values"] for name in ("tiers", "tier_unit") if name in value}
        texts = {name: text or "" for name, text in given.items()}
        day = date.fromisoformat(given["checked"])
        return Entry(**{**texts, **tiers, "values": values, "by": tuple(given["by"]), "checked": day})

    listed = json.loads(as_json(EVERY))
    assert list(listed) == ["entries"]
    assert [entry(each) for each in listed["entries"]] == EVERY


def test_no_cell_is_run_by_a_spreadsheet_and_lines_end_as_the_standard_has_it() -> None:
    content = as_csv(EVERY)
    assert content.startswith(b"\xef\xbb\xbfkey,service,title,unit,choice.")
    text = content.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in table}) == 1
    assert not [cell for row in table for cell in row if cell.startswith(FORMULA)]
    assert text.count("\r\n") == len(table), "a line inside a cell ends otherwise"
    assert "'=SUM(A1) & Söhne" in text


@pytest.mark.parametrize("name", ["prices.csv", "prices.json"])
def test_the_site_holds_the_files_and_its_page_says_how_large_they_are(site_folder, name: str) -> None:
    content = (site_folder / "reference" / name).read_bytes()
    write = as_csv if name.endswith("csv") else as_json
    assert content == write(read().values())
    page = (site_folder / "reference" / "prices" / "index.html").read_text(encoding="utf-8")
    kind = name.rpartition(".")[2].upper()
    assert f'<a href="../../reference/{name}" download>{kind}, {round(len(content) / 1000)} kB</a>' in page
