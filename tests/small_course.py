"""A course of one module that holds one of everything, for tests that break it."""

from __future__ import annotations

from pathlib import Path

MODULE = "tracks/9-one/9-1-two"
PAGE = """---
id: "{id}"
kind: {kind}
title: A title
description: What it is.
minutes: {minutes}
{more}---
# A title

Words.
"""
GOOD = {
    "tracks/9-one/index.md": PAGE.format(id="9", kind="track", minutes=0, more=""),
    f"{MODULE}/index.md": PAGE.format(id="9-1", kind="module", minutes=0, more="outcomes: [decide]\n"),
    f"{MODULE}/1-why.md": PAGE.format(
        id="9-1-1", kind="lesson", minutes=7, more="objectives: [ask why]\nconcepts: [tax]\nchecks: [q1, q3]\n"
    ),
    f"{MODULE}/2-how.md": PAGE.format(id="9-1-2", kind="lesson", minutes=5, more="objectives: [do it]\n"),
    f"{MODULE}/exercise.md": PAGE.format(id="9-1-exercise", kind="exercise", minutes=10, more=""),
    f"{MODULE}/words.md": PAGE.format(id="9-1-words", kind="glossary", minutes=0, more=""),
    f"{MODULE}/concepts.toml": """
[tax]
name = "Real-time tax"
says = "The ratio of two bills."
rule = "Ten times."
limits = "When it is busy."
lesson = "9-1-1"
calculator = "queues"
""",
    f"{MODULE}/glossary.toml": """
[log]
name = "Log"
says = "Keeps events."
also = ["logs"]
see = ["tax"]
""",
    f"{MODULE}/checks.toml": """
[[question]]
id = "q1"
kind = "single"
lesson = "9-1-1"
ask = "Which?"
hint = "Think."
[[question.option]]
id = "a"
text = "This"
right = true
why = "It is."
[[question.option]]
id = "b"
text = "That"
right = false
why = "It is not."

[[question]]
id = "q3"
kind = "numeric"
lesson = "9-1-1"
ask = "How much?"
hint = "A lot."
model = "queues"
output = "cost"
given = { events = "200" }
tolerance = "5%"
why = "So it is."
""",
    f"{MODULE}/checklist.toml": '[[item]]\nid = "one"\ntext = "Do"\nwhy = "Because."\n',
    f"{MODULE}/playbooks.toml": """
[[playbook]]
id = "no"
title = "Say no"
when = "Often"
saving = "Much"
[[playbook.step]]
title = "Ask"
do = "Ask."
owner = "Lead"
effort = "A day"
risk = "Low"
back = "Say yes"
template = "Hello"
""",
    f"{MODULE}/backlog.toml": """
[[request]]
id = "r1"
asks = "Live"
who = "Nobody"
window = "1 day"
look_every = "1 day"
verdict = "batch"
why = "Nobody looks."
""",
    "reference/claims.toml": """
[[claim]]
id = "c1"
claim = "It costs more"
said_by = "Many"
verdict = "Often"
conditions = "Idle"
figures = "None"
grade = "weak"
[[claim.source]]
title = "A page"
url = "https://example.org"
day = 2026-11-20
""",
    "reference/changes.toml": '[[change]]\nday = 2026-11-20\nwhat = "All"\nimpact = "text"\n',
}


def put(docs: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return docs
