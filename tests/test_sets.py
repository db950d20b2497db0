"""Sets of assumptions: the walk from one to another, and the rules of sizing that the catalogue holds as sets.

The rules of the two others are told again here from what they publish, in exact fractions, and nothing of the model
or its catalogue is imported for that. Neither publishes an answer for a workload, so there is none to reproduce;
those of AWS are in test_msk_sizing.py.
"""

import itertools
import math
import random
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import calc.models  # noqa: F401
from calc.answers import answer, read
from calc.model import CATALOGUE, MODELS
from calc.program import program
from calc.sets import alike, between, told

SETS = ("ours", "AWS", "AKalculator", "syalioune")
WANTED = ("brokers", "size", "cost")
PEAK = {"events": "100", "event_size": "1048.576", "partitions": "100", "retention": "24"}


def walk(model, first, second, given=(), prices=(), wanted=WANTED):
    made = program(MODELS[model])
    return made, between(made, read(MODELS[model], dict(given), dict(prices)), "sizing", first, second, wanted)


@pytest.mark.parametrize(
    ("model", "second", "steps"),
    [
        ("msk", "AWS", []),
        ("kafka", "AWS", []),
        (
            "kafka",
            "AKalculator",
            [("disk_read_load", 42), ("lagging_load", 39), ("rebalancing_load", 24), ("utilisation", 21)],
        ),
        (
            "kafka",
            "syalioune",
            [("disk_reserve", 36), ("lagging_load", 34), ("network_write_load", 36), ("read_load", 34),
             ("rebalancing_load", 21)],
        ),
    ],
)  # fmt: skip
def test_each_figure_moves_the_brokers_by_so_much(model, second, steps):
    _, terms = walk(model, "ours", second, PEAK)
    moved = [(term.key.partition(".")[2], term.after["brokers"]) for term in terms if term.moves]
    assert moved == steps


def test_the_walk_as_text():
    made, terms = walk("kafka", "ours", "AKalculator", PEAK)
    lines = told(made, terms, "ours", "AKalculator").split("\n")
    assert lines[0].split() == ["Brokers", "Size", "Cost"]
    assert lines[1].split()[:3] == ["ours", "36", "brokers"]
    assert any("Partitions that move" in line and "3 → 0" in line and "(-15)" in line for line in lines)
    assert "  Replication: disk traffic of each further copy of a byte, 0.75 → 1" in lines


def test_equal_sets_are_said_to_be_equal():
    made, terms = walk("msk", "ours", "AWS")
    assert terms == []
    assert told(made, terms, "ours", "AWS") == "AWS has no figure that differs from ours."


def test_a_figure_of_the_readers_own_stays_in_both_sets():
    _, terms = walk("kafka", "ours", "syalioune", PEAK, {"kafka_sizing.rebalancing_load": "2"})
    assert "kafka_sizing.rebalancing_load" not in {term.key for term in terms}
    assert terms[-1].after["brokers"] > 21


def test_where_nothing_fits_on_the_way_the_walk_goes_on():
    made, terms = walk("msk", "ours", "AKalculator", PEAK | {"events": "160", "broker": "m7g.large"})
    assert any(math.isnan(term.after["brokers"]) for term in terms)
    assert (terms[0].before["brokers"], terms[-1].after["brokers"]) == (57, 33)
    assert "no figure" in told(made, terms, "ours", "AKalculator")


def test_what_a_question_changes_beside_figures_is_a_term_of_its_own():
    made = program(MODELS["sqs"])
    terms = between(made, {}, "queue", "standard", "fifo", ("cost",))
    assert terms[0].before["cost"] == made.values({"queue": "standard"})["cost"]
    assert terms[-1].after["cost"] == made.values({"queue": "fifo"})["cost"]
    assert terms[-1].key == ""
    assert (terms[-1].first, terms[-1].second) == ("standard", "fifo")


RATES = st.floats(0.001, 1e6, allow_subnormal=False)


@pytest.mark.parametrize("model", ["msk", "kafka"])
@settings(max_examples=60, deadline=None)
@given(
    events=RATES, size=st.floats(0.1, 100), peak=st.floats(1, 20), consumers=st.integers(1, 40),
    hours=st.integers(1, 8760), partitions=st.integers(1, 20_000),
    first=st.sampled_from(SETS), second=st.sampled_from(SETS),
)  # fmt: skip
def test_the_changes_are_the_whole_difference(model, events, size, peak, consumers, hours, partitions, first, second):
    made = program(MODELS[model])
    load = {"events": f"{events:.6f}", "event_size": f"{size:.6f}", "peak_factor": f"{peak:.6f}",
            "consumers": str(consumers), "retention": str(hours), "partitions": str(partitions)}  # fmt: skip
    answers = read(MODELS[model], load)
    terms = between(made, answers, "sizing", first, second, WANTED)
    ends = [{name: made.values({**answers, "sizing": each})[name] for name in WANTED} for each in (first, second)]
    if not terms:
        assert all(alike(ends[0][name], ends[1][name]) for name in WANTED)
        return
    assert repr((terms[0].before, terms[-1].after)) == repr(tuple(ends))
    for one, other in itertools.pairwise(terms):
        assert repr(one.after) == repr(other.before)
    assert len({term.key for term in terms}) == len(terms)
    assert all(term.key for term in terms)  # nothing but figures differs


@pytest.mark.parametrize("key", [key for key, entry in CATALOGUE.items() if "sizing" in entry.by])
def test_every_set_has_every_figure_and_its_own_source(key):
    values = {value.choice["sizing"]: value for value in CATALOGUE[key].values}
    assert tuple(values) == SETS
    hosts = {"AWS": "github.com/aws/", "AKalculator": "2minutestreaming.com/", "syalioune": "github.com/syalioune/"}
    if key.startswith("kafka_sizing."):
        for name, host in hosts.items():
            assert host in (values[name].source or CATALOGUE[key].source)


# What they publish, told again.

INSTANCES = {  # $/h, disk MiB/s, network MiB/s, processors, partitions with replicas
    "m5.large": ("0.096", 81, 96, 2, 1000), "m5.xlarge": ("0.192", 144, 160, 4, 1000),
    "m5.2xlarge": ("0.384", 250, 320, 8, 2000), "m5.4xlarge": ("0.768", "593.75", 640, 16, 4000),
    "m5.8xlarge": ("1.536", 850, 1280, 32, 4000), "m5.12xlarge": ("2.304", 1000, 1536, 48, 4000),
    "m5.16xlarge": ("3.072", 1000, 2560, 64, 4000), "m5.24xlarge": ("4.608", 1000, 3200, 96, 4000),
    "m7g.large": ("0.0816", "78.75", 117, 2, 1000), "m7g.xlarge": ("0.1632", "156.25", 234, 4, 1000),
    "m7g.2xlarge": ("0.3264", "312.5", 469, 8, 2000), "m7g.4xlarge": ("0.6528", 625, 937, 16, 4000),
    "m7g.8xlarge": ("1.3056", 1000, 1875, 32, 4000), "m7g.12xlarge": ("1.9584", 1000, 2812, 48, 4000),
    "m7g.16xlarge": ("2.6112", 1000, 3750, 64, 4000),
}  # fmt: skip
TIB16 = 16 * 1024  # GiB


def up(number):
    return -(-number // 1)


def by_syalioune(load, instance):
    """Brokers = max of total I/O over half the NIC, disk writes over half the disk, storage over half of it, copies.

    The total is peak x (copies + groups), of storage 1.35 times what is kept; 4,000 partitions a broker.
    """
    _, disk, network, _, _ = INSTANCES[instance]
    rate, peak, groups, partitions, hours, copies = load
    half = Fraction(1, 2)
    return max(
        up(peak * (copies + groups) / (network * half)),
        up(peak * copies / (Fraction(disk) * half)),
        up(rate * 3600 * hours / 1024 * copies * Fraction("1.35") / (TIB16 * half)),
        up(Fraction(partitions * copies, 4000)),
        copies,
    )


def by_akalculator(load, instance):
    """One processor carries 5 MiB/s in and 15 MiB/s out at once; disks of 16 TiB are at most half full.

    Brokers come evenly over three zones. A quarter of what is read comes from disk. What an instance's disk and network
    carry, and AWS's limits of partitions, bind beside that.
    """
    _, disk, network, processors, each = INSTANCES[instance]
    rate, peak, groups, partitions, hours, copies = load
    needed = max(
        peak / 5 / processors,
        peak * groups / 15 / processors,
        peak * (copies + Fraction(groups, 4)) / Fraction(disk),
        peak * (copies - 1 + groups) / network,
        rate * 3600 * hours / 1024 * copies * 2 / TIB16,
        Fraction(partitions * copies, each),
    )
    return max(3, int(up(needed / 3) * 3))


@pytest.mark.parametrize(("sizing", "rule"), [("syalioune", by_syalioune), ("AKalculator", by_akalculator)])
def test_the_rules_that_others_publish_give_the_brokers_of_their_set(sizing, rule):
    chance, deciding = random.Random(5), Counter()
    for _ in range(300):
        instance = chance.choice(list(INSTANCES))
        rate, groups = Fraction(round(10 ** chance.uniform(-1, 2.5), 3)).limit_denominator(1000), chance.randint(1, 12)
        peak, hours = chance.choice([1, 2, 3]), chance.choice([1, 24, 168, 720])
        partitions = int(10 ** chance.uniform(0, 4))
        found = answer("kafka", {
            "events": f"{float(rate)}", "event_size": "1048.576", "peak_factor": str(peak), "consumers": str(groups),
            "retention": str(hours), "partitions": str(partitions), "instance": instance, "sizing": sizing,
        })["outputs"]  # fmt: skip
        needed = rule((rate, rate * peak, groups, partitions, hours, 3), instance)
        assert found["brokers"]["value"] == (needed if needed <= 200 else "no figure")
        deciding[found["binding"]["value"]] += 1
    assert deciding["storage"]
    assert deciding["disk throughput"]
    assert deciding["processors"] if sizing == "AKalculator" else deciding["network throughput"]
