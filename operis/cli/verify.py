"""Is a downloaded record genuine, and does it follow from itself? Programs that anyone may download answer."""

import argparse
import io
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext, redirect_stdout
from pathlib import Path
from types import ModuleType

from operis.cli._setting import ask_data
from operis.cli._shell import ask_language, language
from operis.export.programs import FOLDER, loaded

VERIFIER = FOLDER / "operis_verify.py"
MALFORMED = 2
VALUED = (("--key",), ("--checkpoint",), ("--receipt",), ("--files",), ("--language", "--lang"))
"""The first program's options that take a value."""


def verifier() -> ModuleType:
    return loaded("operis_verify")


def recomputer() -> ModuleType:
    """It finds its second file beside it when it is run; here that one is loaded first."""
    sys.modules.setdefault("operis_reckoning", loaded("operis_reckoning"))
    return loaded("operis_recompute")


def invariants() -> ModuleType:
    """What must hold of all records together; its sentences stand in a file of their own."""
    for name in ("operis_records", "operis_sentences"):
        if name not in sys.modules:
            sys.modules[name] = loaded(name)
    return loaded("operis_invariants")


def records_in(given: Path) -> list[Path]:
    """The records of a folder, or the one that is named."""
    invariants()
    found: list[Path] = sys.modules["operis_records"].files(given)
    return found


def options() -> argparse.ArgumentParser:
    """What is asked here beside what the first program asks itself."""
    ours = argparse.ArgumentParser("operis verify", add_help=False)
    ours.add_argument("--law", metavar="FILE", action="append", default=[], help="the law that entries name, from `operis export law`")
    ours.add_argument("--all", action="store_true", help="look through this whole installation: `operis verify --all --help`")
    return ours


def genuine(argv: Sequence[str]) -> int:
    """The first question alone: is it whole and unchanged?"""
    status: int = verifier().main(list(argv), [options()])
    return status


def main(argv: Sequence[str]) -> int:
    """One record by itself; or several, or a folder of them, each by itself and then all together; or this installation as a whole."""
    if "--all" in argv:
        return installation(argv)
    records, words = _records(argv)
    if len(records) == 1 and not Path(records[0]).is_dir():
        return one_record(argv)
    each = [one_record([str(path), *words]) for given in records for path in records_in(Path(given))]
    print()
    together: int = invariants().main([*records, *(["--json"] if "--json" in words else [])])
    return max([*each, together])


def installation(argv: Sequence[str]) -> int:
    """Look through everything that this installation holds."""
    asked = argparse.ArgumentParser("operis verify", description="Look through all that this installation holds, once.")
    asked.add_argument("--all", action="store_true", required=True, help="every entry, proof, register and file of this installation")
    asked.add_argument("--json", action="store_true", help="print what was found as JSON")
    ask_data(asked)
    ask_language(asked)
    arguments = asked.parse_args(argv)
    from operis.cli._looked import look

    return look(arguments.data, as_json=arguments.json, lang=language(arguments.lang))


def _records(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """The records that are named, and the other words."""
    several = argparse.ArgumentParser("operis verify", add_help=False, parents=[options()])
    several.add_argument("exports", nargs="*")
    several.add_argument("--json", action="store_true")
    for names in VALUED:
        several.add_argument(*names)
    exports = several.parse_known_args(argv)[0].exports
    return exports or [""], [word for word in argv if word not in exports]


def one_record(argv: Sequence[str]) -> int:
    with nullcontext() if "-" not in argv else tempfile.NamedTemporaryFile() as kept:
        if kept is not None:  # standard input is read once, and asked about twice
            shutil.copyfileobj(sys.stdin.buffer, kept)
            kept.flush()
            argv = [kept.name if word == "-" else word for word in argv]
        return _both(list(argv))


def _both(argv: list[str]) -> int:
    """First whether it is genuine, then whether it follows; with --json one document, the second under `recomputed`."""
    as_json, first, second = "--json" in argv, io.StringIO(), io.StringIO()
    with redirect_stdout(first) if as_json else nullcontext():
        status = genuine(argv)
    if status == MALFORMED:
        print(first.getvalue(), end="")
        return status
    with redirect_stdout(second):
        again: int = recomputer().main(_of_second(argv))
    if as_json:
        told = json.loads(first.getvalue()) | {"recomputed": json.loads(second.getvalue()) if second.getvalue() else None}
        print(json.dumps(told, indent=1))
    else:
        print("\n" + second.getvalue(), end="")
    return max(status, again)


def _of_second(argv: Sequence[str]) -> list[str]:
    """What of the words is for the second program: the record, the law, and in which form it answers."""
    both = argparse.ArgumentParser(add_help=False, parents=[options()])
    both.add_argument("export")
    both.add_argument("--json", action="store_true")
    for names in VALUED:
        both.add_argument(*names)
    asked = both.parse_args(argv)
    words = [*(word for law in asked.law for word in ("--law", law)), *(["--language", asked.language] if asked.language else [])]
    return [asked.export, *words, *(["--json"] if asked.json else [])]
