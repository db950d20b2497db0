"""Input that makes no sense is told, or has an answer of its own: never a clamp that nobody sees."""

import math

import pytest

import calc.models  # noqa: F401
from calc.answers import answer

REFUSED = [
    ("necessity", "half_life", "0", "Half-life of the value must be from 0.001 to 525,600 min, not 0."),
    ("interval", "half_life", "0", "Half-life of the value must be from 0.001 to 525,600 min, not 0."),
    ("worth", "half_life_low", "0", "Half-life, at least must be from 0.001 to 525,600 min, not 0."),
    ("premium", "utilisation", "101", "Utilisation must be from 0.1 to 100 %, not 101."),
    ("premium", "utilisation", "0", "Utilisation must be from 0.1 to 100 %, not 0."),
    ("premium", "interval", "525600", "Interval of the runs must be from 0.1 to 43,800 min, not 525600."),
    ("necessity", "interval", "525600", "Interval of the runs must be from 0.1 to 43,800 min, not 525600."),
    ("routing", "escalation", "101", "Needs the large model must be from 0 to 100 %, not 101."),
    ("portfolio", "kept", "101", "Share kept real-time must be from 0 to 100 %, not 101."),
]


@pytest.mark.parametrize(("model", "name", "text", "message"), REFUSED)
def test_a_number_that_makes_no_sense_is_refused(model, name, text, message):
    assert answer(model, {name: text})["errors"] == {name: message}


ANSWERED = [
    ("necessity", {"who": "machine", "window": "1"}, "No batch interval is fast enough with runs this long"),
    ("necessity", {"interval": "1"}, "a run of 2 min is longer than the interval of 1 min, so runs pile up"),
    ("interval", {"window": "1", "act_in": "0"}, "Streaming wins, and no batch interval is fast enough"),
    ("interval", {"run_cost": "10000", "always_on_cost": "1e6"}, "No interval pays"),
    ("interval", {"act_in": "60"}, "acting alone takes 60 min, and the window is 60 min, so nothing is fast enough"),
    ("premium", {"dpus": "0.0625", "utilisation": "90"}, "the batch cluster must be larger"),
    ("premium", {"kpus": "65"}, "Managed Flink, all month: it takes 65 KPUs"),
    ("premium", {"transport": "SQS", "replay": "yes"}, "SQS: a message is gone once it is deleted"),
    ("worth", {"half_life": "5"}, "the half-life is from 20 min to 480 min, so 5 min cannot be the likely one"),
    ("worth", {"transport": "SQS", "replay": "yes"}, "not priced here, so there is no verdict"),
    ("routing", {"escalation": "60", "sent_besides": "41"}, "Ask the small model first"),
    ("availability", {"interval": "1"}, "a run of 2 min is longer than the interval of 1 min"),
]


@pytest.mark.parametrize(("model", "given", "said"), ANSWERED)
def test_what_cannot_be_has_an_answer_of_its_own(model, given, said):
    reply = answer(model, given)
    assert reply["errors"] == {}
    assert said in reply["headline"]
    assert all(isinstance(each["value"], str) or math.isfinite(each["value"]) for each in reply["outputs"].values())
