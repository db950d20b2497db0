"""The words of the site: figures come from calc or from a source, lessons take the minutes that they say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sitebuild.course import front_matter, read

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
TABLES = sorted(DOCS.rglob("*.toml"))

SKIPPED = re.compile(r"<details\b.*?</details>", re.DOTALL)  # "For who runs it": a lesson says that it may be
CODE = re.compile(r"^```.*?^```|`[^`\n]*`|<code>.*?</code>", re.DOTALL | re.MULTILINE)
MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
DOLLARS = re.compile(r"\$\s?\d")
# A multiple, and neither a product that is worked out nor how often something happens. Small numbers in words are left
# out: "four times as often is four times the bill" is no figure that somebody found.
COUNT = r"(?:\d[\d,.]*|ten|twenty|thirty|forty|fifty|(?:a )?hundred|(?:a )?thousand)"
OFTEN = r"(?:a|an|each|every|per)\s+(?:second|minute|hour|day|night|week|month|year)"
RATIO = re.compile(rf"\b{COUNT}\s?(?:x|×|-?fold|times)(?![\w-])(?!\s+{OFTEN})(?!\s*[\d*])", re.IGNORECASE)
IN_WORDS = re.compile(r"^[^\d]*$")
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')  # what somebody else says, and is asked about
LINK = re.compile(r"\]\(|href=")
SENTENCE = re.compile(r"(?<=[.!?])[*_)\"”]*\s+(?=\W*[A-Z¤])")
WORDS_A_MINUTE = 200
TOLERANCE = 0.2  # of a page's minutes, and never less than one


def body(path: Path) -> str:
    """A page without front matter and code; a macro is a mark."""
    _, text = front_matter(path.read_text(encoding="utf-8"))
    return MACRO.sub("¤", CODE.sub("", text))


def said(text: str) -> Iterator[str]:
    """Its rows and sentences, one at a time."""
    for block in re.split(r"\n\s*\n", text):
        lines = block.strip().splitlines()
        if any(line.lstrip().startswith("|") for line in lines):
            yield from lines
            continue
        items = re.split(r"\n(?=\s*(?:[-*]|\d+\.)\s)", block.strip())
        for item in items:
            yield from SENTENCE.split(" ".join(item.split()))


def unsourced(text: str) -> list[str]:
    """The sentences and rows that hold a typed figure, and no link beside it.

    A multiple may also stand in quotes, or in words beside what calc says of it.
    """
    return [each.strip() for each in said(text) if not LINK.search(each) and figured(each)]


def figured(sentence: str) -> bool:
    if DOLLARS.search(sentence):
        return True
    found = RATIO.findall(QUOTED.sub("", sentence))
    return any(not (IN_WORDS.match(each) and "¤" in sentence) for each in found)


def texts(given: Any) -> Iterator[str]:
    """Every text of a data file; of a claim that names its sources, or has figures of calc beside it, none."""
    if isinstance(given, str):
        yield MACRO.sub("¤", CODE.sub("", given))
    elif isinstance(given, list):
        for each in given:
            yield from texts(each)
    elif isinstance(given, dict) and "source" not in given and not MACRO.search(given.get("figures", "")):
        for name, each in given.items():
            if name not in {"given", "template", "claim"}:  # what is put in, letters with blanks, what others say
                yield from texts(each)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_a_figure_in_a_page_comes_from_calc_or_stands_beside_its_source(path: Path) -> None:
    assert unsourced(body(path)) == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_a_figure_in_the_data_comes_from_calc_or_stands_beside_its_source(path: Path) -> None:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert [each for text in texts(found) for each in unsourced(text)] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It costs $5.", 1),
        ("It costs $5, [they say](https://e.org).", 0),
        ("It costs $5. [Others](https://e.org) differ.", 1),
        ("It costs {{ figure('sqs', 'cost') }}, or `$5`.", 0),
        ("| a | $5 |\n|---|---|\n| b [c](d) | $6 |", 1),
        ("Ten times as much, 3x, 2.5 × more", 1),
        ("- One is 3x.\n- Two is 4x, [see](a).", 1),
        ("Look five times a day. 3 × 5 is known. The boxes. 300 hours.", 0),
        ("```\n$5\n```\nNothing.", 0),
        ('Is it "ten times"? They say "10x".', 0),
        ("Ten times takes {{ figure('premium', 'bound') }}.", 0),
        ("10 times takes {{ figure('premium', 'bound') }}.", 1),
        ("It costs $5, or {{ figure('sqs', 'cost') }}.", 1),
    ],
)
def test_the_search_for_figures_finds_what_it_should(text: str, count: int) -> None:
    assert len(unsourced(MACRO.sub("¤", CODE.sub("", text)))) == count


def words(text: str) -> int:
    """As they are read: links by their words, tables by their cells, a figure as one, no marks."""
    text = re.sub(r"<[^>]+>", " ", re.sub(r"\]\([^)]*\)|\{[^}\n]*\}", " ", SKIPPED.sub("", text)))
    return len(re.findall(r"[\w'’$%.,-]*\w|¤", text))


def reading(path: Path, shown: str) -> float:
    return words(body(path) + shown) / WORDS_A_MINUTE


COURSE = read(DOCS)
TIMED = [(module, page) for module in COURSE.modules for page in module.counted]


@pytest.mark.parametrize(("module", "page"), TIMED, ids=[page.id for _, page in TIMED])
def test_a_page_takes_the_minutes_that_it_says(module, page) -> None:
    """Words at 200 a minute, with those of its goals and concepts, and the minutes of practice that it declares."""
    cards = [module.concepts[key] for key in re.findall(r'concept\("([\w-]+)"\)', (DOCS / page.file).read_text())]
    shown = " ".join([*page.objectives, *(f"{each['says']} {each['rule']} {each['limits']}" for each in cards)])
    minutes = reading(DOCS / page.file, shown) + page.practice
    allowed = max(1, TOLERANCE * page.minutes)
    assert abs(minutes - page.minutes) <= allowed, f"{minutes:.1f} minutes by its words and practice"
