"""Without a connection: what was opened is there, what was not says so, and a release is never mixed with another."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from conftest import Visit, watched
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_calculator import QUEUES, headline, settled
from test_course import CHECK, FIRST, MODULE, SECOND, of_kind, options, question, tick
from test_pages import LOOKS, violations

from sitebuild import offline
from sitebuild.serve import HOST, _Pages, free_port, serving

METHOD = "reference/method/"  # a page that no other brings with it
DEVICE = "reference/device/"
# A path may be in the cache a while after the page is there: the worker keeps it when the browser has time for it.
UNTIL = """async (path) => {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50)))
    if (await caches.match(path)) return true
  return false
}"""
WAITS = """async () => {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50)))
    if ((await navigator.serviceWorker.getRegistration()).waiting) return true
  return false
}"""
ONLY = """async (release) => {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50)))
    if ((await caches.keys()).every((name) => name.endsWith(` ${release}`))) return true
  return false
}"""
CACHES = """async () => {
  const found = {}
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    found[name.split(' ').pop()] = (await cache.keys()).map(({ url }) => url)
  }
  return found
}"""
MARKS = """async () => {
  const found = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      const text = /\\/$/.test(request.url) ? await (await cache.match(request)).text() : ''
      const mark = text.match(/name="rt-release" content="(.*?)"/)
      if (mark) found.push([name.split(' ').pop(), mark[1]])
    }
  }
  return found
}"""

# A browser that is slow to get to the worker.
HELD = """const { serviceWorker } = navigator
const { register } = serviceWorker
const held = new Promise((resolve) => (window.goOn = resolve))
serviceWorker.register = async (...all) => (await held, register.apply(serviceWorker, all))"""


@dataclass
class Line:
    """The connection to what this process serves. Playwright's own way to cut it may miss a worker that is new."""

    is_cut: bool = False


@dataclass
class Reader(Visit):
    """Someone whose browser keeps what the service worker keeps."""

    line: Line = field(default_factory=Line)

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def cut(self) -> None:
        """Take the connection away; what then fails, the browser tells too."""
        self.line.is_cut = True

    def has(self, *paths: str) -> None:
        """Wait until these are in the copy."""
        for path in paths:
            assert self.page.evaluate(UNTIL, self.site + path), f"{path} is not kept"

    def kept(self) -> dict[str, set[str]]:
        """Paths by release."""
        return {
            name: {each.removeprefix(self.site) for each in urls} for name, urls in self.page.evaluate(CACHES).items()
        }

    def anew(self) -> Page:
        """A new tab in the place of the old one."""
        old, self.page = self.page, self.context.new_page()
        old.close()
        return self.page


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    """Whole until it is cut; then no request is answered."""
    found, answer = Line(), _Pages._answer

    def answered(self: _Pages) -> None:
        if found.is_cut:
            raise ConnectionError
        answer(self)

    monkeypatch.setattr(_Pages, "_answer", answered)
    return found


@pytest.fixture(scope="session")
def served(site_folder: Path, site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """The site, served by this process and not, as for other tests, by the one that started it."""
    yield from publishing(site_folder, site, tmp_path_factory.mktemp("served"))


@pytest.fixture
def reader(browser: Browser, served: Published, line: Line, request: pytest.FixtureRequest) -> Iterator[Reader]:
    yield from reading(browser, served.url, line, getattr(request, "param", {}))


def reading(browser: Browser, site: str, line: Line, look: dict) -> Iterator[Reader]:
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **look})
    found = Reader(**vars(watched(context, site)), line=line)
    yield found
    context.close()
    assert [url for url in found.requests if urlsplit(url).netloc not in {urlsplit(site).netloc, ""}] == []
    # What the browser itself says of a connection that is cut, or of the answer 503, is no error of ours.
    assert [each for each in found.errors if not each.startswith("Failed to load resource")] == []


@dataclass
class Published:
    """A site of its own, to be released anew."""

    folder: Path
    url: str

    def release(self, name: str, said: str) -> None:
        """Another release: *said* stands on the page of the method, and scripts and Python's wheel are others."""
        before, _, _ = offline.read(self.folder)
        (scripts,) = (self.folder / "assets").glob("calc-*")
        renamed = scripts.rename(scripts.with_name(f"calc-{name}"))
        for path in [*self.folder.rglob("*.html"), self.folder / offline.WORKER]:
            text = path.read_text(encoding="utf-8").replace(before, name).replace(scripts.name, renamed.name)
            if path.parent.name == "method":
                text = text.replace("</h1>", f" {said}</h1>")
            path.write_text(text, encoding="utf-8")


@pytest.fixture
def published(site_folder: Path, site: str, tmp_path: Path) -> Iterator[Published]:
    yield from publishing(site_folder, site, tmp_path)


def publishing(site_folder: Path, site: str, holder: Path) -> Iterator[Published]:
    url = f"http://{HOST}:{free_port()}{urlsplit(site).path}"
    folder = shutil.copytree(site_folder, holder / "site")
    sitemap = folder / "sitemap.xml"
    sitemap.write_text(sitemap.read_text().replace(site, url))
    with serving(folder, url):
        yield Published(folder, url)


@pytest.fixture
def subscriber(browser: Browser, published: Published, line: Line) -> Iterator[Reader]:
    """A reader of the site that is released anew."""
    yield from reading(browser, published.url, line, {})


# What is there


def test_a_module_is_there_once_one_of_its_pages_was_opened_and_python_is_not_fetched_for_it(reader):
    page = reader.go(FIRST)
    reader.has(FIRST, SECOND, CHECK, f"{MODULE}checklist/", f"{MODULE}print/")
    assert not [url for url in reader.requests if "/pyodide-" in url or url.endswith(".whl")]
    reader.cut()
    assert page.reload().status == 200
    page.evaluate("window.same = true")
    page.locator(".rt-onward a[rel=next]").click()
    expect(page).to_have_url(reader.site + SECOND)
    expect(page.get_by_role("button", name="I have read this")).to_be_visible()
    assert page.evaluate("window.same"), "the page was loaded anew"
    page.reload()
    page.get_by_role("button", name="I have read this").click()
    expect(page.locator("page-mark")).to_contain_text("Read on")
    reader.go(CHECK)
    asked = of_kind("single")
    tick(page, asked, options(asked, right=True))
    question(page, asked).get_by_role("button", name="Check").click()
    expect(question(page, asked).locator(".rt-result")).to_have_text("Right.")


def test_search_works_offline(reader):
    page = reader.go(FIRST)
    reader.has(FIRST)
    reader.cut()
    page.reload()
    page.keyboard.press("s")
    page.keyboard.type("actionability")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_once_one_calculator_was_used_all_of_them_work_from_a_cold_start(reader, site_folder):
    page = reader.go(QUEUES)
    page.get_by_label("Events", exact=True).fill("300")
    settled(page)
    reader.has(*offline.read(site_folder)[2], "calculators/sqs/", "calculators/worth/")
    reader.cut()
    reader.anew()
    page = reader.go("calculators/sqs/")
    page.get_by_label("Events", exact=True).fill("5000")
    settled(page)
    assert "5,000 events/s" in headline(page)
    expect(page.locator(".rt-note")).to_be_hidden()


def test_who_only_looks_at_a_calculator_gets_neither_python_nor_other_pages(reader, site_folder):
    reader.go(QUEUES)
    reader.has(QUEUES)
    release, files, _ = offline.read(site_folder)
    assert reader.kept() == {release: {*files, QUEUES}}


def test_python_that_started_before_the_worker_was_there_is_kept_too(reader, site_folder):
    page = reader.page
    page.add_init_script(HELD)
    reader.go(QUEUES)
    page.get_by_label("Events", exact=True).fill("300")
    settled(page)
    assert reader.kept() == {}
    page.evaluate("window.goOn()")
    reader.has(*offline.read(site_folder)[2])


def test_a_page_that_was_read_before_the_worker_was_there_is_kept_too(reader):
    page = reader.page
    page.add_init_script(HELD)
    reader.go("")
    page.locator("article").get_by_role("link", name="Do you need real-time?").first.click()
    expect(page).to_have_url(reader.site + "decide/")
    page.evaluate("window.goOn()")
    reader.has("", "decide/")


# What is not


def test_a_page_that_was_not_opened_says_so_leads_to_those_that_were_and_comes_with_the_connection(reader):
    page = reader.go(FIRST)
    reader.has(CHECK)
    reader.cut()
    assert reader.page.goto(reader.site + METHOD).status == 503
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not on your device")
    page.locator("offline-pages").get_by_role("link", name="Knowledge check").click()
    expect(page.locator("quiz-question").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not on your device")
    reader.line.is_cut = False
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("not on your device")
    assert page.url == reader.site + METHOD


def test_a_link_into_a_page_that_was_not_opened_says_so_too(reader):
    """Instant navigation has changed the address before it knows, and cannot load the same address again."""
    page = reader.go(MODULE)
    reader.has(CHECK)
    reader.cut()
    page.evaluate(
        """address => {
      const link = document.querySelector('article').appendChild(document.createElement('a'))
      link.href = address
      link.click()
    }""",
        f"{reader.site}{METHOD}#rounding",
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not on your device")
    page.go_back()
    expect(page.locator("course-syllabus")).to_be_visible()


@pytest.mark.parametrize("reader", LOOKS, indirect=True)
def test_what_is_said_offline_is_accessible_and_stays_within_its_width(reader):
    reader.go(DEVICE)
    reader.has(DEVICE)
    page = reader.go(FIRST)
    reader.has(CHECK)
    reader.cut()
    for path in (METHOD, DEVICE):
        reader.go(path)
        expect(page.locator("offline-pages li").first).to_be_attached()
        page.locator("details").evaluate_all("drawers => drawers.forEach(each => { each.open = true })")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_where_the_server_does_not_answer_a_page_that_is_kept_is_shown(reader, monkeypatch):
    page = reader.go(FIRST)
    reader.has(FIRST)
    answered, answer = threading.Event(), _Pages._answer

    def late(self):
        answered.wait(30)
        answer(self)

    monkeypatch.setattr(_Pages, "_answer", late)
    try:
        page.reload(wait_until="commit")
        expect(page.get_by_role("heading", level=1)).to_contain_text("The sub-second premium")
    finally:
        answered.set()


# Releases


def test_a_release_is_shown_at_once_and_replaces_the_copy_with_what_it_had_when_the_old_tabs_are_gone(
    subscriber, published
):
    before, _, _ = offline.read(published.folder)
    subscriber.go(METHOD)
    subscriber.has(METHOD)
    page = subscriber.go(QUEUES)
    page.get_by_label("Events", exact=True).fill("300")
    settled(page)
    subscriber.has(*offline.read(published.folder)[2], "calculators/sqs/")
    published.release("0123456789ab", "made anew")
    page = subscriber.go(METHOD)
    expect(page.get_by_role("heading", level=1)).to_contain_text("made anew")
    assert page.evaluate(WAITS), "the new release is not fetched, or does not wait"
    assert set(subscriber.kept()) == {before, "0123456789ab"}, "a tab that was opened before may want its own"
    assert [pair for pair in page.evaluate(MARKS) if pair[0] != pair[1]] == []
    page = subscriber.anew()
    page.goto(urljoin(published.url, "/"))  # beside the site: no tab of it is open
    assert page.evaluate(ONLY, "0123456789ab"), "the old copy is still there"
    subscriber.go("")
    kept = subscriber.kept()
    assert set(kept) == {"0123456789ab"}
    assert {*offline.read(published.folder)[2], METHOD, QUEUES, "calculators/sqs/"} <= kept["0123456789ab"]
    marks = page.evaluate(MARKS)
    assert marks
    assert [pair for pair in marks if pair[0] != pair[1]] == []
    subscriber.cut()
    subscriber.go(METHOD)
    expect(page.get_by_role("heading", level=1)).to_contain_text("made anew")
    page = subscriber.go("calculators/kinesis/")
    page.get_by_label("Events", exact=True).fill("700")
    settled(page)
    assert "700 events/s" in headline(page)


def test_a_tab_of_the_release_before_says_that_the_site_was_updated(subscriber, published):
    page = subscriber.go(QUEUES)
    subscriber.has(QUEUES)
    published.release("0123456789ab", "made anew")
    page.get_by_label("Events", exact=True).fill("300")
    settled(page)
    expect(page.locator(".rt-note")).to_contain_text("The site was updated since you opened this page")
    subscriber.expect_errors()
    page.reload()
    settled(page)
    assert "300 events/s" in headline(page)


def test_a_tab_of_the_release_before_goes_on_with_the_python_that_it_has(subscriber, published):
    before, _, _ = offline.read(published.folder)
    page = subscriber.go(QUEUES)
    page.get_by_label("Events", exact=True).fill("300")
    settled(page)
    subscriber.has(*offline.read(published.folder)[2])
    published.release("0123456789ab", "made anew")
    other = subscriber.context.new_page()
    other.goto(published.url)
    assert other.evaluate(WAITS), "the new release is not fetched, or does not wait"
    client = next(url for url in subscriber.requests if url.endswith("client.mjs"))
    page.evaluate("async url => { (await import(url)).limits.answer = 0 }", client)
    page.get_by_label("Events", exact=True).fill("400")
    settled(page)
    page.evaluate("async url => { (await import(url)).limits.answer = 5000 }", client)
    page.get_by_label("Events", exact=True).fill("500")
    settled(page)
    assert "500 events/s" in headline(page), "a worker that was ended is started again from the copy"
    assert before in subscriber.kept(), "its copy is there as long as it is"


# The reader's word, and trouble


def test_the_copy_is_told_and_removed(reader):
    reader.go(FIRST)
    reader.has(CHECK)
    page = reader.go(DEVICE)
    expect(page.locator("offline-copy [role=status]")).to_contain_text("pages of this site; ")
    page.get_by_role("button", name="Remove the copy").click()
    expect(page.locator("offline-copy [role=status]")).to_contain_text("removed")
    assert reader.kept() == {}
    reader.anew()
    reader.go(FIRST)
    reader.has(CHECK)


def test_where_nothing_may_be_kept_the_site_works_as_ever(reader):
    page = reader.page
    page.add_init_script("""Object.defineProperty(Navigator.prototype, 'serviceWorker', {
      get() { throw new DOMException('no', 'SecurityError') } })
    Object.defineProperty(window, 'caches', { get() { throw new DOMException('no', 'SecurityError') } })""")
    reader.go(QUEUES)
    page.get_by_label("Events", exact=True).fill("300")
    settled(page)
    assert "300 events/s" in headline(page)
    reader.go(DEVICE)
    expect(page.locator("offline-copy")).to_have_text("This browser lets the site keep no copy.")


def test_where_there_is_no_room_no_half_of_a_copy_is_used(reader):
    page = reader.page
    client = reader.context.new_cdp_session(page)
    parts = urlsplit(reader.site)
    client.send("Storage.overrideQuotaForOrigin", {"origin": f"{parts.scheme}://{parts.netloc}", "quotaSize": 100_000})
    reader.go(QUEUES)
    ended = """async () => {
      const found = await navigator.serviceWorker.getRegistration()
      const worker = found?.installing ?? found?.waiting ?? found?.active
      if (!worker) return 'none'
      if (worker.state !== 'installing') return worker.state
      return new Promise((resolve) => worker.addEventListener('statechange', () => resolve(worker.state)))
    }"""
    page.get_by_label("Events", exact=True).fill("300")
    settled(page)
    assert page.evaluate(ended) in {"redundant", "none"}
    assert "300 events/s" in headline(page)
