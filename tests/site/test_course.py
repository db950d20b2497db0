"""The course as data: what is wrong with it stops the build, and the message says where and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from small_course import GOOD, MODULE, put

from sitebuild.course import CourseFault, read
from sitebuild.navigation import expanded

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return put(tmp_path, GOOD)


def test_a_course_is_read_in_order_with_its_minutes(docs: Path) -> None:
    (track,) = read(docs).tracks
    (module,) = track.modules
    assert [page.id for page in module.pages] == ["9-1-1", "9-1-2", "9-1-exercise", "9-1-words"]
    assert module.minutes == track.minutes == 22
    assert [page.name for page in module.lessons] == ["1. A title", "2. A title"]
    assert module.lessons[0].url == f"{MODULE}/1-why/"
    assert [term.name for term in module.terms] == ["Log", "Real-time tax"]
    assert read(docs).of(f"{MODULE}/2-how/") == (track, module, module.pages[1])
    assert read(docs).of(MODULE + "/") == (track, module, None)
    assert read(docs).of("calculators/sqs/") == (None, None, None)


def test_lessons_are_in_the_order_of_their_numbers_and_not_of_their_letters(docs: Path) -> None:
    lesson = GOOD[f"{MODULE}/2-how.md"]
    put(docs, {f"{MODULE}/{n}-on.md": lesson.replace("9-1-2", f"9-1-{n}") for n in range(3, 12)})
    assert [page.number for page in read(docs).modules[0].lessons] == list(range(1, 12))


def test_data_files_may_be_left_out(docs: Path) -> None:
    lesson = f"{MODULE}/1-why.md"
    for name in GOOD:
        if name.endswith(".toml"):
            (docs / name).unlink()
    put(docs, {lesson: GOOD[lesson].replace("concepts: [tax]\nchecks: [q1, q3]\n", "")})
    assert read(docs).modules[0].questions == ()


LESSON, INDEX = f"{MODULE}/1-why.md", f"{MODULE}/index.md"
CHECKS, CONCEPTS, GLOSSARY = f"{MODULE}/checks.toml", f"{MODULE}/concepts.toml", f"{MODULE}/glossary.toml"
CLAIMS, PLAYBOOKS = "reference/claims.toml", f"{MODULE}/playbooks.toml"
FAULTS = [  # file, what stands in it, what does instead, what is said
    (LESSON, "---\n", "", "has no front matter"),
    (LESSON, "kind: lesson", "kind: [", "the front matter cannot be read"),
    (LESSON, "kind: lesson", "kind: leson", "kind must be one of lesson, exercise"),
    (LESSON, "title: A title\n", "", "the front matter has no title"),
    (LESSON, "description: What it is.\n", "", "the front matter has no description"),
    (LESSON, "minutes: 7\n", "", "the front matter has no minutes"),
    (LESSON, "minutes: 7", "minutes: 7.5", "minutes must be a whole number, not 7.5"),
    (LESSON, "minutes: 7", 'minutes: "7"', "minutes must be a whole number, not '7'"),
    (LESSON, "minutes: 7", "minutes: 0", "a lesson takes at least a minute"),
    (LESSON, "minutes: 7", "minutes: 7\npractice: 9", "practice is 9 minutes of 7"),
    (LESSON, 'id: "9-1-1"', 'id: "9-1-4"', "id must be 9-1-1 for the lesson of that number, not '9-1-4'"),
    (LESSON, 'id: "9-1-1"', "id: 9", 'id must be a text; put it in quotes: id: "9"'),
    (LESSON, "objectives: [ask why]\n", "", "the front matter has no objectives"),
    (LESSON, "objectives: [ask why]", "objectives: ask", "objectives must be a list of texts"),
    (LESSON, "objectives: [ask why]", "objectives: [a, a]", "objectives has 'a' twice"),
    (LESSON, "concepts: [tax]", "concepts: [tacks]", "there is no concept 'tacks' in concepts.toml"),
    (LESSON, "checks: [q1, q3]", "checks: [q1, q9]", "there is no question 'q9' in checks.toml"),
    (f"{MODULE}/2-how.md", "objectives: [do it]", "objectives: [do it]\nchecks: [q1]", "question 'q1' is of lesson"),
    (f"{MODULE}/words.md", '"9-1-words"', '"9-1-exercise"', "page 9-1-exercise is there twice"),
    (f"{MODULE}/words.md", '"9-1-words"', '"9 1"', "must be small letters, digits and hyphens"),
    (INDEX, "outcomes: [decide]\n", "", "outcomes are missing"),
    (INDEX, "kind: module", "kind: track", "kind must be module, not 'track'"),
    (INDEX, 'id: "9-1"', 'id: "9-2"', "must be what the name of its folder begins with"),
    (CONCEPTS, 'limits = "When it is busy."\n', "", "tax: has no limits"),
    (CONCEPTS, 'lesson = "9-1-1"', 'lesson = "9-1-7"', "tax: there is no lesson '9-1-7'"),
    (CONCEPTS, 'calculator = "queues"', 'calculator = "queue"', "tax: there is no calculator 'queue'"),
    (CONCEPTS, 'rule = "Ten times."', 'rule = " "', "tax: rule is empty"),
    (CONCEPTS, 'rule = "Ten times."', "rule = 10", "tax: rule must be a text in quotes, not 10"),
    (CONCEPTS, "[tax]", "[Tax]", "id 'Tax' must be small letters"),
    (CONCEPTS, "[tax]", "[tax", "cannot be read"),
    (CONCEPTS, "[tax]", '[tax]\nwhy = "?"', "tax: 'why' is not known; it may hold name"),
    (GLOSSARY, 'see = ["tax"]', 'see = ["tacks"]', "log: see 'tacks', which is neither"),
    (GLOSSARY, 'also = ["logs"]', 'also = ["real-time tax"]', "'Real-time tax' is log already"),
    (GLOSSARY, "[log]", "[tax]", "tax: is a concept, and so a term of the glossary already"),
    (GLOSSARY, 'also = ["logs"]', 'also = "logs"', "log: also must be a list of texts, not 'logs'"),
    (CHECKS, "right = true", "right = false", "question q1: has no right option"),
    (CHECKS, "right = false", "right = true", "question q1: is single and has 2 right options"),
    (CHECKS, "right = false", 'right = "no"', "option b: right must be true or false"),
    (CHECKS, 'why = "It is not."\n', "", "question q1: option b: has no why"),
    (CHECKS, 'id = "b"', 'id = "a"', "question q1: option a is there twice"),
    (CHECKS, 'id = "q3"', 'id = "q1"', "question q1 is there twice"),
    (CHECKS, 'id = "q3"', 'id = "Q 3"', "question 2: id 'Q 3' must be small letters"),
    (CHECKS, 'kind = "single"', 'kind = "choice"', "question q1: kind must be one of single, multiple, numeric"),
    (CHECKS, 'hint = "Think."\n', "", "question q1: has no hint"),
    (CHECKS, 'ask = "How much?"', 'ask = "How much?"\nmodle = "x"', "question q3: 'modle' is not known"),
    (CHECKS, 'model = "queues"', 'model = "queue"', "question q3: there is no model 'queue'"),
    (CHECKS, 'output = "cost"', 'output = "costs"', "question q3: queues has no output 'costs'"),
    (CHECKS, 'output = "cost"', 'output = "service"', "question q3: service of queues is no number"),
    (CHECKS, 'given = { events = "200" }', 'given = { evnts = "200" }', "question q3: given: queues does not ask"),
    (CHECKS, 'given = { events = "200" }', "given = { events = 200 }", "question q3: each value of given must be"),
    (CHECKS, 'tolerance = "5%"', 'tolerance = "five"', "question q3: tolerance must be like 5%, not 'five'"),
    (CHECKS, 'why = "So it is."\n', "", "question q3: is numeric and has no why"),
    (CHECKS, 'kind = "single"', 'kind = "single"\nmodel = "sqs"', "question q1: model is for a numeric question"),
    (f"{MODULE}/checklist.toml", '"one"\n', '"one"\ndone = true\n', "item one: 'done' is not known"),
    (f"{MODULE}/checklist.toml", "[[item]]", "[[itm]]", "holds [[item]] tables only, not 'itm'"),
    (f"{MODULE}/checklist.toml", "[[item]]", "[item]", "write [[item]] with two brackets"),
    (PLAYBOOKS, 'back = "Say yes"\n', "", "playbook no: step 1: has no back"),
    (PLAYBOOKS, "[[playbook.step]]", "[playbook.step]", "playbook no: step must be a list of tables"),
    (f"{MODULE}/backlog.toml", 'who = "Nobody"\n', "", "request r1: has no who"),
    (CLAIMS, 'grade = "weak"', 'grade = "poor"', "claim c1: grade must be one of strong, fair, weak, none"),
    (CLAIMS, "[[claim.source]]", "[[claim.sources]]", "claim c1: 'sources' is not known"),
    ("reference/changes.toml", '"text"', '"all"', "impact must be one of answers, text, site, not 'all'"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), FAULTS, ids=[f"{each[0]} {each[3]}" for each in FAULTS])
def test_a_mistake_is_told_with_file_and_reason(docs: Path, file: str, old: str, new: str, said: str) -> None:
    text = (docs / file).read_text()
    assert old in text
    put(docs, {file: text.replace(old, new, 1)})
    with pytest.raises(CourseFault) as told:
        read(docs)
    folder = file.rpartition("/")[0]
    assert str(told.value).startswith((f"{file}: ", f"{folder}: "))
    assert said in str(told.value)


MOVES: list[tuple[Callable[[Path], object], str]] = [
    (lambda docs: (docs / INDEX).unlink(), f"{INDEX}: is missing"),
    (lambda docs: (docs / LESSON).rename(docs / MODULE / "why.md"), "a lesson's file is named by its number"),
    (lambda docs: (docs / MODULE / "2-how.md").rename(docs / MODULE / "3-how.md"), "id must be 9-1-3"),
    (lambda docs: (docs / LESSON).unlink(), "is lesson 2, but lesson 1 is not there"),
    (lambda docs: [path.unlink() for path in (docs / MODULE).glob("[12]-*.md")], "the module has no lesson"),
    (lambda docs: (docs / MODULE / "words.md").rename(docs / MODULE / "print.md"), "is a page that the build makes"),
]


@pytest.mark.parametrize(("move", "said"), MOVES, ids=[said for _, said in MOVES])
def test_a_file_that_is_missing_or_misplaced_is_told(docs: Path, move: Callable[[Path], object], said: str) -> None:
    move(docs)
    with pytest.raises(CourseFault, match=re.escape(said)):
        read(docs)


def test_the_folder_of_the_course_becomes_its_pages_in_the_navigation(docs: Path) -> None:
    nav = [{"Home": "index.md"}, {"Course": "tracks/"}, {"More": [{"Also": "tracks/"}]}]
    module = {
        "A title": [
            INDEX,
            {"1. A title": LESSON},
            {"2. A title": f"{MODULE}/2-how.md"},
            {"A title": f"{MODULE}/exercise.md"},
            {"A title": f"{MODULE}/words.md"},
        ]
    }
    course = ["tracks/9-one/index.md", module]
    assert expanded(nav, read(docs)) == [{"Home": "index.md"}, {"Course": course}, {"More": [{"Also": course}]}]


def test_the_course_of_the_site_is_in_order() -> None:
    course = read(ROOT / "docs")
    (module,) = course.modules
    assert 44 <= module.minutes <= 46
    assert "About {{ takes() }} minutes" in (ROOT / "docs" / module.file).read_text(encoding="utf-8")
    assert {question["kind"] for question in module.questions} == {"single", "multiple", "numeric"}
    assert len(module.questions) >= 12
    assert len(module.playbooks) >= 8
    assert all(len(playbook["step"]) == 3 for playbook in module.playbooks)
    assert str(module.file) == str(PurePosixPath(module.url) / "index.md")
