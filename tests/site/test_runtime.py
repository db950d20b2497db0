"""What the browser loads of Python is whole, compiled, named by what is in it, and made only when it has to be."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
import zipfile
from pathlib import Path

import pytest

from calc.model import MODELS
from sitebuild import runtime as made
from sitebuild.runtime import RuntimeFault, folders, runtime


@pytest.fixture(scope="module")
def engine(site_folder: Path) -> Path:
    """The folder of the interpreter, made with the site: no two processes make it at once."""
    found = runtime()
    return found / folders(found)[0]


@pytest.fixture(scope="module")
def application(site_folder: Path) -> Path:
    """The folder of the scripts and calc, made with the site."""
    found = runtime()
    return found / folders(found)[1]


def wheel(application: Path) -> Path:
    (found,) = application.glob("*.whl")
    return found


def test_the_standard_library_is_byte_code_and_the_same_every_time(engine):
    with zipfile.ZipFile(engine / "python_stdlib.zip") as archive:
        entries = archive.infolist()
    assert {Path(entry.filename).suffix for entry in entries} == {".pyc"}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    # What is imported only once something has gone wrong must be there too.
    assert {"traceback.pyc", "linecache.pyc", "json/decoder.pyc"} <= {entry.filename for entry in entries}


def test_calc_is_byte_code_and_of_its_models_their_steps_and_programs_are_there_too(application):
    with zipfile.ZipFile(wheel(application)) as archive:
        names = set(archive.namelist())
    assert not [name for name in names if name.endswith(".py")]
    modules = {name.replace(".", "/") for name in MODELS.modules.values()}
    assert {f"{each}{suffix}" for each in modules for suffix in (".pyc", ".json")} <= names
    assert {name for name in names if name.startswith("calc/made/")} == {f"calc/made/{name}.code" for name in MODELS}
    assert {"calc/answers.pyc", "calc/catalogue/__init__.pyc"} <= names
    assert not [name for name in names if "__main__" in name]


def test_the_catalogue_is_there_as_json_entry_by_entry(application):
    services = sorted((made.ROOT / "calc" / "catalogue").glob("*.toml"))
    assert services
    with zipfile.ZipFile(wheel(application)) as archive:
        assert not [name for name in archive.namelist() if name.endswith(".toml")]
        for path in services:
            shipped = json.loads(archive.read(f"calc/catalogue/{path.stem}.json"))
            written = tomllib.loads(path.read_text(encoding="utf-8"))
            assert shipped == json.loads(json.dumps(written, default=str)), path.name


def test_the_script_says_where_each_part_is_and_what_it_must_be(engine, application):
    text = (application / "runtime.mjs").read_text()
    assert f"'../{engine.name}/'" in text
    digest = hashlib.sha256(wheel(application).read_bytes())
    assert f"integrity: 'sha256-{base64.b64encode(digest.digest()).decode()}'" in text
    lock = json.loads(json.loads(re.search(r"LOCK = (.*)", text)[1]))
    assert list(lock["packages"]) == ["calc"]
    assert lock["packages"]["calc"]["sha256"] == digest.hexdigest()
    assert lock["packages"]["calc"]["file_name"] == wheel(application).name


def test_nothing_points_to_a_source_map_and_the_licences_are_there(engine):
    assert "sourceMappingURL" not in "".join(path.read_text() for path in engine.glob("*.mjs"))
    licence = (engine / "LICENCE.txt").read_text()
    assert "mozilla.org/MPL/2.0" in licence
    assert "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2" in licence


def test_nothing_is_made_again_where_nothing_changed(engine, monkeypatch):
    monkeypatch.setattr(made, "_run", lambda *command: pytest.fail(f"ran {command[:3]}"))
    assert runtime() == engine.parent


def test_a_change_of_what_it_is_made_of_makes_it_again(engine, monkeypatch, tmp_path):
    changed = tmp_path / "exercise.py"
    changed.write_text("# nothing\n")
    unchanged = made._inputs()
    monkeypatch.setattr(made, "_inputs", lambda: [*unchanged, changed])
    ran: list[tuple[str | Path, ...]] = []

    def fail(*command: str | Path) -> None:
        ran.append(command)
        raise RuntimeFault("enough")

    monkeypatch.setattr(made, "_run", fail)
    with pytest.raises(RuntimeFault, match="enough"):
        runtime()
    assert len(ran) == 1
    # What is there stays until the new one is whole.
    assert engine.is_dir()


def test_pyodide_that_is_not_there_is_told_with_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(made, "PYODIDE", tmp_path)
    with pytest.raises(RuntimeFault, match=r"pyodide\.mjs is missing: run make"):
        runtime()


def test_a_tool_that_fails_is_told_with_what_it_said():
    with pytest.raises(RuntimeFault, match=r"(?s)node .*failed:.*is_not_there"):
        made._run("node", "is_not_there.mjs")


@pytest.mark.parametrize("names", [(), ("pyodide-1",), ("calc-1",), ("pyodide-1", "calc-1", "calc-2")])
def test_folders_that_are_not_one_of_each_kind_are_told(tmp_path, names):
    for name in names:
        (tmp_path / name).mkdir()
    with pytest.raises(RuntimeFault, match="not one folder of each kind"):
        folders(tmp_path)
