"""What must hold of the real-time tax, and the table of it."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import calc.models  # noqa: F401
from calc.answers import answer, read
from calc.model import MODELS, Ask
from calc.program import program

OWN = {"stream_engine": "own price", "batch_engine": "own price"}


def values(texts):
    return program(MODELS["premium"]).values(read(MODELS["premium"], texts))


# utilisation, the bound, compute tax at 15 min, hourly and nightly, and from which interval runs pay: 2 min of overhead
TABLE = [
    ("2", "50", "6.5", "18.8", "46.8", "2.0"),
    ("5", "20", "5.5", "12.0", "19.5", "2.1"),
    ("10", "10", "4.3", "7.5", "9.9", "2.2"),
    ("25", "4", "2.6", "3.5", "4.0", "2.7"),
    ("50", "2", "1.6", "1.9", "2.0", "4.0"),
    ("75", "1.33", "1.13", "1.28", "1.33", "8.0"),
    ("90", "1.11", "1.00", "1.07", "1.11", "20"),
]
OUTPUTS = ("bound", "tax_compute", "tax_compute_hourly", "tax_compute_nightly")


def printed(value, like):
    return f"{value:.{len(like.partition('.')[2])}f}"


@pytest.mark.parametrize(("utilisation", *OUTPUTS, "pays_from"), TABLE)
def test_the_compute_tax_at_equal_prices(
    utilisation, bound, tax_compute, tax_compute_hourly, tax_compute_nightly, pays_from
):
    found = values(OWN | {"utilisation": utilisation})
    expected = (bound, tax_compute, tax_compute_hourly, tax_compute_nightly)
    assert tuple(printed(found[name], like) for name, like in zip(OUTPUTS, expected, strict=True)) == expected
    assert printed(found["pays_from"] / 60, pays_from) == pays_from


# What these are at most is for the services to say; a service that does not fit has no bill.
SERVICES = {"discount", "events", "event_size", "largest_event", "consumers", "partitions", "retention", "kpus"}


def drawn(data):
    texts = {}
    for name, question in program(MODELS["premium"]).questions.items():
        if isinstance(question, Ask) and name not in SERVICES:
            low = question.low or question.high / 1e6
            part = data.draw(st.floats(0, 1))
            texts[name] = repr(min(max(low * (question.high / low) ** part, question.low), question.high))
        elif name in {"stream_engine", "batch_engine", "stays", "people"}:
            options = getattr(question, "options", ("yes", "no"))
            texts[name] = data.draw(st.sampled_from(options))
    return texts


@given(data=st.data())
@settings(max_examples=60)
def test_the_tax_on_compute_never_exceeds_its_bound(data):
    found = values(drawn(data))
    if found["enough_batch"] and found["some_workers"] and found["platform.engines.batch.cluster"] > 0:
        for name in ("tax_compute", "tax_compute_hourly", "tax_compute_nightly"):
            assert found[name] <= found["bound_here"] * (1 + 1e-9)


@given(data=st.data())
@settings(max_examples=60)
def test_a_longer_interval_never_costs_more(data):
    texts = drawn(data)
    one, other = sorted(data.draw(st.tuples(st.floats(0.1, 43_800), st.floats(0.1, 43_800))))
    short, long = (values(texts | {"interval": repr(each)}) for each in (one, other))
    assert long["cost_micro_batch"] <= short["cost_micro_batch"] * (1 + 1e-9) + 1e-9
    assert short["cost_nightly"] <= short["cost_hourly"] * (1 + 1e-9) + 1e-9
    assert short["cost"] == long["cost"]


@given(data=st.data())
@settings(max_examples=60)
def test_shares_add_up_and_the_tax_is_between_its_ends(data):
    texts = drawn(data) | {"lake_retention": "30"}
    low, high = data.draw(st.tuples(st.floats(1, 100), st.floats(100, 1000)))
    found = values(texts | {"utilisation_low": repr(low), "utilisation_high": repr(high)})
    assert math.fsum(found[f"share_{each}"] for each in ("transport", "compute", "storage", "people")) == pytest.approx(
        1
    )
    if found["enough_batch"]:
        assert found["tax_low"] <= found["tax"] * (1 + 1e-9)
        assert found["tax_high"] >= found["tax"] * (1 - 1e-9)


@given(data=st.data())
@settings(max_examples=60)
def test_the_words_agree_with_the_figures(data):
    texts = drawn(data)
    found = values(texts)
    assert (found["compared"] == "more") == (found["cost"] > found["cost_micro_batch"])
    assert found["claim_tax"].startswith("not true") == (found["tax"] <= 1)
    later = found["pays_from"] / 60 * 1.01
    if found["pays"] == "at an interval that is long enough" and 0.1 <= later <= 43_800:
        runs = values(texts | {"interval": repr(later)})
        assert runs["micro.compute_cost"] < runs["streaming.compute_cost"]


FREE = [
    {"discount": "100", "engineers": "0", "batch_engineers": "0", "lake_retention": "0"},
    {"discount": "100", "people": "no", "workers": "0", "stream_engine": "Dataflow", "batch_engine": "Dataflow"},
    OWN | {"stream_price": "0", "batch_price": "0", "people": "no", "transport": "own figure", "transport_price": "0"},
]


@pytest.mark.parametrize("texts", FREE)
@pytest.mark.parametrize("model", ["premium", "worth"])
def test_what_costs_nothing_is_answered_without_a_division_by_nothing(model, texts):
    reply = answer(model, texts)
    assert not reply["errors"]
    assert "nan" not in reply["headline"]
    assert all(isinstance(each["value"], str) or math.isfinite(each["value"]) for each in reply["outputs"].values())
