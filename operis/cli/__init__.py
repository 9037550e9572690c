"""Which word was asked for on the command line? Each module of this package is one word: `operis check` is `operis.cli.check`."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

from operis import __version__

STOPPED, UNREAD = 130, 141


def words() -> list[str]:
    return sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))


def main(argv: Sequence[str] | None = None) -> int:
    """The status of the word; that of a shell where nobody reads the output any more, or Ctrl-C was pressed."""
    try:
        try:
            return answer(list(sys.argv[1:] if argv is None else argv))
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python tries once more at exit, and complains
        return UNREAD
    except KeyboardInterrupt:
        return STOPPED


def answer(argv: Sequence[str]) -> int:
    word, *rest = argv or ["help"]
    if word in ("help", "-h", "--help"):
        print(f"usage: operis WORD ...\n\nwords: {', '.join(words())}\n\noperis WORD --help tells more about one.")
        return 0
    if word == "--version":
        print(f"operis {__version__}")
        return 0
    if word not in words():
        print(f"operis: there is no word {word!r}. Use one of: {', '.join(words())}.", file=sys.stderr)
        return 2
    status: int = import_module(f"{__name__}.{word}").main(rest)
    return status
