"""`operis rebuild`: do the registers say what the record says? They are made anew from it."""

import argparse
import sys
from collections.abc import Sequence

from operis.cli._looked import tell_held
from operis.cli._setting import UNFIT, ask_data, open_installation
from operis.cli._tables import how_far


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis rebuild", description="Make the registers anew from the ledger; nobody writes meanwhile.")
    ask_data(parser)
    open_installation(parser.parse_args(argv).data, remakes=True)
    from operis.clerk import rebuild, remake
    from operis.cli import _fit
    from operis.clock import this_office
    from operis.registers import tables

    own = tables.may_make()
    if not own and (why := _fit.registers()):
        print(f"operis: {why}", file=sys.stderr)
        return UNFIT
    anew = remake if own else rebuild  # who may not make tables fills those that are there
    print(f"Rebuilt {anew(this_office().calendar, how_far()):,} dockets.", file=sys.stderr)
    return tell_held()
