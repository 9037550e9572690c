"""Is a downloaded record genuine, and does it follow from itself? The programs that anyone may download answer; ours lends the words."""

import argparse
import io
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import nullcontext, redirect_stdout
from functools import partial
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

from operis.cli._shell import ask_language, language, say

FOLDER = Path(__file__).parents[2] / "verifier"
VERIFIER = FOLDER / "operis_verify.py"
MALFORMED = 2


def loaded(name: str) -> ModuleType:
    """A stand-alone program, loaded from its file; it is no part of the package."""
    module = ModuleType(name)
    SourceFileLoader(name, str(FOLDER / f"{name}.py")).exec_module(module)
    return module


def verifier() -> ModuleType:
    return loaded("operis_verify")


def recomputer() -> ModuleType:
    """It finds its second file beside it when it is run; here that one is loaded first."""
    sys.modules.setdefault("operis_reckoning", loaded("operis_reckoning"))
    return loaded("operis_recompute")


def main(argv: Sequence[str]) -> int:
    ours = argparse.ArgumentParser("operis verify", add_help=False)
    ours.add_argument("--law", metavar="FILE", action="append", default=[], help="the law that entries name, from `operis export law`")
    ask_language(ours)
    asked, others = ours.parse_known_args(argv)
    export = next((word for word in others if word == "-"), None)
    with nullcontext() if export is None else tempfile.NamedTemporaryFile() as kept:
        if kept is not None:  # standard input is read once, and asked about twice
            shutil.copyfileobj(sys.stdin.buffer, kept)
            kept.flush()
            argv = [kept.name if word == "-" else word for word in argv]
        return _both(list(argv), ours, partial(say, lang=language(asked.lang)))


def _both(argv: list[str], ours: argparse.ArgumentParser, say: Callable[..., str]) -> int:
    """First whether it is genuine, then whether it follows; with --json one document, the second under `recomputed`."""
    as_json, first = "--json" in argv, io.StringIO()
    with redirect_stdout(first) if as_json else nullcontext():
        status: int = verifier().main(argv, say, [ours])
    if status == MALFORMED:
        print(first.getvalue(), end="")
        return status
    export = argparse.ArgumentParser(add_help=False, parents=[ours])
    for option in ("--key", "--checkpoint", "--files"):
        export.add_argument(option)
    export.add_argument("--json", action="store_true")
    export.add_argument("export")
    asked = export.parse_args(argv)
    words = [asked.export, *(word for law in asked.law for word in ("--law", law))]
    second = io.StringIO()
    with redirect_stdout(second):
        again: int = recomputer().main([*words, *(["--json"] if as_json else [])], say)
    if as_json:
        told = json.loads(first.getvalue()) | {"recomputed": json.loads(second.getvalue()) if second.getvalue() else None}
        print(json.dumps(told, indent=1))
    else:
        print("\n" + second.getvalue(), end="")
    return max(status, again)
