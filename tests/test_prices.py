"""Prices come from the feeds to the last digit, are appended and never overwritten; any fault leaves all as it was."""

import io
import json
import re
import shutil
from datetime import date
from decimal import Decimal
from difflib import unified_diff
from fractions import Fraction
from http.client import IncompleteRead
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc import catalogue
from sitebuild import edits, feeds, prices, rules
from sitebuild.offered import Fault

SAMPLES = Path(__file__).parent / "feeds"
DAY = date(2026, 11, 23)
KINESIS, OHIO = "aws/AmazonKinesis/us-east-1.json", "aws/AmazonKinesis/us-east-2.json"
SQS = "aws/AWSQueueService/us-east-1.json"
PAGE, SECOND = "azure/Event Hubs/eastus/1.json", "azure/Event Hubs/eastus/2.json"
RULES = (SAMPLES / "prices.toml").read_text()


class Site:
    """A catalogue, its rules, the module with PRICED_ON and saved lists, to be changed."""

    def __init__(self, path):
        self.saved, self.folder = path / "saved", path / "catalogue"
        self.rules, self.model = path / "prices.toml", path / "model.py"
        for feed in ("aws", "azure"):
            shutil.copytree(SAMPLES / feed, self.saved / feed)
        shutil.copytree(SAMPLES / "catalogue", self.folder)
        self.rules.write_text(RULES)
        self.model.write_text("A = 1\nPRICED_ON = date(2026, 11, 22)  # one line to move\nB = 2\n")

    def replace(self, name, old, new, count=1):
        path = self.saved / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, count))

    def change(self, name, edit):
        """*edit* a saved list, read as JSON."""
        path = self.saved / name
        listed = json.loads(path.read_text(), parse_float=Decimal)
        edit(listed)
        path.write_text(json.dumps(listed, default=float))

    def run(self, *arguments, day=DAY):
        return prices.main(
            ["--from", str(self.saved), *arguments], folder=self.folder, rules=self.rules, model=self.model, day=day
        )

    def files(self):
        paths = [*self.folder.iterdir(), self.model]
        return {path.name: path.read_bytes() for path in paths}

    def values(self, key):
        return catalogue.read(self.folder)[key].values


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def refused(site, capsys, *arguments):
    """What is told of a refresh that stops, having left every file as it was."""
    before = site.files()
    assert site.run(*arguments) == 2
    assert site.files() == before
    out, told = capsys.readouterr()
    assert out == ""
    assert told.startswith("No price is refreshed, and nothing is written:\n- ")
    return told


def test_prices_that_hold_are_marked_as_looked_up(site, capsys):
    before = catalogue.read(site.folder)
    assert site.run() == 0
    out = capsys.readouterr().out
    assert out.startswith("0 prices changed, looked up on 2026-11-23.\n9 entries unchanged.\n")
    assert "aws_kinesis.shard_hour: As in the copy.\n" in out
    assert "  2026-11-20  aws_kinesis.fewest_shards\n" in out
    for key, entry in catalogue.read(site.folder).items():
        assert entry.values == before[key].values, key
        if key != "aws_kinesis.fewest_shards":
            assert (entry.checked, entry.confidence, entry.seen) == (DAY, "official", ""), key
    assert site.model.read_text() == "A = 1\nPRICED_ON = date(2026, 11, 23)  # one line to move\nB = 2\n"


CHANGES = """\
-checked = 2024-07-01 # a copy
-confidence = "secondary"
+checked = 2026-11-23 # a copy
+confidence = "official"
-values = [{ since = 2024-07-01, region = "us-east-1", amount = "0.014" }]
+values = [
+    { since = 2024-07-01, region = "us-east-1", amount = "0.014" },
+    { since = 2026-11-01, region = "us-east-1", amount = "0.015" },
+]
-seen = "https://example.org/copy"
-checked = 2024-07-01
-confidence = "secondary"
+checked = 2026-11-23
+confidence = "official"
+    { since = 2026-11-01, region = "us-east-1", amount = "0.018" },"""


def test_what_changed_is_appended_and_all_else_stays_as_it_is_written(site, capsys):
    site.replace(KINESIS, "0.0150000000", "0.0180000000")
    site.replace(KINESIS, "0.0000000140", "0.0000000150")
    before = (SAMPLES / "catalogue" / "aws_kinesis.toml").read_text()
    assert site.run() == 0
    after = (site.folder / "aws_kinesis.toml").read_text()
    _, _, *changes = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    assert "\n".join(line for line in changes if line[0] != "@") == CHANGES
    out = capsys.readouterr().out
    assert "2 prices changed" in out
    assert "  aws_kinesis.shard_hour, us-east-1: 0.015 → 0.018 USD/shard/h (+20.0 %), since 2026-11-01\n" in out
    assert "7 entries unchanged." in out
    assert "Wrote aws_kinesis.toml, aws_msk.toml, aws_sqs.toml, azure_events.toml, model.py." in out


def test_a_second_run_changes_nothing(site, capsys):
    site.replace(KINESIS, "0.0150000000", "0.0180000000")
    assert site.run() == 0
    after = site.files()
    capsys.readouterr()
    assert site.run() == 0
    assert site.files() == after
    out = capsys.readouterr().out
    assert out.startswith("0 prices changed")
    assert out.endswith("Wrote nothing.\n")


def test_a_dry_run_only_says_what_would_be_written(site, capsys):
    site.replace(KINESIS, "0.0150000000", "0.0180000000")
    before = site.files()
    assert site.run("--dry-run") == 0
    assert site.files() == before
    out = capsys.readouterr().out
    assert "0.015 → 0.018 USD/shard/h" in out
    assert "\nWould write aws_kinesis.toml, " in out


TIERS = {  # what is changed in the list: the ends and prices that come of it
    "tiers": ({}, "100000000000 0.40 200000000000 0.30 inf 0.24"),
    "a tier's price": ({"0.0000003000": "0.0000003500"}, "100000000000 0.40 200000000000 0.35 inf 0.24"),
    "a tier's end": ({'"100000000000"': '"150000000000"'}, "150000000000 0.40 200000000000 0.30 inf 0.24"),
    "a free tier, dropped": ({"0.0000004000": "0.0000000000"}, "200000000000 0.30 inf 0.24"),
    "ten decimals": ({"0.0000004000": "0.0000004001"}, "100000000000 0.4001 200000000000 0.30 inf 0.24"),
}


@pytest.mark.parametrize(("changes", "tiers"), TIERS.values(), ids=TIERS.keys())
def test_tiers_of_aws(site, changes, tiers):
    for old, new in changes.items():
        site.replace(SQS, old, new, count=2 if old.startswith('"') else 1)
    assert site.run() == 0
    last = site.values("aws_sqs.standard_request")[-1]
    assert " ".join(each for tier in last.tiers for each in tier) == tiers
    assert last.since == (date(2026, 11, 1) if changes else date(2024, 7, 1))


def test_tiers_that_changed_are_told_one_by_one_unless_their_ends_did(site, capsys):
    site.replace(SQS, "0.0000003000", "0.0000003300")
    assert site.run() == 0
    assert (
        "aws_sqs.standard_request, us-east-1: 0.30 → 0.33 USD/million/request up to 200000000000 (+10.0 %), since"
        in capsys.readouterr().out
    )
    site.replace(SQS, '"100000000000"', '"150000000000"', count=2)
    assert site.run() == 0
    assert (
        "0.40 up to 100000000000, 0.33 up to 200000000000, 0.24 beyond → "
        "0.40 up to 150000000000, 0.33 up to 200000000000, 0.24 beyond USD/million/request, since 2026-11-02\n"
        in capsys.readouterr().out
    )


def test_tiers_of_which_only_one_is_left_are_tiers_still(site):
    def one(listed):
        (term,) = listed["terms"]["OnDemand"]["ASTAND000000001"].values()
        first, *_ = term["priceDimensions"].items()
        term["priceDimensions"] = dict([first])
        first[1]["endRange"] = "Inf"

    site.change(SQS, one)
    assert site.run() == 0
    assert site.values("aws_sqs.standard_request")[-1].tiers == (("inf", "0.40"),)


def test_pages_of_azure_are_one_list_and_its_units_are_divided_out(site):
    """The tiers of one meter stand on two pages; 1M and 10 are divided, and so are the ends of the tiers."""
    site.replace(SECOND, "2e-06", "0.0000025")
    site.replace(PAGE, "0.028", "0.030")
    assert site.run() == 0
    runs, ingress = site.values("azure_events.executions")[-1], site.values("azure_events.ingress")[-1]
    assert runs.tiers == (("1000000", "0.00"), ("inf", "0.25"))
    assert ingress.amount == "0.03"
    assert runs.since == ingress.since == date(2026, 10, 1)


def test_tiers_of_azure_may_come_in_any_order(site):
    site.change(PAGE, lambda listed: listed["Items"][-1].update(tierMinimumUnits=100000.0, retailPrice=0.000002))
    site.change(SECOND, lambda listed: listed["Items"][0].update(tierMinimumUnits=0.0, retailPrice=0.0))
    assert site.run() == 0
    assert len(site.values("azure_events.executions")) == 1


def test_the_last_value_is_the_newest_wherever_it_stands(site):
    path = site.folder / "aws_kinesis.toml"
    path.write_text(path.read_text().replace("2023-01", "2025-01").replace("checked = 2024", "checked = 2025"))
    assert site.run() == 0
    assert [value.amount for value in site.values("aws_kinesis.shard_hour")] == ["0.014", "0.015", "0.0150", "0.015"]


def test_a_free_tier_of_azure_is_dropped_if_the_rule_says_so(site):
    site.rules.write_text(RULES.replace('units = { 1 = "USD/run" }', 'units = { 1 = "USD/run" }\nfree = "drop"'))
    assert site.run("--accept", "azure_events.executions") == 0
    assert site.values("azure_events.executions")[-1].tiers == (("inf", "0.20"),)


def test_other_currencies_and_terms_are_left_aside(site):
    site.replace(KINESIS, '"USD": "0.0150000000"', '"CNY": "0.99", "USD": "0.0180000000"')
    site.replace(KINESIS, '"Reserved": {}', '"Reserved": {"ASHARD0000000001": {"ASHARD0000000001.X": {}}}')

    def euros(listed):
        listed["Items"].insert(0, {**listed["Items"][0], "currencyCode": "EUR", "retailPrice": 9})
        listed["Items"].append({**listed["Items"][1], "meterId": "other", "isPrimaryMeterRegion": False})
        listed["Items"].append({**listed["Items"][1], "meterId": "other", "armRegionName": "westus"})

    site.change(PAGE, euros)
    assert site.run() == 0
    assert site.values("aws_kinesis.shard_hour")[-1].amount == "0.018"
    assert len(site.values("azure_events.throughput_hour")) == 1


def test_what_holds_later_is_left_for_later(site):
    def later(listed):
        terms = listed["terms"]["OnDemand"]["ASHARD0000000001"]
        (term,) = terms.values()
        coming = json.loads(json.dumps(term).replace("0.0150000000", "0.0300000000"))
        terms["ASHARD0000000001.LATER"] = {**coming, "effectiveDate": "2026-12-01T00:00:00Z"}

    site.change(KINESIS, later)
    assert site.run() == 0
    assert len(site.values("aws_kinesis.shard_hour")) == 3
    assert site.run(day=date(2026, 12, 1)) == 0
    last = site.values("aws_kinesis.shard_hour")[-1]
    assert (last.since, last.amount) == (date(2026, 12, 1), "0.03")


SINCE = {  # the last value's day, the feed's: the new value's
    "the feed's": ("2024-07-01", "2026-11-01", "2026-11-02", date(2026, 11, 1)),
    "of the publication, as a value is of the feed's": ("2026-11-01", "2026-11-01", "2026-11-02", date(2026, 11, 2)),
    "of the look, as a value is of the publication": ("2026-11-02", "2026-11-01", "2026-11-02", DAY),
    "of the look, as the publication is to come": ("2026-11-02", "2026-11-01", "2026-11-30", DAY),
}


@pytest.mark.parametrize(("last", "effective", "published", "since"), SINCE.values(), ids=SINCE.keys())
def test_the_day_of_a_new_value(site, last, effective, published, since):
    path = site.folder / "aws_kinesis.toml"
    path.write_text(path.read_text().replace("2024-07-01", last))
    site.replace(KINESIS, "0.0150000000", "0.0180000000")
    site.replace(KINESIS, "2026-11-01", effective, count=-1)
    site.replace(KINESIS, "2026-11-02", published, count=-1)
    assert site.run() == 0
    assert site.values("aws_kinesis.shard_hour")[-1].since == since


def test_a_run_that_was_killed_before_its_last_file_is_ended_by_the_next(site):
    before = site.model.read_text()
    assert site.run() == 0
    after = site.model.read_text()
    site.model.write_text(before)
    assert site.run() == 0
    assert site.model.read_text() == after != before


def test_a_checked_day_and_priced_on_never_go_back(site):
    path = site.folder / "aws_msk.toml"
    path.write_text(path.read_text().replace("checked = 2026-08-20", "checked = 2026-11-25"))
    assert site.run() == 0
    assert catalogue.read(site.folder)["aws_msk.storage"].checked == date(2026, 11, 25)
    assert "date(2026, 11, 25)" in site.model.read_text()
    assert site.run(day=date(2026, 11, 24)) == 0
    assert "date(2026, 11, 25)" in site.model.read_text()


@pytest.mark.parametrize(
    ("usage_type", "found"),
    {
        "Storage-ShardHour": True,
        "USE1-Storage-ShardHour": True,
        "EU-Storage-ShardHour": True,
        "EUW1-Storage-ShardHour": True,
        "APN1-Storage-ShardHour": True,
        "ETL-Storage-ShardHour": False,
        "USE1-EUW1-Storage-ShardHour": False,
        "Long-EU-Storage-ShardHour": False,
        "Storage-ShardHours": False,
    }.items(),
)
def test_a_usage_type_is_found_with_and_without_the_prefix_of_a_region(site, usage_type, found):
    site.replace(KINESIS, '"Storage-ShardHour"', f'"{usage_type}"')
    assert (site.run() == 0) == found


def term(edit):
    """A change of the term on demand of the shard's SKU."""

    def change(listed):
        (found,) = listed["terms"]["OnDemand"]["ASHARD0000000001"].values()
        edit(found)

    return change


def rate(**fields):
    return term(lambda found: next(iter(found["priceDimensions"].values())).update(fields))


def meter(number, **fields):
    return lambda listed: listed["Items"][number].update(fields)


def twice(listed):
    product = listed["products"]["ASHARD0000000001"]
    other = {**product["attributes"], "usagetype": "USE1-Storage-ShardHour"}
    listed["products"]["AOTHER0000000001"] = {**product, "attributes": other}


def two_terms(listed):
    terms = listed["terms"]["OnDemand"]["ASHARD0000000001"]
    terms["ASHARD0000000001.OTHER"] = next(iter(terms.values()))


LISTS = {  # the list, what is changed in it, what is told
    "a SKU is missing": (
        KINESIS,
        lambda listed: listed["products"].pop("ASHARD0000000001"),
        "one price of usagetype Storage-ShardHour, operation shardHourStorage was wanted; none came "
        "(for aws_kinesis.shard_hour us-east-1)",
    ),
    "a SKU of another region": (
        OHIO,
        lambda listed: listed["products"]["BSHARD0000000001"]["attributes"].update(regionCode="us-west-2"),
        "was wanted; none came (for aws_kinesis.shard_hour us-east-2)",
    ),
    "two SKUs match": (
        KINESIS,
        twice,
        "was wanted; AOTHER0000000001 (USE1-Storage-ShardHour), ASHARD0000000001 (Storage-ShardHour) came",
    ),
    "a SKU without a price": (
        KINESIS,
        lambda listed: listed["terms"]["OnDemand"].pop("ASHARD0000000001"),
        "SKU ASHARD0000000001: a price that holds on 2026-11-23 was wanted; none came",
    ),
    "a price of later only": (
        KINESIS,
        term(lambda found: found.update(effectiveDate="2027-01-01T00:00:00Z")),
        "a price that holds on 2026-11-23 was wanted; from 2027-01-01 came",
    ),
    "two terms": (KINESIS, two_terms, "one term on demand was wanted; it has ASHARD0000000001.JRTCKXETXF, ASH"),
    "another unit": (KINESIS, rate(unit="ShardSecond"), "a price for ShardHour was wanted; it is for ShardSecond"),
    "no dollars": (KINESIS, rate(pricePerUnit={"CNY": "0.1"}), "USD was wanted; it is in CNY"),
    "no price": (KINESIS, rate(pricePerUnit={}), "USD was wanted; it is in nothing"),
    "a price below nothing": (KINESIS, rate(pricePerUnit={"USD": "-1"}), "ValueError: '-1' is no amount"),
    "a price that is none": (KINESIS, rate(pricePerUnit={"USD": "free"}), "is not in the form that this reads"),
    "a price without end": (KINESIS, rate(pricePerUnit={"USD": "Infinity"}), "'Infinity' is no amount"),
    "a price that is no text": (KINESIS, rate(pricePerUnit="0.1"), "USD was wanted"),
    "tiers without end": (KINESIS, rate(endRange="5"), "tiers that join from 0 to Inf were wanted, not 0 to 5"),
    "tiers without beginning": (KINESIS, rate(beginRange="5"), "were wanted, not 5 to Inf"),
    "a gap between tiers": (
        SQS,
        lambda listed: next(iter(listed["terms"]["OnDemand"]["ASTAND000000001"].values()))["priceDimensions"].popitem(),
        "were wanted, not 0 to 100000000000, 100000000000 to 200000000000",
    ),
    "tiers where there were none": (
        KINESIS,
        term(
            lambda found: found.update(
                priceDimensions={
                    "a": {"beginRange": "0", "endRange": "9", "unit": "ShardHour", "pricePerUnit": {"USD": "0.02"}},
                    "b": {"beginRange": "9", "endRange": "Inf", "unit": "ShardHour", "pricePerUnit": {"USD": "0.01"}},
                }
            )
        ),
        "one price was wanted, for the entry has no tiers; 0.02 up to 9, 0.01 up to Inf came",
    ),
    "two units": (
        SQS,
        lambda listed: next(
            iter(next(iter(listed["terms"]["OnDemand"]["ASTAND000000001"].values()))["priceDimensions"].values())
        ).update(unit="Request"),
        "one unit was wanted; it has Request, Requests",
    ),
    "another form": (KINESIS, lambda listed: listed.pop("terms"), "is not in the form that this reads: KeyError"),
    "products in a list": (KINESIS, lambda listed: listed.update(products=[]), "is not in the form that this reads"),
    "ten times as much": (
        KINESIS,
        rate(pricePerUnit={"USD": "0.1501"}),
        "0.015 → 0.1501 is more than 10 times as much or as little: look at it, and if it is right say --accept",
    ),
    "a tenth": (KINESIS, rate(pricePerUnit={"USD": "0.0014"}), "0.015 → 0.0014 is more than 10 times"),
    "nothing": (KINESIS, rate(pricePerUnit={"USD": "0"}), "0.015 → 0.00 is more than 10 times"),
    "Azure: another unit": (PAGE, meter(0, unitOfMeasure="1 Day"), "a price for Hour was wanted; it is for Day"),
    "Azure: a unit without number": (PAGE, meter(0, unitOfMeasure="Hour"), "one unit like 1 Hour or 10K was wanted"),
    "Azure: no dollars": (PAGE, meter(0, currencyCode="EUR"), "USD was wanted; it is in EUR"),
    "Azure: a meter is missing": (PAGE, meter(0, meterName="Unit"), "one price of meterName Throughput Unit, skuName"),
    "Azure: two meters match": (
        SECOND,
        meter(1, skuName="Standard"),
        "0001 (Throughput Unit), 00000000-0000-0000-0000-000000000004 (Throughput Unit) came",
    ),
    "Azure: a tier is missing": (
        SECOND,
        lambda listed: listed["Items"].pop(0),
        "0 up to 1000000, 0.20 beyond → 0.00 is more than 10",
    ),
    "Azure: the first tier is missing": (PAGE, lambda listed: listed["Items"].pop(3), "were wanted, not 1000000.0 to"),
    "Azure: no items": (SECOND, lambda listed: listed.pop("Items"), "a page with Items was wanted; it has Bil"),
    "Azure: a page elsewhere": (
        PAGE,
        lambda listed: listed.update(NextPageLink="https://example.org/2"),
        "its next page is said to be at https://example.org/2, not at https://prices.azure.com/",
    ),
    "Azure: a page that is not encrypted": (
        PAGE,
        lambda listed: listed.update(NextPageLink="http://prices.azure.com/2"),
        "its next page is said to be at http://prices.azure.com/2, not at",
    ),
    "Azure: two tiers of one beginning": (
        SECOND,
        lambda listed: listed["Items"].insert(0, listed["Items"][0]),
        "tiers that join from 0 to Inf were wanted, not 0.0 to 1000000.0, 1000000.0 to 1000000.0, 1000000.0 to Inf",
    ),
}


@pytest.mark.parametrize(("name", "edit", "reason"), LISTS.values(), ids=LISTS.keys())
def test_a_list_that_cannot_be_used_leaves_all_as_it_was(site, capsys, name, edit, reason):
    site.change(name, edit)
    told = refused(site, capsys)
    assert reason in told
    assert str(site.saved / name) in told or "azure" in name


@pytest.mark.parametrize("name", [KINESIS, SECOND])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"products": {'])
def test_a_list_that_broke_off_is_told_once_with_all_that_it_was_wanted_for(site, capsys, name, content):
    (site.saved / name).write_bytes(content)
    told = refused(site, capsys)
    assert len(told.splitlines()) == 2
    assert f"{site.saved / name}: " in told
    assert re.search(r"is not whole JSON \(\d+ bytes\): |a JSON object was wanted, not a list", told)
    assert ("(for aws_kinesis.put_payload us-east-1, aws_kinesis.shard_hour us-east-1)" in told) == (name == KINESIS)
    assert ("(for azure_events.executions, azure_events.ingress us-east-1, " in told) == (name == SECOND)


def test_every_fault_is_told_at_once(site, capsys):
    (site.saved / SQS).unlink()
    site.change(KINESIS, rate(unit="Hrs"))
    site.change(PAGE, meter(0, unitOfMeasure="1 Day"))
    told = refused(site, capsys, "--accept", "aws_sqs.request")
    assert len(told.splitlines()) == 5
    assert f"{site.saved / SQS}: could not be read: No such file or directory (for aws_sqs.standard_request" in told
    assert "--accept aws_sqs.request: no rule has that key" in told


def test_a_leap_is_written_once_it_is_accepted(site):
    site.change(KINESIS, rate(pricePerUnit={"USD": "0.1501"}))
    assert site.run("--accept", "aws_kinesis.shard_hour") == 0
    assert site.values("aws_kinesis.shard_hour")[-1].amount == "0.1501"


def test_two_values_of_one_day_are_a_fault(site, capsys):
    site.replace(KINESIS, "0.0150000000", "0.0180000000")
    site.replace(KINESIS, "2026-11-0", "2026-10-0", count=-1)
    path = site.folder / "aws_kinesis.toml"
    path.write_text(path.read_text().replace("2024-07-01", "2026-11-23"))
    assert "0.015 → 0.018 cannot be appended on 2026-11-23: the entry lists a value since 2026-11-23" in refused(
        site, capsys
    )


FAULTY = {
    "no such entry": ("shard_hour", "shard_our", "[aws_kinesis.shard_our]: names an entry that the catalogue does not"),
    "an assumption": ("shard_hour", "fewest_shards", "names an assumption, which has no price list"),
    "a field that is none": ("offer =", "offers =", "offers is not a field; the fields are feed, offer, match, "),
    "a feed that is none": ('"aws"', '"gcp"', "feed must be aws or azure, not 'gcp'"),
    "free of something else": ('"drop"', '"yes"', "free must be keep or drop, not 'yes'"),
    "an empty field": ("{ PutRequest = ", "{} #", "units must be a dict with something in it, not {}"),
    "a match of a number": ('"PutRequest" }', "1 }", "match, units and names are made of texts, not"),
    "no match": ("match = { usagetype = \"Kafka.{size}\" }", "", "[aws_msk.broker_hour]: match is missing"),
    "a choice that is none": ("{size}", "{shape}", "the rule needs 'shape', and the entry is chosen by region, size"),
    "a unit that is unknown": ("USD/shard/h", "USD/shrad/h", "unknown unit 'shrad'"),
    "a unit of something else": ("USD/shard/h", "USD/broker/h", "USD/broker/h is not a price like USD/shard/h"),
    "tiers of something else": ("USD/request", "USD/payload", "USD/payload is not a price like USD/million/request"),
    "no TOML": ("[", "", "prices.toml: cannot be read: "),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "reason"), FAULTY.values(), ids=FAULTY.keys())
def test_a_rule_that_cannot_be_followed_leaves_all_as_it_was(site, capsys, old, new, reason):
    assert old in RULES
    site.rules.write_text(RULES.replace(old, new, 1))
    assert reason in refused(site, capsys)


def test_ends_of_tiers_that_are_of_something_else_are_a_fault(site, capsys):
    path = site.folder / "aws_sqs.toml"
    path.write_text(path.read_text().replace('"request/month"', '"GB"'))
    assert "tiers of USD/request do not end at so many GB" in refused(site, capsys)


def test_a_catalogue_that_is_broken_already_is_told(site, capsys):
    (site.folder / "aws_sqs.toml").write_text("title = 3")
    assert "aws_sqs.toml: the title of the service is missing" in refused(site, capsys)


@pytest.mark.parametrize("line", ["", "PRICED_ON = today()\n", "PRICED_ON = date(2026, 1, 1)\n" * 2])
def test_a_module_without_the_one_line_is_a_fault(site, capsys, line):
    site.model.write_text(line)
    assert "one line PRICED_ON = date(year, month, day) was wanted" in refused(site, capsys)


def test_what_would_be_written_is_read_before_it_is(site, capsys, monkeypatch):
    monkeypatch.setattr(edits, "_row", lambda value: {"since": value.since})
    site.replace(KINESIS, "0.0150000000", "0.0180000000")
    assert "what would be written is no catalogue: aws_kinesis.toml [shard_hour]: " in refused(site, capsys)


def test_a_history_that_would_change_is_not_written(site, capsys, monkeypatch):
    edited = edits._edited
    monkeypatch.setattr(edits, "_edited", lambda *given: edited(*given).replace('"0.014" }, #', '"0.013" }, #'))
    assert "aws_kinesis.shard_hour: what would be written changes its history" in refused(site, capsys)


@pytest.mark.parametrize("broken", [OSError("no space"), KeyboardInterrupt()], ids=["no space", "interrupted"])
@pytest.mark.parametrize("at", range(5))
def test_an_interrupted_write_leaves_all_as_it_was(site, capsys, monkeypatch, broken, at):
    replace, calls = edits.os.replace, []

    def breaks(source, target):
        calls.append(target)
        if len(calls) == at + 1:
            raise broken
        replace(source, target)

    monkeypatch.setattr(edits.os, "replace", breaks)
    site.replace(KINESIS, "0.0150000000", "0.0180000000")
    assert (str(broken) or "KeyboardInterrupt") in refused(site, capsys)
    assert len(calls) == at + 1


def test_a_file_that_someone_changes_meanwhile_is_not_overwritten(site):
    given = prices.refresh(feeds.Folder(site.saved), DAY, folder=site.folder, rules=site.rules, model=site.model)
    site.model.write_text("changed")
    before = site.files()
    with pytest.raises(Fault, match=r"model\.py: was changed while the prices were looked up$"):
        edits.write(given.texts)
    assert site.files() == before


class Answer(io.BytesIO):
    def __init__(self, content, length=None):
        super().__init__(content)
        self.headers = {"Content-Length": str(len(content) if length is None else length)}


def web(monkeypatch, answer):
    asked = []

    def urlopen(url, timeout):
        asked.append(url)
        assert timeout == feeds.SECONDS
        return answer(url)

    monkeypatch.setattr(feeds, "urlopen", urlopen)
    return asked


def test_the_lists_are_asked_for_once_each_at_their_publishers(site, monkeypatch, capsys):
    def answer(url):
        if "amazonaws" in url:
            offer, region = re.fullmatch(r".*/aws/(\w+)/current/([\w-]+)/index\.json", url).groups()
            return Answer((site.saved / "aws" / offer / f"{region}.json").read_bytes())
        return Answer((site.saved / (SECOND if "$skip=100" in url else PAGE)).read_bytes())

    asked = web(monkeypatch, answer)
    assert prices.main([], folder=site.folder, rules=site.rules, model=site.model, day=DAY) == 0
    first = "https://prices.azure.com/api/retail/prices?$filter=serviceName%20eq%20%27Event%20Hubs%27%20and%20armRegionName%20eq%20%27eastus%27%20and%20priceType%20eq%20%27Consumption%27"
    bulk = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws"
    assert [url for url in asked if "azure" in url] == [
        first,
        json.loads((site.saved / PAGE).read_text())["NextPageLink"],
    ]
    assert sorted(url for url in asked if "azure" not in url) == [
        f"{bulk}/AWSQueueService/current/us-east-1/index.json",
        f"{bulk}/AmazonKinesis/current/us-east-1/index.json",
        f"{bulk}/AmazonKinesis/current/us-east-2/index.json",
        f"{bulk}/AmazonMSK/current/us-east-1/index.json",
    ]


def fails(error):
    def answer(url):
        raise error

    return answer


ANSWERS = {
    "no network": (fails(URLError("Network is unreachable")), "could not be read: <urlopen error Network is unreach"),
    "no answer": (fails(TimeoutError("timed out")), "could not be read: timed out"),
    "no such list": (fails(HTTPError("", 404, "Not Found", None, None)), "could not be read: HTTP Error 404: Not Fou"),
    "an answer that breaks off": (fails(IncompleteRead(b"{", 9)), "could not be read: IncompleteRead(1 bytes read, 9"),
    "fewer bytes than were said": (lambda url: Answer(b"{}", 1234), "broke off: 2 bytes came of 1,234"),
    "too many bytes": (lambda url: Answer(b" " * 11), "has more than the 10 bytes that a list of prices may have"),
    "pages without end": (
        lambda url: Answer(b'{"Items": [], "NextPageLink": "https://prices.azure.com/again"}'),
        "has more than the 2 pages that a service may have in a region",
    ),
}


@pytest.mark.parametrize(("answer", "reason"), ANSWERS.values(), ids=ANSWERS.keys())
def test_a_network_that_fails_leaves_all_as_it_was(site, capsys, monkeypatch, answer, reason):
    asked = web(monkeypatch, answer)
    monkeypatch.setattr(feeds, "PAGES", 2)
    if "10 bytes" in reason:
        monkeypatch.setattr(feeds, "BYTES", 10)
    before = site.files()
    assert prices.main([], folder=site.folder, rules=site.rules, model=site.model, day=DAY) == 2
    assert site.files() == before
    assert re.search(rf"- https://\S+: {re.escape(reason)}", capsys.readouterr().err)
    assert len(asked) == len(set(asked))


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.decimals("0.0001", "0.0999", places=4), st.sampled_from([KINESIS, OHIO])),
        min_size=1,
        max_size=6,
    )
)
def test_history_only_grows(tmp_path_factory, looks):
    """Whatever the lists say from day to day: what was listed stays, in its order, and days never go back."""
    site, day = Site(tmp_path_factory.mktemp("site")), DAY.toordinal()
    key = "aws_kinesis.shard_hour"
    for later, price, name in looks:
        day += later
        today = date.fromordinal(day)
        before, listed = site.values(key), site.files()

        def set_price(listed, price=price):
            (sku,) = (sku for sku in listed["products"] if "SHARD" in sku)
            (found,) = listed["terms"]["OnDemand"][sku].values()
            next(iter(found["priceDimensions"].values()))["pricePerUnit"]["USD"] = str(price)

        site.change(name, set_price)
        ended = site.run("--accept", key, day=today)
        if ended:  # a second price of one day
            assert (ended, site.files()) == (2, listed)
            continue
        after = site.values(key)
        assert after[: len(before)] == before
        assert len(after) - len(before) <= 2
        entry = catalogue.read(site.folder)[key]
        assert all(value.since <= entry.checked == today for value in after)
        region = "us-east-1" if name == KINESIS else "us-east-2"
        assert Decimal(entry.held(today, {"region": region}).amount) == price


@given(st.decimals(0, "1e12", places=10), st.sampled_from(["USD/request", "USD/million/request"]))
def test_a_price_is_converted_to_the_last_digit(price, unit):
    ratio = rules.ratio(unit, "USD/million/request")
    shown = rules.plain(Fraction(price) * ratio, 2)
    assert Fraction(shown) == Fraction(price) * (1 if "million" in unit else 1_000_000)
    assert catalogue.AMOUNT.fullmatch(shown)


def test_what_is_no_decimal_is_a_fault():
    with pytest.raises(Fault, match="1/3 is no decimal"):
        rules.plain(Fraction(1, 3))


def test_the_rules_of_the_site_read_the_samples(site, capsys):
    """The rules that are shipped, on the catalogue that is, and a list of each offer that they name."""
    shutil.rmtree(site.folder)
    shutil.copytree(catalogue.FOLDER, site.folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copy(prices.MODEL, site.model)
    shutil.copy(prices.RULES, site.rules)
    entries = catalogue.read(site.folder)
    arguments = []
    for key, rule in rules.read(site.rules, entries).items():
        arguments += ["--accept", key]  # a sample's price may be old
        for value in entries[key].values:
            feed, offer, region, _ = rule.place(value.choice)
            path = site.saved / feed / offer / f"{region}.json"
            if feed == "aws" and not path.exists():  # any region has the form of the first
                path.write_text(path.with_stem("us-east-1").read_text().replace("us-east-1", region))
    day = date(max(entry.checked for entry in entries.values()).year + 1, 1, 1)
    assert site.run(*arguments, day=day) == 0, capsys.readouterr().err
