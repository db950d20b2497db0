"""The course as HTML: what the macros of a page put into it. Nothing here knows MkDocs.

A text of the data files is Markdown and may hold ``{{ figure(..) }}``, ``{{ headline(..) }}`` and ``{{ price(..) }}``.
Each block is one raw HTML block without blank lines, as Markdown wants it.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import PurePosixPath

from jinja2 import Environment, StrictUndefined
from markdown import Markdown  # type: ignore[import-untyped]
from markupsafe import Markup

from calc.answers import answer
from calc.answers import read as read_answers
from calc.model import MODELS
from calc.program import Formula, program
from calc.show import units
from calc.trace import formula, worked
from sitebuild.course import KINDS, Course, CourseFault, Data, Module, Page, Track, unit_of, url
from sitebuild.templates import host, templates

CALLED = {
    "lesson": "Lesson",
    "exercise": "Exercise",
    "check": "Knowledge check",
    "checklist": "Checklist",
    "playbooks": "Playbooks",
    "concepts": "Key concepts",
    "glossary": "Glossary",
}
DOINGS = {  # what the button at the foot of a page says of it
    "lesson": ("I have read this", "Read"),
    "exercise": ("I have done this", "Done"),
    "check": ("I have done this", "Done"),
    "checklist": ("I have been through this", "Done"),
}
READ = ("I have read this", "Read")
GRADED = {"strong": "Strong evidence", "fair": "Fair evidence", "weak": "Weak evidence", "none": "No evidence found"}
IMPACT = {"answers": "Changes answers", "text": "Changes the text", "site": "Changes the site"}
PAGE_LINK = re.compile(r'(<a[^>]* href=")([^":#]+\.md)(#[^"]*)?(")')
PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)
# Of the model necessity, slow to fast
TIERS = ("too late for any pipeline", "batch", "micro-batch", "near-real-time", "streaming", "synchronous")

Macro = Callable[..., str]


class Words:
    """Turns the texts of the data files into HTML."""

    def __init__(self, macros: Mapping[str, Macro]) -> None:
        self.jinja = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701  (the texts are ours)
        self.jinja.globals.update(macros)
        self.markdown = Markdown(extensions=["tables", "attr_list", "sane_lists"])

    def block(self, text: str, root: str, folder: PurePosixPath) -> Markup:
        """*text* as HTML on a page from which *root* leads to the site's; its links are from *folder*."""
        said = self.jinja.from_string(text).render() if "{{" in text or "{%" in text else text

        def link(found: re.Match[str]) -> str:
            file = PurePosixPath(posixpath.normpath(folder / found[2]))
            return f"{found[1]}{root}{url(file)}{found[3] or ''}{found[4]}"

        html = PAGE_LINK.sub(link, self.markdown.reset().convert(said))
        return Markup(re.sub(r"\n\s*\n", "\n", html))  # noqa: S704

    def inline(self, text: str, root: str, folder: PurePosixPath) -> Markup:
        """The same without the paragraph around it, if it is one."""
        html = self.block(text, root, folder)
        only = PARAGRAPH.fullmatch(html)
        return Markup(only[1]) if only else html  # noqa: S704


@dataclass(frozen=True)
class Place:
    """Where a block is put: the page with this address from the root of the site."""

    course: Course
    words: Words
    url: str

    @cached_property
    def root(self) -> str:
        return "../" * self.url.strip("/").count("/") + ("../" if self.url.strip("/") else "./")

    @cached_property
    def of(self) -> tuple[Track | None, Module | None, Page | None]:
        return self.course.of(self.url)

    @property
    def module(self) -> Module:
        found = self.of[1]
        if not found:
            raise CourseFault(self.url, "is not a page of a module, and this block is of a module")
        return found

    @property
    def page(self) -> Page:
        found = self.of[2]
        if not found:
            raise CourseFault(self.url, "is not a page of a module, and this block is of one")
        return found

    def draw(self, template: str, folder: PurePosixPath | None = None, **given: object) -> str:
        """A template of overrides/partials/course, with what all of them use."""
        base = folder or self.module.file.parent
        html = TEMPLATES.get_template(f"{template}.html").render(
            root=self.root,
            block=lambda text: self.words.block(text, self.root, base),
            inline=lambda text: self.words.inline(text, self.root, base),
            pages=MODELS,
            **given,
        )
        return "\n".join(line.strip() for line in html.splitlines() if line.strip())

    # the blocks

    def syllabus(self) -> str:
        """Of a module: its pages; of a track: its modules."""
        track, module, page = self.of
        if page or not track:
            raise CourseFault(self.url, "a syllabus stands on the page of a module or of a track")
        if module:
            others = [page for page in module.pages if page.kind != "lesson"]
            return self.draw("syllabus", module.file.parent, module=module, others=others, called=CALLED)
        return self.draw("track", track.file.parent, track=track)

    def takes(self, kind: str = "") -> str:
        """Of the module, of its first page of a kind, or on a page those of that page."""
        page = self.module.page(kind) if kind else self.of[2]
        return str((page.minutes or page.more) if page else self.module.minutes)

    def objectives(self) -> str:
        page, module = self.page, self.module
        concepts = module.page("concepts")
        named = [(key, module.concepts[key]["name"]) for key in page.concepts]
        return self.draw(
            "objectives", page=page, module=module, called=CALLED[page.kind], concepts=named, home=concepts
        )

    def concept(self, key: str) -> str:
        if key not in self.module.concepts:
            raise CourseFault(self.url, f"there is no concept {key!r} in concepts.toml")
        return self._concept(key, here=False)

    def concepts(self) -> str:
        self._some("concepts")
        return "\n".join(self._concept(key, here=True) for key in self.module.concepts)

    def _concept(self, key: str, here: bool) -> str:
        module = self.module
        concept = module.concepts[key]
        lesson = next(page for page in module.lessons if page.id == concept["lesson"])
        home = module.page("concepts")
        return self.draw("concept", key=key, concept=concept, lesson=lesson, here=here, home=home, page=self.of[2])

    def glossary(self) -> str:
        terms = self.module.terms
        if not terms:
            raise CourseFault(self.url, "glossary.toml and concepts.toml hold nothing")
        names = {term.id: term.name for term in terms}
        return self.draw("glossary", terms=terms, names=names, home=self.module.page("concepts"))

    def checklist(self) -> str:
        self._some("checklist")
        return self.draw("checklist", module=self.module)

    def knowledge_check(self) -> str:
        self._some("questions", "checks")
        return self._quiz(self.module.questions, whole=True)

    def checks(self) -> str:
        """The questions that the lesson's front matter names, in its order; if it names none, all that are of it."""
        asked = {question["id"]: question for question in self.module.questions}
        named = self.page.checks or [key for key, each in asked.items() if each["lesson"] == self.page.id]
        if not named:
            raise CourseFault(self.page.file, "asks for checks(), and checks.toml has no question of this lesson")
        return self._quiz([asked[key] for key in named], whole=False)

    def _quiz(self, questions: tuple[Data, ...] | list[Data], whole: bool) -> str:
        lessons = {lesson.id: lesson for lesson in self.module.lessons}
        drawn = [{**each, **(_numeric(each) if each["kind"] == "numeric" else _mixed(each))} for each in questions]
        return self.draw("quiz", module=self.module, questions=drawn, whole=whole, lessons=lessons)

    def playbooks(self) -> str:
        self._some("playbooks")
        return self.draw("playbooks", playbooks=self.module.playbooks, typed=_typed)

    def backlog(self) -> str:
        self._some("backlog")
        return self.draw("backlog", requests=self.module.backlog)

    def exercise(self) -> str:
        return self.draw("exercise", module=self.module, tiers=TIERS, rows=range(1, 7))

    def record(self) -> str:
        return self.draw("record", module=self.module, called=CALLED, total=len(self.module.questions))

    def whole(self) -> str:
        """Where the finished module is put as one document, once all of its pages are there."""
        return self.draw("whole", module=self.module)

    def page_end(self) -> str:
        """The foot of every page of the course: the mark, the way on, and what the script knows the page by."""
        track, module, page = self.of
        if not track:
            raise CourseFault(self.url, "is not a page of the course")
        before = after = None
        if module and page:
            at = module.pages.index(page)
            before = module.pages[at - 1] if at else None
            after = module.pages[at + 1] if at + 1 < len(module.pages) else None
        modules = [module] if module else list(track.modules)
        known = [[each.id, each.url, each.minutes, each.name] for one in modules for each in one.counted]
        doing = DOINGS.get(page.kind, READ) if page else READ
        return self.draw(
            "end",
            track.file.parent,
            module=module,
            page=page,
            before=before,
            after=after,
            known=json.dumps(known, ensure_ascii=False),
            doing=doing,
            made=module is not None and page is None and self.url != module.url,
        )

    def claims(self) -> str:
        if not self.course.claims:
            raise CourseFault("reference/claims.toml", "holds no claim")
        return self.draw(
            "claims", PurePosixPath("reference"), claims=self.course.claims, graded=GRADED, host=host, count=_count
        )

    def changes(self) -> str:
        found = sorted(self.course.changes, key=lambda change: str(change["day"]), reverse=True)
        if not found:
            raise CourseFault("reference/changes.toml", "holds no change")
        return self.draw("changes", PurePosixPath("reference"), changes=found, impact=IMPACT)

    def _some(self, name: str, file: str = "") -> None:
        if not getattr(self.module, name):
            raise CourseFault(self.module.file.parent / f"{file or name}.toml", f"is missing or empty: {self.url}")


TEMPLATES = templates("partials/course")
TEMPLATES.globals["kinds"] = KINDS


def _numeric(question: Data) -> dict[str, object]:
    """What a numeric question needs besides: the answer for the defaults, and which questions the model asks."""
    model, given = question["model"], question.get("given", {})
    found = answer(model, given)["outputs"][question["output"]]
    unit = unit_of(question, found["unit"])
    return {
        "shown": found["text"],
        "unit": unit,
        "said": units(unit) if unit == question.get("unit", unit) else question["unit"],
        "sum": _sum(model, given, question["output"]),
        "given": json.dumps(given),
        "tolerance": question.get("tolerance", "5%"),
        "title": MODELS[model].title,
    }


def _sum(model: str, given: Mapping[str, str], output: str) -> tuple[str, str]:
    """The formula of an output of the model's own, and the same with the values of these answers in it."""
    made = program(MODELS[model])
    path = made.scope.path(output)
    node = made.nodes[path]
    if not isinstance(node, Formula):
        raise CourseFault("checks.toml", f"{model} works {output} out by no formula, so no sum can be shown")
    values = made.values(read_answers(MODELS[model], given))
    return formula(node.tree, node.scope), worked(made, values, node)[0]


def _mixed(question: Data) -> Data:
    """A question's options in an order that says nothing of which is right, and stays the same at every build."""

    def drawn(option: Data) -> bytes:
        return hashlib.sha256(f"{option['id']}/{question['id']}".encode()).digest()

    return {"option": sorted(question["option"], key=drawn)}


def _typed(text: str) -> Markup:
    """A text to copy as it is typed: its lines stay lines, whatever is done to those of the page."""
    return Markup(escape(text.strip()).replace("\n", "&#10;"))  # noqa: S704


def _count(claims: tuple[Data, ...], grade: str) -> int:
    return sum(claim["grade"] == grade for claim in claims)
