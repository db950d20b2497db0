"""What is always on or billed by the run: one way to say it, and one bill where both mean the same."""

import pytest

from calc import vocabulary
from calc.answers import read
from calc.model import MODELS
from calc.program import program

BY_RUNS = ["flink", "glue", "fargate", "emr-serverless", "dataflow", "warehouse"]
LEAST = {"flink": 10, "glue": 1, "fargate": 1, "emr-serverless": 1, "dataflow": 0, "warehouse": 1}  # minutes a run


def cost(model, **given):
    made = program(MODELS[model])
    return made.values(read(MODELS[model], given))["cost"]


@pytest.mark.parametrize("model", BY_RUNS)
def test_each_asks_the_same_questions(model):
    asked = program(MODELS[model]).questions
    for name in ("events", "always_on", "runs", "run_minutes", "hours_per_month", "discount"):
        assert asked[name] is getattr(vocabulary, name)


@pytest.mark.parametrize("model", BY_RUNS)
@pytest.mark.parametrize("hours", [1, 720, 744])
def test_one_run_of_a_whole_month_costs_what_always_on_does(model, hours):
    month = {"hours_per_month": str(hours)}
    whole = cost(model, always_on="yes", **month)
    assert cost(model, runs="1", run_minutes=str(hours * 60), **month) == pytest.approx(whole, rel=1e-12)


@pytest.mark.parametrize("model", BY_RUNS)
def test_always_on_does_not_care_for_runs(model):
    assert cost(model, always_on="yes", runs="0") == cost(model, always_on="yes", runs="1000000", run_minutes="1")


@pytest.mark.parametrize("model", BY_RUNS)
@pytest.mark.parametrize(
    ("minutes", "rounded"), [(0.001, 1 / 60), (0.1, 0.1), (0.11, 7 / 60), (1.001, 61 / 60), (9.99, 600 / 60), (11, 11)]
)
def test_a_run_is_rounded_up_to_the_second_and_to_the_least_time(model, minutes, rounded):
    asked = program(MODELS[model]).questions
    once = {"auto_suspend": "0"} if "auto_suspend" in asked else {}
    values = program(MODELS[model]).values(read(MODELS[model], {"run_minutes": str(minutes), "runs": "60", **once}))
    assert values["billed"] / 3600 == pytest.approx(max(rounded, LEAST[model]), rel=1e-12)
