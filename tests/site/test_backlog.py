"""The worked backlog of the exercise: each verdict is what the model says."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import calc.models  # noqa: F401  (registers every model)
from calc.answers import answer

FOLDER = Path(__file__).resolve().parents[2] / "docs/tracks/8-data-analytics-economics/8-7-real-time-analytics"
REQUESTS: list[dict[str, Any]] = tomllib.loads((FOLDER / "backlog.toml").read_text(encoding="utf-8"))["request"]
TIERS = ("synchronous", "streaming", "near-real-time", "micro-batch", "batch")


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request["id"])
def test_a_verdict_is_what_the_model_says(request_: dict[str, Any]) -> None:
    reply = answer("necessity", request_["given"])
    assert not reply["errors"]
    assert reply["outputs"]["tier"]["text"] == request_["verdict"], reply["outputs"]["why"]["text"]


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request["id"])
def test_a_request_says_in_words_what_the_model_was_given(request_: dict[str, Any]) -> None:
    minutes = {"second": 1 / 60, "minute": 1, "hour": 60, "day": 1440, "week": 10_080, "month": 43_800}

    def read(text: str) -> float:
        count, unit = text.split(",")[0].split()[:2]
        return float(count) * minutes[unit.removesuffix("s")]

    given = request_["given"]
    assert float(given["window"]) == pytest.approx(read(request_["window"]), rel=0.25)  # 30 days are a month
    if given["who"] == "person":
        assert float(given["look_every"]) == pytest.approx(read(request_["look_every"]))
    else:
        assert not request_["look_every"][0].isdigit()


def test_the_backlog_is_about_forty_requests_of_every_tier() -> None:
    assert len({request["id"] for request in REQUESTS}) == len(REQUESTS)
    verdicts = Counter(request["verdict"] for request in REQUESTS)
    assert set(verdicts) == set(TIERS)
    right = [request for request in REQUESTS if request["verdict"] in {"synchronous", "streaming"}]
    assert all("**" in request["why"] for request in right)
    page = (FOLDER / "exercise.md").read_text(encoding="utf-8")
    assert f"{len(REQUESTS)} requests" in page
    for tier in TIERS:
        assert f"| {tier.capitalize()} | {verdicts[tier]} |" in page, f"{tier}: {verdicts[tier]}"
