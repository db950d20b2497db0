"""What must hold of the models that set costs beside gains: portfolio, people, availability and ledger."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import calc.models  # noqa: F401
from calc.answers import answer, read
from calc.model import MODELS, Ask
from calc.program import program


def drawn(data, model):
    """A number for each question that has a range, anywhere in it."""
    return {
        name: repr(data.draw(st.floats(question.low, question.high)))
        for name, question in program(MODELS[model]).questions.items()
        if isinstance(question, Ask)
    }


def values(model, texts):
    return program(MODELS[model]).values(read(MODELS[model], texts))


# model, question, output, whether the output grows as the question does
ORDERINGS = [
    ("portfolio", "tax", "saving", 1),
    ("portfolio", "both_cost", "saving", -1),
    ("portfolio", "both_cost", "pays_up_to", -1),
    ("portfolio", "tax", "pays_up_to", 1),
    ("people", "engineers", "cost", 1),
    ("people", "batch_engineers", "cost", -1),
    ("people", "incidents", "incident_load", 1),
    ("people", "incident_hours", "people_cost", 1),
    ("people", "stipend", "cost", 1),
    ("availability", "transport_availability", "downtime", -1),
    ("availability", "transport_availability", "credit", -1),
    ("availability", "sink_availability", "cost", -1),
    ("availability", "recovered", "expected_loss", -1),
    ("availability", "freshness_promise", "freshness_slack", 1),
    ("availability", "loss_per_hour", "nine_saves", 1),
    ("ledger", "sooner_revenue", "profit", 1),
    ("ledger", "sooner_revenue", "payback", -1),
    ("ledger", "move_cost", "payback", 1),
    ("ledger", "move_cost", "needed_revenue", 1),
    ("ledger", "margin", "needed_revenue", -1),
    ("ledger", "batch_platform", "cost", -1),
]


@pytest.mark.parametrize(("model", "name", "path", "sign"), ORDERINGS)
@settings(max_examples=25)
@given(data=st.data())
def test_an_output_goes_one_way_with_a_question(model, name, path, sign, data):
    question = program(MODELS[model]).questions[name]
    texts = drawn(data, model)
    less, more = sorted(data.draw(st.tuples(*[st.floats(question.low, question.high)] * 2)))
    one, other = (values(model, texts | {name: repr(each)}) for each in (less, more))
    sums = [abs(each) for found in (one, other) for each in found.values() if isinstance(each, float)]
    assert sign * (other[path] - one[path]) >= -1e-9 * max(1, *sums)


@settings(max_examples=50)
@given(data=st.data())
def test_a_mix_costs_what_lies_between_its_ends_and_the_second_stack(data):
    found = values("portfolio", drawn(data, "portfolio"))
    ends = sorted([found["all_batch_cost"], found["real_time_cost"]])
    assert ends[0] * (1 - 1e-9) <= found["cost"] - found["stacks_cost"] <= ends[1] * (1 + 1e-9) + 1e-6
    assert found["saving_share"] <= 1 - 1 / found["tax"] + 1e-9 or found["tax"] <= 1


@settings(max_examples=50)
@given(data=st.data())
def test_up_to_the_share_that_is_said_two_stacks_pay_and_beyond_it_they_do_not(data):
    texts = drawn(data, "portfolio") | {"tax": repr(data.draw(st.floats(1.5, 20))), "both_cost": "1000"}
    share = 100 * values("portfolio", texts)["pays_up_to"]
    for kept, pays in ((share - 1, True), (share + 1, False)):
        if 0 < kept < 100:
            assert (values("portfolio", texts | {"kept": repr(kept)})["saving"] > 0) is pays


@settings(max_examples=50)
@given(data=st.data())
def test_a_chain_is_down_at_least_as_long_as_its_worst_part_and_at_most_as_all_in_turn(data):
    texts = drawn(data, "availability")
    found = values("availability", texts)
    down = [1 - found[f"{part}_availability"] for part in ("transport", "processing", "sink", "fourth")]
    month = found["hours_per_month"]
    assert max(down) * month * (1 - 1e-9) - 1e-6 <= found["downtime"] <= min(1, math.fsum(down)) * month + 1e-6
    assert found["downtime_then"] <= found["downtime"] + 1e-6
    assert 0 <= found["credit"] <= found["transport_bill"]


@settings(max_examples=50)
@given(data=st.data())
def test_the_move_is_paid_for_in_time_exactly_where_something_is_left(data):
    found = values("ledger", drawn(data, "ledger"))
    assert 0 < found["payback"] <= found["horizon"] * (1 + 1e-9)
    assert (found["pays_back"] == "never pays back") == (found["profit"] <= 0)
    if abs(found["balance"]) > 1e-9 * found["move_cost"]:
        assert (found["pays_back"] == "pays back") == (found["balance"] > 0)
    if found["pays_back"] == "pays back":
        assert found["payback"] * found["profit"] == pytest.approx(found["move_cost"])


@pytest.mark.parametrize(
    ("model", "texts", "said"),
    [
        ("portfolio", {"tax": "0.75"}, "a loss of"),
        ("portfolio", {"tax": "1", "both_cost": "0"}, "keep one real-time stack."),
        ("portfolio", {"kept": "100"}, "nothing is moved, so nothing is saved."),
        ("people", {"engineers": "0", "rota": "none"}, "less than batch would take"),
        ("people", {"incidents": "100"}, "It does not fit: 100 incidents/week are 7.143 incidents in a shift of 12 h"),
        ("availability", {"freshness_promise": "0.083"}, "break the promised freshness"),
        ("availability", {"nine_price": "1"}, "so it pays."),
        ("availability", {"interval": "1"}, "It does not fit: a run of 2 min is longer than the interval of 1 min"),
        ("ledger", {"sooner_revenue": "0"}, "never pays back"),
        ("ledger", {"move_cost": "1000000"}, "does not pay back in time"),
        ("ledger", {"incidents": "100"}, "It does not fit: 100 incidents/week"),
    ],
)
def test_a_corner_case_is_said_in_words(model, texts, said):
    assert said in answer(model, texts)["headline"]
