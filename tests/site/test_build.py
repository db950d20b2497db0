"""What stops a build is told in a line: the file, the place, the reason."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from sitebuild.generate import plain_page

ROOT = Path(__file__).resolve().parents[2]


def test_a_broken_entry_stops_the_build_with_file_key_and_reason(tmp_path):
    for name in ("calc", "sitebuild"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    broken = tmp_path / "calc" / "catalogue" / "aws_sqs.toml"
    broken.write_text(broken.read_text().replace('amount = "64"', 'amount = "64 KB"'))
    done = subprocess.run(
        [sys.executable, "-m", "sitebuild", "build"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == (
        "The site is not built: aws_sqs.toml [chunk]: amount must be a decimal in quotes, "
        """like "0.40", not '64 KB'\n"""
    )


def test_a_page_that_nobody_wrote_holds_any_title_and_summary():
    said = {"title": 'Odd: "one" # two', "description": "First: second \\ third"}
    front = plain_page("odd", *said.values()).split("---")[1]
    assert yaml.safe_load(front) == said
