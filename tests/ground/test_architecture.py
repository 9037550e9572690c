"""Do the import contracts keep up with the tree? A package that appears must be in those that are about it."""

import ast
import subprocess
import tomllib
from pathlib import Path

from operis.procedures import METHODS

ROOT = Path(__file__).parent.parent.parent
OPERIS = ROOT / "operis"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
PURE = ("strict_yaml", "law", "core", "dockets", "rules", "procedures", "sealing")
PROTECTED = {"operis.ledger.append": ["operis.clerk"], "operis.registers.enter": ["operis.clerk", "operis.cli"]}


def stands(module: str) -> bool:
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def test_every_pure_package_is_kept_plain() -> None:
    [contract] = [contract for contract in CONTRACTS if contract["type"] == "forbidden"]
    assert contract["source_modules"] == [f"operis.{name}" for name in PURE if stands(f"operis.{name}")]


def test_what_only_one_may_import_is_protected() -> None:
    contracts = [contract for contract in CONTRACTS if contract["type"] == "protected"]
    protected = {contract["protected_modules"][0]: contract["allowed_importers"] for contract in contracts}
    assert protected == {module: importers for module, importers in PROTECTED.items() if stands(module)}


def test_no_method_borrows_from_another_once_there_are_methods() -> None:
    independent = [contract["modules"] for contract in CONTRACTS if contract["type"] == "independence"]
    assert independent == ([["operis.procedures.*"]] if stands("operis.procedures") else [])


def test_desk_and_public_pages_know_nothing_of_each_other() -> None:
    """They are rooms of one layer: the contract refuses every way from one to the other."""
    [rooms] = [contract for contract in CONTRACTS if contract.get("containers") == ["operis.web"]]
    assert rooms["type"] == "layers"
    assert rooms["exhaustive"] is True
    assert "desk | public" in rooms["layers"]


def imported_by(file: Path) -> list[str]:
    """Each name that a file imports, with the module it comes from; anywhere in it."""
    found: list[str] = []
    for node in ast.walk(ast.parse(file.read_text("utf8"))):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names]
        if isinstance(node, ast.ImportFrom):
            found += [f"{node.module or ''}.{one.name}" for one in node.names]
    return found


def test_no_file_of_tests_is_imported() -> None:
    """What several of them share stands in a module of its own, named by what it gives."""
    files = sorted((ROOT / "tests").rglob("*.py"))
    borrowed = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in files
        for name in imported_by(file)
        if any(part.startswith("test_") for part in name.split("."))
    ]
    assert Path(__file__) in files
    assert borrowed == []


def test_a_method_is_a_file_that_can_be_read_aloud() -> None:
    lines = {name: len((ROOT / "operis/procedures" / f"{name.replace('-', '_')}.py").read_text("utf8").splitlines()) for name in METHODS}
    assert {name: count for name, count in lines.items() if count > 80} == {}


def test_no_program_is_longer_than_can_be_read_in_one_go() -> None:
    """Up to 400 lines; the verifier is the one that may not be cut, since it is handed over as one file (decision 7)."""
    found = subprocess.run(["git", "ls-files", "*.py", "*.html", "*.css", "*.js", "run"], cwd=ROOT, capture_output=True, text=True)
    files = found.stdout.split() if found.returncode == 0 else []
    long = {file for file in files if (ROOT / file).exists() and len((ROOT / file).read_text("utf8").splitlines()) > 400}
    assert long <= {"verifier/operis_verify.py"}
    assert files or not (ROOT / ".git").exists()
