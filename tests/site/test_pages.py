"""What stands in the built pages, before any script."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

import calc.models  # noqa: F401  (registers every model)
from calc.answers import answer, default
from calc.model import CATALOGUE, MODELS


class Slots(HTMLParser):
    """The texts of a page by the slot they stand in, and its ids."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {}
        self.ids: set[str] = set()
        self.open: list[str | None] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids.add(given.get("id", ""))
        if tag not in {"input", "br", "img", "meta", "link", "hr"}:
            self.open.append(given.get("data-slot"))
            if self.open[-1] is not None:
                self.texts.setdefault(self.open[-1], []).append("")

    def handle_endtag(self, tag):
        if self.open:
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] is not None:
            self.texts[self.open[-1]][-1] += data


def read(path: Path) -> Slots:
    found = Slots()
    found.feed(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("model", MODELS)
def test_every_calculator_has_its_page_with_its_default_answer_in_every_slot(site_folder, model):
    shown = read(site_folder / "calculators" / model / "index.html").texts
    _, wanted = default(MODELS[model])
    assert len(shown) > 20
    for slot, texts in shown.items():
        assert set(texts) == {wanted[slot]}, slot
    said = f"{shown['say'][0]} {shown['turn'][0]}".strip()
    assert said == answer(model, {})["headline"]
    for name, output in answer(model, {})["outputs"].items():
        assert shown.get(f"output/{name}", [output["text"]]) == [output["text"]], name


def test_every_price_has_its_place_on_the_page_of_prices(site_folder):
    assert set(CATALOGUE) <= read(site_folder / "reference" / "prices" / "index.html").ids


def test_a_lesson_holds_its_calculator(site_folder):
    pages = [path for path in (site_folder / "tracks").rglob("index.html") if "cost-calculator" in path.read_text()]
    assert pages, "no lesson holds a calculator"
    for path in pages:
        assert read(path).texts["say"]
