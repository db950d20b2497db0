"""``python -m sitebuild.module 8-8-data-contracts``: the skeleton of a new module, which builds as it is."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sitebuild.course import TRACKS, CourseFault, read

DOCS = Path(__file__).resolve().parents[1] / "docs"
NAME = re.compile(r"([0-9]+)-([0-9]+)((?:-[a-z0-9]+)+)")
FILES = {
    "index.md": """---
id: "{id}"
kind: module
title: "{id} {title}"
description: "{title}: outcomes and syllabus."
outcomes:
  - decide what the module is about
---
# {id} {title}

One paragraph: what goes wrong without this module, and what it gives you.

## Syllabus

{{{{ syllabus() }}}}
""",
    "1-first-lesson.md": """---
id: "{id}-1"
kind: lesson
title: The first lesson
description: What the first lesson of {title} teaches.
minutes: 1
objectives:
  - ask the question that the lesson is about
concepts: [first-idea]
checks: [first-question]
---
# The first lesson

{{{{ objectives() }}}}

## The question

Open with the decision. A term of the glossary, such as example, is explained where it first stands in a section.

{{{{ concept("first-idea") }}}}

## Check yourself

{{{{ checks() }}}}

## On Monday

1. One thing to do.
""",
    "check.md": """---
id: "{id}-check"
kind: check
title: Knowledge check
description: Questions on {title}.
minutes: 0
---
# Knowledge check

{{{{ knowledge_check() }}}}
""",
    "checklist.md": """---
id: "{id}-checklist"
kind: checklist
title: Checklist
description: What to do about {title}, in order.
minutes: 0
---
# Checklist

{{{{ checklist() }}}}
""",
    "concepts.md": """---
id: "{id}-concepts"
kind: concepts
title: Key concepts
description: The ideas of {title}, each with a rule of thumb and with when it fails.
minutes: 0
---
# Key concepts

{{{{ concepts() }}}}
""",
    "glossary.md": """---
id: "{id}-glossary"
kind: glossary
title: Glossary
description: What the words of {title} mean.
minutes: 0
---
# Glossary

{{{{ glossary() }}}}
""",
    "concepts.toml": """[first-idea]
name = "First idea"
says = "What it is, in one or two sentences."
rule = "What to do in most cases."
limits = "When that is wrong."
lesson = "{id}-1"
""",
    "glossary.toml": """[example]
name = "example"
says = "One case that stands for many."
see = ["first-idea"]
""",
    "checks.toml": """[[question]]
id = "first-question"
kind = "single"
lesson = "{id}-1"
ask = "What does the lesson open with?"
hint = "Look at its first sentence."

[[question.option]]
id = "decision"
text = "The decision"
right = true
why = "It is what the reader came for."

[[question.option]]
id = "history"
text = "The history of the subject"
right = false
why = "It can wait until somebody asks."
""",
    "checklist.toml": """[[item]]
id = "first"
text = "Do the first thing"
why = "The others need it."
""",
}


def make(name: str, docs: Path = DOCS) -> Path:
    """The folder of a new module, named by track, number and words; :class:`CourseFault` if it cannot be made."""
    found = NAME.fullmatch(name)
    if not found:
        raise CourseFault("make module", f"NAME is like 8-8-data-contracts (track, number, words), not {name!r}")
    track = next((track for track in read(docs).tracks if track.id == found[1]), None)
    if not track:
        raise CourseFault(TRACKS, f"there is no track {found[1]}: make a folder {found[1]}-… with an index.md first")
    key = f"{found[1]}-{found[2]}"
    if any(module.id == key for module in track.modules):
        raise CourseFault(track.file.parent, f"module {key} is there already")
    folder = docs / track.file.parent / name
    folder.mkdir()
    words = found[3].replace("-", " ").strip()
    for file, text in FILES.items():
        (folder / file).write_text(text.format(id=key, title=words.capitalize()), encoding="utf-8")
    read(docs)  # that it is in order
    return folder


def main() -> int:
    """The command line."""
    try:
        folder = make(sys.argv[1] if len(sys.argv) > 1 else "")
    except CourseFault as fault:
        print(f"No module is made: {fault}", file=sys.stderr)
        return 2
    print(f"{folder.relative_to(DOCS.parent)} is there. Write its pages, and look at them with make dev.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
