"""Where are the programs that anyone may download, and how is one used here? As it is handed out, from its file."""

from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).parents[2] / "verifier"


def loaded(name: str) -> ModuleType:
    """A stand-alone program, loaded from its file; it is no part of the package."""
    module = ModuleType(name)
    SourceFileLoader(name, str(FOLDER / f"{name}.py")).exec_module(module)
    return module
