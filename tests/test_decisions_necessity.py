"""What must hold of delays, tiers, the value kept and working hours."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import calc.models  # noqa: F401
from calc.answers import answer, read
from calc.model import MODELS, Ask, Choose
from calc.program import program


def values(texts):
    return program(MODELS["necessity"]).values(read(MODELS["necessity"], texts))


def ratio(question):
    """A number of a question's range, by ratios: as many small ones as large ones."""
    low = question.low or question.high / 1e6
    return st.floats(0, 1).map(lambda part: min(max(low * (question.high / low) ** part, question.low), question.high))


def text_for(question):
    if isinstance(question, Ask):
        return ratio(question).map(repr)
    return st.sampled_from(question.options if isinstance(question, Choose) else ("yes", "no"))


def drawn(data):
    asked = program(MODELS["necessity"]).questions
    return {name: data.draw(text_for(each)) for name, each in asked.items()}


KEPT = [  # half-life in minutes, interval in minutes, share kept at once: the reference table
    (1, 1, 0.7213), (1, 15, 0.0962), (1, 60, 0.0240), (1, 1440, 0.0010),
    (10, 1, 0.9661), (10, 15, 0.6218), (10, 60, 0.2367), (10, 1440, 0.0100),
    (60, 1, 0.9942), (60, 15, 0.9182), (60, 60, 0.7213), (60, 1440, 0.0601),
    (240, 1, 0.9986), (240, 15, 0.9786), (240, 60, 0.9182), (240, 1440, 0.2367),
    (1440, 1, 0.9998), (1440, 15, 0.9964), (1440, 60, 0.9857), (1440, 1440, 0.7213),
]  # fmt: skip


@pytest.mark.parametrize(("half_life", "interval", "kept"), KEPT)
def test_the_value_kept_is_that_of_the_reference_table(half_life, interval, kept):
    given = {"who": "machine", "run_time": "0.001", "half_life": str(half_life), "interval": str(interval)}
    assert values(given)["retained_batch"] == pytest.approx(kept, abs=8e-4)  # a run of 0 cannot be typed


TIERS = [  # who, window in minutes, tier: at the borders
    ("machine", "0.0833", "streaming"), ("machine", "0.0834", "near-real-time"),
    ("machine", "4.999", "near-real-time"), ("machine", "5", "micro-batch"),
    ("machine", "60", "micro-batch"), ("machine", "60.001", "batch"),
    ("request", "0.0333", "synchronous"), ("request", "0.0334", "streaming"),
    ("machine", "0.0333", "streaming"),
    ("paged", "20", "too late for any pipeline"), ("paged", "20.01", "streaming"),
    ("person", "80", "too late for any pipeline"), ("person", "140.01", "batch"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "window", "tier"), TIERS)
def test_a_tier_ends_where_the_next_begins(who, window, tier):
    assert values({"who": who, "window": window, "run_time": "0.001", "interval": "1"})["tier"] == tier


@given(data=st.data())
def test_the_delays_are_sums_of_their_parts(data):
    texts = drawn(data)
    found = values(texts)
    waits = {"person": ("look_every", "act_in"), "paged": ("act_in",)}.get(texts["who"], ())
    look, act = (float(texts[name]) * 60 if name in waits else 0 for name in ("look_every", "act_in"))
    interval, run = (float(texts[name]) * 60 for name in ("interval", "run_time"))
    assert found["mean_delay"] == pytest.approx(interval / 2 + run + look / 2 + act)
    assert found["worst_delay"] == pytest.approx(interval + run + look + act)
    assert found["mean_delay"] * found["pipeline_share"] == pytest.approx(interval / 2 + run)
    assert found["mean_delay"] < found["worst_delay"]


@given(data=st.data())
def test_every_event_is_in_time_at_the_interval_that_is_recommended(data):
    texts = drawn(data)
    found = values(texts)
    recommended = found["recommended_interval"]
    if recommended and not found["too_slow"]:
        # An event that just missed a run that ends before a look waits for the next look, and for no run besides.
        waits = 0 if found["before_looks"] else recommended
        worst = waits + found["run_time"] + found["between_looks"] + found["acting"]
        assert worst <= found["window"] * (1 + 1e-9)
        assert found["run_time"] <= recommended
        assert found["before_looks"] or recommended <= found["window"] / 3 * (1 + 1e-9)
    if found["too_slow"]:
        assert "no pipeline is fast enough" in found["why"] or found["log_needed"] or found["in_a_request"]


@given(data=st.data())
def test_replay_order_and_many_readers_lead_to_streaming_in_plain_words(data):
    found = values(drawn(data))
    if found["log_needed"] and not found["in_a_request"]:
        assert found["tier"] == "streaming"
        assert "takes a log" in found["why"]


@given(data=st.data())
def test_figures_are_finite_and_shares_are_shares(data):
    found = values(drawn(data))
    assert all(math.isfinite(value) for value in found.values() if isinstance(value, float))
    for name in ("retained_batch", "retained_stream", "off_share", "pipeline_share", "fresh_share"):
        assert -1e-12 <= found[name] <= 1 + 1e-12, name
    assert 0 <= found["shift"] <= 24 * 3600
    assert 0 <= found["alert_wait"] <= found["night"] * (1 + 1e-9)


@given(data=st.data())
def test_a_run_before_each_look_is_sooner_than_any_other(data):
    found = values(drawn(data))
    assert found["aligned_delay"] <= found["mean_delay"]


@given(data=st.data(), shape=st.sampled_from(["half-life", "linear"]))
def test_a_claim_that_does_not_hold_keeps_less_than_it_says(data, shape):
    texts = drawn(data) | {"value_shape": shape}
    found = values(texts)
    if found["claim"] == "does not hold":
        assert found["retained_batch"] <= found["keep"] * (1 + 1e-9)


# question, output, whether the output grows as the question does
ORDERINGS = [
    ("interval", "retained_batch", -1),
    ("half_life", "retained_batch", 1),
    ("window", "retained_batch", 1),
    ("run_time", "retained_batch", -1),
    ("stream_delay", "retained_stream", -1),
    ("interval", "mean_delay", 1),
    ("window", "usable", 1),
    ("run_time", "slowest", -1),
    ("keep", "needed_life", 1),
    ("interval", "fresh_share", -1),
    ("interval", "copy_age", 1),
    ("act_in", "retained_stream", -1),
]


@pytest.mark.parametrize(("name", "path", "sign"), ORDERINGS)
@settings(max_examples=25)
@given(data=st.data())
def test_an_output_goes_one_way_with_a_question(name, path, sign, data):
    question = program(MODELS["necessity"]).questions[name]
    texts = drawn(data)
    less, more = sorted(data.draw(st.tuples(ratio(question), ratio(question))))
    one, other = (values(texts | {name: repr(each)}) for each in (less, more))
    scale = max(abs(one[path]), abs(other[path]), 1)
    assert sign * (other[path] - one[path]) >= -1e-9 * scale


def test_an_alert_at_night_is_said_to_equal_a_batch():
    said = answer("necessity", {"who": "paged"})["headline"]
    assert "An event 2 h after midnight is read 9 h after midnight, so a batch that is done by then equals" in said
    assert "equals a stream" not in answer("necessity", {"who": "machine"})["headline"]


WEEKS = [  # starts, ends, weekends, share outside, hours that those wait: by hand
    ("9", "17", "no", 128 / 168, (4 * 16**2 + 64**2) / 2 / 128),
    ("9", "17", "yes", 16 / 24, 8),
    ("22", "6", "yes", 16 / 24, 8),
    ("0", "24", "no", 48 / 168, 24),
    ("0", "24", "yes", 0, 0),
]


@pytest.mark.parametrize(("starts", "ends", "weekends", "share", "wait"), WEEKS)
def test_working_hours_are_those_of_a_week(starts, ends, weekends, share, wait):
    found = values({"starts_at": starts, "ends_at": ends, "works_weekends": weekends})
    assert (found["off_share"], found["off_wait"] / 3600) == (pytest.approx(share), pytest.approx(wait))


WAITS = [  # window, between looks, interval: the window cuts off no wait, some of them, all but the shortest
    (240, 60, 15), (60, 60, 15), (60, 10, 50), (60, 30, 30), (25, 60, 15), (23, 5, 90), (22, 5, 5),
]  # fmt: skip


@pytest.mark.parametrize(("window", "look", "interval"), WAITS)
def test_a_deadline_and_a_line_keep_what_the_average_over_both_waits_keeps(window, look, interval):
    """Held against the sum over a grid of waits; a run takes 2 minutes, a stream 0.05, acting 20."""
    waits = [(i + 0.5) / 400 for i in range(400)]
    runs = [2 + interval * run + look * seen + 20 for run in waits for seen in waits]
    stream = [0.05 + look * seen + 20 for seen in waits]
    given = {"window": str(window), "look_every": str(look), "interval": str(interval)}
    kept = {"deadline": lambda late: late <= window, "linear": lambda late: max(0, 1 - late / window)}
    for shape, worth in kept.items():
        found = values({**given, "value_shape": shape})
        for path, delays in (("retained_batch", runs), ("retained_stream", stream)):
            assert found[path] == pytest.approx(sum(map(worth, delays)) / len(delays), abs=0.005), (shape, path)
