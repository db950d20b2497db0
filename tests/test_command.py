"""The command line is a contract: tools ask it and read its JSON."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import calc.models  # noqa: F401
from calc import vocabulary
from calc.__main__ import main
from calc.answers import answer, listing
from calc.model import MODELS
from calc.program import program

ROOT = Path(__file__).parent.parent
KEYS = ["model", "given", "headline", "outputs", "own", "errors"]


def strict(text):
    """JSON as the standard has it: no NaN, no Infinity, no key twice."""

    def refuse(constant):
        raise AssertionError(f"{constant} is not JSON")

    def once(pairs):
        assert len(dict(pairs)) == len(pairs)
        return dict(pairs)

    return json.loads(text, parse_constant=refuse, object_pairs_hook=once)


@pytest.fixture
def run(capsys):
    """Run a command line in this process: exit code, what it printed, what it complained."""

    def ran(*arguments):
        code = main(list(arguments))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return ran


def process(*arguments, folder=ROOT):
    command = [sys.executable, "-m", "calc", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("model", MODELS)
def test_json_has_exactly_the_keys_of_the_contract_and_is_the_answer(run, model):
    first, question = next(iter(program(MODELS[model]).questions.items()))
    given = {"events": "50"} if first == "events" else {first: question.default}
    code, out, err = run(model, *(f"--{name}={text}" for name, text in given.items()), "--json")
    reply = strict(out)
    assert (code, err) == (0, "")
    assert list(reply) == KEYS
    assert reply == answer(model, given)
    assert reply["outputs"]
    for output in reply["outputs"].values():
        assert list(output) == ["value", "unit", "text"]
        assert isinstance(output["value"], (float, int, str))


def test_a_real_process_prints_the_answer():
    done = process("queues", "--events", "2500", "--replay", "yes", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert strict(done.stdout) == answer("queues", {"events": "2500", "replay": "yes"})


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('amount = "64"', 'amount = "64 KB"', """amount must be a decimal in quotes, like "0.40", not '64 KB'"""),
        ('values = [{ since = 2026-11-20, amount = "64" }]', "", "values is missing"),
    ],
)
def test_a_broken_entry_is_told_in_a_line(tmp_path, old, new, reason):
    shutil.copytree(ROOT / "calc", tmp_path / "calc", ignore=shutil.ignore_patterns("__pycache__"))
    broken = tmp_path / "calc" / "catalogue" / "aws_sqs.toml"
    text = broken.read_text(encoding="utf-8")
    assert old in text
    broken.write_text(text.replace(old, new), encoding="utf-8")
    done = process("sqs", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"aws_sqs.toml [chunk]: {reason}\n")


def test_an_entry_of_a_region_that_is_none_is_told_in_a_line(tmp_path):
    shutil.copytree(ROOT / "calc", tmp_path / "calc", ignore=shutil.ignore_patterns("__pycache__"))
    broken = tmp_path / "calc" / "catalogue" / "aws_msk.toml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("us-east-1", "us-eest-1", 1), encoding="utf-8")
    done = process("msk", folder=tmp_path)
    reason = f"region must be one of {', '.join(vocabulary.region.options)}, not 'us-eest-1'"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"aws_msk.toml [broker_hour]: {reason}\n")


def test_a_real_process_ends_with_2_and_tells_every_wrong_input():
    done = process("sqs", "--events", "x", "--event-size=-1", "--evnts", "3", "--json")
    reply = strict(done.stdout)
    assert (done.returncode, done.stderr) == (2, "")
    assert list(reply) == KEYS
    assert (reply["headline"], reply["outputs"], reply["own"]) == ("", {}, {})
    assert reply["errors"] == {
        "events": "Events must be a number from 0.001 to 1,000,000 event/s, like 200, not 'x'.",
        "event_size": "Size of an event must be from 0.001 to 10,000 kB/event, not -1.",
        "evnts": "sqs does not ask 'evnts'; did you mean events?",
    }


def test_a_real_process_lists_and_explains():
    listed = process("--list", "--json")
    assert listed.returncode == 0
    assert strict(listed.stdout) == json.loads(json.dumps(listing()))
    explained = process("kinesis", "--explain", "put_cost")
    assert explained.returncode == 0
    assert "= payloads × put_payload" in explained.stdout
    assert process("kinesis", "--events").returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["queues", "--events", "2", "--event-size", "3", "--json"],
        ["queues", "--events", "2", "--event_size", "3", "--json"],
        ["queues", "--events=2", "--event-size=3", "--json"],
        ["queues", "--event_size=3", "--json", "--events=2"],
        ["--json", "--events", "2", "queues", "--event-size", "3"],
    ],
)
def test_a_question_is_written_in_any_of_these_ways(run, arguments):
    code, out, _ = run(*arguments)
    assert code == 0
    assert strict(out)["outputs"] == answer("queues", {"events": "2", "event_size": "3"})["outputs"]
    assert strict(out)["given"] == {"events": "2", "event_size": "3"}


def test_without_json_the_headline_comes_first_then_the_outputs_then_the_options(run):
    code, out, err = run("queues", "--events", "2")
    reply = answer("queues", {"events": "2"})
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0] == reply["headline"]
    told = len(reply["outputs"])
    assert lines[1 : told + 1] == [f"  {path}: {output['text']}" for path, output in reply["outputs"].items()]
    options = [option.name for option in program(MODELS["queues"]).scope.choices[0].options]
    assert [line.strip().startswith(name) for line, name in zip(lines[told + 1 :], options, strict=True)]
    (cheapest,) = [line for line in lines if line.endswith("The cheapest that fits.")]
    assert cheapest.strip().startswith(reply["outputs"]["service"]["text"])


def test_nothing_fits_is_an_answer_and_ends_with_0(run):
    code, out, _ = run("msk", "--events", "100000", "--event-size", "100", "--json")
    reply = strict(out)
    assert code == 0
    assert reply["headline"].startswith("Nothing fits: ")
    assert reply["outputs"]["cost"] == {"value": "no figure", "unit": "USD/month", "text": "no figure"}
    assert reply["outputs"]["size"]["value"] == "nothing"


def test_a_price_of_the_readers_own(run):
    code, out, _ = run("sqs", "--price", "aws_sqs.standard_request=0.20", "--json")
    assert code == 0
    assert strict(out)["outputs"] == answer("sqs", {}, {"aws_sqs.standard_request": "0.20"})["outputs"]
    code, out, _ = run("msk", "--price=aws_msk.broker_hour[m7g.large]=0.1", "--price", "aws_msk.storage=0", "--json")
    assert strict(out)["outputs"]["cost"]["value"] == pytest.approx(219 + 4 * 6.526708602905273)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--price", "aws_sqs.chunk=64"], []),  # as it is listed
        (["--discount", "0"], []),
        (["--discount", "20"], ["After your discount of 20%."]),
        (
            ["--price", "aws_sqs.standard_request=0.2"],
            ["With 1 price of your own.", "  aws_sqs.standard_request: $0.20 per million requests, yours in place of "],
        ),
        (
            ["--price=aws_sqs.standard_request=0.2", "--discount=20", "--price=aws_sqs.chunk=128"],
            [
                "With 2 figures of your own. After your discount of 20%.",
                "  aws_sqs.chunk: 128 KiB/request, yours in place of 64 KiB/request",
                "  aws_sqs.standard_request: $0.20 per million requests, yours in place of graduated: $0.40",
            ],
        ),
    ],
)
def test_what_is_the_readers_own_is_said_under_the_headline(run, arguments, said):
    code, out, _ = run("sqs", *arguments)
    _, *lines = out.splitlines()
    assert code == 0
    assert len(lines) == len(said) + len(answer("sqs", {})["outputs"])
    for line, start in zip(lines, said, strict=False):
        assert line.startswith(start)


def test_explain_opens_a_value_a_price_or_a_question(run):
    for path, line in {
        "put_cost": "put_cost = $7.36 a month   Payload units.",
        "aws_kinesis.shard_hour": "aws_kinesis.shard_hour = $0.015 per shard and hour   One provisioned shard",
        "events": "events = 200 events/s   Events  [the default]",
        "fits": "fits = yes   Every limit holds.",
    }.items():
        code, out, _ = run("kinesis", "--explain", path)
        assert code == 0
        assert f"\n{line}" in out


def test_flip_says_where_the_choice_changes(run):
    code, out, _ = run("queues", "--flip", "events", "--people", "no", "--provider", "Amazon")
    assert code == 0
    assert "\nSQS FIFO through SNS at first\nKinesis from 15.3 events/s\n" in out


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (
            "worth --flip half_life",
            ["worth it unless the half-life is long at first", "worth it only if"],
        ),
        ("sqs --flip events --of cost --at 1000", ["below at first", "at least from 264 events/s"]),
        ("sqs --flip events --at -1", ["cost does not flip between 0.001 events/s and 1,000,000 events/s"]),
        ("sqs --tornado", ["cost is $756.86 a month; at the low", "  Events  ", "  Requests of a standard queue  "]),
        ("sqs --ranges", ["no range is given, and none is listed"]),
        ("kafka --against AKalculator", ["ours  ", "AKalculator  "]),
        ("sqs --explain", ["cost = $756.86 a month"]),
        (
            "worth --ranges half_life=20,60,480 --of gain",
            ["gain in 10,000 draws:", "  P10  $", "  half_life  20 m"],
        ),
        (
            "necessity --sweep interval",
            ["mean_delay over interval:", "  0.1 min     no figure", "from 0.1 min to 2"],
        ),
    ],
)
def test_the_analyses_are_told_under_the_answer(run, arguments, lines):
    code, out, err = run(*arguments.split())
    assert (code, err) == (0, "")
    told = out.splitlines()
    assert told[0] == answer(arguments.split()[0], {})["headline"]
    for line in lines:
        assert any(each.startswith(line) for each in told), line


def test_the_analyses_are_keys_of_their_own_in_json(run):
    asked = ["--flip", "events", "--tornado", "--ranges", "events=100,200,400", "--sweep", "events"]
    code, out, _ = run("queues", *asked, "--json")
    reply = strict(out)
    assert code == 0
    assert list(reply) == [*KEYS, "flip", "tornado", "ranges", "sweep"]
    assert {name: reply[name] for name in KEYS} == answer("queues", {})
    assert reply["flip"]["verdict"] == "Kinesis"
    assert {"before": "Event Hubs Standard", "after": "Kinesis"}.items() <= reply["flip"]["flips"][1].items()
    assert reply["tornado"]["present"] == {"value": pytest.approx(1616.24173), "text": "$1,616.24 a month"}
    assert reply["ranges"]["draws"] == 10_000
    assert sum(reply["ranges"]["chances"]["service"].values()) == pytest.approx(1)
    assert [point["at"]["text"] for point in reply["sweep"]["points"]][::20] == ["0.001 events/s", "1,000,000 events/s"]


NAMES = ", ".join(MODELS)
ERRORS = {
    (): {"model": f"Name a model: {NAMES}. python -m calc --help says more."},
    ("sqsx",): {"model": "there is no model 'sqsx'; did you mean sqs?"},
    ("zzzz",): {"model": "there is no model 'zzzz'."},
    ("sqs", "msk"): {"msk": "'msk' is a second model; one is asked at a time."},
    ("sqs", "--evnts", "3"): {"evnts": "sqs does not ask 'evnts'; did you mean events?"},
    ("sqs", "--partitions", "3"): {"partitions": "sqs does not ask 'partitions'; did you mean retention?"},
    ("sqs", "--consumer=3"): {"consumer": "sqs does not ask 'consumer'; did you mean consumers?"},
    ("sqs", "--events"): {"events": "'--events' needs a value."},
    ("sqs", "--events="): {"events": "Events must be a number from 0.001 to 1,000,000 event/s, like 200, not nothing."},
    ("sqs", "--events", "--consumers", "2"): {"events": "'--events' needs a value."},
    ("sqs", "--events", "1", "--events=2"): {"events": "'--events=2' is given twice."},
    ("sqs", "--price"): {"price": "'--price' needs a value."},
    ("sqs", "--price", "x", "--price", "y"): {
        "price x": "--price is written KEY=AMOUNT, not 'x'.",
        "price y": "--price is written KEY=AMOUNT, not 'y'.",
    },
    ("sqs", "--price", "aws_sqs.chunk"): {"price aws_sqs.chunk": "--price is written KEY=AMOUNT, not 'aws_sqs.chunk'."},
    ("sqs", "--price", "aws_sqs.chonk=1"): {
        "aws_sqs.chonk": "sqs uses no price 'aws_sqs.chonk'; did you mean aws_sqs.chunk?"
    },
    ("sqs", "--price", "aws_sqs.chunk=0"): {
        "aws_sqs.chunk": "Payload that one request carries must be a number from 0.001 to 1,000,000,000,000, "
        "in KiB/request, not '0'."
    },
    ("sqs", "--price", "aws_sqs.chunk=64", "--price", "aws_sqs.chunk=32"): {
        "aws_sqs.chunk": "A price of 'aws_sqs.chunk' is given twice."
    },
    ("queues", "--explain", "cst"): {"explain": "queues has no value 'cst'; did you mean cost?"},
    ("queues", "--against", "AWS"): {"against": "queues counts nothing by a set of assumptions; msk and kafka do."},
    ("kafka", "--against", "ours"): {
        "against": "--against must be one of AWS, AKalculator, syalioune, which are held against ours."
    },
    ("queues", "--explain", "verdict"): {"explain": "queues has no value 'verdict'."},
    ("queues", "--flip", "evnts"): {"flip": "queues asks no number 'evnts'; did you mean events?"},
    ("queues", "--flip", "replay"): {"flip": "queues asks no number 'replay'."},
    ("sqs", "--flip", "events"): {
        "flip": "sqs chooses between nothing, so nothing flips; name a figure: --of cost --at 100."
    },
    ("sqs", "--sweep", "evnts"): {"sweep": "sqs asks no number 'evnts'; did you mean events?"},
    ("sqs", "--sweep", "events", "--of", "cst"): {"of": "sqs has no value 'cst'; did you mean cost?"},
    ("necessity", "--sweep", "window", "--of", "tier"): {"of": "'tier' is not a number, so only --flip looks at it."},
    ("necessity", "--ranges", "--of", "tier"): {"of": "'tier' is not a number, so only --flip looks at it."},
    ("sqs", "--of", "cost"): {"of": "--of goes with --flip, --ranges or --sweep."},
    ("sqs", "--at", "3"): {"at": "--at goes with --flip."},
    ("sqs", "--flip", "events", "--at", "much"): {"at": "--at must be a number in USD/month, not 'much'."},
    ("queues", "--flip", "events", "--of", "service", "--at", "3"): {
        "at": "--at is for a number, and service is none; name one with --of."
    },
    ("sqs", "--tornado", "cst"): {"tornado": "sqs has no numeric output 'cst'; did you mean cost?"},
    ("sqs", "--ranges", "events"): {"ranges events": "--ranges is written QUESTION=LOW,LIKELY,HIGH, not 'events'."},
    ("sqs", "--ranges", "events=1,2,3", "--ranges", "events=1,2,3"): {"events": "A range of 'events' is given twice."},
    ("worth", "--flip", "hlf_life", "--tornado", "cst", "--sweep=evnts", "--ranges=half_life=5,4,3", "--of", "cst"): {
        "flip": "worth asks no number 'hlf_life'; did you mean half_life?",
        "sweep": "worth asks no number 'evnts'; did you mean events?",
        "of": "worth has no value 'cst'; did you mean cost?",
        "tornado": "worth has no numeric output 'cst'; did you mean cost?",
        "half_life": "Half-life of the value: the low of a range, 5, is more than its high, 3.",
    },
    ("sqs", "--events", "x", "--price", "y", "--consumers"): {
        "events": "Events must be a number from 0.001 to 1,000,000 event/s, like 200, not 'x'.",
        "price y": "--price is written KEY=AMOUNT, not 'y'.",
        "consumers": "'--consumers' needs a value.",
    },
}


@pytest.mark.parametrize(("arguments", "errors"), ERRORS.items(), ids=lambda each: " ".join(each) or "no model")
def test_what_cannot_be_used_ends_with_2_and_is_told_in_both_forms(run, arguments, errors):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.splitlines() == list(errors.values())
    code, out, err = run(*arguments[:1], "--json", *arguments[1:])
    reply = strict(out)
    assert (code, err) == (2, "")
    assert list(reply) == KEYS
    assert (reply["headline"], reply["outputs"], reply["own"]) == ("", {}, {})
    assert reply["errors"] == errors


@pytest.mark.parametrize(
    "arguments",
    [
        ["sqs", "--events", "\x1b[31m" * 5000],
        ["sqs", "--\x1b[31m" + "x" * 10_000],
        ["sqs", "--\x1b[31m" + "x" * 10_000, "3"],
        ["sqs", "--price", "\x07" * 10_000],
        ["sqs", "--price", "\x07" * 10_000 + "=1"],
        ["\x1b]0;title\x07" * 1000],
        ["sqs", "\x1b]0;title\x07" * 1000],
        ["queues", "--explain", "\x1b" * 10_000],
        ["queues", "--flip", "\x1b" * 10_000],
        ["\x1b" * 10_000, "--help"],
    ],
)
def test_no_complaint_is_long_or_acts_on_the_terminal(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    for line in err.splitlines():
        assert len(line) < 200
        assert line.isprintable()


def test_the_list_is_readable_and_names_every_question(run):
    code, out, _ = run("--list")
    assert code == 0
    for name, listed in listing().items():
        assert f"{name}  {listed['title']}. {listed['help']}" in out
        for question in listed["questions"]:
            assert f"  --{question.replace('_', '-')} " in out


def test_help_is_for_all_or_for_one_model(run):
    code, out, _ = run("--help")
    assert code == 0
    assert out.startswith("``python -m calc MODEL [--question VALUE]… [--json]``")
    assert f"Models: {NAMES}." in out
    code, out, _ = run("sqs", "--help")
    assert code == 0
    assert "--free-tier yes/no  SQS: free tier. " in out
    assert run("sqsx", "--help") == (2, "", "there is no model 'sqsx'; did you mean sqs?\n")


def test_what_is_explained_is_as_old_as_it_is_today(run, monkeypatch):
    class Later(date):
        @classmethod
        def today(cls):
            return date(2096, 1, 1)

    monkeypatch.setattr("calc.__main__.date", Later)
    code, out, _ = run("kinesis", "--explain", "put_cost")
    assert code == 0
    assert ", secondary, ageing]" in out
