"""``python -m sitebuild build | serve | dev``: the site as it is published, as it is read, as it is written."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from calc.errors import Wrong
from sitebuild.course import CourseFault, read
from sitebuild.postprocess import PostprocessFault, postprocess
from sitebuild.runtime import RuntimeFault, folders, runtime
from sitebuild.serve import HOST, server
from sitebuild.terms import TermsFault, finish
from sitebuild.verify import heavy, verify

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
STAGED = ROOT / "build" / "docs"
STAGED_ASSETS, STAGED_SCRIPTS = STAGED / "assets", STAGED / "javascripts"
LOADED = ("calculator.mjs", "course.mjs", "offline.mjs")  # the scripts that pages name; they need the rest
SUB_PATH = "/real-time-tax/"
PORT = 8000


class BuildFault(Exception):  # noqa: N818  (it is told, not caught)
    """The site cannot be built; the message says why."""


def build(site_url: str, site: Path = SITE, say: Callable[[str], None] = print) -> Path:
    """The site for *site_url*, which ends with a slash, in the folder *site*; :class:`BuildFault` if it is faulty."""
    if not site_url.startswith(("http://", "https://")) or not site_url.endswith("/"):
        raise BuildFault(f"the site's address must begin with http and end with a slash, not {site_url!r}")
    _step(say, "generate", _generate)
    _step(say, "mkdocs", lambda: _mkdocs("build", "--quiet", "--clean", "--site-dir", str(site), site_url=site_url))
    _step(say, "course", lambda: finish(site, read(ROOT / "docs")))
    _step(say, "runtime", runtime)
    _step(say, "postprocess", lambda: postprocess(site, runtime(), folders()))
    _step(say, "verify", lambda: _verify(site, site_url))
    for each in heavy(site):
        say(f"look at {each}")
    return site


def serve(port: int) -> None:
    """Build the site and serve it until interrupted."""
    site_url = f"http://{HOST}:{port}{SUB_PATH}"
    try:
        found = server(SITE, site_url)
    except OSError as error:
        raise BuildFault(
            f"port {port} is taken ({error.strerror}): choose another, as in make serve PORT=8001"
        ) from None
    with found:
        build(site_url)
        print(f"\nThe site is at {site_url}\nEnd it with Ctrl-C.", flush=True)
        found.serve_forever()


def dev(port: int) -> None:
    """Serve the pages as they are written: mkdocs reloads them, and what calc says in them is made anew."""
    _generate()
    _stage(runtime())
    watcher, again = Observer(), _Again()
    for folder in ("docs", "calc", "overrides"):
        watcher.schedule(again, str(ROOT / folder), recursive=True)
    watcher.start()
    try:
        # The data of the course is read where it is written, and no page changes with it.
        watched = [part for folder in ("overrides", "docs/tracks", "docs/reference") for part in ("--watch", folder)]
        _mkdocs("serve", "--dev-addr", f"{HOST}:{port}", *watched, site_url=f"http://{HOST}:{port}{SUB_PATH}")
    finally:
        watcher.stop()


def _stage(made: Path) -> None:
    """Put the runtime beside the pages as they are written, and a script in the place of ours that loads it."""
    _unstage()
    STAGED_ASSETS.mkdir(exist_ok=True)
    for name in folders(made):
        (STAGED_ASSETS / name).symlink_to(made / name, target_is_directory=True)
    for name in LOADED:
        text = f"import '../assets/{folders(made)[1]}/{name}'\n"
        if (STAGED_SCRIPTS / name).read_text() != text:  # each writing reloads the page
            (STAGED_SCRIPTS / name).write_text(text)


def _unstage() -> None:
    """Take the runtime out again: that of an earlier day is not there any more, and mkdocs would look for it."""
    for link in [path for path in STAGED_ASSETS.glob("*") if path.is_symlink()]:
        link.unlink()


class _Again(FileSystemEventHandler):
    """Makes what calc says anew, a moment after the last of a burst of changes."""

    def __init__(self) -> None:
        self.timer, self.turn = threading.Timer(0, lambda: None), threading.Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in {"opened", "closed_no_write"} or "__pycache__" in str(event.src_path):
            return
        self.timer.cancel()
        self.timer = threading.Timer(0.3, self.again)
        self.timer.start()

    def again(self) -> None:
        with self.turn:
            loaders = {name: (STAGED_SCRIPTS / name).read_text() for name in LOADED}
            # In a process of its own: this one has the old calc in it.
            done = subprocess.run([sys.executable, "-m", "sitebuild.generate"], cwd=ROOT, check=False)
            for name, loader in loaders.items():
                (STAGED_SCRIPTS / name).write_text(loader)
            if done.returncode:
                print("not generated: see above", flush=True)
                return
            print("generated; the Python in the page follows if it changed, in some ten seconds", flush=True)
            try:
                _stage(runtime())
            except RuntimeFault as fault:
                print(f"the Python in the page is still the old one: {fault}", flush=True)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="sitebuild", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="into site/, for the address that it will have")
    building.add_argument("--site-url", default=os.environ.get("SITE_URL", f"http://{HOST}:{PORT}{SUB_PATH}"))
    for name, text in (("serve", "build it and serve it as GitHub Pages would"), ("dev", "with live reload")):
        commands.add_parser(name, help=text).add_argument("--port", type=int, default=PORT)
    given = parser.parse_args()
    try:
        match given.command:
            case "build":
                build(given.site_url)
            case "serve":
                serve(given.port)
            case "dev":
                dev(given.port)
    except (BuildFault, CourseFault, PostprocessFault, RuntimeFault, TermsFault, Wrong) as fault:
        print(f"The site is not built: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
    return 0


def _generate() -> None:
    # Imported here: reading the catalogue may fail, and that is told as a fault of the build.
    from sitebuild.generate import generate

    _unstage()
    generate()


def _mkdocs(*arguments: str, site_url: str) -> None:
    environment = {**os.environ, "SITE_URL": site_url, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        raise BuildFault("mkdocs found faults, told above")


def _verify(site: Path, site_url: str) -> None:
    faults = verify(site, site_url)
    if faults:
        raise BuildFault("\n".join([f"{len(faults)} faults in what was built:", *faults]))


def _step(say: Callable[[str], None], name: str, work: Callable[[], object]) -> None:
    start = time.perf_counter()
    work()
    say(f"{name:<12} {time.perf_counter() - start:6.1f} s")


if __name__ == "__main__":
    sys.exit(main())
