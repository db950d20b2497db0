"""The Python that is shipped gives what this one gives, to the letter: every example, every kind of refusal."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import calc.models  # noqa: F401  (registers every model)
from calc.desk import respond
from calc.model import MODELS, Example

REQUESTS = [
    {"model": name, "given": dict(example.given), "prices": dict(example.prices)}
    for name, model in MODELS.items()
    for example in (Example(name="the defaults", given={}, expect={}), *model.examples)
] + [
    {"model": "queues", "given": {"events": text, "evnts": "1"}, "prices": {"aws_kinesis.shard_hour": "free"}}
    for text in ("12k", "1e999", "-1", "", "  ", "٣", "x" * 10_000, "<img onerror>", "\x1b[2J")
]
REQUESTS += [
    {"model": "kinesis", "given": {"discount": "10"}, "prices": {"aws_kinesis.shard_hour": "0.012"}},
    {"model": "queue", "given": {}},
]


@pytest.fixture(scope="module")
def replies(site_folder: Path) -> list[str]:
    """What the shipped runtime answers, a line each."""
    (application,) = (site_folder / "assets").glob("calc-*")
    done = subprocess.run(
        ["node", Path(__file__).with_name("shipped.mjs"), application],
        input="\n".join(json.dumps(request) for request in REQUESTS),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_shipped_runtime_answers_as_this_one_does(replies):
    assert len(replies) == len(REQUESTS)
    for request, reply in zip(REQUESTS, replies, strict=True):
        assert texts(json.loads(reply)) == texts(json.loads(respond(json.dumps(request)))), request


def texts(reply: dict) -> dict:
    """A reply without its floats, whose last digit may differ between the two; every text of them must not."""
    outputs = {name: (output["unit"], output["text"]) for name, output in reply["outputs"].items()}
    return {**reply, "outputs": outputs}
