"""Terms of the glossary in the pages of the course, and the whole module as one document."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from sitebuild.course import Course, Module, Page, Term, Track
from sitebuild.terms import TermsFault, explainer, finish, plain, tabled

TERMS = [
    Term("log", "Log", "Keeps **events** in [order](a.md), at {{ price('x') }}.", also=("commit log",)),
    Term("queue", "Queue", "Hands each out once."),
]
EXPLAIN = explainer(TERMS)


def explained(html: str) -> list[str]:
    return re.findall(r'aria-describedby="term-\d+">(.*?)<', EXPLAIN(html))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>A log and a queue.</p>", ["log", "queue"]),
        ("<p>Logs, queues.</p>", ["Logs", "queues"]),
        ("<p>A commit log is a log.</p>", ["commit log"]),
        ("<p>A log, a log.</p><p>A log.</p>", ["log"]),
        ("<h2>One</h2><p>A log.</p><h3>In it</h3><p>A log.</p><h2>Two</h2><p>The log.</p>", ["log"]),
        ("<p>A <strong>log</strong> keeps; a <strong>queue that</strong> hands out. A log, a queue.</p>", ["queue"]),
        ("<p>A log.</p><details>A log, a queue.</details><p>A log, a queue.</p>", ["log", "queue", "queue"]),
        ("<p>200 logs/s and a log</p>", ["log"]),
        ('<p>Look into the <span class="rt-plain">log</span>.</p>', []),
        ("<p>Login, a-log, logged, backlog.</p>", []),
        ("<h2>The log</h2><p><a href='x'>log</a> <code>log</code> <strong>log</strong> <img alt='log'></p>", []),
        ("<p><a>a <b>log</b></a> then a <em>log</em>.</p>", ["log"]),
        ("<cost-calculator><p>log</p></cost-calculator><!-- log --><p>queue<br>log</p>", ["queue", "log"]),
        ('<div class="rt-goals"><div><p>log</p></div></div><p>log</p>', ["log"]),
        ("<label><input> log</label><table><tr><td>queue</td></tr></table><p>log</p>", ["log"]),
        ("<p>&lt;log&gt; x</p>", ["log"]),
    ],
)
def test_the_first_use_in_a_page_is_explained_and_only_in_running_text(html: str, found: list[str]) -> None:
    assert explained(html) == found
    without = re.sub(r'<span role="tooltip".*?</span></span>', "", EXPLAIN(html))
    assert re.sub(r'<span class="rt-term">([^<]*)<button[^>]*>(.*?)</button>', r"\1\2", without) == html


def test_what_is_meant_stands_beside_the_term_once() -> None:
    html = EXPLAIN("<p>A log.</p><h2>x</h2><p>A queue.</p>")
    assert html.count('role="tooltip" id="term-1">Keeps events in order, at ….<') == 1
    assert len(re.findall(r' id="(.*?)"', html)) == len(set(re.findall(r' id="(.*?)"', html))) == 2


def test_what_stands_against_a_term_stays_with_it() -> None:
    html = EXPLAIN("<p>One (log), one queue.</p>")
    assert re.sub(r' type="button" aria-describedby="[^"]*"|<span role="tooltip".*?</span>', "", html) == (
        '<p>One <span class="rt-term">(<button>log</button>),</span> one '
        '<span class="rt-term"><button>queue</button>.</span></p>'
    )


def test_a_table_names_its_rows_and_the_columns_of_its_cells() -> None:
    html = (
        "<table>\n<thead>\n<tr>\n<th>Way</th>\n<th>A <em>month</em></th>\n<th>More</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<td>A &amp; B</td>\n<td>$5</td>\n<td></td>\n</tr>\n</tbody>\n</table>"
    )
    table = tabled(html)
    assert table.count('<th scope="col">') == 3
    assert '<tr><th scope="row">A &amp; B</th><td data-as="A month">$5</td><td></td></tr>' in table
    assert '<th scope="row" data-as="Way">2%</th>' in tabled(html.replace("A &amp; B", "2%"))
    assert tabled(table) == table
    assert tabled(f"<cost-calculator>{html}</cost-calculator>") == f"<cost-calculator>{html}</cost-calculator>"


def test_marks_are_taken_off_a_text() -> None:
    assert plain("A **bold** `code` _em_ [link](x.md#y) snake_case") == "A bold code em link snake_case"


PAGE = '<html><article class="md-content__inner md-typeset">{inside}</article><footer>log</footer></html>'


@pytest.fixture
def course() -> Course:
    folder = PurePosixPath("tracks/1-a/1-1-b")
    pages = tuple(Page(f"1-1-{n}", "lesson", f"L{n}", "d", folder / f"{n}-x.md", minutes=1, number=n) for n in (1, 2))
    glossary = {"log": {"name": "log", "says": "Keeps."}}
    module = Module("1-1", "M", "d", folder / "index.md", ("o",), pages, glossary=glossary)
    return Course((Track("1", "T", "d", PurePosixPath("tracks/1-a/index.md"), (module,)),))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    pages = {
        "": '<h1 id="m">M</h1><a href="1-x/">on</a><a href="https://e.org">out</a>',
        "1-x/": (
            '<h1 id="one">One</h1><p>A log.<a class="headerlink" href="#one">¶</a> <a href="#one">up</a> '
            '<a href="../2-x/">on</a></p><details><summary>S</summary></details>'
            '<cost-calculator model="q"><p class="rt-verdict"><strong>Cheap.</strong></p><form><input id="q"></form>'
            "</cost-calculator><check-list><p>Do it.</p></check-list>"
            '<div class="rt-end-of-page"><button>Mark</button></div>'
        ),
        "2-x/": '<h1 id="one">Two</h1>',
        "print/": '<h1>Whole</h1><div class="rt-whole" data-module="1-1">\n<p>Made later.</p>\n</div><p>after</p>',
    }
    for name, inside in pages.items():
        path = tmp_path / "tracks/1-a/1-1-b" / name / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(inside=inside), encoding="utf-8")
    return tmp_path


def test_terms_are_explained_in_lessons_and_not_around_them(site: Path, course: Course) -> None:
    finish(site, course)
    lesson = (site / "tracks/1-a/1-1-b/1-x/index.html").read_text()
    assert lesson.count("rt-term") == 1
    assert "<footer>log</footer>" in lesson


def test_the_whole_holds_every_page_without_what_is_to_be_operated(site: Path, course: Course) -> None:
    finish(site, course)
    whole = (site / "tracks/1-a/1-1-b/print/index.html").read_text()
    assert re.findall(r"<h2 id=\"(.*?)\">(.*?)</h2>", whole) == [("p0-m", "M"), ("p1-one", "One"), ("p2-one", "Two")]
    assert '<a href="../1-x/">on</a><a href="https://e.org">out</a>' in whole
    assert '<a href="#p1-one">up</a> <a href="../2-x/">on</a>' in whole
    assert '<p class="rt-verdict"><strong>Cheap.</strong></p>' in whole
    assert "<details open>" in whole
    assert "<div><p>Do it.</p></div>" in whole
    for gone in ("headerlink", "<button", "<form", "<input", "cost-calculator", "Made later", "rt-term"):
        assert gone not in whole
    assert whole.endswith("</div><p>after</p></article><footer>log</footer></html>")


def test_a_page_that_is_not_as_expected_is_named(site: Path, course: Course) -> None:
    (site / "tracks/1-a/1-1-b/print/index.html").write_text(PAGE.format(inside="nothing"))
    with pytest.raises(TermsFault, match=r"print/index.html: has 0 places"):
        finish(site, course)
    (site / "tracks/1-a/1-1-b/2-x/index.html").write_text("<html></html>")
    with pytest.raises(TermsFault, match=r"2-x/index.html: has no article"):
        finish(site, course)
