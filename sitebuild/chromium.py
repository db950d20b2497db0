"""The Chromium that the tests drive: found, or set up once. ``python -m sitebuild.chromium`` says which."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

REMEMBERED = Path(__file__).resolve().parents[1] / ".venv" / "chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PLAYWRIGHTS_PATH = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
DOWNLOAD_SECONDS = 600  # for a slow line; where the host is out of reach Playwright gives up by itself
DEBIAN_SECONDS = 900


class NoChromium(Exception):  # noqa: N818  (it is told, not caught)
    """There is none and none can be had; the message says all that was tried."""


def find() -> str:
    """The path of a Chromium that starts."""
    remembered = REMEMBERED.read_text(encoding="utf-8") if REMEMBERED.is_file() else ""
    if remembered and _succeeds((remembered, "--version"), 30):
        return remembered
    tried: list[str] = []
    for path in _candidates(tried):
        if _starts(path):
            if REMEMBERED.parent.is_dir():
                REMEMBERED.write_text(path, encoding="utf-8")
            return path
        tried.append(f"{path} does not start")
    raise NoChromium("\n- ".join(["the tests need Chromium, and there is none. Tried:", *tried]))


def _candidates(tried: list[str]) -> Iterator[str]:
    # One after the other: the costly ones come only after the others did not start.
    # In a process of its own, for the caller may have Playwright running, which can be started only once.
    asked = subprocess.run((sys.executable, "-c", PLAYWRIGHTS_PATH), capture_output=True, text=True, check=True)
    own = asked.stdout.strip()
    if not Path(own).is_file():
        _say("Getting Playwright's Chromium")
        command = (sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")
        if not _succeeds(command, DOWNLOAD_SECONDS, {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}):
            tried.append("python -m playwright install --no-shell chromium failed")
    if Path(own).is_file():
        yield own
    installed = [*filter(None, map(shutil.which, NAMES)), *(str(path) for path in APPLICATIONS if path.is_file())]
    if not installed:
        tried.append(f"none of {', '.join(NAMES)} is on the PATH")
    yield from installed
    if not shutil.which("apt-get"):
        tried.append("apt-get is not there, so Debian's cannot be installed")
        return
    _say("Installing Debian's Chromium")
    rights = () if os.geteuid() == 0 else ("sudo", "-n")
    update, install = ("update",), ("install", "-y", "--no-install-recommends", "chromium")
    for words in (update, install):
        command = (*rights, "apt-get", "-qq", *words)
        if not _succeeds(command, DEBIAN_SECONDS, {"DEBIAN_FRONTEND": "noninteractive"}):
            tried.append(f"{' '.join(command)} failed")
    if path := shutil.which("chromium"):
        yield path


def _starts(path: str) -> bool:
    # Not only --version: a browser whose libraries are missing, or that cannot write a profile, fails here.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = (path, "--headless", *ARGUMENTS, f"--user-data-dir={profile}", "--dump-dom", "about:blank")
        return _succeeds(command, 60)


def _succeeds(command: Sequence[str], seconds: float, environment: dict[str, str] | None = None) -> bool:
    try:
        started = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return started.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        # What it started, too: Playwright downloads in a process of its own, which would go on.
        with suppress(OSError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def main() -> int:
    """The command line."""
    try:
        print(f"Chromium: {find()}")
    except NoChromium as fault:
        print(f"No test has run: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
