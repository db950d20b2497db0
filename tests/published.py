"""The site as it is published: built once for all tests that look at it, whichever process they run in.

The process that starts the others chooses the site's address, since its port is in its pages, and serves it: it is
there before the first of them asks, and until the last is done. Who asks first builds the site, and the others wait.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from sitebuild.__main__ import SUB_PATH, build
from sitebuild.serve import HOST, free_port, serving

SITE = pytest.StashKey[tuple[str, str]]()  # its address, and a folder to build it in


def pytest_configure(config: pytest.Config) -> None:
    """Have an address for the site: a new one, or that of the process which started this one for some of the tests."""
    if given := getattr(config, "workerinput", {}).get("site"):
        config.stash[SITE] = given
        return
    holder = tempfile.TemporaryDirectory()
    folder, url = Path(holder.name), f"http://{HOST}:{free_port()}{SUB_PATH}"
    server = serving(folder / "site", url)
    server.__enter__()
    config.add_cleanup(holder.cleanup)
    config.add_cleanup(lambda: server.__exit__(None, None, None))
    config.stash[SITE] = url, str(folder)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process that pytest-xdist starts where the site is."""
    node.workerinput["site"] = node.config.stash[SITE]


@pytest.fixture(scope="session")
def site_folder(request: pytest.FixtureRequest) -> Path:
    """The built site, which :mod:`sitebuild.verify` found nothing wrong with."""
    url, name = request.config.stash[SITE]
    folder = Path(name)
    site, built = folder / "site", folder / "built"
    with FileLock(folder / "lock"):
        if not built.exists():
            build(url, site)
            built.touch()
    return site


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, site_folder: Path) -> str:
    """The address of the site, served."""
    return request.config.stash[SITE][0]
