"""The service worker, which stands at the site's root, and the lists of what it keeps.

A release is everything that a reader can see of the site: its name is made of all pages and of the names of all files
that carry their content in their name. Each page says of which release it is, and the worker keeps no other's.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "docs" / "javascripts" / "offline" / "service-worker.js"
WORKER = SOURCE.name
MARK = '<meta name="rt-release" content="{release}">'
# What every page loads, and what search and instant navigation ask for. 503.html is the page for what is not kept.
FILES = (
    "503.html", "sitemap.xml", "search/search_index.json", "assets/images/favicon.png", "assets/stylesheets/*.css",
    "assets/javascripts/bundle.*.js", "assets/javascripts/workers/search.*.js", "stylesheets/*.css",
    "assets/calc-*/*.mjs",
)  # fmt: skip
PYTHON = ("assets/pyodide-*/*.mjs", "assets/pyodide-*/*.wasm", "assets/pyodide-*/*.zip", "assets/calc-*/*.whl")
MADE = re.compile(r"^const (RELEASE|FILES|PYTHON) = (.*)$", re.MULTILINE)


def write(site: Path, pages: dict[Path, str]) -> str:
    """Put the worker into *site*, whose pages are to be *pages*, and say what the release is called."""
    source = SOURCE.read_text(encoding="utf-8")
    lists = {"FILES": _found(site, FILES), "PYTHON": _found(site, PYTHON)}
    digest = hashlib.sha256(json.dumps([source, lists]).encode())
    for path, text in sorted(pages.items()):
        digest.update(f"{path.relative_to(site).as_posix()} {len(text)}\n{text}".encode())
    made = {"RELEASE": digest.hexdigest()[:12], **lists}
    lines = [f"const {name} = {json.dumps(value)}\n" for name, value in made.items()]
    (site / WORKER).write_text("".join(["// Made by sitebuild/offline.py.\n", *lines, source]), encoding="utf-8")
    return str(made["RELEASE"])


def read(site: Path) -> tuple[str, list[str], list[str]]:
    """The release that the worker in *site* is of, the files that it keeps, and those of Python."""
    found = dict(MADE.findall((site / WORKER).read_text(encoding="utf-8")))
    return json.loads(found["RELEASE"]), json.loads(found["FILES"]), json.loads(found["PYTHON"])


def _found(site: Path, patterns: tuple[str, ...]) -> list[str]:
    return [path.relative_to(site).as_posix() for each in patterns for path in sorted(site.glob(each))]
