"""Which sentences may an entry or a refusal bear for ever? `python -m tests.ground.said` adds those of today to the list.

Entries keep the English template of each note. A sentence whose words changed leaves the code, but not the list, and its translation
stays in the message files: a reader of an old entry reads it in his language.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAID = ROOT / "tests" / "golden" / "said.txt"
SOURCES = ("operis/core", "operis/rules", "operis/procedures")


def found_in(root: Path) -> set[str]:
    """The templates of every finding: what it says and what to do."""
    return {text for folder in SOURCES for file in (root / folder).rglob("*.py") for text in _templates(file)}


def _templates(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "found"]
    arguments = [one for call in calls for one in (*call.args[:1], *(word.value for word in call.keywords if word.arg == "do"))]
    named = [node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and _name(node) in ("says", "do")]
    return {text for one in (*arguments, *named) for text in _literals(one)}


def _name(assign: ast.Assign) -> str:
    return getattr(assign.targets[0], "id", "")


def _literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def listed() -> set[str]:
    return set(SAID.read_text("utf8").splitlines())


def write(more: set[str]) -> None:
    SAID.write_text("".join(f"{text}\n" for text in sorted(more)), "utf8")


if __name__ == "__main__":
    write(listed() | found_in(ROOT))
