"""How many places above the clerk ask for one kind, act, command or state by its name? Each would have to learn of the next kind.

The numbers only go down: what a kind is belongs into its `kind.py`, what an act says onto the act.
"""

import ast
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import operis
from operis.core.acts import act_classes
from operis.dockets.kinds import KINDS

PACKAGE = Path(operis.__file__).parent
ROOMS = ("web", "api", "documents", "registers", "cli", "cases", "clock.py")
NAMED = {
    "cases/demonstration.py": (1, "The demonstration county is known again by the file with which it begins."),
    "cases/running.py": (1, "A case runs where the files that it enters say: the place and the level of each body."),
    "cases/recording.py": (5, "A file of a case begins with what stands by itself; what was sealed is made again with keys of its own."),
    "cli/_overlaid.py": (1, "What would be weighed otherwise: documents that stand whole on record, each with the command that brings it."),
    "registers/enter.py": (1, "The one table of rows; a kind that is not in it has its line all the same."),
    "web/desk/candidates.py": (2, "The one table of what is ready for a step; a command that is not in it is offered all of its own body."),
    "web/desk/dockets.py": (1, "No state says that a supplier has a bid of its own in a procurement, nor on which of its dockets."),
    "web/desk/guided.py": (1, "The one table of guides; a command that is not in it has its form all the same."),
    "web/public/processes.py": (1, "The one table of what a page draws beside the timeline; a kind that is not in it has its page."),
    "web/reading/documents.py": (1, "A file that is named is a kind of value, of whatever act."),
    "web/reading/entered.py": (1, "A criterion that the plan names is headed by its name."),
}
"""By path, how many there are, and why each has to be."""
MOST = 18


def declared() -> frozenset[str]:
    """The classes of the rooms in which kinds stand."""
    found = (ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for path in (PACKAGE / "dockets").rglob("*.py"))
    return frozenset(node.name for nodes in found for node in nodes if isinstance(node, ast.ClassDef))


def named_in(tree: ast.Module, classes: frozenset[str]) -> Iterator[ast.AST]:
    """Each `isinstance`, each `case`, each table and each comparison that names one."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("operis.dockets"))
    known = {alias.asname or alias.name for node in imports for alias in node.names} & classes
    words = {*KINDS, *(act.kind for act in act_classes())}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="isinstance"), args=[_, of]) if names(of) & known:
                yield node
            case ast.MatchClass(cls=cls) if names(cls) & known:
                yield node
            case ast.Dict(keys=keys) if any(isinstance(key, ast.Name) and key.id in known for key in keys):
                yield node
            case ast.Assign(value=ast.Dict(keys=keys)) | ast.AnnAssign(value=ast.Dict(keys=keys)) if words_alone(keys, words):
                yield node
            case ast.MatchValue(value=ast.Constant(value=str() as word)) if word in words:
                yield node
            case ast.Compare(comparators=[ast.Constant(value=str() as word), *_]) if word in words:
                yield node
            case ast.Compare(comparators=[ast.Tuple(elts=found) | ast.Set(elts=found)]) if words_alone(found, words):
                yield node


def words_alone(found: Iterable[ast.expr | None], words: Collection[str]) -> bool:
    """Whether all of them are kinds of dockets or acts."""
    values = [one.value if isinstance(one, ast.Constant) else None for one in found]
    return bool(values) and all(one in words for one in values)


def names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def test_no_more_places_name_a_kind() -> None:
    classes, counted = declared(), Counter[str]()
    for room in ROOMS:
        for path in [PACKAGE / room] if room.endswith(".py") else sorted((PACKAGE / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            counted[path.relative_to(PACKAGE).as_posix()] += sum(1 for _ in named_in(tree, classes))
    assert {path: count for path, count in counted.items() if count} == {path: count for path, (count, _why) in NAMED.items()}


def test_each_that_is_left_says_why() -> None:
    assert sum(count for count, _why in NAMED.values()) <= MOST
    assert [path for path, (_count, why) in NAMED.items() if not (why.endswith(".") and len(why.split()) > 5)] == []
