"""What must hold of the best interval."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import calc.models  # noqa: F401
from calc.answers import read
from calc.model import MODELS, Ask
from calc.program import program


def values(texts):
    return program(MODELS["interval"]).values(read(MODELS["interval"], texts))


def ratio(question):
    """A number of a question's range, by ratios: as many small ones as large ones."""
    low = question.low or question.high / 1e6
    return st.floats(0, 1).map(lambda part: min(max(low * (question.high / low) ** part, question.low), question.high))


def drawn(data):
    asked = program(MODELS["interval"]).questions
    texts = {name: repr(data.draw(ratio(each))) for name, each in asked.items() if isinstance(each, Ask)}
    return texts | {"delay_costs": data.draw(st.sampled_from(["decaying", "linear"]))}


@given(data=st.data(), factor=st.floats(0.01, 100))
def test_no_interval_that_a_run_fits_in_costs_less_than_the_one_tried(data, factor):
    texts = drawn(data)
    found = values(texts)
    other = found["tried"] / 60 * factor
    if 0.1 <= other <= 43_800 and other * 60 >= found["run_time"] and found["pays"]:
        at_other = values(texts | {"interval": repr(other)})["interval_cost"]
        assert found["cost"] <= at_other + 1e-9 * max(found["nothing_cost"], found["cost"])


@given(data=st.data())
def test_the_interval_of_today_costs_the_same_where_it_is_the_best(data):
    texts = drawn(data)
    found = values(texts)
    if 0.1 <= found["tried"] / 60 <= 43_800:
        again = values(texts | {"interval": repr(found["tried"] / 60)})
        assert again["interval_cost"] == pytest.approx(found["cost"], rel=1e-9)


@given(data=st.data())
def test_streaming_wins_below_the_price_that_is_said_and_not_above(data):
    texts = drawn(data)
    below = values(texts)["stream_below"]
    if 1 < below < 9e8:
        slack = 1e-6 * values(texts)["nothing_cost"] + 0.01
        assert values(texts | {"always_on_cost": repr(max(0, below - slack))})["stream_wins"]
        assert not values(texts | {"always_on_cost": repr(below + slack)})["stream_wins"]


@given(data=st.data())
def test_where_each_hour_costs_the_same_being_off_costs_a_quarter_and_two_thirds(data):
    found = values(drawn(data) | {"delay_costs": "linear"})
    assert (found["penalty_2x"], found["penalty_3x"]) == (pytest.approx(1.25), pytest.approx(5 / 3))


@given(data=st.data())
def test_the_answer_agrees_with_the_figures(data):
    found = values(drawn(data))
    assert (found["best_interval"] == 0) == (found["cost"] >= found["nothing_cost"])
    assert ("Streaming wins" in found["answer"]) == (found["stream_cost"] < min(found["cost"], found["nothing_cost"]))
    assert ("fast enough" in found["answer"]) == (found["slowest"] < found["run_time"])
    if "No interval pays" in found["answer"]:
        assert found["best_interval"] == 0
    if found["best_interval"]:
        assert found["run_time"] <= found["best_interval"] <= max(found["run_time"], found["slowest"])
    assert all(math.isfinite(value) for value in found.values() if isinstance(value, float))


# question, output, whether the output grows as the question does
ORDERINGS = [
    ("run_cost", "free_interval", 1),
    ("run_cost", "cost", 1),
    ("delay_cost", "free_interval", -1),
    ("actionable", "nothing_cost", 1),
    ("run_time", "without_stream", 1),
    ("stream_delay", "stream_below", -1),
    ("always_on_cost", "stream_from", 1),
    ("window", "slowest", 1),
]


@pytest.mark.parametrize(("name", "path", "sign"), ORDERINGS)
@settings(max_examples=25)
@given(data=st.data())
def test_an_output_goes_one_way_with_a_question(name, path, sign, data):
    question = program(MODELS["interval"]).questions[name]
    texts = drawn(data) | {"delay_costs": "linear"}
    less, more = sorted(data.draw(st.tuples(ratio(question), ratio(question))))
    one, other = (values(texts | {name: repr(each)}) for each in (less, more))
    scale = max(1, *(abs(found[each]) for found in (one, other) for each in (path, "nothing_cost")))
    assert sign * (other[path] - one[path]) >= -1e-9 * scale
