"""What must hold of the published site, checked on what was built: every fault at once, a line each."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from sitebuild import offline
from sitebuild.postprocess import INLINE, script_hash

RUNTIME_BYTES = 5_600_000  # compressed; design section 9
PAGE_BYTES = 15_000  # of a calculator's page, compressed
KEPT_BYTES = 200_000  # of what every visit keeps for offline, compressed; most of it the page has loaded already
SITE_BYTES = 800_000_000  # GitHub Pages takes a gigabyte

SKIP = "__skip"  # where Material's link past the header leads on a page without headings
RUNTIME = re.compile(r"assets/(?:calc|pyodide)-[^/]+/")
NEEDED = (".css", ".js", ".mjs", ".wasm", ".whl", ".zip")  # without which a page or Python does not work
LOADED = {"script": "src", "img": "src", "source": "src", "iframe": "src", "video": "src", "audio": "src"}
LOADED_RELS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch"}
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]|new URL\(\s*['"](\.[^'"]+)['"]""")


@dataclass(slots=True)
class Page:
    """What a page says of itself and refers to."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # where a reader may go
    loaded: list[str] = field(default_factory=list)  # what the browser fetches by itself
    policies: list[str] = field(default_factory=list)
    title: str = ""
    lang: str = ""
    description: str = ""
    headings: int = 0


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, given = self.page, {name: value or "" for name, value in attrs}
        if "id" in given:
            page.ids.append(given["id"])
        if tag == "a" and "href" in given:
            page.links.append(given["href"])
        if tag in LOADED and LOADED[tag] in given:
            page.loaded.append(given[LOADED[tag]])
        if tag == "link" and set(given.get("rel", "").split()) & LOADED_RELS:
            page.loaded.append(given.get("href", ""))
        page.loaded += [each.split()[0] for each in given.get("srcset", "").split(",") if each.strip()]
        match tag:
            case "html":
                page.lang = given.get("lang", "")
            case "h1":
                page.headings += 1
            case "title":
                self._in_title = True
            case "meta" if given.get("name") == "description":
                page.description = given.get("content", "")
            case "meta" if given.get("http-equiv", "").lower() == "content-security-policy":
                page.policies.append(given.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.page.title += data


def read(html: str) -> Page:
    """The page that *html* is."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


def verify(site: Path, site_url: str) -> list[str]:
    """Every fault of the site in folder *site*, published at *site_url*; none is what is wanted."""
    # Imported here: reading the catalogue may fail, and that is told as a fault of the build.
    import calc.models  # noqa: F401  (registers every model)
    from calc.model import MODELS

    texts = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    pages = {name: read(text) for name, text in texts.items()}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    known = _Known(site_url, files, {name: {*page.ids, SKIP} for name, page in pages.items()})
    policies = {policy for page in pages.values() for policy in page.policies}
    faults = [f"{name}: {fault}" for name, page in pages.items() for fault in _page_faults(name, page, texts, known)]
    if len(policies) != 1:
        faults.append(f"the pages have {len(policies)} different content security policies; they add up, so one it is")
    faults += [
        f"{model}: has no page, calculators/{model}/index.html is missing"
        for model in MODELS
        if f"calculators/{model}/index.html" not in files
    ]
    faults += _script_faults(site, files)
    faults += _offline_faults(site, pages, texts, known)
    faults += _sitemap_faults(site, known)
    return faults + list(_size_faults(site))


@dataclass(frozen=True, slots=True)
class _Known:
    """What there is to link to."""

    site_url: str
    files: set[str]
    ids: dict[str, set[str]]

    def fault(self, page: str, link: str) -> str:
        """Why a link on *page* leads nowhere; nothing where it leads somewhere, or to another site."""
        target = urljoin(self.site_url + page.removesuffix("index.html"), link)
        parts, base = urlsplit(target), urlsplit(self.site_url)
        if parts.scheme in {"mailto", "data"} or (parts.scheme, parts.netloc) != (base.scheme, base.netloc):
            return ""
        if not parts.path.startswith(base.path):
            return f"{link} leads out of {base.path}"
        path = unquote(parts.path.removeprefix(base.path))
        file = path + "index.html" if path.endswith("/") or not path else path
        if file not in self.files:
            return f"{link} leads to {file}, which there is not"
        is_scenario = parts.fragment.startswith("s=")
        if parts.fragment and not is_scenario and file in self.ids and unquote(parts.fragment) not in self.ids[file]:
            return f"{link} leads to #{parts.fragment}, which {file} has not"
        return ""

    def is_own(self, page: str, link: str) -> bool:
        """Whether what a page fetches comes from the site itself."""
        parts, base = urlsplit(urljoin(self.site_url + page, link)), urlsplit(self.site_url)
        return parts.scheme == "data" or (parts.scheme, parts.netloc) == (base.scheme, base.netloc)


def _page_faults(name: str, page: Page, texts: dict[str, str], known: _Known) -> Iterator[str]:
    for link in dict.fromkeys([*page.links, *page.loaded]):
        if fault := known.fault(name, link):
            yield fault
    for link in dict.fromkeys(page.loaded):
        if not known.is_own(name, link):
            yield f"{link} is fetched from another host"
    for each in sorted({each for each in page.ids if page.ids.count(each) > 1}) if _twice(page.ids) else []:
        yield f'id="{each}" stands in it twice'
    for what, there in (("language", page.lang), ("title", page.title.strip()), ("description", page.description)):
        if not there:
            yield f"has no {what}"
    if page.headings != 1:
        yield f"has {page.headings} headings of the first level and not one"
    if len(page.policies) != 1:
        yield f"has {len(page.policies)} content security policies and not one"
    for script in INLINE.findall(texts[name]):
        if not all(script_hash(script) in policy for policy in page.policies):
            yield f"has an inline script that its policy does not allow: {' '.join(script.split())[:60]}"


def _twice(ids: list[str]) -> bool:
    return len(set(ids)) != len(ids)


def _script_faults(site: Path, files: set[str]) -> Iterator[str]:
    """What our own scripts import and is not there."""
    for path in sorted((site / "assets").glob("calc-*/*.mjs")):
        for found in IMPORT.finditer(path.read_text(encoding="utf-8")):
            target = (path.parent / (found[1] or found[2])).resolve()
            relative = target.relative_to(site.resolve()).as_posix()
            if relative not in files and not target.is_dir():
                yield f"{path.relative_to(site)}: imports {relative}, which there is not"


def _offline_faults(site: Path, pages: dict[str, Page], texts: dict[str, str], known: _Known) -> Iterator[str]:
    """What a reader without a connection would miss, or would get of another release."""
    if offline.WORKER not in known.files:
        yield f"{offline.WORKER} is missing: nothing works offline"
        return
    release, every, python = offline.read(site)
    kept = {*every, *python}
    for path in sorted(kept - known.files):
        yield f"{offline.WORKER}: keeps {path}, which there is not"
    wanted = {urljoin(known.site_url + name, link): name for name, page in pages.items() for link in page.loaded}
    loaded = {address.removeprefix(known.site_url): name for address, name in wanted.items()}
    loaded |= {path: "Python" for path in known.files if RUNTIME.match(path)}
    for path, name in sorted(loaded.items()):
        if path in known.files - kept and path.endswith(NEEDED):  # what is not there is told elsewhere
            yield f"{name}: loads {path}, which {offline.WORKER} does not keep"
    for name, text in texts.items():
        if offline.MARK.format(release=release) not in text:
            yield f"{name}: does not say that it is of the release {release}"
    weight = sum(transferred(site / path) for path in every if path in known.files)
    if weight > KEPT_BYTES:
        yield f"{offline.WORKER}: keeps {weight:,} bytes compressed at each visit; at most {KEPT_BYTES:,} are wanted"


def _sitemap_faults(site: Path, known: _Known) -> Iterator[str]:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    for address in re.findall(r"<loc>(.*?)</loc>", text):
        if not address.startswith(known.site_url):
            yield f"sitemap.xml: {address} is not under {known.site_url}"
        elif fault := known.fault("", address):
            yield f"sitemap.xml: {fault}"
    for document in json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]:
        if fault := known.fault("", known.site_url + document["location"]):
            yield f"search index: {fault}"


def _size_faults(site: Path) -> Iterator[str]:
    runtime = runtime_bytes(site)
    if runtime > RUNTIME_BYTES:
        yield f"the runtime has {runtime:,} bytes compressed; at most {RUNTIME_BYTES:,} are wanted"
    whole = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    if whole > SITE_BYTES:
        yield f"the site has {whole:,} bytes; at most {SITE_BYTES:,} are wanted"


def heavy(site: Path) -> list[str]:
    """The calculators whose page weighs more than is wanted; the site is published all the same."""
    weights = {path: transferred(path) for path in sorted(site.glob("calculators/*/index.html"))}
    return [
        f"{path.relative_to(site).as_posix()}: has {weight:,} bytes compressed; at most {PAGE_BYTES:,} are wanted"
        for path, weight in weights.items()
        if weight > PAGE_BYTES
    ]


def runtime_bytes(site: Path) -> int:
    """What a first visit loads of Python and its scripts, in bytes as they travel."""
    folders = [*(site / "assets").glob("pyodide-*"), *(site / "assets").glob("calc-*")]
    files = [path for folder in folders for path in folder.iterdir() if path.suffix != ".txt"]
    return sum(transferred(path) for path in files)


def transferred(path: Path) -> int:
    """Bytes of a file as GitHub Pages sends it: compressed, unless it is already."""
    content = path.read_bytes()
    return len(content) if path.suffix in {".zip", ".whl", ".woff2", ".png"} else len(gzip.compress(content, 6))
