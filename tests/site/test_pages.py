"""What stands in the built pages, before any script."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

import calc.models  # noqa: F401  (registers every model)
from calc.answers import answer, default
from calc.model import CATALOGUE, MODELS
from sitebuild.course import read as read_course

DOCS = Path(__file__).resolve().parents[2] / "docs"


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


def test_search_finds_every_page_once_and_the_terms_of_the_glossary(site_folder):
    found = json.loads((site_folder / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    documents = {document["location"]: document for document in found}
    assert len(documents) == len(found)
    course = read_course(DOCS)
    for module in course.modules:
        assert {module.url, *(page.url for page in module.pages)} <= documents.keys()
        assert not {f"{module.url}print/", f"{module.url}record/"} & documents.keys()
        glossary = module.page("glossary")
        assert all(f"{term.name}." in documents[glossary.url]["text"] for term in module.terms)
    assert {f"calculators/{model}/" for model in MODELS} <= documents.keys()


def test_no_data_of_the_course_is_published_as_a_file(site_folder):
    assert not list(site_folder.rglob("*.toml"))


def test_the_whole_module_is_one_document(site_folder):
    for module in read_course(DOCS).modules:
        whole = (site_folder / module.url / "print" / "index.html").read_text(encoding="utf-8")
        assert whole.count('<section class="rt-part">') == len(module.pages) + 1
        assert "<cost-calculator" not in whole


def test_a_lesson_holds_its_calculator(site_folder):
    pages = [path for path in (site_folder / "tracks").rglob("index.html") if "cost-calculator" in path.read_text()]
    assert pages, "no lesson holds a calculator"
    for path in pages:
        assert read(path).texts["say"]
