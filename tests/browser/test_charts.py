"""Pictures in a browser: no text on another in its own fonts, values read out, files that stand alone."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from calc.charts import frontier, sweep, tornado
from calc.charts.axis import Axis
from calc.charts.figure import Words

DOCS = Path(__file__).resolve().parents[2] / "docs"
FRONTIER = frontier.Frontier(
    Words("What a fresher answer costs", "Nightly costs least."),
    (
        frontier.Option("Streaming", 0.05, 8211.6, "3 s", "$8,211.60"),
        frontier.Option("Micro-batch", 10.4, 1753.15, "10.4 min", "$1,753.15", yours=True),
        frontier.Option("Nightly", 740, 1668.39, "12.3 h", "$1,668.39"),
        frontier.Option("Two <clusters>", 0.05, 12800, "3 s", "$12,800.00"),
    ),
    frontier.Window(15, "Your window: 15 min"),
)
OVER = tuple(float(10**i) for i in range(6))
SWEEP = sweep.Sweep(
    Words("Cost against the rate", ""), Axis("Events a second", "event/s", log=True),
    Axis("Cost a month", "USD/month", log=True), OVER, tuple(f"{each:,.0f} events/s" for each in OVER),
    tuple(
        sweep.Line(name, tuple(a + b * each for each in OVER), tuple(f"${a + b * each:,.2f}" for each in OVER))
        for name, a, b in (("SQS", 0, 3.8), ("MSK", 540, 0.5), ("Kinesis", 30, 0.2))
    ),
    gaps=(sweep.Gap(40000, 100000, "More than a region lets through"),),
    here=sweep.Mark(200, 70, "Yours: 200 events/s"),
)  # fmt: skip
TORNADO = tornado.Tornado(
    Words("What moves it", ""), Axis("Premium a month", "USD/month"), 6458.0, "$6,458",
    (
        tornado.Swing("Utilisation", tornado.End("10%", 7900, "$7,900"), tornado.End("50%", 6010, "$6,010")),
        tornado.Swing("Engineers", tornado.End("0.25", 3120, "$3,120", "SQS"), tornado.End("1.5", 14800, "$14,800")),
    ),
)  # fmt: skip
# Of texts that are seen: those that lie on another, or outside of the picture.
WRONG = """figure => {
  const plot = figure.querySelector('.rt-plot'), frame = plot.getBoundingClientRect(), wrong = []
  const all = [...plot.querySelectorAll('text')].map(e => [e.textContent, e.getBoundingClientRect()])
  const seen = all.filter(([, r]) => r.width)
  for (const [text, r] of seen) if (r.left < frame.left - 1 || r.right > frame.right + 1) wrong.push(text)
  for (const [i, [text, a]] of seen.entries()) for (const [other, b] of seen.slice(i + 1))
    if (a.left < b.right && b.left < a.right && a.top < b.bottom - 3 && b.top < a.bottom - 3)
      wrong.push(text + ' on ' + other)
  return wrong
}"""


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 800, "height": 900}, accept_downloads=True)
    found = context.new_page()
    errors = []
    found.on("pageerror", lambda error: errors.append(str(error)))
    found.on(
        "request",
        lambda request: errors.append(request.url) if not request.url.startswith(("data:", "blob:")) else None,
    )
    styles = "".join((DOCS / f"stylesheets/{name}.css").read_text(encoding="utf-8") for name in ("site", "charts"))
    script = (DOCS / "javascripts/charts.mjs").read_text(encoding="utf-8")
    pictures = frontier.draw(FRONTIER, "f") + sweep.draw(SWEEP, "s") + tornado.draw(TORNADO, "t")
    found.set_content(
        f'<!doctype html><html class="rt-scripted"><style>body {{ margin: 16px }} {styles}</style>'
        f'<body data-md-color-scheme="default" dir="ltr"><main class="md-typeset">{pictures}</main>'
        f'<script type="module">{script}</script>'
    )
    yield found
    context.close()
    assert errors == []


@pytest.mark.parametrize("width", [320, 360, 551, 552, 800, 1280])
def test_no_text_is_on_another_in_the_fonts_of_a_browser(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    for figure in page.locator(".rt-picture").all():
        assert figure.evaluate(WRONG) == []
        sizes = figure.evaluate("e => [...e.querySelectorAll('text')].map(t => getComputedStyle(t).fontSize)")
        assert {*sizes} == {"12px"}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_nearest_values_are_read_out_under_the_pointer_and_with_the_arrows(page):
    said = page.locator("#f .rt-readout")
    point = page.locator("#f circle").last.bounding_box()
    page.mouse.move(point["x"] + 9, point["y"] + 9)
    expect(said).to_have_text("Micro-batch · Delay: 10.4 min · Cost: $1,753.15 · Verdict: on the frontier")
    expect(page.locator("#f .rt-at")).to_have_count(1)
    page.mouse.move(2, 2)
    expect(said).to_have_text("")
    expect(page.locator("#f .rt-at")).to_have_count(0)
    page.locator("#f .rt-plot").focus()
    for key, text in (
        ("ArrowRight", "Streaming"), ("End", "Nightly"), ("ArrowRight", "Nightly"), ("ArrowLeft", "Micro-batch"),
        ("Home", "Streaming"),
    ):  # fmt: skip
        page.keyboard.press(key)
        expect(said).to_have_text(re.compile(f"^{text} ·"))
    page.keyboard.press("Escape")
    expect(said).to_have_text("")
    page.locator("#t .rt-plot").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#t .rt-readout")).to_have_text(re.compile(r"^Engineers · Low end: \$3,120 at 0\.25 \(SQS\)"))


def test_a_picture_that_took_the_place_of_another_is_read_out_too(page):
    page.locator("#s").evaluate("(e, html) => { e.outerHTML = html }", sweep.draw(SWEEP, "s"))
    page.locator("#s .rt-plot").focus()
    page.keyboard.press("End")
    expect(page.locator("#s .rt-readout")).to_have_text(
        "100,000 events/s · SQS: $380,000.00 · MSK: $50,540.00 · Kinesis: $20,030.00"
    )


@pytest.mark.parametrize("name", ["f", "s", "t"])
def test_a_downloaded_picture_stands_alone(page, name, tmp_path):
    page.locator(f"#{name} summary").click()
    with page.expect_download() as svg:
        page.locator(f"#{name} [data-get=svg]").click()
    assert svg.value.suggested_filename == f"{name}.svg"
    text = Path(svg.value.path()).read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert int(root.get("width")) >= 600
    assert "var(" not in text
    assert "http" not in text.replace("http://www.w3.org/", "")
    with page.expect_download() as png:
        page.locator(f"#{name} [data-get=png]").click()
    data = Path(png.value.path()).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20]) == 2 * int(root.get("width"))
