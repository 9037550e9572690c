"""`operis rebuild`: do the registers say what the record says? They are emptied and made anew from it."""

import argparse
import sys
from collections.abc import Sequence

from operis.cli._setting import ask_data, open_installation
from operis.cli._shell import DONE


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis rebuild", description="Make the registers anew from the ledger; nobody writes meanwhile.")
    ask_data(parser)
    open_installation(parser.parse_args(argv).data)
    from operis.clerk import rebuild
    from operis.clock import this_office

    print(f"Rebuilt {rebuild(this_office().calendar):,} dockets.", file=sys.stderr)
    return DONE
