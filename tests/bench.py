"""``make bench``: what the published site weighs and how fast it answers, each figure beside its limit, from one run.

The first live answer is held against the same site with plain Pyodide in its worker (its own standard library, calc as
a zip of sources), on the same machine in the same minutes: a ratio means the same on every machine.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

from sitebuild.__main__ import SUB_PATH, build
from sitebuild.chromium import ARGUMENTS, find
from sitebuild.serve import HOST, free_port, server
from sitebuild.verify import RUNTIME_BYTES, runtime_bytes
from tests.growth import grown

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 7
EDITS = 100
MODULES = (50, 200)  # 200 have the 1,600 pages that the bar is about
LINE = (20_000_000 / 8, 0.040)  # bytes a second, seconds to the first of them
QUEUES = "calculators/queues/"

# The same worker with Pyodide as its documentation has it: everything stock, calc as an archive of sources.
PLAIN_WORKER = """import { loadPyodide } from '../plain/pyodide.mjs'
const ready = (async () => {
  const archive = fetch('../plain/calc.zip').then((response) => response.arrayBuffer())
  const python = await loadPyodide()
  python.unpackArchive(await archive, 'zip')
  return python.runPython('import calc.models\\nfrom calc.desk import respond\\nrespond')
})()
ready.then(() => postMessage({ ready: true }))
onmessage = async ({ data: { id, request } }) => postMessage({ id, reply: (await ready)(request) })
"""
# A reader who asks for 300 events/s as soon as there is a field to type in, and a note of when the answer stands there;
# the page's clock starts when it is opened.
WATCH = """new MutationObserver(() => {
  const found = document.querySelector('.rt-verdict')
  if (!window.answered && found && found.textContent.includes('300 events/s')) window.answered = performance.now()
}).observe(document, { subtree: true, childList: true, characterData: true })
customElements.whenDefined('cost-calculator').then(() => {
  const ask = () => {
    const field = document.querySelector('form:not([hidden]) [name=events]')
    if (!field) return requestAnimationFrame(ask)
    field.focus()
    field.value = '300'
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  ask()
})"""
# Edits the field and waits for the frame that shows the answer, and for the one that shows the last of the pictures in
# sight. Whatever an edit of the rate draws again has changed.
EDIT = """async (value) => {
  const calculator = document.querySelector('cost-calculator')
  const field = calculator.querySelector('[name=events]')
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  const pictures = [...calculator.querySelectorAll('[data-picture]')]
  const left = new Set(pictures.filter((each) => each.childElementCount && each.checkVisibility()))
  const drawn = new Promise((done) => {
    const watch = new MutationObserver((changes) => {
      for (const { target } of changes) left.delete(target)
      if (!left.size) done(watch.disconnect())
    })
    for (const each of left) watch.observe(each, { childList: true })
  })
  const start = performance.now()
  field.value = value
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  await new Promise((done) => {
    const watch = new MutationObserver(() => calculator.hasAttribute('aria-busy') || (watch.disconnect(), done()))
    watch.observe(calculator, { attributes: true })
  })
  await frame()
  const answered = performance.now() - start
  await drawn
  await frame()
  return [answered, performance.now() - start]
}"""

# What the core does, by its name in tests/speed.py: what it is called here, and at most how many ms it may take.
SPEED = {
    "values": ("every value of queues", 3),
    "page": ("an answer of queues, sections folded", 3),
    "page, opened": ("the same with a figure opened, two steps down", 5),
    "sweep": ("200 points of queues, every option's cost", 25),
    "sweep, marked": ("the same, each flip looked for", 100),
    "tornado": ("tornado of queues", 15),
    "main flip": ("the main flip of premium", 50),
    "draws": ("10,000 draws of premium", 1000),
}


def main() -> int:
    """Build, measure, print. A figure over its limit is marked and no failure: another load may be why."""
    port, plain_port = free_port(), free_port()
    url, plain_url = (f"http://{HOST}:{each}{SUB_PATH}" for each in (port, plain_port))
    with tempfile.TemporaryDirectory() as name:
        site, plain = Path(name) / "site", Path(name) / "plain"
        shutil.rmtree(ROOT / "build", ignore_errors=True)
        start = time.perf_counter()
        build(url, site, say=lambda _: None)
        seconds = time.perf_counter() - start
        _plain(site, plain)
        with sync_playwright() as playwright:
            local = _first_answers(playwright, site, url, plain, plain_url, None)
            slow = _first_answers(playwright, site, url, plain, plain_url, LINE)
            speed(next((site / "assets").glob("calc-*")))
            with _served(site, url, None), _browser(playwright) as browser:
                page_bytes, python = _page_bytes(browser, url)
                edits, pictures = _edits(browser, url)
    rows = [
        ("first live answer, local", local, 0.5),
        ("first live answer, 20 Mbit/s and 40 ms", slow, 0.65),
    ]
    for title, (ours, theirs), limit in rows:
        ratio = ours / theirs
        _say(title, f"{ours / 1000:.2f} s, with plain Pyodide {theirs / 1000:.2f} s: {ratio:.2f}", limit, ratio)
    _say("runtime, compressed", f"{python / 1e6:.2f} MB", RUNTIME_BYTES / 1e6, python / 1e6)
    _say("a calculator page before any interaction", f"{page_bytes / 1000:.0f} kB", 300, page_bytes / 1000)
    for title, took, limit in (("answer on screen", edits, 50), ("pictures on screen", pictures, 100)):
        p95, median = statistics.quantiles(took, n=20)[-1], statistics.median(took)
        _say(f"an edit to the {title}, p95", f"{p95:.0f} ms (median {median:.0f} ms)", limit, p95)
    print(f"{'build from clean':<44} {seconds:.1f} s")
    for modules in MODULES:
        with tempfile.TemporaryDirectory() as name:
            took, stock, pages = grown(Path(name), modules)
        text = f"{took:.1f} s, {1000 * took / pages:.0f} ms a page; plain Material {stock:.1f} s: {took / stock:.1f}"
        _say(f"build with {modules} modules more, {pages:,} pages", text, 1.25, took / stock)
    return 0


def speed(application: Path) -> None:
    """How long the core takes in the shipped Python, under Node, and beside it in this one."""
    script = Path(__file__).with_name("speed.py")
    runner = script.parent / "site" / "script.mjs"
    commands = (["node", runner, application, script], [sys.executable, script])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    shipped, here = (
        json.loads(subprocess.run(each, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout)
        for each in commands
    )
    for name, (title, limit) in SPEED.items():
        took = shipped[name]["best"]
        text = f"{took:.1f} ms, first {shipped[name]['first']:.0f} ms; here {here[name]['best']:.1f} ms"
        _say(title, text, limit, took)


def _say(title: str, text: str, limit: float, value: float) -> None:
    print(f"{title:<44} {text}   (at most {limit:g}{': OVER' if value > limit else ''})", flush=True)


def _plain(site: Path, folder: Path) -> None:
    """The site with Pyodide as it comes."""
    shutil.copytree(site, folder)
    engine = folder / "assets" / "plain"
    engine.mkdir()
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"):
        shutil.copy2(ROOT / "node_modules" / "pyodide" / name, engine / name)
    with zipfile.ZipFile(engine / "calc.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((ROOT / "calc").rglob("*")):
            if path.suffix in {".py", ".toml"}:
                archive.write(path, path.relative_to(ROOT))
    (worker,) = (folder / "assets").glob("calc-*/worker.mjs")
    worker.write_text(PLAIN_WORKER)


def _first_answers(
    playwright: Playwright, site: Path, url: str, plain: Path, plain_url: str, line: tuple[float, float] | None
) -> tuple[float, float]:
    """Medians, in ms, from opening the page to the first answer from Python: ours, and plain Pyodide's, in turns."""
    ours, theirs = [], []
    with _served(site, url, line), _served(plain, plain_url, line):
        for _ in range(ROUNDS):
            ours.append(_first_answer(playwright, url))
            theirs.append(_first_answer(playwright, plain_url))
    return statistics.median(ours), statistics.median(theirs)


def _first_answer(playwright: Playwright, url: str) -> float:
    with _browser(playwright) as browser:
        page = browser.new_page()
        page.add_init_script(WATCH)
        page.goto(url + QUEUES, wait_until="commit")
        for _ in range(3000):
            if found := page.evaluate("window.answered"):
                return float(found)
            time.sleep(0.02)
    raise SystemExit(f"no answer at {url} within a minute")


def _page_bytes(browser: Browser, url: str) -> tuple[int, int]:
    """Bytes that travel for a calculator page that is only read, and those that Python takes once it is wanted."""
    context = browser.new_context()
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[float] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(url + QUEUES, wait_until="networkidle")
    page.wait_for_timeout(3000)
    started = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    if any("/pyodide-" in name or name.endswith("worker.mjs") for name in started):
        raise SystemExit("Python was loaded before anybody asked for it")
    context.close()
    return int(sum(sizes)), runtime_bytes(_SITES[url])


def _edits(browser: Browser, url: str) -> tuple[list[float], list[float]]:
    """Milliseconds from an edit to the frame that shows its answer, and to that which shows its pictures too."""
    page = browser.new_page()
    page.goto(url + QUEUES)
    page.fill("[name=events]", "300")
    page.wait_for_selector("cost-calculator:not([aria-busy])")
    for i in range(10):
        page.evaluate(EDIT, str(310 + i))
    answered, drawn = zip(*(page.evaluate(EDIT, str(1000 + 7 * i)) for i in range(EDITS)), strict=True)
    return list(answered), list(drawn)


_SITES: dict[str, Path] = {}


@contextmanager
def _browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser with a profile of its own, empty."""
    browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
    yield browser
    browser.close()


@contextmanager
def _served(folder: Path, url: str, line: tuple[float, float] | None) -> Iterator[None]:
    """A site served, over a slow line if one is given: browsers' own throttling leaves workers out."""
    _SITES[url] = folder
    found = server(folder, url)
    if line:
        found.RequestHandlerClass = _slowed(found.RequestHandlerClass, *line)  # type: ignore[assignment, arg-type]
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield
    found.shutdown()
    found.server_close()
    thread.join()


def _slowed(handler: type, rate: float, latency: float) -> type:
    """The handler at the end of a line that all requests share."""
    lock, free = threading.Lock(), [0.0]

    class Slow(handler):  # type: ignore[misc]
        def _answer(self) -> None:
            time.sleep(latency)
            super()._answer()

        def _send(self, content: bytes) -> None:
            for start in range(0, len(content), 16_384):
                part = content[start : start + 16_384]
                with lock:
                    begin = max(time.perf_counter(), free[0])
                    free[0] = begin + len(part) / rate
                time.sleep(max(0.0, free[0] - time.perf_counter()))
                self.wfile.write(part)

    return Slow


if __name__ == "__main__":
    subprocess.run([sys.executable, "-m", "sitebuild.chromium"], cwd=ROOT, check=True, capture_output=True)
    sys.exit(main())
