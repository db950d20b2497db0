"""The Python that is shipped analyses as this one does: the same draws, bars and flips, as they are shown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from sitebuild.runtime import ROOT

HERE = Path(__file__).parent


def ran(*command: str | Path) -> dict:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_the_shipped_runtime_analyses_as_this_one_does(site_folder):
    (application,) = (site_folder / "assets").glob("calc-*")
    script = HERE / "analysed.py"
    shipped = ran("node", HERE / "script.mjs", application, script)
    here = ran(sys.executable, script)
    assert len(here) == 4 * 7
    for name, found in here.items():
        assert shipped[name] == found, name
