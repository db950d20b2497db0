"""Whatever is pasted into a field is read as it was meant, or refused in a sentence that helps."""

import pytest

import calc.models  # noqa: F401
from calc import vocabulary
from calc.answers import answer
from calc.model import MODELS, Ask, Choose
from calc.program import Scope, program
from calc.reading import cut, plain, quoted

REGIONS = ", ".join(vocabulary.region.options)
PASTES = {
    "a suffix": "12k",
    "too large for a float": "1e999",
    "too small for a float, below": "-1e999",
    "negative": "-1",
    "empty": "",
    "spaces": "   ",
    "a tab and a newline": "\t\n",
    "an Arabic digit": "٣",
    "a wide digit": "５",
    "a long paste": "x" * 10_000,
    "a long number": "9" * 10_000,
    "a long paste of escapes": "\x1b[31m" * 2_000,
    "a long paste of code points that do not print": "\U000e0001" * 10_000,
    "HTML": "<img src=x onerror=alert(1)>",
    "not a number": "nan",
    "infinity": "inf",
    "hexadecimal": "0x10",
    "underscores": "1_000",
    "a decimal comma": "0,5",
    "thousands that are short": "1,00",
    "a space between": "1 0",
    "an escape sequence": "\x1b[31m5\x1b[0m",
    "a zero byte": "5\x00",
    "a bell": "\x07",
    "text turned around": "\u202e5",
    "a lone surrogate": "\udc80",
    "a line break inside": "5\n6",
    "a formula": "=1+1",
    "a quote": "5'",
    "both quotes": "'\"",
    "a unit": "200 event/s",
    "a true minus": "−5",
    "braces": "{events}",
}
QUESTIONS = program(MODELS["queues"]).questions  # it asks all that the others ask


@pytest.mark.parametrize("text", PASTES.values(), ids=PASTES.keys())
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_refusal_names_the_field_what_was_wanted_and_what_came(name, text):
    question = QUESTIONS[name]
    message = answer("queues", {name: text})["errors"][name]
    assert message.startswith(f"{question.label} must be ")
    match question:
        case Ask():
            wanted = [f"from {plain(question.low)} to {plain(question.high)}"]
        case Choose():
            wanted = list(question.options)
        case _:
            wanted = ["yes or no"]
    assert all(each in message for each in wanted)
    assert message.endswith((f", not {quoted(text)}.", f", not {cut(text.strip())}.", f", not {text.strip()}."))
    assert len(message) < 180 + len(", ".join(wanted))  # of a choice, it names them all
    assert message.isprintable()


EXACT = [
    ("events", "12k", "Events must be a number from 0.001 to 1,000,000 event/s, like 200, not '12k'."),
    ("events", "0,5", "Events must be a number from 0.001 to 1,000,000 event/s, like 200, not '0,5'."),
    ("events", "", "Events must be a number from 0.001 to 1,000,000 event/s, like 200, not nothing."),
    ("events", "  ", "Events must be a number from 0.001 to 1,000,000 event/s, like 200, not only spaces."),
    ("events", "1e999", "Events must be from 0.001 to 1,000,000 event/s, not 1e999."),
    ("events", " -1 ", "Events must be from 0.001 to 1,000,000 event/s, not -1."),
    ("events", "1,000,001", "Events must be from 0.001 to 1,000,000 event/s, not 1,000,001."),
    ("events", "0", "Events must be from 0.001 to 1,000,000 event/s, not 0."),
    (
        "events",
        "9" * 10_000,
        "Events must be from 0.001 to 1,000,000 event/s, not '999999999999999999999999…' (10,000 characters).",
    ),
    (
        "events",
        "<img src=x onerror=alert(1)>",
        "Events must be a number from 0.001 to 1,000,000 event/s, like 200, "
        "not '<img src=x onerror=alert…' (28 characters).",
    ),
    ("consumers", "101", "Independent consumers must be from 1 to 100, not 101."),
    ("consumers", "some", "Independent consumers must be a number from 1 to 100, like 3, not 'some'."),
    ("discount", "100.1", "Discount must be from 0 to 100 %, not 100.1."),
    ("discount", "10%", "Discount must be a number from 0 to 100 %, like 0, not '10%'."),
    ("replay", "maybe", "Replay needed must be yes or no, not 'maybe'."),
    ("replay", "", "Replay needed must be yes or no, not nothing."),
    ("replay", "Yes", "Replay needed must be yes or no, not 'Yes'."),
    ("region", "mars-1", f"Region must be one of {REGIONS}, not 'mars-1'."),
    ("region", "us-east-1\x1b[2J", rf"Region must be one of {REGIONS}, not 'us-east-1\x1b[2J'."),
]


@pytest.mark.parametrize(("name", "text", "message"), EXACT, ids=lambda each: str(each)[:24])
def test_a_refusal_reads_as_it_should(name, text, message):
    assert answer("queues", {name: text})["errors"] == {name: message}


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("1,000", "1000"), ("+5", "5"), ("1e3", "1000"), (".5", "0.5"), ("5.", "5"), (" 5 ", "5"), ("5\n", "5"),
        ("0005", "5"), ("1E3", "1000"), ("1,000,000", "1000000"), ("1,000.50", "1000.5"), ("\u00a05", "5"),
    ],
)  # fmt: skip
def test_a_number_that_is_plainly_meant_is_read(text, same):
    assert answer("queues", {"events": text})["outputs"] == answer("queues", {"events": same})["outputs"]


@pytest.mark.parametrize(("name", "text", "same"), [("replay", " yes\n", "yes"), ("region", " us-east-2", "us-east-2")])
def test_spaces_around_a_choice_do_not_matter(name, text, same):
    assert answer("queues", {name: text})["outputs"] == answer("queues", {name: same})["outputs"]


@pytest.mark.parametrize("text", ["", "free", "-1", "nan", "inf", "1e10", "0,5", "٣", "<b>", "\x1b", "x" * 10_000])
@pytest.mark.parametrize("key", ["aws_kinesis.shard_hour", "aws_sqs.standard_request", "aws_msk.storage"])
def test_a_price_that_cannot_be_used_is_told_by_its_title(key, text):
    title = program(MODELS["queues"]).prices[key].entry.title
    (message,) = answer("queues", {}, {key: text})["errors"].values()
    assert message.startswith(f"{title} must be a number from 0 to 1,000, in USD/")
    assert len(message) < 200
    assert message.isprintable()


@pytest.mark.parametrize("key", program(MODELS["queues"]).prices)
def test_a_limit_or_an_assumption_of_the_readers_own_is_above_nothing_unless_its_range_says_so(key):
    """Formulas divide by the others."""
    entry = program(MODELS["queues"]).prices[key].entry
    reply = answer("queues", {}, {key: "0"})
    may = entry.unit.startswith("USD") or entry.low == "0"
    assert list(reply["errors"]) == ([] if may else [key])
    assert "no figure" not in reply["headline"]


def test_an_absurd_price_is_a_slip_and_more_than_all_is_no_share():
    """More than a thousand dollars, and than a thousand times the dearest that is listed, here 13.056."""
    message = "One provisioned shard must be a number from 0 to 1,000, in USD/shard/h, not '1001'."
    key = "aws_kinesis.shard_hour"
    assert answer("kinesis", {}, {key: "1001"})["errors"] == {key: message}
    assert answer("kinesis", {}, {key: "1000"})["errors"] == {}
    key = "aws_msk.broker_hour[m5.large]"
    assert "from 0 to 13,056, in USD/broker/h" in answer("msk", {}, {key: "13057"})["errors"][key]
    key = "kafka_sizing.utilisation"
    assert answer("msk", {}, {key: "101"})["errors"][key].endswith(
        "must be a number from 0.001 to 100, in %, not '101'."
    )
    assert answer("msk", {}, {key: "100"})["errors"] == {}


@pytest.mark.parametrize("text", ["0.001", "1", "1000000000"])
@pytest.mark.parametrize("key", program(MODELS["queues"]).prices)
def test_any_figure_of_the_readers_own_that_is_taken_gives_an_answer(key, text):
    entry = program(MODELS["queues"]).prices[key].entry
    may = "100" if entry.unit == "%" else "1000" if entry.unit.startswith("USD") else text
    reply = answer("queues", {}, {key: may if len(text) > 3 else text})
    assert reply["errors"] == {}
    assert reply["headline"]
    for output in reply["outputs"].values():
        assert output["value"] != float("inf")


@pytest.mark.parametrize("name", ["speed", "Events", "event size", "<b>", "\x1b[31m", "x" * 10_000, "", "__class__"])
def test_a_question_that_is_not_asked_is_told(name):
    (message,) = answer("sqs", {name: "1"})["errors"].values()
    assert message.startswith("sqs does not ask '")
    assert len(message) < 200
    assert message.isprintable()


def test_every_question_of_a_service_is_asked_by_the_comparison_in_the_same_words():
    compared = {found.model for found in program(MODELS["queues"]).scope.paths.values() if isinstance(found, Scope)}
    for model in compared:
        common = program(model).questions.keys() & QUESTIONS.keys() - {"region"}  # Amazon's is not Google's
        assert "events" in common
        assert all(program(model).questions[name] == QUESTIONS[name] for name in common)
