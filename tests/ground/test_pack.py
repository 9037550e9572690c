"""Is the pack of laws named in one place? No module asks for a pack by its name but the law itself."""

import ast
from pathlib import Path

OPERIS = Path(__file__).parent.parent.parent / "operis"


def test_no_module_but_the_law_names_a_pack() -> None:
    found = [
        f"{file.relative_to(OPERIS)}:{node.lineno}"
        for file in sorted(OPERIS.rglob("*.py"))
        if OPERIS / "law" not in file.parents
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and node.value == "cn"
    ]
    assert found == []
