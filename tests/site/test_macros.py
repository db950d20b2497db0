"""What a page may ask for: a wrong name stops the build."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from calc.catalogue import read

FILE = Path(__file__).resolve().parents[2] / "overrides" / "macros.py"


@pytest.fixture
def macros() -> dict[str, Callable[..., str]]:
    """The macros, as mkdocs-macros loads them, on a page of its own folder."""
    spec = importlib.util.spec_from_file_location("macros", FILE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, Callable[..., str]] = {}

    def macro(function: Callable[..., str]) -> Callable[..., str]:
        return found.setdefault(function.__name__, function)

    env: Any = SimpleNamespace(macro=macro, page=SimpleNamespace(url="tracks/one/"))
    module.define_env(env)
    return found


def test_a_price_is_a_link_to_its_entry(macros: dict[str, Callable[..., str]]) -> None:
    link = '<a href="../../reference/prices/#aws_sqs.chunk">64 KiB/request</a>'
    assert macros["price"]("aws_sqs.chunk") == link


def test_a_price_that_is_not_listed_stops_the_build(macros: dict[str, Callable[..., str]]) -> None:
    reason = r"price\('aws_msk.broker_hour'\): no figure is listed for {'region': 'us-east-1', 'size': 'm7g.lage'}"
    with pytest.raises(ValueError, match=reason):
        macros["price"]("aws_msk.broker_hour", region="us-east-1", size="m7g.lage")


def test_the_page_of_prices_is_headed_by_the_names_of_services() -> None:
    from sitebuild.generate import prices

    html = prices(date(2026, 11, 23))
    for entry in read().values():
        assert f'<h2 id="{entry.key.partition(".")[0]}">{entry.service}</h2>' in html
