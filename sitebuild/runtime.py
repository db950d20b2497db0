"""What the browser loads of Python, made of the npm package pyodide and of calc.

``build/runtime`` gets two folders, named by what is in them, so that a new release never meets an old copy:
``pyodide-HASH`` (interpreter and standard library, which change seldom) and ``calc-HASH`` (the scripts and calc).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import calc.models  # noqa: F401  (registers every model)
from calc.model import MODELS
from calc.program import program
from sitebuild import link

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent
PYODIDE = ROOT / "node_modules" / "pyodide"
SCRIPTS = ROOT / "docs" / "javascripts"
MADE = ROOT / "build" / "runtime"
ENGINE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
LIBRARY = "python_stdlib.zip"
LICENCE = HERE / "python-licence.txt"  # it asks to be kept with every copy of Python
NOTICE = """Pyodide {version} and its Python {python}, from the npm package pyodide; the standard library is cut to
what this site uses and compiled. Pyodide is under the Mozilla Public License 2.0 (https://mozilla.org/MPL/2.0/); its
source is at https://github.com/pyodide/pyodide/tree/{version}. Python is under the licence that follows; its source is
at https://github.com/python/cpython/tree/v{python}.

{licence}"""


class RuntimeFault(Exception):  # noqa: N818  (it is told, not caught)
    """The runtime cannot be made; the message says what is missing."""


def runtime() -> Path:
    """Make ``build/runtime``, or leave it as it is where nothing that it is made of has changed."""
    for name in (*ENGINE, LIBRARY, "pyodide-lock.json"):
        if not (PYODIDE / name).is_file():
            raise RuntimeFault(f"{PYODIDE / name} is missing: run make serve, which gets Pyodide from npm")
    stamp, mark = MADE / "made-of", _digest(_inputs())
    if stamp.is_file() and stamp.read_text() == mark:
        return MADE
    MADE.parent.mkdir(exist_ok=True)
    # In a folder of its own, put in place when it is whole: it may be interrupted, and two builds may run at once.
    with tempfile.TemporaryDirectory(dir=MADE.parent, prefix="runtime-") as name:
        work, made = Path(name) / "work", Path(name) / "made"
        made.mkdir()
        wheel = _wheel(work)
        lock = _lock(wheel, work / "wheel-lock.json")
        _run("node", HERE / "trim.mjs", PYODIDE, wheel.parent, lock, HERE / "exercise.py", work / "trimmed")
        engine = _named(_engine(work), made, "pyodide")
        _named(_application(work, wheel, engine), made, "calc")
        (made / stamp.name).write_text(mark)
        shutil.rmtree(MADE, ignore_errors=True)
        made.rename(MADE)
    return MADE


def folders(made: Path = MADE) -> tuple[str, str]:
    """The names of the two folders, the interpreter's first."""
    engine, application = (sorted(path.name for path in made.glob(f"{kind}-*")) for kind in ("pyodide", "calc"))
    if len(engine) != 1 or len(application) != 1:
        raise RuntimeFault(f"{made} holds {[*engine, *application]} and not one folder of each kind")
    return engine[0], application[0]


def _wheel(work: Path) -> Path:
    """calc as a wheel; ``build`` is what pyodide-build calls too, whose own command wants a download first."""
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", work / "wheel", ROOT)
    (wheel,) = (work / "wheel").glob("*.whl")
    return wheel


def _lock(wheel: Path, lock: Path) -> Path:
    """A Pyodide lock file that holds calc and nothing else, with its hash: the browser checks it at each load."""
    info = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    lock.write_text(json.dumps({"info": info, "packages": {}}))
    pyodide = Path(sys.executable).parent / "pyodide"
    _run(pyodide, "lockfile", "add-wheels", wheel, "--input", lock, "--output", lock, "--base-path", wheel.parent)
    return lock


def _engine(work: Path) -> Path:
    """The interpreter's folder."""
    folder = work / "engine"
    folder.mkdir()
    for name in ENGINE:
        shutil.copy2(PYODIDE / name, folder / name)
    # The maps are for who works on Pyodide; without them there is nothing to point to.
    for script in folder.glob("*.mjs"):
        script.write_text(re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", script.read_text(encoding="utf-8")))
    shutil.copy2(work / "trimmed" / LIBRARY, folder / LIBRARY)
    version = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))["version"]
    python = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]["python"]
    (folder / "LICENCE.txt").write_text(
        NOTICE.format(version=version, python=python, licence=LICENCE.read_text(encoding="utf-8")), encoding="utf-8"
    )
    return folder


def _application(work: Path, wheel: Path, engine: Path) -> Path:
    """The folder of the scripts and calc, with a script that says where the rest is."""
    folder = work / "application"
    folder.mkdir()
    for script in SCRIPTS.glob("*.mjs"):
        shutil.copy2(script, folder / script.name)
    made = work / "trimmed" / wheel.name
    shutil.copy2(made, folder / made.name)
    lock = _lock(made, work / "lock.json")
    locked = json.loads(lock.read_text(encoding="utf-8"))
    digest = base64.b64encode(bytes.fromhex(locked["packages"]["calc"]["sha256"])).decode()
    (folder / "runtime.mjs").write_text(
        "// Made by sitebuild/runtime.py: where the parts of this release are.\n"
        f"export const ENGINE = new URL('../{engine.name}/', import.meta.url).href\n"
        "export const HERE = new URL('./', import.meta.url).href\n"
        f"export const LOCK = {json.dumps(json.dumps(locked))}\n"
        f"export const VERSION = {link.VERSION}\n"
        f"export const LONGEST = {link.LONGEST}\n"
        f"export const PRICE = '{link.PRICE}'\n"
        f"export const NAMES = {json.dumps(_asked())}\n"
        f"export const WHEEL = {{ url: HERE + '{made.name}', integrity: 'sha256-{digest}' }}\n"
    )
    return folder


def _asked() -> list[str]:
    """The names of all questions: what a link may hold."""
    return sorted({name for model in MODELS.values() for name in program(model).questions})


def _named(folder: Path, made: Path, kind: str) -> Path:
    """The folder, moved into *made* under the name that its content gives it."""
    return folder.rename(made / f"{kind}-{_digest(sorted(folder.iterdir()))[:12]}")


def _inputs() -> list[Path]:
    """Every file that the runtime is made of."""
    package = [path for path in (ROOT / "calc").rglob("*") if path.suffix in {".py", ".toml"}]
    ours = [HERE / "trim.mjs", HERE / "exercise.py", HERE / "runtime.py", LICENCE, ROOT / "pyproject.toml"]
    engine = [PYODIDE / name for name in (*ENGINE, LIBRARY, "pyodide-lock.json", "package.json")]
    return [*engine, *ours, *sorted(SCRIPTS.glob("*.mjs")), *sorted(package)]


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _run(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        raise RuntimeFault(f"{' '.join(map(str, command[:4]))} … failed:\n{done.stdout}{done.stderr}")
