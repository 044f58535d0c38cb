"""No line of the program turns foreign bytes into code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import gzlabel

SOURCE = Path(gzlabel.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))

UNPICKLERS = {
    "pickle",
    "cPickle",
    "_pickle",
    "dill",
    "cloudpickle",
    "marshal",
    "shelve",
    "joblib",
    "jsonpickle",
}
RUNNERS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "pandas.eval", "df.eval"}


def named(node: ast.expr) -> str:
    """``os.path.join`` of an attribute, ``eval`` of a name, empty of anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{named(node.value)}.{node.attr}"
    return ""


def faults(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of everything that loads or runs what it is given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found = {alias.name.partition(".")[0] for alias in node.names}
            yield from ((node.lineno, name) for name in found & UNPICKLERS)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in UNPICKLERS:
            yield node.lineno, str(node.module)
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, fault) for fault in faults_of_call(node))


def faults_of_call(call: ast.Call) -> Iterator[str]:
    name, last = named(call.func), named(call.func).rpartition(".")[2]
    options = {keyword.arg: keyword.value for keyword in call.keywords}

    def said(option: str, expected: object) -> bool:
        value = options.get(option)
        return isinstance(value, ast.Constant) and value.value is expected

    if name in RUNNERS:
        yield name
    if "allow_pickle" in options and not said("allow_pickle", False):
        yield "allow_pickle"
    if name in ("np.load", "numpy.load") and not said("allow_pickle", False):
        yield "np.load without allow_pickle=False"
    if name == "torch.load" and not said("weights_only", True):
        yield "torch.load without weights_only=True"
    if "shell" in options and not said("shell", False):
        yield "a shell"
    if name.startswith("yaml.") and last not in ("safe_load", "safe_dump", "dump"):
        yield "unsafe YAML"
    if last in ("read_pickle", "read_sql", "extractall", "unpack_archive"):
        yield last


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from joblib import load",
        "eval(text)",
        "os.system(text)",
        "np.load(path)",
        "np.load(path, allow_pickle=True)",
        "np.load(path, allow_pickle=really)",
        "torch.load(path)",
        "torch.load(path, weights_only=False)",
        "subprocess.run(text, shell=True)",
        "yaml.load(text)",
        "archive.extractall(folder)",
    ],
)
def test_the_scan_sees(line: str) -> None:
    assert list(faults(ast.parse(line)))


def test_what_is_safe_passes_the_scan() -> None:
    text = "np.load(p, allow_pickle=False); torch.load(p, weights_only=True); model.eval(); qt.exec()"
    assert not list(faults(ast.parse(text)))


def test_nothing_foreign_is_unpickled_evaluated_or_unpacked() -> None:
    assert len(FILES) > 300
    found = [
        f"{file.relative_to(SOURCE)}:{line}: {fault}"
        for file in FILES
        for line, fault in faults(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_sql_is_never_put_together_from_foreign_words() -> None:
    """Every name put into a statement is one of ours: of the schema, or a number."""
    ours = {
        "gzlabel/workspace/annotations.py",  # one of two conditions written there
        "gzlabel/workspace/sqlite/connection.py",  # WAL or TRUNCATE
        "gzlabel/workspace/sqlite/outbox.py",  # tables of the schema
        "gzlabel/workspace/last_words.py",  # galaxies' keys, each an int
        "gzlabel/workspace/repair.py",  # tables of the schema
        "gzlabel/workspace/salvage.py",  # tables of the schema
        "gzlabel/workspace/sqlite/schema.py",  # the migrations themselves
        "gzlabel/workspace/sqlite/transaction.py",  # tables and columns of the schema
    }
    found = set()
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and named(node.func).rpartition(".")[2] in (
                "execute",
                "executescript",
                "executemany",
                "read",
            ):
                parts = [part for argument in node.args for part in ast.walk(argument)]
                if any(isinstance(part, ast.JoinedStr) for part in parts) or any(
                    isinstance(part, ast.Call) and named(part.func).endswith(".format") for part in parts
                ):
                    found.add(file.relative_to(SOURCE.parent).as_posix())
    assert found <= ours
