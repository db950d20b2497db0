"""What mkdocs made becomes what is published: one small site, and what is wrong with another is told."""

from __future__ import annotations

import json
import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from sitebuild import offline
from sitebuild.postprocess import PostprocessFault, mended, postprocess, script_hash

FOLDERS = ("pyodide-1", "calc-1")
DIALOG = '<div class="md-search" data-md-component="search" role="dialog">'
TOGGLE = '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">'
TRAIL = '<nav class="md-path" aria-label="Navigation" >'
SECTION = (
    '<div class="md-nav__link md-nav__container"><a href="./"><span> Data &amp; more </span></a>'
    '<label class="md-nav__link" for="__nav_2" id="__nav_2_label" tabindex=""></label></div>'
    '<nav aria-labelledby="__nav_2_label"></nav>'
)
PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><link rel="stylesheet" href="{up}stylesheets/site.css">'
    "<script>let depth = '{up}'</script></head><body>" + DIALOG + TOGGLE + TRAIL + SECTION + "<h1>A page</h1>"
    '<script id="config" type="application/json">{{"a": 1}}</script>'
    '<script src="{up}javascripts/calculator.mjs" type="module"></script></body></html>'
)
PAGES = {"index.html": "", "lesson/index.html": "../", "404.html": "/repo/"}
WORDS = "Nothing is as it seems. " * 20
INDEX = {
    "config": {"lang": ["en"]},
    "docs": [
        {"location": "", "title": "Home", "text": "<p>Short &amp; plain</p>"},
        {"location": "lesson/", "title": "Lesson", "text": f"<p>{WORDS}</p>"},
        {"location": "lesson/#one", "title": "One <em>thing</em>", "text": "left out"},
        {"location": "lesson/#two", "title": "Two", "text": "left out"},
    ],
}


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    for name in (
        "pyodide-1/pyodide.mjs", "pyodide-1/LICENCE.txt", "calc-1/calculator.mjs", "calc-1/client.mjs", "calc-1/c.whl",
    ):  # fmt: skip
        (tmp_path / "runtime" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "runtime" / name).write_text(name)
    return tmp_path / "runtime"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        **{name: PAGE.format(up=up) for name, up in PAGES.items()},
        "javascripts/calculator.mjs": "not published from here",
        "stylesheets/site.css": "p { margin: 0 }",
        "search/search_index.json": json.dumps(INDEX),
        "assets/javascripts/bundle.min.js": "run()\n//# sourceMappingURL=bundle.min.js.map\n",
        "assets/javascripts/bundle.min.js.map": "{}",
        "assets/stylesheets/main.min.css": "p{}/*# sourceMappingURL=main.min.css.map */",
        "assets/stylesheets/main.min.css.map": "{}",
    }
    return written(tmp_path / "site", files)


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def published(site: Path, runtime: Path) -> dict[str, str]:
    """Every file of the site after the step, by its path."""
    postprocess(site, runtime, FOLDERS)
    return {path.relative_to(site).as_posix(): path.read_text() for path in site.rglob("*") if path.is_file()}


def test_the_runtime_is_in_the_site_and_each_page_loads_the_script_from_it(site, runtime):
    files = published(site, runtime)
    assert {"assets/pyodide-1/pyodide.mjs", "assets/calc-1/calculator.mjs", "assets/calc-1/client.mjs"} <= set(files)
    assert not [name for name in files if name.startswith("javascripts/")]
    for name, up in PAGES.items():
        assert f'<script src="{up}assets/calc-1/calculator.mjs" type="module">' in files[name]
        assert f'<link rel="modulepreload" href="{up}assets/calc-1/client.mjs">' in files[name]


def test_a_script_of_one_page_is_loaded_from_beside_the_others(site, runtime):
    page = site / "lesson" / "index.html"
    page.write_text(
        page.read_text().replace("<h1>", '<script src="../javascripts/prices.mjs" type="module"></script><h1>')
    )
    files = published(site, runtime)
    assert '<script src="../assets/calc-1/prices.mjs" type="module">' in files["lesson/index.html"]
    assert "prices.mjs" not in files["index.html"]


def test_a_stylesheet_is_named_by_what_is_in_it(site, runtime):
    name = f"stylesheets/site.{sha256(b'p { margin: 0 }').hexdigest()[:8]}.css"
    files = published(site, runtime)
    assert [each for each in files if each.startswith("stylesheets/")] == [name]
    for page, up in PAGES.items():
        assert f'href="{up}{name}"' in files[page]


def test_the_service_worker_stands_at_the_root_and_lists_what_pages_load_and_what_python_is_started_from(site, runtime):
    (site / "sitemap.xml").write_text("")
    published(site, runtime)
    _, files, python = offline.read(site)
    (style,) = (site / "stylesheets").iterdir()
    assert files == [
        "sitemap.xml", "search/search_index.json", "assets/stylesheets/main.min.css",
        "assets/javascripts/bundle.min.js", f"stylesheets/{style.name}", "assets/calc-1/calculator.mjs",
        "assets/calc-1/client.mjs",
    ]  # fmt: skip
    assert python == ["assets/pyodide-1/pyodide.mjs", "assets/calc-1/c.whl"]


def test_every_page_says_of_which_release_it_is_and_any_change_makes_another(site, runtime, tmp_path):
    changed = shutil.copytree(site, tmp_path / "changed")
    page = changed / "lesson" / "index.html"
    page.write_text(page.read_text().replace("A page", "Another"))
    files = published(site, runtime)
    release, _, _ = offline.read(site)
    for name in PAGES:
        assert f'<meta name="rt-release" content="{release}">' in files[name]
    published(changed, runtime)
    assert offline.read(changed)[0] != release


def test_every_page_has_the_same_policy_first_and_it_allows_the_inline_scripts_of_all(site, runtime):
    files = published(site, runtime)
    policies = {
        re.search(r'<meta charset="utf-8"><meta http-equiv="content-security-policy" content="([^"]+)">', files[name])[
            1
        ]
        for name in PAGES
    }
    (policy,) = policies
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    hashes = {f"'{script_hash(f"let depth = '{up}'")}'" for up in PAGES.values()}
    assert set(rules["script-src"].split()) == {"'self'", *hashes}  # and none for the block of data
    assert "unsafe-eval" not in policy
    assert rules["connect-src"] == rules["worker-src"] == "'self'"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (DIALOG, DIALOG.replace('role="dialog"', 'role="dialog" aria-label="Search"')),
        (TRAIL, TRAIL.replace("Navigation", "Breadcrumbs")),
        (TOGGLE, TOGGLE.replace(' autocomplete="off"', "")),
        ('<label tabindex="">', "<label>"),
        ('<input name="query" autocomplete="off">', '<input name="query" autocomplete="off">'),
    ],
)
def test_what_material_leaves_open_is_mended(before, after):
    assert mended(before) == after


def test_the_list_of_a_section_is_named_as_the_section(site, runtime):
    assert '<nav aria-label="Data &amp; more">' in published(site, runtime)["index.html"]


def test_search_has_one_document_a_page_with_its_lead_and_headings(site, runtime):
    index = json.loads(published(site, runtime)["search/search_index.json"])
    home, lesson = index["docs"]
    assert index["config"] == INDEX["config"]
    assert home == {"location": "", "title": "Home", "text": "Short & plain"}
    lead, _, headings = lesson["text"].partition("…")
    assert WORDS.startswith(lead)
    assert len(lead) <= 200
    assert headings == " One thing. Two."


def test_no_source_map_is_published_nor_pointed_to(site, runtime):
    files = published(site, runtime)
    assert not [name for name in files if name.endswith(".map")]
    assert not [name for name, text in files.items() if "sourceMappingURL" in text]


@pytest.mark.parametrize(
    ("page", "old", "new", "fault"),
    [
        ("lesson/index.html", "javascripts/calculator.mjs", "a.mjs", "does not use javascripts/calculator.mjs"),
        ("404.html", "stylesheets/site.css", "a.css", "does not use stylesheets/site.css"),
        ("index.html", '<meta charset="utf-8">', "", 'charset="utf-8"> stands in it 0 times and not once'),
    ],
)
def test_a_page_that_is_not_as_expected_is_named(site, runtime, page, old, new, fault):
    path = site / page
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(PostprocessFault, match=re.escape(fault)) as told:
        postprocess(site, runtime, FOLDERS)
    assert str(path) in str(told.value)


@pytest.mark.parametrize("mark", ['role="dialog"', "md-path", "md-toggle", 'tabindex=""', "md-nav__container"])
def test_a_mend_that_finds_nothing_on_any_page_is_told(site, runtime, mark):
    for name in PAGES:
        (site / name).write_text((site / name).read_text().replace(mark, "changed"))
    with pytest.raises(PostprocessFault, match="no page has what is to be mended"):
        postprocess(site, runtime, FOLDERS)
