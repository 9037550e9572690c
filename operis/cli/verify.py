"""Is a downloaded record genuine? The one file that anyone may download answers, and nothing else of Operis takes part but the words."""

import argparse
from collections.abc import Sequence
from functools import partial
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

from operis.cli._shell import ask_language, language, say

VERIFIER = Path(__file__).parents[2] / "verifier" / "operis_verify.py"


def verifier() -> ModuleType:
    """The stand-alone verifier, loaded from its file; it is no part of the package."""
    module = ModuleType("operis_verify")
    SourceFileLoader(module.__name__, str(VERIFIER)).exec_module(module)
    return module


def main(argv: Sequence[str]) -> int:
    ours = argparse.ArgumentParser("operis verify", add_help=False)
    ask_language(ours)
    lang = language(ours.parse_known_args(argv)[0].lang)
    status: int = verifier().main(list(argv), partial(say, lang=lang), [ours])
    return status
