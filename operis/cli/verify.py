"""Is a downloaded record genuine? The one file that anyone may download answers, and nothing else of Operis takes part."""

from collections.abc import Sequence
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

VERIFIER = Path(__file__).parents[2] / "verifier" / "operis_verify.py"


def verifier() -> ModuleType:
    """The stand-alone verifier, loaded from its file; it is no part of the package."""
    module = ModuleType("operis_verify")
    SourceFileLoader(module.__name__, str(VERIFIER)).exec_module(module)
    return module


def main(argv: Sequence[str]) -> int:
    status: int = verifier().main(list(argv))
    return status
