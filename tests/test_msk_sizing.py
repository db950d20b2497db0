"""AWS's rules for MSK's brokers, told again from their description and in exact fractions, against the model.

Standard: brokers are sized at the peak for one zone down of three, at half of what a broker carries. A byte written
is 6.5 bytes of disk traffic and 5.7 + 1.5 x fan-out bytes of network traffic, with tiered storage 1.5 more of each.
Three copies are kept, on twice the disk, and one of what is tiered. A broker has at most 16 TiB.
Express: three quarters of what a broker takes is used, and 2.5 times as much can be read. One copy is billed, and
what is written. Brokers come in threes, at most 60. A GB is a GiB. Two thirds of what is written crosses zones, and
of what is read too unless consumers read in their own; replication is not billed.
Nothing here is imported from the model or its catalogue.
"""

import random
from collections import Counter
from fractions import Fraction

import pytest

import calc.models  # noqa: F401
from calc.answers import answer

# size: (disk MiB/s, network MiB/s, partitions with replicas, $/h)
BROKERS = {
    "m5.large": (81, 96, 1000, "0.21"),
    "m5.xlarge": (144, 160, 1000, "0.42"),
    "m5.2xlarge": (250, 320, 2000, "0.84"),
    "m5.4xlarge": ("593.75", 640, 4000, "1.68"),
    "m5.8xlarge": (850, 1280, 4000, "3.36"),
    "m5.12xlarge": (1000, 1536, 4000, "5.04"),
    "m5.16xlarge": (1000, 2560, 4000, "6.72"),
    "m5.24xlarge": (1000, 3200, 4000, "10.08"),
    "m7g.large": ("78.75", 117, 1000, "0.204"),
    "m7g.xlarge": ("156.25", 234, 1000, "0.408"),
    "m7g.2xlarge": ("312.5", 469, 2000, "0.816"),
    "m7g.4xlarge": (625, 937, 4000, "1.632"),
    "m7g.8xlarge": (1000, 1875, 4000, "3.264"),
    "m7g.12xlarge": (1000, 2812, 4000, "4.896"),
    "m7g.16xlarge": (1000, 3750, 4000, "6.528"),
}
# size: (MiB/s that it takes, partitions with replicas, $/h)
EXPRESS = {
    "express.m7g.large": ("15.625", 1000, "0.408"),
    "express.m7g.xlarge": ("31.25", 1000, "0.816"),
    "express.m7g.2xlarge": ("62.5", 2500, "1.632"),
    "express.m7g.4xlarge": (125, 6000, "3.264"),
    "express.m7g.8xlarge": (250, 12000, "6.528"),
    "express.m7g.12xlarge": (375, 16000, "9.792"),
    "express.m7g.16xlarge": (500, 20000, "13.056"),
}
LARGEST_VOLUME = 16 * 1024  # GiB
QUOTA = 60
LINES = ("broker_cost", "storage_cost", "tiered_cost", "data_in_cost", "network_cost")


def rounded_up(number):
    return -(-number // 1)


def in_threes(needed):
    brokers = max(3, rounded_up(max(needed)))
    while brokers % 3:
        brokers += 1
    return int(brokers)


def gib(rate, hours):
    """What a rate in MiB/s makes in some hours."""
    return rate * 3600 * hours / 1024


def between_zones(average_in, fan_out, rack_aware):
    return gib(average_in, 730) * Fraction(2, 3) * (1 if rack_aware else 1 + fan_out) * Fraction("0.02")


def cheapest(found):
    """The lowest bill, the first of equals; None if nothing fits."""
    return min(found, key=lambda each: sum(each[2:]), default=None)


def sized(average_in, peak_in, fan_out, partitions, hours, rack_aware, only=None, primary=8760):
    """The cheapest Standard (size, brokers, and the lines of its bill), or None."""
    found = []
    more = Fraction("1.5") if hours > primary else 0
    for size, (disk, network, partitions_each, price) in BROKERS.items():
        if only and size != only:
            continue
        kept = gib(average_in, min(hours, primary)) * 3 * 2
        tiered = gib(average_in, hours - primary) if more else Fraction(0)
        brokers = in_threes([
            peak_in * (Fraction("6.5") + more) / (Fraction(disk) * Fraction("0.50")),
            peak_in * (Fraction("5.7") + more + Fraction("1.5") * fan_out) / (Fraction(network) * Fraction("0.50")),
            Fraction(partitions * 3, partitions_each),
            kept / LARGEST_VOLUME,
        ])  # fmt: skip
        if brokers <= QUOTA:
            hourly, crossing = brokers * Fraction(price) * 730, between_zones(average_in, fan_out, rack_aware)
            found.append(
                (size, brokers, hourly, kept * Fraction("0.10"), tiered * Fraction("0.023"), Fraction(0), crossing)
            )
    return cheapest(found)


def sized_express(average_in, peak_in, fan_out, partitions, hours, rack_aware, only=None):
    """The cheapest Express (size, brokers, and the lines of its bill), or None."""
    found = []
    for size, (ingress, partitions_each, price) in EXPRESS.items():
        if only and size != only:
            continue
        brokers = in_threes([
            peak_in / (Fraction(ingress) * Fraction("0.75")),
            peak_in * fan_out / (Fraction(ingress) * Fraction("2.5")),
            Fraction(partitions * 3, partitions_each),
        ])  # fmt: skip
        if brokers <= QUOTA:
            hourly, stored = brokers * Fraction(price) * 730, gib(average_in, hours) * Fraction("0.10")
            written = gib(average_in, 730) * Fraction("0.01")
            crossing = between_zones(average_in, fan_out, rack_aware)
            found.append((size, brokers, hourly, stored, Fraction(0), written, crossing))
    return cheapest(found)


def asked(events, size, peak, consumers, partitions, hours, rack_aware, **more):
    given = {
        "events": events, "event_size": size, "peak_factor": peak, "consumers": str(consumers),
        "partitions": str(partitions), "retention": str(hours), "rack_aware": "yes" if rack_aware else "no", **more,
    }  # fmt: skip
    return answer("msk", given)["outputs"]


def agree(found, best):
    if best is None:
        assert found["size"]["value"] == "nothing"
        assert found["cost"]["value"] == found["brokers"]["value"] == "no figure"
        return
    size, brokers, *bill = best
    assert (found["size"]["value"], found["brokers"]["value"]) == (size, brokers)
    for name, line in zip(LINES, bill, strict=True):
        assert found[name]["value"] == pytest.approx(float(line), rel=1e-12)
    cents = (sum(bill) * 100 + Fraction(1, 2)) // 1
    assert float(found["cost"]["text"].strip("$ amonth").replace(",", "")) == pytest.approx(
        float(cents / 100), abs=1e-9
    )


def workloads(seed, count):
    """Workloads from a byte a second to more than any cluster carries, each limit binding in some."""
    chance = random.Random(seed)
    for _ in range(count):
        yield {
            "events": f"{10 ** chance.uniform(-2, 5):.3f}",
            "size": f"{10 ** chance.uniform(-1, 2):.3f}",
            "peak": f"{chance.choice([1, 1.5, 2, 3, chance.uniform(1, 20)]):.2f}",
            "consumers": chance.choice([1, 2, 3, 3, 5, 10, 40]),
            "partitions": int(10 ** chance.uniform(0, 4.8)),
            "hours": chance.choice([1, 12, 24, 168, 168, 730, 4000]),
        }


def exact(load):
    average = Fraction(load["events"]) * Fraction(load["size"]) * 1000 / 2**20
    return average, average * Fraction(load["peak"]), load["consumers"], load["partitions"], load["hours"]


@pytest.mark.parametrize("rack_aware", [True, False])
def test_random_workloads_are_sized_and_billed_as_the_rules_say(rack_aware):
    sizes, deciding = Counter(), Counter()
    for load in workloads(8, 500):
        best = sized(*exact(load), rack_aware)
        found = asked(**load, rack_aware=rack_aware)
        agree(found, best)
        sizes[found["size"]["value"]] += 1
        deciding[found["binding"]["value"]] += 1
    assert sizes.keys() >= {"nothing", "m5.large", "m7g.large", "m7g.2xlarge", "m7g.4xlarge"}
    assert deciding.keys() >= {"one broker a zone", "disk throughput", "network throughput", "partitions", "storage"}


@pytest.mark.parametrize("rack_aware", [True, False])
def test_random_workloads_with_tiered_storage_are_sized_and_billed_as_the_rules_say(rack_aware):
    tiered = 0
    for number, load in enumerate(workloads(34, 300)):
        primary = (1, 12, 24, 168, 1000)[number % 5]
        best = sized(*exact(load), rack_aware, primary=primary)
        found = asked(**load, rack_aware=rack_aware, primary_retention=str(primary))
        agree(found, best)
        tiered += best is not None and best[4] > 0
    assert tiered > 50


@pytest.mark.parametrize("rack_aware", [True, False])
def test_random_workloads_on_express_are_sized_and_billed_as_the_rules_say(rack_aware):
    sizes, deciding = Counter(), Counter()
    for load in workloads(55, 500):
        found = asked(**load, rack_aware=rack_aware, broker_class="express")
        agree(found, sized_express(*exact(load), rack_aware))
        sizes[found["size"]["value"]] += 1
        deciding[found["binding"]["value"]] += 1
    assert sizes.keys() >= {"nothing", "express.m7g.large", "express.m7g.4xlarge", "express.m7g.16xlarge"}
    assert deciding.keys() >= {"one broker a zone", "ingress", "egress", "partitions"}


@pytest.mark.parametrize("only", EXPRESS)
def test_each_express_size_that_is_chosen_by_hand_is_sized_as_the_rules_say(only):
    fitted = 0
    for load in workloads(89, 60):
        best = sized_express(*exact(load), rack_aware=True, only=only)
        agree(asked(**load, rack_aware=True, broker_class="express", broker=only), best)
        fitted += best is not None
    assert 0 < fitted < 60


@pytest.mark.parametrize("only", BROKERS)
def test_each_size_that_is_chosen_by_hand_is_sized_as_the_rules_say(only):
    fitted = 0
    for load in workloads(87, 60):
        best = sized(*exact(load), rack_aware=True, only=only)
        agree(asked(**load, rack_aware=True, broker=only), best)
        fitted += best is not None
    assert 0 < fitted < 60


MIB = "1048.576"  # kB
PUBLISHED = {  # MiB/s, fan-out, hours: (brokers, size), hourly, storage, network, bill
    ("10", 2, 24): ((6, "m7g.large"), "$893.52", "$506.25", "$342.19", "$1,741.96"),
    ("1", 3, 168): ((3, "m7g.large"), "$446.76", "$354.38", "$34.22", "$835.35"),
    ("10", 3, 168): ((6, "m7g.large"), "$893.52", "$3,543.75", "$342.19", "$4,779.46"),
    ("100", 3, 168): ((36, "m7g.large"), "$5,361.12", "$35,437.50", "$3,421.88", "$44,220.50"),
}


@pytest.mark.parametrize(("load", "bill"), PUBLISHED.items(), ids=lambda each: " ".join(map(str, each)))
def test_what_awss_own_script_prints_comes_out_line_by_line(load, bill):
    rate, fan_out, hours = load
    found = asked(rate, MIB, "2", fan_out, 100, hours, True)
    (brokers, size), *lines = bill
    assert (found["brokers"]["value"], found["size"]["value"]) == (brokers, size)
    texts = [found[name]["text"] for name in ("broker_cost", "storage_cost", "network_cost", "cost")]
    assert texts == [f"{line} a month" for line in lines]
    agree(found, sized(Fraction(rate), Fraction(rate) * 2, fan_out, 100, hours, True))


@pytest.mark.parametrize(
    ("retention", "brokers"),
    [("1365", 3), ("1366", 6), ("2730", 6), ("2731", 9), ("8760", 21)],
)
def test_a_broker_holds_16_tib_and_no_more(retention, brokers):
    """6 copies of 1.7 MiB/s are 0.0358594 TiB an hour, a third of it on each of three brokers."""
    hours = Fraction(retention)
    best = sized(Fraction("1.7066666666"), Fraction("1.7066666666"), 1, 1, hours, True)
    found = asked("1.7066666666", MIB, "1", 1, 1, retention, True)
    assert best[1] == found["brokers"]["value"] == brokers
    assert found["binding"]["value"] == ("one broker a zone" if brokers == 3 else "storage")


@pytest.mark.parametrize(("partitions", "brokers"), [(1, 3), (1000, 3), (1001, 6), (20_000, 60)])
def test_a_large_broker_carries_1000_partitions_with_their_replicas(partitions, brokers):
    found = asked("1", "1", "1", 1, partitions, 1, True, broker="m7g.large")
    assert found["brokers"]["value"] == brokers
    little = Fraction(1000, 2**20)
    agree(found, sized(little, little, 1, partitions, 1, True, "m7g.large"))


def test_one_broker_above_the_quota_does_not_fit():
    assert asked("1", "1", "1", 1, 20_001, 1, True, broker="m7g.large")["size"]["value"] == "nothing"
    assert asked("1", "1", "1", 1, 20_001, 1, True)["size"]["value"] == "m7g.2xlarge"


def test_sizes_that_cost_the_same_give_the_smallest():
    """36 large or 18 xlarge: the same money, and the script names large."""
    found = asked("100", MIB, "2", 3, 100, 24, True)
    same = asked("100", MIB, "2", 3, 100, 24, True, broker="m7g.xlarge")
    assert found["size"]["value"] == "m7g.large"
    assert same["brokers"]["value"] * 2 == found["brokers"]["value"]
    assert same["cost"]["text"] == found["cost"]["text"]
