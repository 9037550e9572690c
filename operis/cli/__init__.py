"""Which word was asked for on the command line? Each module of this package is one word: `operis check` is `operis.cli.check`."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

from operis import __version__
from operis.cli import _failing
from operis.watch import ClockStoppedError

STOPPED, UNREAD, HELD = 130, 141, 3
OWNER_ALONE = 0o077
"""The umask of every word: what it writes is for who runs it, and for nobody else on the machine."""
ABOUT = {
    "accept-loss": "go on where entries are lost for good: says so in public",
    "backup": "a copy from which the installation can be restored, made while it serves",
    "check": "what the law says to a document by itself: a plan, a notice ...",
    "clock": "whether the machine's clock is trusted; confirm it after it was set",
    "deadlines": "until when something must be done, or from when it may be",
    "demo": "load the demonstration county into an installation that is empty",
    "determine": "a purchase of services, a service post, or neither, and why",
    "doctor": "what this installation lacks, and what to do about it",
    "export": "the record of a docket, with its proofs",
    "holder-key": "the key of one who holds the keys of bids, made off line",
    "import": "enter the rows of a table: lines of a budget, items of the directory, places of the establishment",
    "init": "make the data folder, its keys and the tables",
    "keys": "the key sheet, to be printed and locked away",
    "law": "check, show and compare the rows of the law",
    "rebuild": "make the registers anew from the record",
    "release": "open the envelopes of one key holder, off line, and write what is handed in",
    "restore": "make an installation from a copy and its keys, and look through it",
    "run": "run a whole case from a file, or write one from a docket",
    "score": "compute an evaluation from its sheets",
    "seal": "seal a bid to its key holders on your own machine, off line",
    "serve": "serve the site on this machine",
    "user": "people, offices, mandates and tokens",
    "verify": "check a record that was exported, without trusting us; with --all this whole installation",
}
"""Here and not in the modules, because help need not load what the words need."""


def words() -> list[str]:
    return sorted(module.name.replace("_", "-") for module in iter_modules(__path__) if not module.name.startswith("_"))


def main(argv: Sequence[str] | None = None) -> int:
    """The status of the word; that of a shell where nobody reads the output any more, or Ctrl-C was pressed."""
    os.umask(OWNER_ALONE)
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
    except ClockStoppedError as fault:
        print(f"operis: {fault} Nothing was entered. If the clock is right, say so: operis clock --confirm", file=sys.stderr)
        return HELD
    except Exception as fault:
        if not (says := _failing.says(fault)):
            raise
        print(f"operis: {says}", file=sys.stderr)
        return HELD


def answer(argv: Sequence[str]) -> int:
    word, *rest = argv or ["help"]
    if word in ("help", "-h", "--help"):
        listed = "\n".join(f"  {name:13}{ABOUT[name]}" for name in words())
        print(f"usage: operis WORD ...\n\n{listed}\n\noperis WORD --help tells more about one.")
        return 0
    if word == "--version":
        print(f"operis {__version__}")
        return 0
    if word not in words():
        print(f"operis: there is no word {word!r}. Use one of: {', '.join(words())}.", file=sys.stderr)
        return 2
    status: int = import_module(f"{__name__}.{word.replace('-', '_')}").main(rest)
    return status
