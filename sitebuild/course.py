"""The course as data: what the front matter of its pages and the TOML files beside them say, read and checked.

Nothing here knows MkDocs. A mistake is a :class:`CourseFault` with file and reason; it stops the build.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import yaml  # type: ignore[import-untyped]

import calc.models  # noqa: F401  (registers every model)
from calc.answers import answer
from calc.errors import UnitError
from calc.model import MODELS
from calc.units import scale

TRACKS = "tracks"  # the folder of the course among the pages
MADE = ("print", "record")  # pages that are made for a module, and that nobody writes
# Kinds of a module's pages in the order in which they are read; lessons come by their number.
KINDS = ("lesson", "exercise", "check", "checklist", "playbooks", "concepts", "glossary")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LESSON = re.compile(r"([1-9][0-9]*)-[a-z0-9-]+")
TOLERANCE = re.compile(r"[0-9]+(?:\.[0-9]+)?%")
FENCE = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
# Front matter that is read here.
OURS = ("id", "kind", "outcomes", "objectives", "concepts", "checks", "practice", "more")
GRADES = ("strong", "fair", "weak", "none")
IMPACTS = ("answers", "text", "site")

Data = Mapping[str, Any]


class CourseFault(Exception):  # noqa: N818  (it is told, not caught)
    """The course is not as it must be; the message says in which file, where in it, and why."""

    def __init__(self, file: PurePosixPath | str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a module; *minutes* are those it takes, *practice* those of them in which nothing is read.

    *more* are minutes that the module's do not count: it can be done without.
    """

    id: str
    kind: str
    title: str
    description: str
    file: PurePosixPath
    minutes: int = 0
    practice: int = 0
    more: int = 0
    number: int = 0
    objectives: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Where the page is, from the root of the site."""
        return url(self.file)

    @property
    def name(self) -> str:
        """The title, with a lesson's number."""
        return f"{self.number}. {self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary; a concept is one too."""

    id: str
    name: str
    says: str
    also: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    concept: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    """A folder of lessons with the data beside them."""

    id: str
    title: str
    description: str
    file: PurePosixPath
    outcomes: tuple[str, ...]
    pages: tuple[Page, ...]
    concepts: Mapping[str, Data] = field(default_factory=dict)
    glossary: Mapping[str, Data] = field(default_factory=dict)
    questions: tuple[Data, ...] = ()
    checklist: tuple[Data, ...] = ()
    playbooks: tuple[Data, ...] = ()
    backlog: tuple[Data, ...] = ()

    @property
    def url(self) -> str:
        return url(self.file)

    @property
    def lessons(self) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if page.kind == "lesson")

    @property
    def counted(self) -> tuple[Page, ...]:
        """The pages that take time: what progress is counted in."""
        return tuple(page for page in self.pages if page.minutes)

    @property
    def minutes(self) -> int:
        return sum(page.minutes for page in self.pages)

    def page(self, kind: str) -> Page | None:
        """The first page of a kind."""
        return next((page for page in self.pages if page.kind == kind), None)

    @property
    def terms(self) -> list[Term]:
        """Everything that the glossary explains, by name."""
        found = [
            Term(key, each["name"], each["says"], tuple(each.get("also", ())), tuple(each.get("see", ())))
            for key, each in self.glossary.items()
        ]
        found += [
            Term(key, each["name"], each["says"], tuple(each.get("also", ())), concept=True)
            for key, each in self.concepts.items()
        ]
        return sorted(found, key=lambda term: term.name.lower())


@dataclass(frozen=True, slots=True)
class Track:
    """A folder of modules."""

    id: str
    title: str
    description: str
    file: PurePosixPath
    modules: tuple[Module, ...]

    @property
    def url(self) -> str:
        return url(self.file)

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)


Of = tuple[Track | None, Module | None, Page | None]


@dataclass(frozen=True)
class Course:
    """All of it."""

    tracks: tuple[Track, ...]
    claims: tuple[Data, ...] = ()
    changes: tuple[Data, ...] = ()

    @property
    def modules(self) -> list[Module]:
        return [module for track in self.tracks for module in track.modules]

    def of(self, place: str) -> Of:
        """What a page of the site belongs to, by its address from the root; a page that is made is its module's."""
        return self._places.get(place) or self._places.get(f"{PurePosixPath(place).parent}/", (None, None, None))

    @cached_property
    def _places(self) -> dict[str, Of]:
        found: dict[str, Of] = {}
        for track in self.tracks:
            found[track.url] = (track, None, None)
            for module in track.modules:
                found[module.url] = (track, module, None)
                found |= {page.url: (track, module, page) for page in module.pages}
        return found


def url(file: PurePosixPath) -> str:
    """The address of a page from the root of the site.

    >>> url(PurePosixPath("tracks/8/index.md")), url(PurePosixPath("tracks/8/1-why.md"))
    ('tracks/8/', 'tracks/8/1-why/')
    """
    return f"{file.parent}/" if file.name == "index.md" else f"{file.with_suffix('')}/"


def read(docs: Path) -> Course:
    """The course under the folder *docs*; :class:`CourseFault` at the first mistake."""
    folders = sorted((path for path in (docs / TRACKS).glob("*") if path.is_dir()), key=_natural)
    tracks = tuple(_track(docs, folder) for folder in folders)
    _once((track.id for track in tracks), PurePosixPath(TRACKS), "track")
    reference = docs / "reference"
    claims = _list(docs, reference / "claims.toml", "claim", CLAIM)
    for claim in claims:
        where = f"claim {claim['id']}"
        _one_of(claim["grade"], GRADES, "reference/claims.toml", f"{where}: grade")
        if claim["grade"] != "none" and not claim.get("source"):
            raise CourseFault("reference/claims.toml", f"{where}: a claim graded {claim['grade']} needs a source")
    changes = _list(docs, reference / "changes.toml", "change", CHANGE, ided=False)
    for change in changes:
        _one_of(change["impact"], IMPACTS, "reference/changes.toml", f"change of {change['day']}: impact")
    return Course(tracks, claims, changes)


def front(path: Path, file: PurePosixPath) -> dict[str, Any]:
    """The front matter of a page."""
    try:
        given, _ = front_matter(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise CourseFault(file, f"the front matter cannot be read: {' '.join(str(error).split())}") from None
    if not given:
        raise CourseFault(file, "has no front matter: it must begin with --- and give id, kind, title and description")
    return given


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The front matter of a page, empty if it has none, and the rest."""
    found = FENCE.match(text)
    given = yaml.safe_load(found[1]) if found else None
    return (given, text[found.end() :]) if found and isinstance(given, dict) else ({}, text)


@dataclass(frozen=True, slots=True)
class _Fields:
    """What a table must and may hold: names by kind, the kinds being text, texts, table, tables, bool or any."""

    needs: Mapping[str, str]
    may: Mapping[str, str] = field(default_factory=dict)


def _texts(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "text")


CONCEPT = _Fields(
    _texts("name", "says", "rule", "limits", "lesson"), _texts("source", "calculator") | {"also": "texts"}
)
TERM = _Fields(_texts("name", "says"), {"also": "texts", "see": "texts"})
QUESTION = _Fields(
    _texts("id", "kind", "lesson", "ask", "hint"),
    {"option": "tables", "given": "table"} | _texts("model", "output", "tolerance", "unit", "why"),
)
OPTION = _Fields(_texts("id", "text", "why") | {"right": "bool"})
ITEM = _Fields(_texts("id", "text", "why"), _texts("link"))
PLAYBOOK = _Fields(_texts("id", "title", "when", "saving") | {"step": "tables"}, _texts("calculator"))
STEP = _Fields(_texts("title", "do", "owner", "effort", "risk", "back", "template"))
REQUEST = _Fields(_texts("id", "asks", "who", "window", "look_every", "verdict", "why"), {"given": "table"})
CLAIM = _Fields(_texts("id", "claim", "said_by", "verdict", "conditions", "figures", "grade"), {"source": "tables"})
SOURCE = _Fields(_texts("title", "url") | {"day": "any"})
CHANGE = _Fields({"day": "any"} | _texts("what", "impact"))
NESTED = {"option": OPTION, "step": STEP, "source": SOURCE}
KIND_OF: dict[str, Any] = {"text": str, "texts": list, "table": dict, "tables": list, "bool": bool, "any": object}
WORDS = {
    "text": "a text in quotes",
    "texts": "a list of texts",
    "table": "a table",
    "tables": "a list of tables",
    "bool": "true or false",
}


def _track(docs: Path, folder: Path) -> Track:
    file, given = _index(docs, folder, "track")
    paths = sorted((path for path in folder.glob("*") if path.is_dir()), key=_natural)
    modules = tuple(_module(docs, path, given["id"]) for path in paths)
    _once((module.id for module in modules), file.parent, "module")
    return Track(given["id"], given["title"], given["description"], file, modules)


def _index(docs: Path, folder: Path, kind: str) -> tuple[PurePosixPath, dict[str, Any]]:
    path = folder / "index.md"
    file = _file(docs, path)
    if not path.is_file():
        raise CourseFault(file, f"is missing: a folder of a {kind} has one")
    given = front(path, file)
    _named(given, file, ("id", "kind", "title", "description"))
    if given["kind"] != kind:
        raise CourseFault(file, f"kind must be {kind}, not {given['kind']!r}")
    if not folder.name.startswith(f"{given['id']}-"):
        raise CourseFault(file, f"id {given['id']!r} must be what the name of its folder begins with, {folder.name}")
    return file, given


def _module(docs: Path, folder: Path, track: str) -> Module:
    file, given = _index(docs, folder, "module")
    if not given["id"].startswith(f"{track}-"):
        raise CourseFault(file, f"id {given['id']!r} must begin with the id of its track, {track}-")
    outcomes = _strings(given, "outcomes", file)
    if not outcomes:
        raise CourseFault(file, "outcomes are missing: what a reader can do at the end")
    paths = sorted((path for path in folder.glob("*.md") if path.name != "index.md"), key=_natural)
    found = [_page(docs, path, given["id"]) for path in paths]
    pages = tuple(sorted(found, key=lambda page: (KINDS.index(page.kind), page.number)))
    _once((page.id for page in pages), file.parent, "page")
    lessons = [page for page in pages if page.kind == "lesson"]
    if not lessons:
        raise CourseFault(file, "the module has no lesson: a file like 1-why.md with kind: lesson")
    for number, lesson in enumerate(lessons, 1):
        if lesson.number != number:
            raise CourseFault(lesson.file, f"is lesson {lesson.number}, but lesson {number} is not there")
    names = {lesson.id for lesson in lessons}
    module = Module(
        given["id"],
        given["title"],
        given["description"],
        file,
        outcomes,
        pages,
        _tables(docs, folder / "concepts.toml", CONCEPT),
        _tables(docs, folder / "glossary.toml", TERM),
        _list(docs, folder / "checks.toml", "question", QUESTION),
        _list(docs, folder / "checklist.toml", "item", ITEM),
        _list(docs, folder / "playbooks.toml", "playbook", PLAYBOOK),
        _list(docs, folder / "backlog.toml", "request", REQUEST),
    )
    _concepts(module, names)
    _glossary(module)
    for question in module.questions:
        _question(file.parent / "checks.toml", question, names)
    for playbook in module.playbooks:
        if not playbook["step"]:
            raise CourseFault(file.parent / "playbooks.toml", f"playbook {playbook['id']}: has no step")
        _calculator(playbook, file.parent / "playbooks.toml", f"playbook {playbook['id']}")
    _references(module)
    return module


def _page(docs: Path, path: Path, module: str) -> Page:
    file = _file(docs, path)
    if path.stem in MADE:
        raise CourseFault(file, "is a page that the build makes; give yours another name")
    given = front(path, file)
    _named(given, file, ("id", "kind", "title", "description", "minutes"))
    kind = given["kind"]
    _one_of(kind, KINDS, file, "kind")
    if not ID.fullmatch(given["id"]):
        raise CourseFault(file, f"id {given['id']!r} must be small letters, digits and hyphens")
    number = 0
    if kind == "lesson":
        named = LESSON.fullmatch(path.stem)
        if not named:
            raise CourseFault(file, "a lesson's file is named by its number and words, like 1-why-it-costs.md")
        number = int(named[1])
        if given["id"] != f"{module}-{number}":
            raise CourseFault(file, f"id must be {module}-{number} for the lesson of that number, not {given['id']!r}")
        _named(given, file, ("objectives",))
    minutes, practice, more = (_minutes(given, name, file) for name in ("minutes", "practice", "more"))
    if kind == "lesson" and not minutes:
        raise CourseFault(file, "a lesson takes at least a minute")
    if practice > minutes:
        raise CourseFault(file, f"practice is {practice} minutes of {minutes}, and cannot be more")
    return Page(
        given["id"],
        kind,
        given["title"],
        given["description"],
        file,
        minutes,
        practice,
        more,
        number,
        *(_strings(given, name, file) for name in ("objectives", "concepts", "checks")),
    )


def _named(given: Data, file: PurePosixPath, names: Iterable[str]) -> None:
    for name in names:
        if given.get(name) in (None, "", []):
            raise CourseFault(file, f"the front matter has no {name}")
        if name not in {"minutes", "objectives"} and not isinstance(given[name], str):
            raise CourseFault(file, f'{name} must be a text; put it in quotes: {name}: "{given[name]}"')


def _minutes(given: Data, name: str, file: PurePosixPath) -> int:
    minutes = given.get(name, 0)
    if isinstance(minutes, bool) or not isinstance(minutes, int) or minutes < 0:
        raise CourseFault(file, f"{name} must be a whole number, not {minutes!r}")
    return minutes


def _strings(given: Data, name: str, file: PurePosixPath) -> tuple[str, ...]:
    found = given.get(name) or []
    if not isinstance(found, list) or not all(isinstance(each, str) and each.strip() for each in found):
        raise CourseFault(file, f"{name} must be a list of texts")
    if twice := [each for i, each in enumerate(found) if each in found[:i]]:
        raise CourseFault(file, f"{name} has {twice[0]!r} twice")
    return tuple(found)


def _concepts(module: Module, lessons: set[str]) -> None:
    file = module.file.parent / "concepts.toml"
    for key, concept in module.concepts.items():
        if concept["lesson"] not in lessons:
            raise CourseFault(file, f"{key}: there is no lesson {concept['lesson']!r}")
        _calculator(concept, file, key)


def _glossary(module: Module) -> None:
    file = module.file.parent / "glossary.toml"
    spelt: dict[str, str] = {}
    for term in module.terms:
        if term.id in module.glossary and term.id in module.concepts:
            raise CourseFault(file, f"{term.id}: is a concept, and so a term of the glossary already")
        for spelling in (term.name, *term.also):
            if spelt.setdefault(spelling.lower(), term.id) != term.id:
                raise CourseFault(file, f"{term.id}: {spelling!r} is {spelt[spelling.lower()]} already")
        for other in term.see:
            if other not in module.glossary and other not in module.concepts:
                raise CourseFault(file, f"{term.id}: see {other!r}, which is neither a term nor a concept")


def _question(file: PurePosixPath, question: Data, lessons: set[str]) -> None:
    where = f"question {question['id']}"
    kind, options = question["kind"], question.get("option", [])
    _one_of(kind, ("single", "multiple", "numeric"), file, f"{where}: kind")
    if question["lesson"] not in lessons:
        raise CourseFault(file, f"{where}: there is no lesson {question['lesson']!r}")
    if kind == "numeric":
        _numeric(file, question, where)
        return
    for name in ("model", "output", "given", "tolerance", "unit"):
        if name in question:
            raise CourseFault(file, f"{where}: {name} is for a numeric question, and this is a {kind} one")
    if len(options) < 2:
        raise CourseFault(file, f"{where}: needs at least two options")
    _once((option["id"] for option in options), file, f"{where}: option")
    right = sum(option["right"] for option in options)
    if not right:
        raise CourseFault(file, f"{where}: has no right option")
    if kind == "single" and right > 1:
        raise CourseFault(file, f"{where}: is single and has {right} right options; make it multiple")


def _numeric(file: PurePosixPath, question: Data, where: str) -> None:
    for name in ("model", "output", "why"):
        if name not in question:
            raise CourseFault(file, f"{where}: is numeric and has no {name}")
    if "option" in question:
        raise CourseFault(file, f"{where}: is numeric and has options")
    if not TOLERANCE.fullmatch(question.get("tolerance", "5%")):
        raise CourseFault(file, f"{where}: tolerance must be like 5%, not {question['tolerance']!r}")
    model, output = question["model"], question["output"]
    if model not in MODELS:
        raise CourseFault(file, f"{where}: there is no model {model!r}")
    reply = answer(model, question.get("given", {}))
    if reply["errors"]:
        raise CourseFault(file, f"{where}: given: {' '.join(reply['errors'].values())}")
    if output not in reply["outputs"]:
        raise CourseFault(file, f"{where}: {model} has no output {output!r}")
    found = reply["outputs"][output]
    if isinstance(found["value"], str):
        raise CourseFault(file, f"{where}: {output} of {model} is no number but {found['value']!r}")


def unit_of(question: Data, output: str) -> str:
    """The unit that a numeric answer is read in: the question's own where calc knows it; other words are only shown."""
    own: str = question.get("unit", output)
    try:
        scale(own)
    except UnitError:
        return output
    return own


def _references(module: Module) -> None:
    """What the pages say of concepts and questions."""
    questions = {question["id"]: question for question in module.questions}
    for page in module.pages:
        for concept in page.concepts:
            if concept not in module.concepts:
                raise CourseFault(page.file, f"concepts: there is no concept {concept!r} in concepts.toml")
        for check in page.checks:
            if check not in questions:
                raise CourseFault(page.file, f"checks: there is no question {check!r} in checks.toml")
            if questions[check]["lesson"] != page.id:
                raise CourseFault(page.file, f"checks: question {check!r} is of lesson {questions[check]['lesson']}")


def _calculator(given: Data, file: PurePosixPath, where: str) -> None:
    if given.get("calculator", "queues") not in MODELS:
        raise CourseFault(file, f"{where}: there is no calculator {given['calculator']!r}")


def _tables(docs: Path, path: Path, fields: _Fields) -> dict[str, Data]:
    """A file of tables by id."""
    file, given = _file(docs, path), _toml(docs, path)
    for key, each in given.items():
        if not ID.fullmatch(key):
            raise CourseFault(file, f"id {key!r} must be small letters, digits and hyphens")
        _fits(file, key, each, fields)
    return given


def _list(docs: Path, path: Path, name: str, fields: _Fields, ided: bool = True) -> tuple[Data, ...]:
    """A file of one list of tables, which is called *name*."""
    file, given = _file(docs, path), _toml(docs, path)
    if unknown := set(given) - {name}:
        raise CourseFault(file, f"holds [[{name}]] tables only, not {min(unknown)!r}")
    found = given.get(name, [])
    if not isinstance(found, list):
        raise CourseFault(file, f"write [[{name}]] with two brackets")
    for number, each in enumerate(found, 1):
        _fits(file, f"{name} {each['id'] if ided and isinstance(each.get('id'), str) else number}", each, fields)
        if ided and not ID.fullmatch(each["id"]):
            raise CourseFault(file, f"{name} {number}: id {each['id']!r} must be small letters, digits and hyphens")
    if ided:
        _once((each["id"] for each in found), file, name)
    return tuple(found)


def _fits(file: PurePosixPath, where: str, given: object, fields: _Fields) -> None:
    """That a table holds what it must, nothing unknown, and each of its kind."""
    if not isinstance(given, dict):
        raise CourseFault(file, f"{where}: must be a table")
    known = {**fields.needs, **fields.may}
    for name in fields.needs:
        if name not in given:
            raise CourseFault(file, f"{where}: has no {name}")
    for name in given:
        if name not in known:
            raise CourseFault(file, f"{where}: {name!r} is not known; it may hold {', '.join(known)}")
        kind: str = known[name]
        value: Any = given[name]
        if not isinstance(value, KIND_OF[kind]):
            raise CourseFault(file, f"{where}: {name} must be {WORDS[kind]}, not {value!r}")
        if kind == "text" and not value.strip():
            raise CourseFault(file, f"{where}: {name} is empty")
        if kind == "texts" and not all(isinstance(each, str) and each.strip() for each in value):
            raise CourseFault(file, f"{where}: {name} must be {WORDS[kind]}")
        if kind == "table" and not all(isinstance(each, str) for each in value.values()):
            raise CourseFault(file, f"{where}: each value of {name} must be a text in quotes")
        if kind == "tables":
            for number, each in enumerate(value, 1):
                own = each.get("id", number) if isinstance(each, dict) else number
                _fits(file, f"{where}: {name} {own}", each, NESTED[name])


def _toml(docs: Path, path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseFault(_file(docs, path), f"cannot be read: {error}") from None


def _once(found: Iterable[str], file: PurePosixPath, what: str) -> None:
    seen: set[str] = set()
    for each in found:
        if each in seen:
            raise CourseFault(file, f"{what} {each} is there twice")
        seen.add(each)


def _one_of(value: object, known: Iterable[str], file: PurePosixPath | str, where: str) -> None:
    if value not in tuple(known):
        raise CourseFault(file, f"{where} must be one of {', '.join(known)}, not {value!r}")


def _file(docs: Path, path: Path) -> PurePosixPath:
    return PurePosixPath(path.relative_to(docs).as_posix())


def _natural(path: Path) -> tuple[object, ...]:
    """As people sort: 2 before 10."""
    return tuple((not part.isdigit(), int(part) if part.isdigit() else part) for part in re.split(r"(\d+)", path.name))
