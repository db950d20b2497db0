"""What a reader does in the course lasts on the device, goes to another one, and is never lost without a word."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from test_pages import LOOKS, violations

from calc.answers import answer

ROOT = Path(__file__).resolve().parents[2]
MODULE = "tracks/8-data-analytics-economics/8-7-real-time-analytics/"
FIRST, SECOND = f"{MODULE}1-the-sub-second-premium/", f"{MODULE}2-the-actionability-window/"
CHECK, CHECKLIST, EXERCISE = f"{MODULE}check/", f"{MODULE}checklist/", f"{MODULE}exercise/"
QUESTIONS = tomllib.loads((ROOT / "docs" / MODULE / "checks.toml").read_text(encoding="utf-8"))["question"]
PLAYBOOKS = tomllib.loads((ROOT / "docs" / MODULE / "playbooks.toml").read_text(encoding="utf-8"))["playbook"]
KEY = "rt-progress"


def kept(page: Page) -> dict:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "{}").get("entries", {})


def of_kind(kind: str) -> dict:
    return next(each for each in QUESTIONS if each["kind"] == kind)


def question(page: Page, asked: dict):
    return page.locator(f"quiz-question[id='question-{asked['id']}']")


def options(asked: dict, right: bool) -> list[str]:
    return [each["id"] for each in asked["option"] if each["right"] == right]


def tick(page: Page, asked: dict, ids: list[str]) -> None:
    for each in ids:
        question(page, asked).locator(f"input[value='{each}']").check()


def script(page: Page, name: str) -> str:
    """The address of one of our scripts, to ask it in the page."""
    return page.locator("script[src*='course.mjs']").evaluate("script => script.src").replace("course.mjs", name)


# Marks


def test_a_page_is_marked_as_read_and_that_shows_everywhere_and_lasts(visit):
    page = visit.go(FIRST)
    page.get_by_role("button", name="I have read this").click()
    expect(page.locator("page-mark")).to_contain_text("Read on")
    expect(page.locator(".rt-goals page-state")).to_contain_text("Done on")
    link = page.locator(".md-nav--primary a", has_text="1. The sub-second premium")
    expect(link.locator(".rt-mark")).to_be_visible()
    page.reload()
    expect(page.locator("page-mark")).to_contain_text("Read on")
    expect(link.locator(".rt-mark")).to_be_visible()
    visit.go(MODULE)
    expect(page.locator(".rt-percent")).to_have_text(re.compile(r"^\d+% done$"))
    expect(page.locator("li[data-page='8-7-1'] page-state")).to_contain_text("Done on")
    expect(page.locator(".rt-resume")).to_contain_text("2. The actionability window")
    visit.go("tracks/8-data-analytics-economics/")
    expect(page.locator("li[data-module='8-7'] .rt-share")).to_have_text(re.compile(r"^\d+% done$"))
    visit.go(FIRST)
    page.get_by_role("button", name="Take the mark away").click()
    expect(page.get_by_role("button", name="I have read this")).to_be_focused()
    expect(link.locator(".rt-mark")).to_have_count(0)


def test_the_syllabus_says_how_much_is_ticked_and_answered(visit):
    page = visit.go(CHECKLIST)
    page.locator("check-list input").first.check()
    page.locator("check-list input").nth(1).check()
    page.locator("check-list input").nth(1).uncheck()
    of = page.locator("check-list input").count()
    visit.go(MODULE)
    expect(page.locator("page-state[data-word=ticked]")).to_have_text(f"1 of {of} ticked")
    expect(page.locator("page-state[data-word=answered]")).to_have_text("")


def test_instant_navigation_keeps_marks_and_leads_on(visit):
    page = visit.go(FIRST)
    page.evaluate("window.same = true")
    page.get_by_role("button", name="I have read this").click()
    page.locator(".rt-onward a[rel=next]").click()
    expect(page).to_have_url(visit.site + SECOND)
    expect(page.get_by_role("button", name="I have read this")).to_be_visible()
    first = page.locator(".md-nav--primary a", has_text="1. The sub-second premium")
    expect(first.locator(".rt-mark")).to_have_count(1)
    page.get_by_role("button", name="I have read this").click()
    page.locator(".rt-onward a[rel=prev]").click()
    expect(page.locator("page-mark")).to_contain_text("Read on")
    second = page.locator(".md-nav--primary a", has_text="2. The actionability window")
    expect(second.locator(".rt-mark")).to_have_count(1)
    assert page.evaluate("window.same"), "the page was loaded anew"


def test_a_mark_in_one_tab_shows_in_the_other(visit):
    page = visit.go(FIRST)
    other = page.context.new_page()
    other.goto(visit.site + FIRST)
    other.get_by_role("button", name="I have read this").click()
    expect(page.locator("page-mark")).to_contain_text("Read on")


# Terms


def test_a_term_is_explained_to_mouse_keyboard_and_touch(visit):
    page = visit.go(FIRST)
    term = page.locator(".rt-term").first
    said = term.locator("[role=tooltip]")
    expect(said).to_be_hidden()
    term.hover()
    expect(said).to_be_visible()
    page.keyboard.press("Escape")
    expect(said).to_be_hidden()
    page.mouse.move(0, 0)
    term.locator("button").focus()
    expect(said).to_be_visible()
    assert term.locator("button").get_attribute("aria-describedby") == said.get_attribute("id")


# Checklist and exercise


def test_a_checklist_counts_and_lasts(visit):
    page = visit.go(CHECKLIST)
    boxes = page.locator("check-list input")
    expect(page.locator(".rt-done")).to_have_text(f"0% complete: 0 of {boxes.count()}")
    boxes.nth(1).check()
    expect(page.locator(".rt-done")).to_contain_text(f"1 of {boxes.count()}")
    page.reload()
    expect(boxes.nth(1)).to_be_checked()
    expect(boxes.nth(0)).not_to_be_checked()


def test_rows_of_the_exercise_last_and_are_counted(visit):
    page = visit.go(EXERCISE)
    row = page.locator("request-table tbody tr").first
    row.locator("[name=asks]").fill("Live <b>sales</b>")
    row.locator("[name=tier]").select_option("batch")
    expect(page.locator("request-table .rt-done")).to_have_text("1 request, 1 with a verdict: 1 batch.")
    page.get_by_role("button", name="Add a row").click()
    last = page.locator("request-table tbody tr").last
    last.locator("[name=asks]").fill("Another")
    expect(page.locator("request-table .rt-done")).to_contain_text("2 requests")
    page.wait_for_timeout(400)
    page.reload()
    expect(row.locator("[name=asks]")).to_have_value("Live <b>sales</b>")
    expect(row.locator("[name=tier]")).to_have_value("batch")
    expect(page.locator("request-table tbody tr").nth(1).locator("[name=asks]")).to_have_value("Another")


# Questions


def test_a_single_question_says_why_of_every_option_and_what_was_chosen(visit):
    page = visit.go(CHECK)
    asked = of_kind("single")
    each = question(page, asked)
    each.get_by_role("button", name="Check").click()
    expect(each.locator(".rt-result")).to_have_text("Answer first.")
    tick(page, asked, options(asked, right=True))
    each.get_by_role("button", name="Check").click()
    expect(each.locator(".rt-result")).to_have_text("Right.")
    expect(each.get_by_role("button", name="Try again")).to_be_focused()
    for option in asked["option"]:
        expect(each.locator(f"li[data-option='{option['id']}']")).to_be_visible()
    expect(each.locator("li[data-chosen]")).to_have_attribute("data-right", "")
    page.reload()
    expect(each.locator(".rt-result")).to_have_text("Right.")
    expect(page.locator(".rt-tally")).to_contain_text(f"1 of {len(QUESTIONS)} answered, 1 point.")


def test_a_multiple_question_gives_a_part_of_the_point(visit):
    page = visit.go(CHECK)
    asked = of_kind("multiple")
    right = options(asked, right=True)
    tick(page, asked, right[:1])
    question(page, asked).get_by_role("button", name="Check").click()
    share = round(100 / len(right))
    said = f"1 of {len(right)} found, 0 wrong: {share}% of the point."
    expect(question(page, asked).locator(".rt-result")).to_contain_text(said)
    expect(question(page, asked).locator(".rt-result")).to_contain_text("It comes back on")
    question(page, asked).get_by_role("button", name="Try again").click()
    tick(page, asked, right)
    question(page, asked).get_by_role("button", name="Check").click()
    expect(question(page, asked).locator(".rt-result")).to_contain_text("Right.")


def test_a_number_is_marked_by_calc_on_the_readers_own_scenario(visit):
    asked = next(each for each in QUESTIONS if each["kind"] == "numeric" and "event" in json.dumps(each).lower())
    page = visit.go(CHECK)
    each = question(page, asked)
    given = {**asked.get("given", {})}
    found = answer(asked["model"], given)["outputs"][asked["output"]]
    each.locator("input").fill("lots")
    each.get_by_role("button", name="Check").click()
    expect(each.locator(".rt-result")).to_contain_text("Type a number", timeout=20_000)
    each.locator("input").fill(f"{found['value'] * 1.01:,.4f}")
    each.get_by_role("button", name="Check").click()
    expect(each.locator(".rt-result")).to_have_text("Right.")
    expect(each.locator(".rt-found")).to_have_text(f"{found['text']} for the default scenario.")
    each.get_by_role("button", name="Try again").click()
    each.locator("input").fill(f"{found['value'] * 3 + 1:.4f}")
    each.locator("input").press("Enter")
    expect(each.locator(".rt-result")).to_contain_text("Not right.")


def test_who_always_takes_the_first_option_knows_nothing(visit):
    page = visit.go(CHECK)
    single = [each for each in QUESTIONS if each["kind"] == "single"]
    places = []
    for asked in single:
        shown = question(page, asked).locator("input").evaluate_all("fields => fields.map(field => field.value)")
        assert sorted(shown) == sorted(option["id"] for option in asked["option"])
        places.append(shown.index(options(asked, right=True)[0]))
    assert max(places.count(place) for place in set(places)) <= len(single) / 2


def test_a_number_is_marked_for_what_the_reader_said_in_a_calculator(visit):
    asked, name, value = own_question()
    found = answer(asked["model"], {name: value, **asked.get("given", {})})["outputs"][asked["output"]]
    saved = json.dumps({"version": 1, "given": {name: value}, "prices": {"no.such": "1"}})
    visit.page.add_init_script(f"localStorage.getItem('rt-scenario') ?? localStorage.setItem('rt-scenario', {saved!r})")
    page = visit.go(CHECK)
    each = question(page, asked)
    built = each.locator(".rt-worked .rt-here").text_content()
    each.locator("input").fill(f"{found['value']:.6f}")
    each.get_by_role("button", name="Check").click()
    expect(each.locator(".rt-result")).to_have_text("Right.", timeout=20_000)
    expect(each.locator(".rt-found")).to_have_text(f"{found['text']} for your scenario.")
    expect(each.locator(".rt-worked .rt-here")).not_to_have_text(built)


def own_question() -> tuple[dict, str, str]:
    """A numeric question, and an answer of the reader's that changes what is right."""
    for asked in QUESTIONS:
        if asked["kind"] == "numeric":
            given = asked.get("given", {})
            before = answer(asked["model"], given)["outputs"][asked["output"]]["value"]
            for name, value in {"events": "55", "utilisation": "31", "window": "47", "event_value": "3"}.items():
                reply = answer(asked["model"], {name: value, **given})
                if not reply["errors"] and reply["outputs"][asked["output"]]["value"] not in (before, "no figure"):
                    return asked, name, value
    raise AssertionError("no numeric question depends on the scenario")


def test_without_python_a_number_is_not_marked_and_the_answer_is_shown(visit):
    asked = of_kind("numeric")
    page = visit.go(CHECK)
    page.context.route("**/pyodide-*/**", lambda route: route.abort())
    each = question(page, asked)
    each.locator("input").fill("5")
    each.get_by_role("button", name="Check").click()
    expect(each.locator(".rt-result")).to_contain_text("cannot be marked", timeout=20_000)
    expect(each.locator(".rt-found")).to_contain_text("for the default scenario")
    assert not [key for key in kept(page) if key.startswith("answer")]
    visit.expect_errors()


def test_what_was_missed_comes_back_after_one_three_seven_and_twenty_one_days(visit):
    page = visit.go(CHECK)
    found = page.evaluate(
        """async (script) => {
      const { next, scored } = await import(script)
      const days = (from, to) => Math.round((to - new Date(from).setHours(0, 0, 0, 0)) / 864e5)
      let now = new Date(2026, 10, 20, 15).getTime(), entry, steps = []
      entry = next(undefined, 0.5, now)
      for (let i = 0; i < 5 && entry.due; i++) {
        steps.push(days(now, entry.due))
        now = entry.due + 36e5
        entry = next(entry, 1, now)
      }
      const at = new Date(2026, 10, 20, 15).getTime()
      const missed = next({ step: 2, due: at - 1 }, 0, at)
      const early = next({ step: 2, due: at + 864e5 }, 1, at)
      return { steps, end: entry.due, once: next(undefined, 1, at), again: [missed.step, days(at, missed.due)],
        early: early.step,
        scores: [scored(['a', 'b'], ['a']), scored(['a', 'b'], ['a', 'c']), scored(['a', 'b'], ['c']),
          scored(['a', 'b'], ['b', 'a']), scored(['a', 'b'], ['a', 'b', 'c'])] }
    }""",
        script(page, "score.mjs"),
    )
    assert found["steps"] == [1, 3, 7, 21]
    assert found["end"] == 0
    assert found["once"] == {"step": 0, "due": 0}
    assert found["again"] == [0, 1]
    assert found["early"] == 2
    assert found["scores"] == [0.5, 0, 0, 1, 0.5]


def test_a_question_that_is_due_is_reviewed(visit):
    asked = of_kind("single")
    entry = {"at": 1, "given": options(asked, right=False)[:1], "score": 0, "step": 0, "due": 2}
    saved = json.dumps({"version": 1, "entries": {f"answer:8-7/{asked['id']}": entry}})
    visit.page.add_init_script(f"localStorage.getItem('{KEY}') ?? localStorage.setItem('{KEY}', {saved!r})")
    page = visit.go(CHECK)
    expect(page.locator(".rt-tally")).to_contain_text("1 to look at again today.")
    page.get_by_role("button", name="Review 1").click()
    expect(page.locator("quiz-question:visible")).to_have_count(1)
    tick(page, asked, options(asked, right=True))
    question(page, asked).get_by_role("button", name="Check").click()
    expect(question(page, asked).locator(".rt-result")).to_contain_text("Right. It comes back on")
    page.get_by_role("button", name="All questions").click()
    expect(page.locator("quiz-question:visible")).to_have_count(len(QUESTIONS))
    expect(page.locator(".rt-tally")).to_contain_text("The next to look at again comes on")


def test_an_exam_says_nothing_before_the_end_and_then_everything(visit):
    page = visit.go(CHECK)
    asked = [each for each in QUESTIONS if each["kind"] == "single"][:2]
    page.get_by_role("button", name="Take it as an exam").click()
    expect(page.get_by_text("Answer and why").first).to_be_hidden()
    expect(page.get_by_text("Hint", exact=True).first).to_be_hidden()
    tick(page, asked[0], options(asked[0], right=True))
    tick(page, asked[1], options(asked[1], right=False)[:1])
    expect(page.locator("quiz-question[data-score]")).to_have_count(0)
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator(".rt-score")).to_have_text(f"1 of {len(QUESTIONS)} points. {len(QUESTIONS) - 2} not answered.")
    expect(question(page, asked[0]).locator(".rt-result")).to_have_text("Right.")
    expect(question(page, asked[1]).locator(".rt-solution li").first).to_be_visible()
    expect(page.locator(".rt-tally")).to_contain_text("2 of")


def test_an_exam_goes_on_with_all_that_was_typed_where_a_number_cannot_be_marked_yet(visit):
    page = visit.go(CHECK)
    page.context.route("**/pyodide-*/**", lambda route: route.abort())
    single, numeric = of_kind("single"), of_kind("numeric")
    found = answer(numeric["model"], numeric.get("given", {}))["outputs"][numeric["output"]]
    page.get_by_role("button", name="Take it as an exam").click()
    tick(page, single, options(single, right=True))
    question(page, numeric).locator("input").fill(f"{found['value']:.6f}")
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator(".rt-score")).to_contain_text(f"1 of {len(QUESTIONS)} not marked")
    expect(question(page, numeric).locator(".rt-result")).to_contain_text("Python could not be loaded")
    expect(question(page, numeric).locator("input")).to_be_focused()
    expect(question(page, numeric).locator(".rt-solution")).to_be_hidden()
    expect(page.locator("quiz-question[data-score]")).to_have_count(0)
    page.context.unroute("**/pyodide-*/**")
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator(".rt-score")).to_have_text(f"2 of {len(QUESTIONS)} points. {len(QUESTIONS) - 2} not answered.")
    expect(question(page, numeric).locator(".rt-result")).to_have_text("Right.")
    visit.expect_errors()


def test_a_playbook_says_what_its_calculator_says_of_the_readers_scenario(visit):
    book = next(each for each in PLAYBOOKS if each.get("calculator"))
    saved = json.dumps({"version": 1, "given": {"events": "4321"}, "prices": {"no.such": "1"}})
    visit.page.add_init_script(f"localStorage.getItem('rt-scenario') ?? localStorage.setItem('rt-scenario', {saved!r})")
    page = visit.go(f"{MODULE}playbooks/")
    found = page.locator(".rt-playbook", has=page.locator(f"h2[id='{book['id']}']")).locator("own-answer")
    found.get_by_role("button").click()
    reply = answer(book["calculator"], {"events": "4321"})
    said = answer(book["calculator"], {}) if reply["errors"] else reply  # it may not ask for events
    expect(found.locator("[role=status]")).to_have_text(said["headline"], timeout=20_000)


def test_the_text_of_a_step_is_copied(visit):
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.go(f"{MODULE}playbooks/")
    step = page.locator("copy-text").first
    step.locator("summary").click()
    step.get_by_role("button", name="Copy").click()
    expect(step.locator("[role=status]")).to_have_text("Copied.")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text == step.locator("pre").text_content()
    assert "\n" in text


# Out, in, over


def test_everything_that_is_kept_is_in_the_file_and_comes_back_from_it(visit, browser):
    page = visit.go("calculators/queues/")
    page.locator("#queues-events").fill("4321")
    for path, act in (
        (FIRST, lambda: page.get_by_role("button", name="I have read this").click()),
        (CHECKLIST, lambda: page.locator("check-list input").first.check()),
        (EXERCISE, lambda: page.locator("[name=asks]").first.fill("Live sales")),
        (f"{MODULE}record/", lambda: page.get_by_label("Name").fill("Ada")),
    ):
        visit.go(path)
        act()
        page.wait_for_timeout(400)
    asked = of_kind("single")
    visit.go(CHECK)
    tick(page, asked, options(asked, right=True))
    question(page, asked).get_by_role("button", name="Check").click()
    visit.go(MODULE)
    page.locator("kept-progress summary").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="Save as a file").click()
    assert re.fullmatch(r"real-time-tax-\d{4}-\d\d-\d\d\.json", found.value.suggested_filename)
    file = found.value.path()
    saved = json.loads(Path(file).read_text(encoding="utf-8"))
    there = page.evaluate("Object.entries(localStorage).filter(([key]) => !key.includes('/'))")
    assert {key for key, _ in there} == {"rt-scenario", KEY}
    for key, text in there:
        assert saved["kept"][key] == json.loads(text)
    kinds = {key.partition(":")[0] for key in saved["kept"][KEY]["entries"]}
    assert kinds == {"read", "item", "row", "name", "answer", "last"}

    context = browser.new_context(service_workers="block")
    theirs = context.new_page()
    theirs.goto(visit.site + SECOND)
    theirs.get_by_role("button", name="I have read this").click()
    theirs.goto(visit.site + MODULE)
    theirs.locator("kept-progress summary").click()
    theirs.locator("kept-progress input[type=file]").set_input_files(file)
    expect(theirs.locator("kept-progress [role=status]")).to_contain_text("Merged: ")
    for mark in ("8-7-1", "8-7-2"):
        expect(theirs.locator(f"li[data-page='{mark}'] page-state")).to_contain_text("Done on")
    theirs.goto(visit.site + "calculators/queues/")
    expect(theirs.locator("#queues-events")).to_have_value("4321")
    theirs.goto(visit.site + EXERCISE)
    expect(theirs.locator("[name=asks]").first).to_have_value("Live sales")
    context.close()


def test_every_key_that_a_script_keeps_something_under_is_in_the_list():
    folder = ROOT / "docs" / "javascripts"
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.mjs")}
    listed = set(re.findall(r"'(rt-[\w-]+)'", re.search(r"KEYS = \[(.*?)\]", texts["progress.mjs"])[1]))
    listed |= {KEY} if re.search(r"KEYS = \[.*\bKEY\b.*\]", texts["progress.mjs"]) else set()
    keeping = [text for text in texts.values() if "localStorage.setItem" in text]
    used = {
        key for text in keeping for key in re.findall(r"KEY\w* = '(.*?)'|setItem\('(.*?)'", text) for key in key if key
    }
    assert used == listed
    assert not [name for name, text in texts.items() if "sessionStorage" in text or "indexedDB.open" in text]


def saved(version: int = 1, **kept: object) -> str:
    return json.dumps(
        {"format": "real-time-tax", "version": version, "kept": {k.replace("_", "-"): v for k, v in kept.items()}}
    )


BAD = {
    "no JSON": ("nonsense", "not one that this site saved"),
    "no format": ("{}", "not one that this site saved"),
    "newer": (saved(version=9), "newer version"),
    "newer progress": (saved(rt_progress={"version": 2, "entries": {}}), "newer version"),
    "unknown key": (saved(rt_progress={"version": 1, "entries": {"x": {}}}), "damaged"),
    "time as text": (saved(rt_progress={"version": 1, "entries": {"read:a": {"at": "1"}}}), "damaged"),
    "more": (saved(rt_progress={"version": 1, "entries": {"read:a": {"at": 1, "html": "<b>"}}}), "damaged"),
    "unknown question": (saved(rt_scenario={"version": 1, "given": {"x": "1"}, "prices": {}}), "damaged"),
    "large": (" " * 1_000_001, "larger than any"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_not_ours_is_told_and_nothing_of_it_is_taken(visit, name):
    text, said = BAD[name]
    page = visit.go(MODULE)
    page.locator("kept-progress summary").click()
    file = {"name": "a.json", "mimeType": "application/json", "buffer": text.encode()}
    page.locator("kept-progress input[type=file]").set_input_files(file)
    expect(page.locator("kept-progress [role=status]")).to_contain_text(said)
    assert not [key for key in kept(page) if not key.startswith("last:")]


def test_a_file_that_cannot_be_read_is_told(visit):
    visit.page.add_init_script("File.prototype.text = () => Promise.reject(new DOMException('gone', 'NotFoundError'))")
    page = visit.go(MODULE)
    page.locator("kept-progress summary").click()
    file = {"name": "a.json", "mimeType": "application/json", "buffer": saved().encode()}
    page.locator("kept-progress input[type=file]").set_input_files(file)
    expect(page.locator("kept-progress [role=status]")).to_contain_text("could not be read")


def test_a_file_leaves_the_values_alone_that_a_newer_version_kept(visit):
    text = json.dumps({"version": 99, "all": "new"})
    visit.page.add_init_script(f"localStorage.setItem('rt-scenario', {json.dumps(text)})")
    page = visit.go(MODULE)
    page.locator("kept-progress summary").click()
    theirs = saved(
        rt_progress={"version": 1, "entries": {"read:8-7-1": {"at": 1, "done": True}}},
        rt_scenario={"version": 1, "given": {"events": "5"}, "prices": {}},
    )
    file = {"name": "a.json", "mimeType": "application/json", "buffer": theirs.encode()}
    page.locator("kept-progress input[type=file]").set_input_files(file)
    expect(page.locator("kept-progress [role=status]")).to_contain_text("Merged: 1 new")
    expect(page.locator("kept-progress [role=status]")).to_contain_text("a newer version of this page wrote them")
    assert page.evaluate("localStorage.getItem('rt-scenario')") == text


def test_two_devices_merge_to_the_same_whichever_comes_first_and_no_mark_is_lost(visit):
    page = visit.go(MODULE)
    found = page.evaluate(
        """async (script) => {
      const { merged, checked } = await import(script)
      const random = (n) => Math.floor(Math.random() * n)
      const entry = () => [
        { at: random(5), done: Boolean(random(2)) },
        { at: random(5), given: [['a'], ['b']][random(2)], score: random(2), step: 0, due: random(9) }
      ]
      const device = () => Object.fromEntries([0, 1, 2].flatMap((i) => random(2)
        ? [[`read:${i}`, entry()[0]], [`answer:${i}`, entry()[1]]] : []))
      const sorted = (each) => JSON.stringify(Object.entries(each).sort())
      let wrong = []
      for (let i = 0; i < 500; i++) {
        const [a, b, c] = [device(), device(), device()]
        const ab = merged(a, b)
        if (sorted(ab) !== sorted(merged(b, a))) wrong.push(['order', a, b])
        if (sorted(merged(ab, c)) !== sorted(merged(a, merged(b, c)))) wrong.push(['groups', a, b, c])
        if (sorted(merged(ab, a)) !== sorted(ab)) wrong.push(['again', a, b])
        for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
          const either = [a[key], b[key]].filter(Boolean)
          if (either.some(({ done }) => done) && !ab[key].done) wrong.push(['lost', a, b])
          if (key[0] === 'a' && ab[key].at !== Math.max(...either.map(({ at }) => at))) wrong.push(['older', a, b])
        }
      }
      return { wrong: wrong.slice(0, 2), future: checked({ 'read:x': { at: 9e15 } }, 5)['read:x'].at }
    }""",
        script(page, "progress.mjs"),
    )
    assert found == {"wrong": [], "future": 5}


def test_a_reset_can_be_taken_back_and_leaves_the_calculators_alone(visit):
    page = visit.go("calculators/queues/")
    page.locator("#queues-events").fill("4321")
    visit.go(CHECKLIST)
    page.locator("check-list input").first.check()
    visit.go(MODULE)
    page.locator("kept-progress summary").click()
    page.get_by_role("button", name="Start over").click()
    assert kept(page) == {}
    page.get_by_role("button", name="Undo").click()
    assert [key for key in kept(page) if key.startswith("item:")]
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    page.get_by_role("button", name="Start over").click()
    assert json.loads(page.evaluate("localStorage.getItem('rt-scenario')"))["given"] == {"events": "4321"}


# Trouble


FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
FULL = "Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError') }"


@pytest.mark.parametrize("trouble", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_storage_that_keeps_nothing_is_told_and_nothing_on_the_page_is_lost(visit, trouble):
    visit.page.add_init_script(trouble)
    page = visit.go(CHECKLIST)
    expect(page.locator(".rt-trouble")).to_have_count(0)
    page.locator("check-list input").first.check()
    expect(page.locator(".rt-trouble")).to_contain_text("does not let the page keep your progress")
    expect(page.locator("check-list input").first).to_be_checked()
    expect(page.locator(".rt-done")).to_contain_text(": 1 of")
    visit.errors = [each for each in visit.errors if each not in {"no", "full"}]  # Material's own, of its palette


def test_what_a_page_could_not_keep_stays_in_it_when_another_page_keeps_something(visit):
    visit.page.add_init_script(FULL)
    page = visit.go(CHECKLIST)
    page.locator("check-list input").first.check()
    expect(page.locator(".rt-trouble")).to_contain_text("does not let the page keep your progress")
    other = page.context.new_page()
    other.goto(visit.site + CHECKLIST)
    other.locator("check-list input").nth(1).check()
    expect(page.locator("check-list input").nth(1)).to_be_checked()
    expect(page.locator("check-list input").first).to_be_checked()
    expect(page.locator(".rt-trouble")).to_contain_text("does not let the page keep your progress")
    other.locator("check-list input").nth(1).uncheck()
    expect(page.locator("check-list input").nth(1)).not_to_be_checked()
    expect(page.locator("check-list input").first).to_be_checked()
    visit.errors = [each for each in visit.errors if each != "full"]


@pytest.mark.parametrize(
    "text", ["{", "[]", "null", '{"version":1,"entries":{"x":{}}}', '{"version":1,"entries":5}', '"x"']
)
def test_progress_that_is_corrupt_is_told_and_replaced_only_by_a_mark(visit, text):
    visit.page.add_init_script(f"localStorage.getItem('{KEY}') ?? localStorage.setItem('{KEY}', {json.dumps(text)})")
    page = visit.go(CHECKLIST)
    expect(page.locator(".rt-trouble")).to_contain_text("could not be read")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == text
    page.locator("check-list input").first.check()
    expect(page.locator(".rt-trouble")).to_have_count(0)
    assert len(kept(page)) == 1


def test_progress_of_a_newer_version_is_left_alone(visit):
    text = json.dumps({"version": 9, "all": "new"})
    visit.page.add_init_script(f"localStorage.getItem('{KEY}') ?? localStorage.setItem('{KEY}', {json.dumps(text)})")
    page = visit.go(CHECKLIST)
    expect(page.locator(".rt-trouble")).to_contain_text("newer version")
    page.locator("check-list input").first.check()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == text


# Without the script, on paper, for everyone


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_the_script_everything_can_be_read(visit):
    page = visit.go(CHECK)
    asked = of_kind("multiple")
    each = question(page, asked)
    each.get_by_text("Answer and why").click()
    expect(each.locator(".rt-solution li")).to_have_count(len(asked["option"]))
    expect(each.locator(".rt-solution li").first).to_be_visible()
    expect(page.get_by_role("button", name="Check")).to_have_count(0)
    expect(page.get_by_text("JavaScript is off")).to_be_visible()
    expect(page.get_by_text("comes back after")).to_be_hidden()  # as nothing does
    visit.go(CHECKLIST)
    expect(page.locator("check-list li").first).to_be_visible()
    visit.go(EXERCISE)
    expect(page.locator("request-table textarea").first).to_be_editable()
    visit.go(FIRST)
    page.locator(".rt-term button").first.focus()
    expect(page.locator(".rt-term [role=tooltip]").first).to_be_visible()
    expect(page.locator("course-place")).to_be_hidden()


def test_the_record_says_what_it_is_not(visit):
    page = visit.go(FIRST)
    page.get_by_role("button", name="I have read this").click()
    visit.go(f"{MODULE}record/")
    expect(page.locator("tr[data-page='8-7-1'] .rt-day")).to_have_text(re.compile(r"^\d+ \w+ \d{4}$"))
    expect(page.locator(".rt-record")).to_contain_text("It is no certificate.")


@pytest.mark.parametrize("visit", LOOKS, indirect=True)
def test_the_course_is_accessible_answered_and_open(visit):
    visit.page.emulate_media(reduced_motion="reduce")  # nothing is looked at half faded
    page = visit.go(CHECK)
    single = of_kind("single")
    tick(page, single, options(single, right=False)[:1])
    question(page, single).get_by_role("button", name="Check").click()
    page.locator("details").evaluate_all("drawers => drawers.forEach(each => { each.open = true })")
    assert violations(page) == []
    visit.go(FIRST)
    page.locator(".rt-term button").first.focus()
    page.get_by_role("button", name="I have read this").click()
    assert violations(page) == []
    visit.go(MODULE)
    page.locator("kept-progress summary").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
