"""A fault in the built site is found and told where it is: one small site, broken in one way at a time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from calc.model import MODELS
from sitebuild import verify as bars
from sitebuild.postprocess import script_hash
from sitebuild.verify import heavy, verify

URL = "http://127.0.0.1:1/repo/"
SCRIPT = "let here = 1"
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="content-security-policy" content="script-src 'self' '{script_hash(SCRIPT)}'">
<meta name="rt-release" content="1234">
<title>A page</title><meta name="description" content="What it says"><script>{SCRIPT}</script></head>
<body><h1 id="top">A page</h1><a href="lesson/">on</a> <a href="https://example.org/">out</a></body></html>"""

WORKER = """const RELEASE = "1234"
const FILES = ["assets/calc-1/a.mjs", "assets/calc-1/b.mjs"]
const PYTHON = []
go(RELEASE)
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    names = ["index.html", "lesson/index.html", *(f"calculators/{model}/index.html" for model in MODELS)]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.replace('href="lesson/"', 'href="/repo/lesson/#top"'))
    (tmp_path / "sitemap.xml").write_text(f"<loc>{URL}lesson/</loc>")
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "search_index.json").write_text('{"docs": [{"location": "lesson/#top"}]}')
    (tmp_path / "assets" / "calc-1").mkdir(parents=True)
    (tmp_path / "assets" / "calc-1" / "a.mjs").write_text("import './b.mjs'")
    (tmp_path / "assets" / "calc-1" / "b.mjs").write_text("new URL('./', import.meta.url)")
    (tmp_path / "service-worker.js").write_text(WORKER)
    return tmp_path


def test_a_sound_site_has_no_faults(site):
    assert verify(site, URL) == []


FAULTS = [
    ("/repo/lesson/#top", "/repo/nowhere/", "/repo/nowhere/ leads to nowhere/index.html, which there is not"),
    ("/repo/lesson/#top", "/repo/Lesson/", "/repo/Lesson/ leads to Lesson/index.html, which there is not"),
    ("/repo/lesson/#top", "/repo/lesson/#end", "/repo/lesson/#end leads to #end, which lesson/index.html has not"),
    ("/repo/lesson/#top", "/lesson/", "/lesson/ leads out of /repo/"),
    ("</body>", '<img src="a.png"></body>', "a.png leads to a.png, which there is not"),
    (
        "</body>",
        '<script src="https://cdn.example.org/a.js"></script></body>',
        "https://cdn.example.org/a.js is fetched from another host",
    ),
    ("</body>", '<p id="top"></p></body>', 'id="top" stands in it twice'),
    ('lang="en"', "", "has no language"),
    ("<title>A page</title>", "", "has no title"),
    ("What it says", "", "has no description"),
    ("<h1", "<h2", "has 0 headings of the first level and not one"),
    ("</body>", "<h1>Again</h1></body>", "has 2 headings of the first level and not one"),
    ("</body>", '<img srcset="lesson/index.html 1x, b.png 2x"></body>', "b.png leads to b.png, which there is not"),
    ("</body>", '<link rel="preload" href="gone.woff2"></body>', "gone.woff2 leads to gone.woff2, which there is not"),
    (SCRIPT, "alert(1)", "has an inline script that its policy does not allow: alert(1)"),
]


@pytest.mark.parametrize(("old", "new", "fault"), FAULTS, ids=[fault[:40] for _, _, fault in FAULTS])
def test_a_fault_of_a_page_is_told(site, old, new, fault):
    page = site / "index.html"
    assert old in page.read_text()
    page.write_text(page.read_text().replace(old, new))
    assert verify(site, URL) == [f"index.html: {fault}"]


def test_two_policies_are_told_for_they_add_up(site):
    page = site / "index.html"
    page.write_text(page.read_text().replace("script-src 'self'", "script-src 'self' 'unsafe-eval'"))
    assert [fault[:45] for fault in verify(site, URL)] == ["the pages have 2 different content security p"]


def test_a_model_without_a_page_is_told(site):
    (site / "calculators" / "msk" / "index.html").unlink()
    assert verify(site, URL) == ["msk: has no page, calculators/msk/index.html is missing"]


def test_a_script_that_imports_what_is_not_there_is_told(site):
    (site / "assets" / "calc-1" / "b.mjs").unlink()
    assert verify(site, URL) == [
        "assets/calc-1/a.mjs: imports assets/calc-1/b.mjs, which there is not",
        "service-worker.js: keeps assets/calc-1/b.mjs, which there is not",
    ]


def test_without_the_service_worker_nothing_works_offline(site):
    (site / "service-worker.js").unlink()
    assert verify(site, URL) == ["service-worker.js is missing: nothing works offline"]


def test_what_a_page_or_python_loads_and_is_not_kept_for_offline_is_told(site):
    for name in ("x.css", "assets/calc-1/calc.whl", "assets/calc-1/licence.txt"):
        (site / name).write_text("")
    page = site / "lesson" / "index.html"
    page.write_text(page.read_text().replace("<title>", '<link rel="stylesheet" href="../x.css"><title>'))
    assert verify(site, URL) == [
        "Python: loads assets/calc-1/calc.whl, which service-worker.js does not keep",
        "lesson/index.html: loads x.css, which service-worker.js does not keep",
    ]


def test_a_page_of_another_release_is_told(site):
    page = site / "lesson" / "index.html"
    page.write_text(page.read_text().replace('content="1234"', 'content="1233"'))
    assert verify(site, URL) == ["lesson/index.html: does not say that it is of the release 1234"]


def test_a_copy_that_every_visit_would_make_and_weighs_too_much_is_told(site, monkeypatch):
    monkeypatch.setattr(bars, "KEPT_BYTES", 10)
    (fault,) = verify(site, URL)
    assert "compressed at each visit; at most 10 are wanted" in fault


def test_a_place_that_search_or_the_sitemap_names_and_is_not_there_is_told(site):
    (site / "search" / "search_index.json").write_text('{"docs": [{"location": "gone/"}]}')
    (site / "sitemap.xml").write_text("<loc>http://elsewhere.example/</loc>")
    found = verify(site, URL)
    assert len(found) == 2
    assert "elsewhere.example" in found[0]
    assert "gone/index.html, which there is not" in found[1]


def test_a_page_without_a_policy_is_told(site):
    page = site / "index.html"
    page.write_text(page.read_text().replace("content-security-policy", "x-nothing"))
    assert verify(site, URL) == ["index.html: has 0 content security policies and not one"]


def test_every_fault_is_told_at_once(site):
    for name in ("index.html", "lesson/index.html"):
        path = site / name
        path.write_text(path.read_text().replace('lang="en"', "").replace("<h1", "<h2"))
    assert len(verify(site, URL)) == 4


def test_a_runtime_and_a_site_that_weigh_too_much_are_told(site, monkeypatch):
    monkeypatch.setattr(bars, "RUNTIME_BYTES", 10)
    monkeypatch.setattr(bars, "SITE_BYTES", 100)
    found = verify(site, URL)
    assert len(found) == 2
    assert "compressed; at most 10 are wanted" in found[0]
    assert "at most 100 are wanted" in found[1]


def test_a_heavy_calculator_is_told_but_is_no_fault(site):
    assert heavy(site) == []
    page = site / "calculators" / "sqs" / "index.html"
    noise = random.Random(1).randbytes(20_000).hex()
    page.write_text(page.read_text().replace("</body>", f"<p>{noise}</p></body>"))
    assert [each.partition(":")[0] for each in heavy(site)] == ["calculators/sqs/index.html"]
    assert verify(site, URL) == []
