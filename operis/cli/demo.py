"""`operis demo`: how does one see Operis at work? A county that does not exist, entered through the same commands as everything else."""

import argparse
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from operis.cli import _tables, init
from operis.cli._setting import has_installation, open_installation, use_installation
from operis.cli._shell import DONE, FOUND, OURS, ask_language, complain, language, say

PLACES = ("attachments", "log")
"""What belongs to the record beside its tables."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis demo", description="Load the demonstration county into an installation that is empty.")
    parser.add_argument("--reset", action="store_true", help="empty the demonstration first; no other installation is ever emptied")
    parser.add_argument("--now", action="store_true", help="let its clock show the time of this machine")
    parser.add_argument("--data", help="the data folder (default: OPERIS_DATA, else ./data)")
    ask_language(parser)
    arguments = parser.parse_args(argv)
    use_installation(arguments.data)
    from operis.cases.demonstration import CASES, are_here

    if not are_here():
        return complain([f"The files of the demonstration are not here: {CASES}."], OURS)
    make_ready(arguments.data, reset=arguments.reset)
    again = f"{called()} demo --reset" + (f" --data {shlex.quote(arguments.data)}" if arguments.data else "")
    return demonstrate(reset=arguments.reset, now=arguments.now, again=again, lang=language(arguments.lang))


def called() -> str:
    """The command as it was called, for it may stand on no path."""
    return shlex.quote(sys.argv[0]) if Path(sys.argv[0]).name == "operis" else ".venv/bin/operis"


def make_ready(data: str | None, *, reset: bool) -> None:
    """Keys and tables, where they are not there yet; what is to be emptied need not be whole."""
    if not has_installation(data):
        init.main(["--data", data] if data else [])
        return
    _tables.migrate()
    if not reset:
        _tables.follow()
        open_installation(data)


def demonstrate(*, reset: bool, now: bool, again: str, lang: str) -> int:
    from django.conf import settings

    from operis.cases.demonstration import load, stands
    from operis.cases.rounds import NotAsWrittenError
    from operis.clock import is_demo, set_demo_clock
    from operis.outages import forget

    if not is_demo():
        return complain(
            [f"This ledger is {settings.OPERIS_ORIGIN}: only one whose origin begins with demo. can be a demonstration."], FOUND
        )
    there = what_is_there()
    if there == "other":
        return complain(["The record here is not the demonstration's: it is left as it is."], FOUND)
    if reset:
        empty()
        there = ""
    if not there:
        try:
            load()
        except NotAsWrittenError as fault:  # this version of Operis and its demonstration do not fit
            return complain([fault], OURS)
        give_places()
        set_demo_clock(stands())
        forget()
    if now:
        set_demo_clock(None)
    tell(again, lang, loaded=not there)
    return DONE


def what_is_there() -> str:
    """`county` where our county is on file, `other` where there is another record; nothing where it is empty."""
    from operis.cases.demonstration import is_there
    from operis.ledger.models import Entry

    return "" if not Entry.objects.exists() else "county" if is_there() else "other"


def give_places() -> None:
    """Give all that was entered its place in the log, under a signed checkpoint."""
    from operis.clock import sequence_once

    while sequence_once():
        pass


def empty() -> None:
    """Take the tables of the demonstration away and make them anew; its keys stay. What is insert-only cannot be emptied otherwise."""
    from django.apps import apps
    from django.conf import settings
    from django.db import connection

    from operis.ledger import held
    from operis.ledger.outside import kept_outside
    from operis.registers import tables

    tables.drop()
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {"django_migrations"}
    there = [table for table in connection.introspection.table_names() if table in ours]
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table in there:
            name = connection.ops.quote_name(table)
            cursor.execute(f"DROP TABLE {name} CASCADE" if connection.vendor == "postgresql" else f"DROP TABLE {name}")
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS operis_insert_only")
    for name in PLACES:
        path = Path(settings.OPERIS_DATA) / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for path in kept_outside():
        path.unlink(missing_ok=True)
        held.beside(path).unlink(missing_ok=True)
    _tables.migrate()
    init.begin_outside()


def counts() -> dict[str, Any]:
    """How much there is, from the registers."""
    from operis.ledger.models import Entry
    from operis.registers.models import Docket, Party, Refused

    kinds = {f"{kind}s": Docket.objects.filter(kind=kind).count() for kind in ("need", "procurement", "recruitment")}
    parties = {"bodies": Party.objects.filter(party="body").count(), "suppliers": Party.objects.filter(party="supplier").count()}
    return {**parties, **kinds, "acts": Entry.objects.count(), "refusals": Refused.objects.count()}


def tell(again: str, lang: str, *, loaded: bool) -> None:
    from operis.clock import now
    from operis.documents.lawbook import calendar

    shows = calendar().local(now())
    print(say("Demo county loaded:" if loaded else "The demo county is there already, nothing was loaded:", lang), end=" ")
    print(say("{bodies} bodies, {suppliers} suppliers, {needs} needs, {procurements} procurements,"
              " {recruitments} recruitment; {acts} acts and {refusals} refusals on record.", lang, **counts()))  # fmt: skip
    print(say("Its clock shows {now}; everyone and everything in it is invented.", lang, now=f"{shows:%Y-%m-%d %H:%M}"))
    print(say("Procurements go as far as their filed contracts: performance, acceptance and payment are not built yet.", lang))
    print(say("On the page “Sign in” each of its people is one press away, and everybody can move its clock on.", lang))
    print(say("Start clean: {again}", lang, again=again))
    sys.stdout.flush()
