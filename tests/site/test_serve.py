"""The server answers as GitHub Pages does."""

from __future__ import annotations

import gzip
import http.client
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sitebuild.serve import free_port, serving

FILES = {
    "index.html": "<h1>home</h1>",
    "404.html": "<h1>not here</h1>",
    "lesson/index.html": "<h1>lesson</h1>",
    "a.mjs": "export {}",
    "a.wasm": "\0asm",
    "a.whl": "wheel",
    "a.css": "p {}",
    "a.json": "{}",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("site")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    (folder.parent / "secret.txt").write_text("not to be served")
    url = f"http://127.0.0.1:{free_port()}/repo/"
    with serving(folder, url):
        yield url


def get(address: str, path: str, method: str = "GET", **headers: str):
    """Status, headers and body of one request; the path goes out as it is, dots and all."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    found = response.status, dict(response.getheaders()), response.read()
    connection.close()
    return found


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/repo/", 200, "text/html; charset=utf-8"),
        ("/repo/index.html", 200, "text/html; charset=utf-8"),
        ("/repo/lesson/", 200, "text/html; charset=utf-8"),
        ("/repo/lesson/?a=b", 200, "text/html; charset=utf-8"),
        ("/repo/a.mjs", 200, "text/javascript; charset=utf-8"),
        ("/repo/a.wasm", 200, "application/wasm"),
        ("/repo/a.whl", 200, "application/octet-stream"),
        ("/repo/a.json", 200, "application/json; charset=utf-8"),
        ("/repo/nowhere", 404, "text/html; charset=utf-8"),
        ("/repo/a.css/", 404, "text/html; charset=utf-8"),
        ("/repo/../secret.txt", 404, "text/plain; charset=utf-8"),
        ("/repo/%2e%2e/secret.txt", 404, "text/plain; charset=utf-8"),
        ("/repo/%00", 404, "text/html; charset=utf-8"),
        (f"/repo/{'a' * 300}", 404, "text/html; charset=utf-8"),
        ("/", 404, "text/plain; charset=utf-8"),
    ],
)
def test_status_and_type(address, path, status, kind):
    got, headers, body = get(address, path)
    assert (got, headers["Content-Type"]) == (status, kind)
    assert b"not to be served" not in body
    assert int(headers["Content-Length"]) == len(body)


def test_a_folder_without_its_slash_is_sent_on(address):
    status, headers, _ = get(address, "/repo/lesson")
    assert (status, headers["Location"]) == (301, "/repo/lesson/")


def test_what_is_not_there_gets_the_sites_own_page(address):
    assert get(address, "/repo/no/such/page/")[2] == b"<h1>not here</h1>"


def test_text_is_compressed_where_that_is_accepted_and_a_wheel_never(address):
    _, headers, body = get(address, "/repo/a.css", Accept_Encoding="gzip, br")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == b"p {}"
    assert "Content-Encoding" not in get(address, "/repo/a.css")[1]
    assert "Content-Encoding" not in get(address, "/repo/a.whl", Accept_Encoding="gzip")[1]


def test_what_has_not_changed_is_not_sent_again(address):
    _, headers, _ = get(address, "/repo/a.mjs")
    assert headers["Cache-Control"] == "max-age=600"
    tag, modified = headers["ETag"], headers["Last-Modified"]
    for known in (
        {"If_None_Match": tag},
        {"If_None_Match": f'"other", W/{tag}'},
        {"If_Modified_Since": modified},
    ):
        status, _, body = get(address, "/repo/a.mjs", **known)
        assert (status, body) == (304, b""), known
    for old in (
        {"If_None_Match": '"other"', "If_Modified_Since": modified},
        {"If_Modified_Since": "Mon, 01 Jan 2024 00:00:00 GMT"},
    ):
        assert get(address, "/repo/a.mjs", **old)[0] == 200, old
    assert get(address, "/repo/nowhere", If_Modified_Since=modified)[0] == 404


def test_head_sends_no_body(address):
    status, headers, body = get(address, "/repo/a.mjs", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "9", b"")
