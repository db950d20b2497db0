"""After mkdocs, in the pages of the course: terms of the glossary say what they mean, and a module is one document.

What is meant is in the page, beside the term: it is shown on hover, focus and touch, without a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path

from sitebuild.course import Course, Module, Page, Term

KINDS = ("lesson", "exercise", "playbooks", "checklist")  # of pages in which terms are explained
ARTICLE = re.compile(r'(<article class="md-content__inner[^>]*>)(.*)(</article>)', re.DOTALL)
PIECE = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
# Where a term is not explained: it would be a button within what is one already, or within what is no running text; and
# a table cuts off what reaches out of it. A word that means something else than the term is in a span.rt-plain.
QUIET = {
    "a", "abbr", "button", "caption", "code", "cost-calculator", "dfn", "dt", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "label", "legend", "nav", "page-mark", "pre", "quiz-question", "request-table", "script", "select", "strong",
    "style", "summary", "svg", "table", "textarea",
}  # fmt: skip
QUIET_CLASSES = re.compile(r'class="[^"]*\b(?:rt-goals|rt-concept|rt-end-of-page|rt-lead|rt-plain)\b')
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# A table as Markdown makes it: with no class.
TABLE = re.compile(r"<cost-calculator\b.*?</cost-calculator>|<table>(\s*<thead>.*?</thead>)(.*?)</table>", re.DOTALL)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
WHOLE = re.compile(r'<div class="rt-whole" data-module="[^"]*">.*?</div>', re.DOTALL)
CALCULATOR = re.compile(r"<cost-calculator\b.*?</cost-calculator>", re.DOTALL)
VERDICT = re.compile(r'<p class="rt-verdict">.*?</p>', re.DOTALL)
LEFT_OUT = re.compile(
    r'<a class="headerlink".*?</a>|<script\b.*?</script>|<div class="rt-end-of-page">.*?</div>|<form\b.*?</form>'
    r"|<p[^>]*\bdata-only-here>.*?</p>|<p class=\"rt-(?:resume|quiz-acts|acts|result)\"[^>]*></p>"
    r"|<(?:page-state|page-mark|kept-progress|own-answer)\b[^>]*></(?:page-state|page-mark|kept-progress|own-answer)>",
    re.DOTALL,
)
# What the script would take in hand: on paper it is what it holds.
ELEMENT = re.compile(r"<(/?)(?:check-list|copy-text|course-syllabus|quiz-question|quiz-set|request-table)\b")
HEADING = re.compile(r"<(/?)h([1-5])\b")
RELATIVE = re.compile(r'(href=")(?![a-z]+:|#|/)')
OWN_ID = re.compile(r'\b(id|for|name|aria-labelledby|aria-describedby)="([^"]*)"')


class TermsFault(Exception):  # noqa: N818  (it is told, not caught)
    """A page of the course is not as it is expected to be; the message says which."""


def finish(site: Path, course: Course) -> None:
    """Finish the pages of the course in *site*."""
    for module in course.modules:
        pages: tuple[Module | Page, ...] = (module, *module.pages)
        articles = [(page, _article(site, page.url)) for page in pages]
        articles = [(page, (before, tabled(inside), after)) for page, (before, inside, after) in articles]
        explaining = explainer(module.terms)
        for page, (before, inside, after) in articles:
            explained = explaining and isinstance(page, Page) and page.kind in KINDS
            text = explaining(inside) if explaining and explained else inside
            _path(site, page.url).write_text(before + text + after, encoding="utf-8")
        whole = "".join(
            _part(inside, number, page.url == module.url) for number, (page, (_, inside, _)) in enumerate(articles)
        )
        path = _path(site, f"{module.url}print/")
        around = WHOLE.split(_text(path))
        if len(around) != 2:
            raise TermsFault(f"{path}: has {len(around) - 1} places for the whole module and not one")
        path.write_text(f'<div class="rt-whole">{whole}</div>'.join(around), encoding="utf-8")


def tabled(html: str) -> str:
    """Its tables of Markdown as the course's: a row has a header, and its cells the names of their columns."""
    return TABLE.sub(_tabled, html)


def _tabled(found: re.Match[str]) -> str:
    head, rows = found.groups()
    if head is None:  # a calculator has its own
        return found[0]
    names = [escape(unescape(re.sub(r"<[^>]+>", "", name)).strip()) for name in CELL.findall(head)]

    def row(found: re.Match[str]) -> str:
        first, *others = CELL.findall(found[1])
        named = zip(others, names[1:], strict=True)
        cells = "".join(f'<td data-as="{name}">{cell}</td>' if cell.strip() else "<td></td>" for cell, name in named)
        # Where rows are stacked, a number must say what it is; words do.
        called = f' data-as="{names[0]}"' if first.strip()[:1].isdigit() else ""
        return f'<tr><th scope="row"{called}>{first}</th>{cells}</tr>'

    head = head.replace("<th>", '<th scope="col">')
    return f'<table class="rt-sheet">{head}{ROW.sub(row, rows)}</table>'


def explainer(terms: list[Term]) -> Explainer | None:
    """What explains *terms* in the HTML of a page; nothing where there are none."""
    return Explainer(terms) if terms else None


class Explainer:
    """Explains the first use of each term in a page."""

    def __init__(self, terms: list[Term]) -> None:
        self.of = {spelling.lower(): term for term in terms for spelling in (term.name, *term.also)}
        spelt = sorted(map(re.escape, self.of), key=len, reverse=True)  # the longest that fits
        # With what stands against it, which must not be parted from it at the end of a line.
        self.pattern = re.compile(
            rf"([(\[“\"]*)(?<![\w-])((?:{'|'.join(spelt)})(?:s|es)?)(?![\w/-])([.,;:!?)\]”\"]*)", re.IGNORECASE
        )

    def __call__(self, html: str) -> str:
        return "".join(self._pieces(html))

    def _pieces(self, html: str) -> Iterator[str]:
        quiet: list[str] = []  # open elements, from the first in which nothing is explained
        seen: set[str] = set()
        outside: list[set[str]] = []  # a drawer may stay closed: what it explains is explained after it as well
        number = 0
        for piece in PIECE.findall(html):
            tag = TAG.match(piece)
            if tag and tag[2] not in VOID:
                closing, name = tag[1], tag[2].lower()
                if name == "details" and closing:
                    seen = outside.pop()
                elif name == "details":
                    outside.append(set(seen))
                if closing:
                    if quiet and name in quiet:
                        del quiet[len(quiet) - 1 - quiet[::-1].index(name) :]
                elif quiet or name in QUIET or QUIET_CLASSES.search(piece):
                    quiet.append(name)
            elif not tag and not piece.startswith("<") and not quiet and piece.strip():
                made = []
                at = 0
                for found in self.pattern.finditer(piece):
                    before, text, after = found.groups()
                    term = self._term(text)
                    if term is None or term.id in seen:
                        continue
                    seen.add(term.id)
                    number += 1
                    made += [piece[at : found.start()], _explained(before, text, after, term, number)]
                    at = found.end()
                yield "".join([*made, piece[at:]])
                continue
            elif quiet == ["strong"] and (term := self._term(piece.strip())):
                seen.add(term.id)  # where a lesson says itself what it means
            yield piece

    def _term(self, text: str) -> Term | None:
        text = text.lower()
        return self.of.get(text) or self.of.get(text.removesuffix("es")) or self.of.get(text.removesuffix("s"))


def _explained(before: str, text: str, after: str, term: Term, number: int) -> str:
    said = escape(plain(term.says))
    return (
        f'<span class="rt-term">{before}<button type="button" aria-describedby="term-{number}">{text}</button>{after}'
        f'<span role="tooltip" id="term-{number}">{said}</span></span>'
    )


def plain(text: str) -> str:
    """Markdown without its marks; a macro is left out with what would stand in it."""
    text = re.sub(r"\{\{.*?\}\}", "…", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"[*_`]{1,2}(\S(?:.*?\S)?)[*_`]{1,2}", r"\1", text).split())


def _part(html: str, number: int, is_index: bool) -> str:
    """A page as a part of the whole: its headings one deeper, its ids its own, and nothing that is to be operated."""
    if is_index:  # it lies a folder higher than the whole
        html = RELATIVE.sub(r"\1../", html)
    html = CALCULATOR.sub(lambda found: (VERDICT.search(found[0]) or [""])[0], html)
    html = LEFT_OUT.sub("", html)
    html = ELEMENT.sub(r"<\1div", html)
    html = HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", html)
    html = OWN_ID.sub(lambda found: f'{found[1]}="{" ".join(f"p{number}-{each}" for each in found[2].split())}"', html)
    html = re.sub(r'href="#', f'href="#p{number}-', html)
    return f'<section class="rt-part">{html.replace("<details", "<details open")}</section>'


def _article(site: Path, url: str) -> tuple[str, str, str]:
    """A page before, in and after its article."""
    path = _path(site, url)
    text = _text(path)
    found = ARTICLE.search(text)
    if not found:
        raise TermsFault(f"{path}: has no article")
    return text[: found.end(1)], found[2], text[found.start(3) :]


def _path(site: Path, url: str) -> Path:
    return site / url / "index.html"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
