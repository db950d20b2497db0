"""What the macros of the course put into a page."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from small_course import GOOD, MODULE, put

from sitebuild.course import CourseFault, read
from sitebuild.coursework import Place, Words
from sitebuild.generate import course_pages

FOLDER = PurePosixPath(MODULE)


def figure(model: str, path: str) -> str:
    return f"[{model}.{path}]"


@pytest.fixture
def place(tmp_path: Path):
    course = read(put(tmp_path, GOOD))
    words = Words({"figure": figure})
    return lambda page="": Place(course, words, page[1:] if page.startswith("/") else f"{MODULE}/{page}")


def test_a_text_is_markdown_with_macros_and_links_from_its_own_folder() -> None:
    words = Words({"figure": figure})
    text = "**Cost**: {{ figure('sqs', 'cost') }}, see [how](../../../calculators/sqs.md#x), [why](1-why.md), [out](https://a.md)"
    assert words.inline(text, "../../", FOLDER) == (
        '<strong>Cost</strong>: [sqs.cost], see <a href="../../calculators/sqs/#x">how</a>, '
        '<a href="../../tracks/9-one/9-1-two/1-why/">why</a>, <a href="https://a.md">out</a>'
    )
    assert words.block("One\n\nTwo", "", FOLDER) == "<p>One</p>\n<p>Two</p>"
    assert words.inline("One\n\nTwo", "", FOLDER) == "<p>One</p>\n<p>Two</p>"


def test_a_macro_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(Exception, match="'figur' is undefined"):
        Words({}).block("{{ figur('x') }}", "", FOLDER)


def test_every_block_is_one_piece_of_html_that_markdown_leaves_alone(place) -> None:
    for page, names in {
        "": ["syllabus", "page_end"],
        "1-why/": ["objectives", "checks", "page_end"],
        "words/": ["glossary", "concepts", "checklist", "knowledge_check", "playbooks", "backlog", "exercise"],
        "record/": ["record", "whole", "page_end"],
    }.items():
        for name in names:
            html = getattr(place(page), name)()
            assert html.startswith("<div class="), name
            assert "\n\n" not in html, name
            assert html.count("<div") == html.count("</div>"), name


def test_a_syllabus_lists_lessons_with_minutes_and_objectives(place) -> None:
    html = place().syllabus()
    assert "<strong>22 minutes</strong>, 2 lessons." in html
    assert 'href="../../../tracks/9-one/9-1-two/1-why/">A title</a> <span class="rt-minutes">7 min</span>' in html
    assert "<li>ask why</li>" in html


def test_the_foot_of_a_page_leads_back_and_on(place) -> None:
    first, last = place("1-why/").page_end(), place("words/").page_end()
    assert f'href="../../../../{MODULE}/" rel="prev"' in first
    assert f'href="../../../../{MODULE}/2-how/" rel="next"><span>Next, 5 min</span> 2. A title' in first
    assert 'data-mark="I have read this"' in first
    assert f'href="../../../../{MODULE}/" rel="next"><span>To the overview</span>' in last
    assert "page-mark" not in last  # it takes no time


def test_a_numeric_question_has_its_answer_for_the_defaults(place) -> None:
    html = place("1-why/").checks()
    assert "for the default scenario." in html
    assert 'data-model="queues" data-output="cost"' in html
    assert 'data-tolerance="5%" data-unit="USD/month"' in html


@pytest.mark.parametrize(
    ("page", "call", "said"),
    [
        ("", lambda place: place.objectives(), "is not a page of a module"),
        ("1-why/", lambda place: place.syllabus(), "a syllabus stands on the page of a module"),
        ("1-why/", lambda place: place.concept("tacks"), "there is no concept 'tacks' in concepts.toml"),
        ("2-how/", lambda place: place.checks(), "checks.toml has no question of this lesson"),
        ("/decide/", lambda place: place.page_end(), "is not a page of the course"),
        ("/decide/", lambda place: place.checklist(), "is not a page of a module"),
    ],
)
def test_a_block_that_does_not_belong_there_is_a_fault(place, page, call, said) -> None:
    with pytest.raises(CourseFault, match=said):
        call(place(page))


def test_a_module_without_the_data_that_a_block_needs_is_a_fault(tmp_path: Path) -> None:
    files = {name: text for name, text in GOOD.items() if "checklist.toml" not in name}
    place = Place(read(put(tmp_path, files)), Words({}), f"{MODULE}/words/")
    with pytest.raises(CourseFault, match=r"checklist.toml: is missing or empty"):
        place.checklist()


def test_pages_are_staged_with_their_foot_and_without_names_that_would_hide_macros(tmp_path: Path) -> None:
    pages = course_pages(read(put(tmp_path, GOOD)), tmp_path)
    lesson = pages[Path(MODULE) / "1-why.md"]
    assert lesson.startswith("---\ntitle: A title\ndescription: What it is.\nminutes: 7\n---\n# A title")
    assert lesson.endswith("Words.\n\n{{ page_end() }}\n")
    assert "{{ whole() }}" in pages[Path(MODULE) / "print.md"]
    assert "search: { exclude: true }" in pages[Path(MODULE) / "record.md"]
