"""How a build grows: the site with many modules, in a copy, against plain MkDocs Material with as many pages.

The modules are those that ``make module`` makes, in tracks of ten.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import yaml

from sitebuild.module import FILES

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("build", "calc", "docs", "overrides", "sitebuild", "mkdocs.yml", "package.json", "pyproject.toml")
TRACK = 10  # modules
INDEX = """---
id: "{id}"
kind: track
title: Track {id}
description: What track {id} is about.
---
# Track {id}

{{{{ syllabus() }}}}
"""
MACRO = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def grown(folder: Path, modules: int) -> tuple[float, float, int]:
    """Seconds that this site takes with *modules* more, those that plain Material takes, and how many pages it has."""
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    for track in range(100, 100 + modules // TRACK):
        _track(folder / "docs" / "tracks", str(track))
    ours = _seconds(folder, "sitebuild", "build")
    return ours, _plain(folder), sum(1 for _ in (folder / "build" / "docs").rglob("*.md"))


def _track(tracks: Path, id: str) -> None:
    made = tracks / f"{id}-track"
    made.mkdir()
    (made / "index.md").write_text(INDEX.format(id=id))
    for number in range(1, TRACK + 1):
        module = made / f"{id}-{number}-module"
        module.mkdir()
        for file, text in FILES.items():
            (module / file).write_text(text.format(id=f"{id}-{number}", title=f"Module {number} of {id}"))


def _plain(folder: Path) -> float:
    """The same pages in stock Material with its search, without anything of ours, and nothing in a macro's place."""
    docs = folder / "plain"
    for path in (folder / "build" / "docs").rglob("*.md"):
        page = docs / path.relative_to(folder / "build" / "docs")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(MACRO.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    features = ["navigation.prune", "navigation.indexes", "navigation.instant"]
    theme = {"name": "material", "font": False, "features": features}
    given = {"site_name": "Plain", "docs_dir": "plain", "site_dir": "plain-site", "theme": theme, "plugins": ["search"]}
    (folder / "plain.yml").write_text(yaml.safe_dump(given))
    return _seconds(folder, "mkdocs", "build", "--quiet", "--config-file", "plain.yml")


def _seconds(folder: Path, *command: str) -> float:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=environment, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-1000:]}{done.stderr[-3000:]}")
    return time.perf_counter() - start
