"""The site as it is published, built once for all tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitebuild.__main__ import SUB_PATH, build
from sitebuild.serve import HOST, free_port, serving


@pytest.fixture(scope="session")
def site_url() -> str:
    """Where the site is served: its port is in its pages, so it is chosen before the build."""
    return f"http://{HOST}:{free_port()}{SUB_PATH}"


@pytest.fixture(scope="session")
def site_folder(site_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site, which :mod:`sitebuild.verify` found nothing wrong with."""
    return build(site_url, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def site(site_folder: Path, site_url: str) -> Iterator[str]:
    """The address of the site, served."""
    with serving(site_folder, site_url):
        yield site_url
