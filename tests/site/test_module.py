"""A new module is a folder: what `make module` makes builds as it is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sitebuild.course import CourseFault, read
from sitebuild.module import make

ROOT = Path(__file__).resolve().parents[2]
TRACK = "tracks/8-data-analytics-economics"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The site's sources, without what is made of them."""
    for name in ("calc", "docs", "overrides", "sitebuild"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def run(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SITE_URL": "http://127.0.0.1/x/", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


def test_a_new_module_builds_strictly_and_is_found(copy: Path) -> None:
    made = run(copy, "sitebuild.module", "8-8-data-contracts")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.startswith(f"docs/{TRACK}/8-8-data-contracts is there.")
    assert run(copy, "sitebuild.generate").returncode == 0
    built = run(copy, "mkdocs", "build", "--quiet")
    assert built.returncode == 0, built.stdout + built.stderr
    site = copy / "site" / TRACK
    lesson = (site / "8-8-data-contracts/1-first-lesson/index.html").read_text(encoding="utf-8")
    assert "ask the question that the lesson is about" in lesson
    assert "What does the lesson open with?" in lesson
    for page in ("check", "checklist", "concepts", "glossary", "print", "record"):
        assert (site / f"8-8-data-contracts/{page}/index.html").is_file()
    assert "8-8-data-contracts/" in (site / "index.html").read_text(encoding="utf-8")
    found = json.loads((copy / "site/search/search_index.json").read_text(encoding="utf-8"))
    places = {document["location"] for document in found["docs"]}
    assert f"{TRACK}/8-8-data-contracts/1-first-lesson/" in places
    assert not [place for place in places if "/print/" in place or "/record/" in place]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "NAME is like 8-8-data-contracts"),
        ("Data contracts", "NAME is like 8-8-data-contracts"),
        ("99-1-nowhere", "there is no track 99"),
        ("8-7-again", "module 8-7 is there already"),
    ],
)
def test_a_module_that_cannot_be_made_is_told(tmp_path: Path, name: str, said: str) -> None:
    shutil.copytree(ROOT / "docs" / "tracks", tmp_path / "tracks")
    with pytest.raises(CourseFault, match=said):
        make(name, tmp_path)
    assert len(read(tmp_path).modules) == 1
