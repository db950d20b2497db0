"""The pictures of a calculator: what is drawn of it, and what is left to a table."""

import re
from xml.etree import ElementTree

import pytest

from calc import changes
from calc.answers import read
from calc.model import MODELS
from calc.pictures import BARS, draw, itemised
from calc.program import program
from tests.test_charts import placed

BILLS = [  # the model, what is given, what is drawn in its order, and what is said
    (
        "queues",
        {},
        ["Kinesis", "Event Hubs Standard", "Pub/Sub", "Confluent Basic", "SQS FIFO through SNS", "MSK Serverless",
         "MSK", "MSK Express", "Kafka on EC2"],
        "Kinesis is the cheapest that fits; most of its bill is for people.",
    ),
    (
        "queues",
        {"people": "no", "provider": "Amazon", "events": "10"},
        ["SQS FIFO through SNS", "Kinesis", "Kafka on EC2", "MSK", "MSK Serverless", "MSK Express"],
        "SQS FIFO through SNS is the cheapest that fits; most of its bill is for requests.",
    ),
    (
        "premium",
        {},
        ["Hourly", "Micro-batch", "Near-real-time", "Streaming", "Nightly"],
        "Hourly is the cheapest that fits; most of its bill is for people.",
    ),
    (
        "premium",
        {"window": "0.01"},
        ["Nightly", "Hourly", "Micro-batch", "Near-real-time", "Streaming"],
        "No option fits.",
    ),
]  # fmt: skip


def drawn(model, given):
    html = draw(program(MODELS[model]), read(MODELS[model], given), "bills")
    head, *rows = [re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall("<tr.*?</tr>", html)]
    return html, head, rows


@pytest.mark.parametrize(("model", "given", "names", "said"), BILLS)
def test_a_bar_stands_for_each_service_the_cheapest_first(model, given, names, said):
    html, _, rows = drawn(model, given)
    found = [row[0] for row in rows]
    assert found == names
    assert len(found) <= BARS
    assert re.search("<desc[^>]*>(.*?)</desc>", html).group(1) == said


@pytest.mark.parametrize(("model", "given"), [each[:2] for each in BILLS])
def test_the_parts_of_a_bar_add_up_to_its_bill(model, given):
    _, head, rows = drawn(model, given)
    assert head[0] == "Option"
    assert head[-1] == "Total"
    for _, *parts, total in rows:
        amounts = [float(part.replace("$", "").replace(",", "")) for part in parts if part != "–"]
        whole = float(total.split()[0].replace("$", "").replace(",", ""))
        assert sum(amounts) == pytest.approx(whole, abs=0.01 * len(amounts))


@pytest.mark.parametrize("given", [{}, {"events": "2000"}, {"events": "50000"}, {"people": "no"}])
def test_the_two_cheapest_are_named_at_every_width(given):
    made, answers = program(MODELS["queues"]), read(MODELS["queues"], given)
    values = made.values(answers)
    fitting = [option for option in made.scope.choices[0].options if values[option.fits]]
    first = sorted(fitting, key=lambda option: values[option.cost])[:2]
    figure = ElementTree.fromstring(draw(made, answers, "main"))
    for width in (280, 520):
        assert {option.name for option in first} <= {text for text, _ in placed(figure, width)[0]}


def test_only_a_comparison_of_itemised_bills_is_drawn_so():
    assert [name for name, model in MODELS.items() if itemised(program(model))] == ["queues", "premium"]
    with pytest.raises(KeyError):
        draw(program(MODELS["sqs"]), {}, "bills")


def test_a_border_just_above_the_readers_own_figure_is_told_as_more_than_it():
    made = program(MODELS["necessity"])
    answers = read(made.model, {"who": "machine", "window": "60"})
    said = changes.turning(made, answers, made.values(answers))
    assert "were more than 60 min instead of 60 min" in said
