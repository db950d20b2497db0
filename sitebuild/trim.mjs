/**
 * Makes what the browser loads of Python: the part of the standard library that calc uses and calc itself, compiled.
 *
 * It runs inside Pyodide under Node, so the byte code is of the Python that will read it, whatever the host has.
 *
 *     node trim.mjs PYODIDE WHEELS LOCK EXERCISE OUT
 *
 * WHEELS is the folder of the wheel, LOCK the lock file that names it; OUT gets python_stdlib.zip and the wheel.
 */
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const [pyodide, wheels, lock, exercise, out] = process.argv.slice(2).map((each) => path.resolve(each))
const { loadPyodide } = await import(pathToFileURL(path.join(pyodide, 'pyodide.mjs')).href)

// Loaded as the worker loads it: what loading a package imports is used too.
const python = await loadPyodide({
  lockFileContents: fs.readFileSync(lock, 'utf8'),
  packageBaseUrl: `${wheels}/`,
  packages: ['calc']
})
python.runPython(fs.readFileSync(exercise, 'utf8'))

const [wheel] = Object.values(JSON.parse(fs.readFileSync(lock, 'utf8')).packages).map((each) => each.file_name)
for (const [name, file] of [
  ['library.zip', path.join(pyodide, 'python_stdlib.zip')],
  ['calc.zip', path.join(wheels, wheel)]
]) {
  python.FS.writeFile(`/tmp/${name}`, fs.readFileSync(file))
}
python.runPython(`
import importlib._bootstrap_external as bootstrap
import ast
import json
import marshal
import sys
import tomllib
import types
import zipfile

archive = next(path for path in sys.path if path.endswith(".zip"))
used = {module.__file__.removeprefix(archive + "/") for module in list(sys.modules.values())
        if (getattr(module, "__file__", None) or "").startswith(archive)}
used = {name for name in used if not name.startswith("tomllib/")}  # here the catalogue is TOML, there it is JSON

def add(trimmed, name, content):
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # a fixed date: the same bytes every build
    entry.compress_type = zipfile.ZIP_DEFLATED
    trimmed.writestr(entry, content)

def pyc(code):
    """A .pyc that is never checked against its source."""
    return bootstrap._code_to_hash_pyc(code, b"\\0" * 8, False)

def compiled(source, name, optimize=0):
    return compile(source, name, "exec", dont_inherit=True, optimize=optimize)

def without_lines(code):
    """Code that knows no lines of its source: a seventh of the bytes, which only who mends the library would miss."""
    consts = tuple(without_lines(each) if isinstance(each, types.CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=consts)

def without_names(code, short=None):
    """Code of a program as it runs, with its variables named by number: half of its bytes are their paths."""
    short = {} if short is None else short
    numbered = {each: tuple(short.setdefault(name, f"v{len(short)}") for name in getattr(code, each))
                for each in ("co_varnames", "co_cellvars", "co_freevars")}
    consts = tuple(without_names(each, short) if isinstance(each, types.CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=consts, **numbered)

def declared(source):
    """A model as the page needs it: its examples are for the tests, and of a step that is never called its sentence."""
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            node.body = [each for each in node.body
                         if not (isinstance(each, ast.Assign) and each.targets[0].id == "examples")] or [ast.Pass()]
            for each in node.body:
                if isinstance(each, ast.FunctionDef) and each.decorator_list:
                    each.body, each.returns = each.body[:1], None
    return tree

def archive_of(path):
    return zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9)

with zipfile.ZipFile("/tmp/library.zip") as full, archive_of("/tmp/used.zip") as trimmed:
    for name in sorted(used):
        # 2: without docstrings, a sixth of the bytes. Models keep theirs: they are sentences of the page.
        add(trimmed, name + "c", pyc(without_lines(compiled(full.read(name), f"{archive}/{name}", optimize=2))))

with zipfile.ZipFile("/tmp/calc.zip") as full, archive_of("/tmp/made.zip") as made:
    for name in sorted(full.namelist()):
        content = full.read(name)
        folder, _, file = name.rpartition("/")
        if folder == "calc/catalogue" and file.endswith(".toml"):
            rows = tomllib.loads(content.decode())  # JSON is read in a tenth of the time; dates become texts
            add(made, name.removesuffix("toml") + "json", json.dumps(rows, default=str))
        elif not name.endswith(".py"):
            add(made, name, content)
        elif folder.startswith("calc/models") and file != "__init__.py":
            module = name.removesuffix(".py").replace("/", ".")
            add(made, name + "c", pyc(without_lines(compiled(declared(content), name))))
            # In place of the source, from which calc.formula reads the steps.
            steps = {where: [each.text, *each.reads] for where, each in calc.formula.steps(module).items()}
            add(made, name.removesuffix("py") + "json", json.dumps(steps))
        elif name not in {"calc/__main__.py", "calc/command.py", "calc/report.py"}:  # the command line, of no use in a page
            add(made, name + "c", pyc(without_lines(compiled(content, name, optimize=2))))
    for name, model in calc.model.MODELS.items():
        # What the exercise asked for first is what a page asks for first.
        code = calc.program.program(model).compiled
        first = {what: without_names(each) for what, each in code.items() if what in FIRST[name]}
        add(made, f"calc/made/{name}.code", marshal.dumps(first))
`)
fs.mkdirSync(out, { recursive: true })
fs.writeFileSync(path.join(out, 'python_stdlib.zip'), python.FS.readFile('/tmp/used.zip'))
fs.writeFileSync(path.join(out, wheel), python.FS.readFile('/tmp/made.zip'))
