"""What a page's Markdown may ask for: the only code that knows mkdocs-macros.

``{{ calculator("queues") }}``, ``{{ prices() }}``, ``{{ recomputed() }}``: drawn by sitebuild/generate.py.
``{{ headline("queues", events="5") }}``, ``{{ figure("queues", "cost") }}``, ``{{ price("aws_sqs.chunk") }}``: texts
that calc works out. Those of the course (``{{ syllabus() }}`` and the rest of ``COURSE``) are drawn by
sitebuild/coursework.py. A wrong name stops the build.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WIDGETS = ROOT / "build" / "widgets"
if str(ROOT) not in sys.path:  # mkdocs-macros loads this file by its path, from wherever mkdocs runs
    sys.path.insert(0, str(ROOT))

import calc.models  # noqa: E402, F401  (registers every model)
from calc.answers import answer, read  # noqa: E402
from calc.model import CATALOGUE, MODELS, PRICED_ON  # noqa: E402
from calc.program import program  # noqa: E402
from calc.show import looked_up  # noqa: E402
from calc.trace import shown_at  # noqa: E402
from sitebuild import course, navigation  # noqa: E402
from sitebuild.coursework import Place, Words  # noqa: E402

DOCS = ROOT / "docs"
COURSE = (
    "syllabus", "takes", "objectives", "concept", "concepts", "glossary", "checklist", "knowledge_check", "checks",
    "playbooks", "backlog", "exercise", "record", "whole", "claims", "changes", "page_end",
)  # fmt: skip


def define_env(env: Any) -> None:
    """Called by mkdocs-macros, once a build or, by other generators, once a page: everything slow is cached."""

    def root() -> str:
        """The way from the page up to the site's root; links in finished HTML are not rewritten by the generator."""
        return "../" * str(env.page.url).rstrip("/").count("/") + ("../" if str(env.page.url).strip("/") else "./")

    @env.macro  # type: ignore[untyped-decorator]
    def calculator(model: str) -> str:
        return _widget(model).replace("{root}", root())

    @env.macro  # type: ignore[untyped-decorator]
    def prices() -> str:
        return _widget("prices").replace("{root}", root())

    @env.macro  # type: ignore[untyped-decorator]
    def recomputed() -> str:
        return _widget("recomputed").replace("{root}", root())

    @env.macro  # type: ignore[untyped-decorator]
    def headline(model: str, **given: str) -> str:
        reply = answer(model, given)
        if reply["errors"]:
            raise ValueError(f"headline({model!r}): {' '.join(reply['errors'].values())}")
        return html.escape(reply["headline"])

    @env.macro  # type: ignore[untyped-decorator]
    def figure(model: str, path: str, **given: str) -> str:
        made = program(MODELS[model])
        return html.escape(shown_at(made, made.values(read(MODELS[model], given)), path))

    @env.macro  # type: ignore[untyped-decorator]
    def price(key: str, **choice: str) -> str:
        entry = CATALOGUE[key]
        if entry.held(PRICED_ON, choice) is None:
            raise ValueError(f"price({key!r}): no figure is listed for {choice} on {PRICED_ON}")
        text = html.escape(looked_up(entry.on(PRICED_ON, choice), entry))
        return f'<a href="{root()}reference/prices/#{key}">{text}</a>'

    found = _course(_changed())
    words = Words({"headline": headline, "figure": figure, "price": price})

    def block(name: str) -> Callable[..., str]:
        def drawn(*given: str) -> str:
            drawing: Callable[..., str] = getattr(Place(found, words, str(env.page.url)), name)
            return drawing(*given)

        drawn.__name__ = name
        return drawn

    for name in COURSE:
        env.macro(block(name))
    # A folder in the navigation of mkdocs.yml stands for the pages that are in it.
    if getattr(env, "conf", None) and env.conf["nav"]:
        env.conf["nav"] = navigation.expanded(env.conf["nav"], found)


@cache
def _course(_changed: int) -> course.Course:
    return course.read(DOCS)


def _changed() -> int:
    """When the course was changed last: while it is written, it is read again."""
    folders = (DOCS / course.TRACKS, DOCS / "reference")
    return max((path.stat().st_mtime_ns for folder in folders for path in folder.rglob("*")), default=0)


@cache
def _widget(name: str) -> str:
    return (WIDGETS / f"{name}.html").read_text(encoding="utf-8")
