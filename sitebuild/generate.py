"""Before the site is built: the pages as they are written, and what calc says in them.

``build/docs`` becomes a copy of ``docs``, with a plain page for each calculator that has none of its own;
``build/widgets`` holds each calculator, and the table of prices, as finished HTML that a macro puts into a page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import get_args

import yaml  # type: ignore[import-untyped]
from markupsafe import Markup

import calc.models  # noqa: F401  (registers every model)
from calc import changes, pictures
from calc.addends import label
from calc.analysis.ranges import COUNT
from calc.analysis.verdict import verdicts
from calc.answers import default, outputs, paths_of
from calc.catalogue import Confidence
from calc.errors import StepError
from calc.model import CATALOGUE, MODELS, PRICED_ON, Ask, Choose, Example, Model, Question, Switch
from calc.program import Choice, Option, Program, program
from calc.reading import plain
from calc.sections import Section, calculator_of, places, sections
from calc.sheet import KINDS, unsure
from calc.show import around, show, units
from calc.units import scale
from sitebuild.course import OURS, Course, front_matter
from sitebuild.course import read as read_course
from sitebuild.downloads import as_csv, as_json
from sitebuild.link import fragment
from sitebuild.listed import Listed, listed, today
from sitebuild.recomputed import LEFT, recomputed
from sitebuild.templates import ROOT, host, templates

DOCS, STAGED, WIDGETS = ROOT / "docs", ROOT / "build" / "docs", ROOT / "build" / "widgets"
TEMPLATES = templates("partials")
TEMPLATES.globals["today"] = today
PAGE = """---
title: {quoted_title}
description: {quoted_summary}
---
# {title}

{summary}

{{{{ calculator("{id}") }}}}
"""

NOT_RECOMPUTED = """
<div class="rt-recomputed">
<h2 id="not-recomputed">Published, and not re-computed</h2>
<table>
<thead>
<tr><th scope="col">Example</th><th scope="col">Figure</th><th scope="col" class="rt-num">Theirs</th></tr>
</thead>
{% for each in left %}
<tbody>
{% for label, theirs in each.figures.items() %}
<tr>
{% if loop.first %}
<th scope="rowgroup" rowspan="{{ each.figures | length + 1 }}">
{{ each.name }} <a href="{{ each.source }}">{{ host(each.source) }}</a>
</th>
{% endif %}
<td>{{ label | capitalize }}</td>
<td class="rt-num" data-as="Theirs">{{ theirs }}</td>
</tr>
{% endfor %}
<tr><td colspan="2" class="rt-why">{{ each.why }}</td></tr>
</tbody>
{% endfor %}
</table>
</div>
"""
MADE_PAGE = """---
title: {0}
description: {1}
hide: [navigation, toc]
search: {{ exclude: true }}
---
# {2}

{{{{ {3}() }}}}

{{{{ page_end() }}}}
"""
MADE_PAGES = {
    "print": ("The whole module", "All of {} as one document, to print.", "whole"),
    "record": ("Record of what you did", "Which pages of {} you marked as done in this browser, and when.", "record"),
}


def generate() -> None:
    """Make ``build/docs`` and ``build/widgets`` anew; what has not changed keeps its time stamp."""
    course = read_course(DOCS)
    # The data of the course is drawn into pages, and is no file of the site.
    wanted = {path.relative_to(DOCS) for path in DOCS.rglob("*") if path.is_file() and path.suffix != ".toml"}
    for path in wanted:
        _write(STAGED / path, (DOCS / path).read_bytes())
    for path, text in course_pages(course, DOCS).items():
        wanted.add(path)
        _write(STAGED / path, text.encode())
    for name, model in MODELS.items():
        page = Path("calculators") / f"{name}.md"
        if page not in wanted:
            wanted.add(page)
            _write(STAGED / page, plain_page(name, model.title, _summary(model)).encode())
        _write(WIDGETS / f"{name}.html", calculator(model).encode())
    _write(WIDGETS / "recomputed.html", recomputed_page().encode())
    for name, content in downloads().items():
        wanted.add(Path("reference") / name)
        _write(STAGED / "reference" / name, content)
    _write(WIDGETS / "prices.html", prices(today()).encode())
    for path in [path for path in STAGED.rglob("*") if path.is_file()]:
        if path.relative_to(STAGED) not in wanted:
            path.unlink()


def course_pages(course: Course, docs: Path) -> dict[Path, str]:
    """The pages of the course: those that are written, with their foot, and those that are made for each module."""
    written = [track.file for track in course.tracks]
    written += [file for module in course.modules for file in (module.file, *(page.file for page in module.pages))]
    found = {Path(file): _footed((docs / file).read_text(encoding="utf-8")) for file in written}
    for module in course.modules:
        folder = Path(module.file.parent)
        for name, (title, said, macro) in MADE_PAGES.items():
            quoted = json.dumps(f"{module.title}: {title}"), json.dumps(said.format(module.title))
            found[folder / f"{name}.md"] = MADE_PAGE.format(*quoted, title, macro)
    return found


def _footed(text: str) -> str:
    """A page with its foot, and without the front matter that is read by course.py: a name there hides a macro."""
    given, body = front_matter(text)
    kept = {name: value for name, value in given.items() if name not in OURS}
    head = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)
    return f"---\n{head}---\n{body.rstrip()}\n\n{{{{ page_end() }}}}\n"


def plain_page(name: str, title: str, summary: str) -> str:
    """The Markdown of a calculator's page that nobody has written; JSON's texts are YAML's, whatever is in them."""
    quoted = {"quoted_title": json.dumps(title), "quoted_summary": json.dumps(summary)}
    return PAGE.format(id=name, title=title, summary=summary, **quoted)


def calculator(model: type[Model]) -> str:
    """The calculator of *model* as finished HTML, with its default answer in every slot."""
    made = program(model)
    _, texts = default(model)
    html = TEMPLATES.get_template("calculator.html").render(
        model=model,
        **_pictures(made),
        slots=texts,
        asked=_asked(model, made),
        figures=[(label(made, path), f"output/{path}", places(made)[path]) for path in _own(made)],
        choices=made.scope.choices,
        headings={choice.path: _headings(made, choice) for choice in made.scope.choices},
        kinds=KINDS,
        unsure=lambda path: unsure(made, path),
        ranked={choice.path: _ranked(choice, texts) for choice in made.scope.choices},
        bills={each.cost: _bill_of(made, each) for choice in made.scope.choices for each in choice.options},
        links={
            choice.path: {option.name: calculator_of(option.scope) for option in choice.options}
            for choice in made.scope.choices
        },
        least={choice.path: _least(made, choice) for choice in made.scope.choices if choice.word.over},
        sections=[_section(made, section) for section in sections(made)],
        grouped=_grouped,
        cases=[_case(made, example) for example in model.examples],
        priced_on=PRICED_ON,
        pages=MODELS,
    )
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


def _pictures(made: Program) -> dict[str, object]:
    """The pictures for the defaults, and what they are offered of."""
    open_to = changes.in_the_open(made)

    def drawn(name: str, over: str = "") -> Markup:
        return Markup(pictures.draw(made, {}, name, over))  # noqa: S704  (calc.charts escapes what it is given)

    def named(names: list[str]) -> list[dict[str, object]]:
        return [{"name": name, "label": made.questions[name].label} for name in names]

    judged = verdicts(made)
    return {
        "main": drawn("main"),
        "sensitive": drawn("sensitive"),
        "itemised": drawn("bills") if pictures.itemised(made) else "",
        "beside": {name: drawn("beside", name) for name in open_to},
        "turning": drawn("turning") if judged and not any(each.word.over for each in made.scope.choices) else "",
        "flips": [{**each, "html": drawn("flips", str(each["name"]))} for each in named(open_to) if judged],
        "sets": _sets(made, drawn),
        "numeric": named(changes.numeric(made)),
        "draws": plain(COUNT),
    }


def _sets(made: Program, drawn: Callable[[str, str], Markup]) -> dict[str, object]:
    """The sets of assumptions that a model can be switched to, ours first, and ours held against the next."""
    name = changes.sets_of(made)
    if not name:
        return {}
    question = made.questions[name]
    assert isinstance(question, Choose)
    others = [option for option in question.options if option != question.default]
    tables = {other: drawn("sets", other) for other in others}
    shown = next((other for other in others if "<table" in tables[other]), others[0])  # some differ in nothing here
    return {"label": question.label, "ours": question.default, "others": others, "shown": shown, "html": tables[shown]}


def recomputed_page() -> str:
    """The table of every published example."""
    found = recomputed()
    every = [each for examples in found.values() for each in examples]
    html = TEMPLATES.get_template("recomputed.html").render(
        found=found,
        models=MODELS,
        host=host,
        total=len(every),
        differing=sum(bool(each.example.why) for each in every),
    )
    html += TEMPLATES.from_string(NOT_RECOMPUTED).render(left=LEFT, host=host)
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


def downloads() -> dict[str, bytes]:
    """The catalogue as files, by name; they lie beside the page of prices."""
    entries = list(CATALOGUE.values())
    return {"prices.csv": as_csv(entries), "prices.json": as_json(entries)}


def prices(day: date) -> str:
    """The list of every entry of the catalogue, as old as it is on *day*."""
    services: dict[str, list[Listed]] = {}
    for entry in CATALOGUE.values():
        each = listed(entry, day)
        services.setdefault(each.service, []).append(each)
    html = TEMPLATES.get_template("prices.html").render(
        services=services,
        count=len(CATALOGUE),
        confidences=get_args(Confidence),
        downloads=[
            (name, name.rpartition(".")[2].upper(), f"{max(1, round(len(content) / 1000))} kB")
            for name, content in downloads().items()
        ],
        used=_used(),
        host=host,
        pages=MODELS,
    )
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class Field:
    """A question as a form field; *kind* is ``number``, ``choice`` or ``switch``."""

    id: str
    name: str
    kind: str
    question: Question
    unit: str
    default: str
    options: tuple[str, ...] = ()
    folded: bool = False


def _asked(model: type[Model], made: Program) -> list[Field]:
    """The questions as fields: those that the model asks in the open, in its order, then the rest."""
    if unknown := set(model.asks) - set(made.questions):
        raise StepError(f"{model.id} asks {min(unknown)} in the open, which is no question of it")
    names = [*model.asks, *(name for name in made.questions if name not in model.asks)]
    return [
        replace(
            _field(model.id, name, made.questions[name]),
            folded=name not in model.asks if model.asks else made.questions[name].advanced,
        )
        for name in names
    ]


def _field(model: str, name: str, question: Question) -> Field:
    kinds = {Ask: "number", Choose: "choice", Switch: "switch"}
    unit = units(question.unit) if isinstance(question, Ask) else ""
    options = question.options if isinstance(question, Choose) else ()
    default = show(question.read(question.default), question.unit)
    return Field(f"{model}-{name}", name, kinds[type(question)], question, unit, default, options)


def _section(made: Program, section: Section) -> dict[str, object]:
    figures = section.figures(made)
    return {
        "section": section,
        "rows": section.rows(made),
        "lines": section.lines(made),
        "figures": [
            {
                "figure": figure,
                "entry": figure.price.entry,
                "host": host(figure.price.entry.source),
                "around": around(figure.price.entry.unit),
            }
            for figure in figures
        ],
    }


def _case(made: Program, example: Example) -> dict[str, str]:
    """An example as the page offers it: a link that puts it into the form, and what comes out."""
    found = ", ".join(
        f"{label(made, path).lower()} {text}" for path, text in example.expect.items() if path in _own(made)
    )
    return {
        "name": example.name,
        "fragment": fragment(example.given, paths_of(made, example.prices)),
        "found": found,
        "source": example.source,
        "host": host(example.source),
    }


def _own(made: Program) -> list[str]:
    """The outputs of the model itself."""
    return [path for path in outputs(made) if "." not in path]


MANY = 12  # folded questions: more are sorted by the service that they are of


def _grouped(fields: list[Field]) -> list[dict[str, object]]:
    """Folded questions as they stand in the drawer: those of all services first, then a drawer for each service."""
    groups: dict[str, list[Field]] = {"": []}
    for each in fields:
        service, _, rest = each.question.label.partition(": ")
        groups.setdefault(service if rest and len(fields) > MANY else "", []).append(each)
    return [{"name": name, "fields": found} for name, found in groups.items() if found]


def _ranked(choice: Choice, texts: Mapping[str, str]) -> list[Option]:
    """The options in the order of the default answer: what fits first, by cost."""
    return sorted(choice.options, key=lambda option: int(texts[f"{choice.path}.{option.name}:rank"]))


def _bill_of(made: Program, option: Option) -> str:
    """The place of an option's bill: its own, or that of the service that it wraps; empty if the page has neither."""
    known = places(made)
    if option.scope.needed and f"{option.scope.needed[0].prefix}cost" in known:
        return known[f"{option.scope.needed[0].prefix}cost"]
    found = known.get(option.cost, "")
    several = any(section.choice and found.startswith(f"{section.id}/") for section in sections(made))
    return "" if several else found  # such a section is that of the option taken only


def _least(made: Program, choice: Choice) -> str:
    """What a comparison's floor is told at."""
    unit = made.questions[choice.word.over].unit
    return show(scale(unit), unit)


def _headings(made: Program, choice: Choice) -> list[str]:
    """What stands over each column: money says there what it is for, so that the cells are bare amounts."""
    paths = [choice.options[0].scope.path(column) for column in choice.word.columns]
    known = {"USD/month": "A month", "USD/million/event": "Per million events"}
    units_of = [made.unit(path) for path in paths]
    return [
        known[unit] if unit in known and units_of.count(unit) == 1 else label(made, path)
        for path, unit in zip(paths, units_of, strict=True)
    ]


def _summary(model: type[Model]) -> str:
    return " ".join((model.__doc__ or "").split())


def _used() -> dict[str, list[str]]:
    """The models that look each entry up, by key."""
    used: dict[str, list[str]] = {}
    for name, model in MODELS.items():
        for price in program(model).prices.values():
            names = used.setdefault(price.entry.key, [])
            if name not in names:
                names.append(name)
    return used


def _write(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    generate()
