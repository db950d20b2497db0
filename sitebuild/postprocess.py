"""After mkdocs: the runtime goes in, names carry what is in them, and every page gets its policy and its mends."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from functools import cache
from html import escape, unescape
from pathlib import Path

from sitebuild import offline

SCRIPT = "javascripts/calculator.mjs"
SCRIPTS = Path(__file__).resolve().parents[1] / "docs" / "javascripts"
LEAD = 200  # characters of a page's text that search looks through, besides its title and headings

# An inline script that runs: without src, and not a block of data.
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")[^>]*>(.*?)</script>", re.DOTALL)
SECTION = re.compile(
    r'<div class="md-nav__link md-nav__container">(.*?)<label[^>]* id="(__nav_[0-9_]+_label)"', re.DOTALL
)
SEARCH = '<div class="md-search" data-md-component="search" role="dialog"'
TRAIL = '<nav class="md-path" aria-label="Navigation"'
TOGGLE = re.compile(r'(<input class="md-toggle[^>]*?) autocomplete="off"')
NO_STOP = ' tabindex=""'
CHARSET = '<meta charset="utf-8">'
POLICY = (
    "default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)


class PostprocessFault(Exception):  # noqa: N818  (it is told, not caught)
    """A page is not as it is expected to be; the message says which, and what is missing."""


def postprocess(site: Path, runtime: Path, folders: tuple[str, str]) -> None:
    """Turn what mkdocs made in *site* into what is published; *folders* are those of *runtime* to put in."""
    for name in folders:
        shutil.copytree(runtime / name, site / "assets" / name, dirs_exist_ok=True)
    shutil.rmtree(site / "javascripts")
    script = f"assets/{folders[1]}/calculator.mjs"
    names = {SCRIPT: script, **_stylesheets(site)}
    _maps(site)
    _search(site / "search" / "search_index.json")
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    _expect(pages)
    pages = {path: _preloaded(mended(_renamed(text, names, path)), script) for path, text in pages.items()}
    release = offline.write(site, pages)
    policy = f'<meta http-equiv="content-security-policy" content="{_policy(pages)}">'
    for path, text in pages.items():
        if text.count(CHARSET) != 1:
            raise PostprocessFault(f"{path}: {CHARSET} stands in it {text.count(CHARSET)} times and not once")
        mark = offline.MARK.format(release=release)
        path.write_text(text.replace(CHARSET, CHARSET + policy + mark), encoding="utf-8")


def mended(page: str) -> str:
    """A page with what Material leaves open for who cannot see it, or cannot use a mouse."""
    page = page.replace(f"{SEARCH}>", f'{SEARCH} aria-label="Search">')
    # Material calls both its breadcrumbs and its navigation by the same name.
    page = page.replace(TRAIL, TRAIL.replace("Navigation", "Breadcrumbs"))
    # A section with a page of its own has its name in a link, and an empty label that its list is named by.
    for section, label in SECTION.findall(page):
        page = page.replace(f'aria-labelledby="{label}"', f'aria-label="{escape(_plain(section))}"')
    # A state kept in a checkbox is nothing to be filled in by a browser, nor a stop for the keyboard.
    return TOGGLE.sub(r"\1", page).replace(NO_STOP, "")


def _expect(pages: dict[Path, str]) -> None:
    """That Material still writes what is mended: a mend that finds nothing would go unnoticed."""
    for wanted in (re.escape(f"{SEARCH}>"), re.escape(TRAIL), NO_STOP, TOGGLE.pattern, SECTION.pattern):
        if not any(re.search(wanted, page, re.DOTALL) for page in pages.values()):
            raise PostprocessFault(f"no page has what is to be mended, {wanted}: does Material write it otherwise now?")


@cache
def _imported() -> list[str]:
    """The scripts that the script of a calculator imports, and what they import."""
    found, queue = {Path(SCRIPT).name: None}, [Path(SCRIPT).name]
    while queue:
        path = SCRIPTS / queue.pop()
        text = path.read_text(encoding="utf-8") if path.is_file() else ""  # runtime.mjs is made by the build
        new = dict.fromkeys(re.findall(r"^(?:import|\} from|import .* from) '\./(\w+\.mjs)'$", text, re.MULTILINE))
        queue += [name for name in new if name not in found]
        found |= new
    return sorted(found.keys() - {Path(SCRIPT).name})


def _preloaded(page: str, script: str) -> str:
    """A page whose browser asks for what the script imports along with the script, and that says its release."""
    found = re.search(rf'src="([^"]*){re.escape(script)}"', page)
    prefix = found[1] if found else ""
    folder = prefix + script.rpartition("/")[0]
    links = "".join(f'<link rel="modulepreload" href="{folder}/{name}">' for name in _imported())
    release = script.split("/")[1]
    page = page.replace("<cost-calculator ", f'<cost-calculator data-release="{release}" ')
    return page.replace("</head>", f"{links}</head>", 1)


def _renamed(page: str, names: dict[str, str], path: Path) -> str:
    for old, new in names.items():
        page, count = re.subn(rf'((?:src|href)="[^"]*?){re.escape(old)}"', rf'\g<1>{new}"', page)
        if not count:
            raise PostprocessFault(f"{path}: does not use {old}")
    # A script that only some pages use lies with the one that all of them do.
    folder = names[SCRIPT].rpartition("/")[0]
    return re.sub(r'(src="[^"]*?)javascripts/(\w+\.mjs")', rf"\g<1>{folder}/\g<2>", page)


def _stylesheets(site: Path) -> dict[str, str]:
    """Our stylesheets, renamed by their content: an old copy in a cache is never taken for the new one."""
    names = {}
    for path in sorted((site / "stylesheets").glob("*.css")):
        name = f"{path.stem}.{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}.css"
        path.rename(path.with_name(name))
        names[f"stylesheets/{path.name}"] = f"stylesheets/{name}"
    return names


def _maps(site: Path) -> None:
    """Source maps are for who works on Material, and half of what it weighs."""
    for path in [*site.rglob("*.js.map"), *site.rglob("*.css.map")]:
        made = path.with_suffix("")
        made.write_text(
            re.sub(r"(?:/\*|//)# sourceMappingURL=\S+(?: \*/)?\s*$", "", made.read_text(encoding="utf-8")),
            encoding="utf-8",
        )
        path.unlink()


def _search(index: Path) -> None:
    """One document a page: Material loads the whole index at every full page load, found or not."""
    found = json.loads(index.read_text(encoding="utf-8"))
    pages: dict[str, dict[str, str]] = {}
    for document in found["docs"]:
        location, _, section = document["location"].partition("#")
        if not section:
            text = _plain(document["text"])
            lead = text if len(text) <= LEAD else text[:LEAD].rpartition(" ")[0] + "…"
            pages[location] = {**document, "text": lead}
        else:
            pages[location]["text"] += f" {_plain(document['title'])}."
    index.write_text(json.dumps({**found, "docs": list(pages.values())}, ensure_ascii=False), encoding="utf-8")


def _plain(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def _policy(pages: dict[Path, str]) -> str:
    """One policy for every page: under instant navigation those of two pages would both hold."""
    hashes = sorted({script_hash(script) for page in pages.values() for script in INLINE.findall(page)})
    return POLICY.format(scripts=" ".join(f"'{each}'" for each in hashes))


def script_hash(script: str) -> str:
    """What a content security policy calls an inline script."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
