"""Serves a built site as GitHub Pages would: under its sub-path, compressed, with its own 404 page."""

from __future__ import annotations

import gzip
import hashlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

HOST = "127.0.0.1"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
COMPRESSED = {".css", ".csv", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".xml"}


def free_port() -> int:
    """A port that nobody listens on. It is chosen before the build: the site's own address is in its pages."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(folder: Path, site_url: str) -> Iterator[ThreadingHTTPServer]:
    """The site in *folder* at *site_url*, an address on this machine, while the block runs."""
    with server(folder, site_url) as found:
        thread = threading.Thread(target=found.serve_forever, daemon=True)
        thread.start()
        try:
            yield found
        finally:
            found.shutdown()
            thread.join()


def server(folder: Path, site_url: str) -> ThreadingHTTPServer:
    """A server for the site in *folder*; :class:`OSError` where another one has its port."""
    parts = urlsplit(site_url)

    class Handler(_Pages):
        root, base = folder.resolve(), parts.path

    found = ThreadingHTTPServer((HOST, parts.port or 80), Handler)
    found.daemon_threads = True
    return found


class _Pages(BaseHTTPRequestHandler):
    """One site; GET and HEAD."""

    root: Path
    base: str
    protocol_version = "HTTP/1.1"
    server_version = "GitHub.com"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a reader at work is no news."""

    def handle(self) -> None:
        """As ever; but a reader who has gone away in the middle is no fault."""
        with suppress(ConnectionError):
            super().handle()

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(self.base):
            self._text(HTTPStatus.NOT_FOUND, f"The site is at {self.base}\n")
            return
        try:
            found = (self.root / path.removeprefix(self.base)).resolve()
            is_folder = found.is_dir()
        except (OSError, ValueError):  # no file can have such a name: it is too long, or holds a null
            self._file(self.root / "404.html", HTTPStatus.NOT_FOUND)
            return
        if not found.is_relative_to(self.root):
            self._text(HTTPStatus.NOT_FOUND, "There is nothing here.\n")
        elif is_folder and not path.endswith("/"):
            self._head(HTTPStatus.MOVED_PERMANENTLY, {"Location": quote(path) + "/", "Content-Length": "0"})
        else:
            page = found / "index.html" if is_folder else found
            # A file is no folder: what is asked for as one is not there.
            if page.is_file() and not (found.is_file() and path.endswith("/")):
                self._file(page, HTTPStatus.OK)
            else:
                self._file(self.root / "404.html", HTTPStatus.NOT_FOUND)

    def _file(self, path: Path, status: HTTPStatus) -> None:
        stat = path.stat()
        accepted = "gzip" in self.headers.get("Accept-Encoding", "") and path.suffix in COMPRESSED
        content, tag = _content(path, stat.st_mtime_ns, accepted)
        headers = {
            "Content-Type": TYPES.get(path.suffix, "application/octet-stream"),
            "Last-Modified": formatdate(stat.st_mtime, usegmt=True),
            "ETag": tag,
            "Cache-Control": "max-age=600",
            "Access-Control-Allow-Origin": "*",
            "Vary": "Accept-Encoding",
        }
        if status == HTTPStatus.OK and self._has(tag, headers["Last-Modified"]):
            self._head(HTTPStatus.NOT_MODIFIED, headers)
            return
        if accepted:
            headers["Content-Encoding"] = "gzip"
        self._head(status, headers | {"Content-Length": str(len(content))})
        if self.command == "GET":
            self._send(content)

    def _has(self, tag: str, modified: str) -> bool:
        """Whether the browser says that it has the file already; a tag says it better than a time."""
        tags = self.headers.get("If-None-Match")
        if tags is None:
            return self.headers.get("If-Modified-Since") == modified
        return tag in {each.strip().removeprefix("W/") for each in tags.split(",")}

    def _send(self, content: bytes) -> None:
        self.wfile.write(content)

    def _text(self, status: HTTPStatus, text: str) -> None:
        content = text.encode()
        self._head(status, {"Content-Type": TYPES[".txt"], "Content-Length": str(len(content))})
        if self.command == "GET":
            self.wfile.write(content)

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


@lru_cache(maxsize=4096)
def _content(path: Path, _changed: int, compressed: bool) -> tuple[bytes, str]:
    """A file as it is sent, and its tag; kept until the file changes."""
    content = path.read_bytes()
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}{"-gzip" if compressed else ""}"'
    return (gzip.compress(content, 6) if compressed else content), tag
