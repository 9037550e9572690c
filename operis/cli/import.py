"""`operis import KIND FILE`: what would a table enter, and what is wrong with it? Read, weighed, and entered as by the person named.

The entry names the administrator who ran this, who decided, and the paper.

With a bad row nothing is entered, unless `--partial` asks for the good ones alone; the bad ones are written to a file with their reasons.
"""

import argparse
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from operis.cli._person import administrator
from operis.cli._setting import ask_data, open_installation
from operis.cli._shell import DONE, FOUND, _, ask_language, complain, language, mistakes_told, say
from operis.cli._written import not_written, write_whole
from operis.strict_yaml import Malformed, Mistake


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis import", description="Enter the rows of a workbook (.xlsx, .xls or .ods) or a CSV file.")
    parser.add_argument("kind", help="what its rows are, such as budget")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--template", metavar="FILE", help="write a template, .xlsx or .csv, and enter nothing")
    parser.add_argument("--by", nargs=2, metavar=("EMAIL", "OFFICE"), help="who enters it, and in which office")
    parser.add_argument("--paper", metavar="NUMBER", help="the paper on which it was decided; the entry names it, and who runs this word")
    parser.add_argument("--for", dest="for_body", default="", help="the body acted for, if another")
    parser.add_argument(
        "--set", dest="head", action="append", default=[], metavar="NAME=VALUE", help="what is asked once: body=..., year=..."
    )
    parser.add_argument("--check", action="store_true", help="tell what would be entered, and enter nothing")
    parser.add_argument("--partial", action="store_true", help="enter the good rows although others are bad")
    parser.add_argument("--bad", metavar="FILE", help="where the bad rows are written, .xlsx or .csv (default: beside the file)")
    ask_data(parser)
    ask_language(parser)
    asked = parser.parse_args(argv)
    if not asked.template and not (asked.file and asked.by):
        parser.error("give a file and --by EMAIL OFFICE, or --template FILE")
    if not (asked.template or asked.check or asked.paper):
        parser.error("say by --paper NUMBER on which paper it was decided; --check enters nothing and needs none")
    open_installation(asked.data, reads=bool(asked.template or asked.check))
    from django.utils import translation

    from operis.documents.importing.brought import IMPORTS

    if asked.kind not in IMPORTS:
        parser.error(f"{asked.kind} cannot be entered from a table; there are: {', '.join(IMPORTS)}")
    spoken = language(asked.lang)
    with translation.override("zh-hans" if spoken.startswith("zh") else "en"):
        try:
            return _template(asked, spoken) if asked.template else _import(asked, spoken)
        except Malformed as wrong:
            return complain(mistakes_told(wrong.mistakes, spoken, wrong.name))


def _template(asked: argparse.Namespace, spoken: str) -> int:
    from operis.documents.importing.brought import IMPORTS
    from operis.documents.importing.tables import template

    return _written(asked.template, template(IMPORTS[asked.kind], _form(asked.template)), spoken)


def _written(file: str | Path, data: bytes, spoken: str) -> int:
    try:
        write_whole(file, [data])
    except OSError as fault:
        return not_written(file, fault, spoken)
    return DONE


def _form(file: str) -> str:
    from operis.documents.importing.tables import CSV, XLSX

    return CSV if file.lower().endswith(".csv") else XLSX


def _import(asked: argparse.Namespace, spoken: str) -> int:
    from operis import clock
    from operis.clerk import Refused, RefusedTooOftenError, WentBackError
    from operis.documents.importing.brought import IMPORTS, askings, brought, weighed
    from operis.documents.problems import clock_behind, entry_damaged, refused_too_often
    from operis.ledger.damaged import DamagedEntryError
    from operis.ledger.waiting import held_back

    what, office, mandate = IMPORTS[asked.kind], clock.this_office(), _mandate(asked)
    head = _head(asked, spoken)
    table = weighed(brought(what, _bytes(asked.file), office, spoken), head, office, mandate, clock.now())
    _tell(asked, table, spoken)
    if asked.check or table.grounds or (table.bad and not asked.partial):
        return FOUND if table.bad or table.grounds else DONE
    held_back()  # the clock of the site looks for it, and another process does not hear of that
    told, left = list[Any](), ""
    for one in askings(table, head, mandate):
        try:
            told.append(one.put(office, mandate, clock.now()))
        except RefusedTooOftenError as error:
            left = refused_too_often(error.until)
            break
        except WentBackError as error:
            left = f"{error.docket}: {clock_behind(error.last)}"
            break
        except DamagedEntryError as error:
            left = entry_damaged(error.docket)
            break
    for one in told:
        if isinstance(one, Refused):
            print(say(_("Refused: {number}"), spoken, number=one.number), file=sys.stderr)
        else:
            print(say(_("There already: {docket}") if one.repeated else _("Entered: {docket}"), spoken, docket=one.docket))
    if left:
        print(left, file=sys.stderr)
    return FOUND if left or table.bad or any(isinstance(one, Refused) for one in told) else DONE


def _bytes(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        facts = {"file": file, "why": error.strerror or str(error)}
        raise Malformed([Mistake("", _("The file {file} cannot be read: {why}."), None, facts)]) from error


def _mandate(asked: argparse.Namespace) -> Any:
    """That of the person named, who answers for what the command line enters."""
    from operis import clock
    from operis.accounts.models import User
    from operis.accounts.offices import grants_on, mandate_of
    from operis.documents.lawbook import calendar

    email, office = asked.by
    user = User.objects.filter(email=email.strip().lower()).first()
    held = grants_on(calendar().day(clock.now()), user) if user else []
    grant = next((one for one in held if (one.office_id, one.for_body) == (office, asked.for_body)), None)
    if grant is None:
        raise Malformed([Mistake("", _("{email} has no mandate in {office} today."), None, {"email": email, "office": office})])
    mandate = mandate_of(grant, by="import")
    evidence = f"{administrator()}: {asked.paper}" if asked.paper else None
    return replace(mandate, decided_by=mandate.persons[0] if asked.paper else None, evidence=evidence)


def _head(asked: argparse.Namespace, spoken: str) -> Any:
    """What is asked once beside the table, given as NAME=VALUE by the names of its columns."""
    from operis.documents.importing.brought import IMPORTS
    from operis.documents.importing.cells import Cell
    from operis.documents.importing.columns import columns, row_read
    from operis.documents.lawbook import calendar

    record = IMPORTS[asked.kind].head
    known = {one.name: one for one in columns(record)}
    given = dict(one.partition("=")[::2] for one in asked.head)
    strange = [name for name in given if name not in known]
    if strange:
        facts = {"given": ", ".join(strange), "names": ", ".join(one.name for one in columns(record, members=1)) or "-"}
        raise Malformed([Mistake("", _("“{given}” is not asked here; there are: {names}."), None, facts)])
    told = row_read(record, {known[name]: Cell(text) for name, text in given.items()}, 0, calendar().zone, spoken)
    if told.wrong:
        raise Malformed([Mistake(one.pointer, one.says, None, _by_name(one.facts, known)) for _column, one in told.wrong], "--set")
    return told.record


def _by_name(facts: Mapping[str, Any], known: Collection[str]) -> Mapping[str, Any]:
    """A field that is missing, by the names under which it can be given: a text has one for each language."""
    names = [name for name in known if name.partition(".")[0] == facts.get("field")]
    return {**facts, "field": " / ".join(names)} if names else facts


def _tell(asked: argparse.Namespace, table: Any, spoken: str) -> None:
    """Counts and sums; each bad row with its reason, and the same in a file."""
    from operis.documents.importing.tables import reason, report, where
    from operis.documents.said import said
    from operis.documents.shown import money

    for remark in table.remarks:
        print(said(remark.says, remark.facts), file=sys.stderr)
    for ground in table.grounds:
        print(
            f"{ground.row}: {said(ground.finding.says, ground.finding.facts)} {said(ground.finding.do, ground.finding.facts)}",
            file=sys.stderr,
        )
    for line in table.bad:
        for fault in line.faults:
            print(f"{asked.file}: {line.number}: {where(fault)}: {reason(fault)}", file=sys.stderr)
    print(say(_("Rows that can be entered: {good}. Rows that cannot: {bad}."), spoken, good=len(table.good), bad=len(table.bad)))
    for label, amount in table.sums:
        print(f"{label.within(spoken)}: {money(amount)}")
    if table.bad:
        file = Path(asked.bad) if asked.bad else Path(asked.file).with_suffix(".rows-to-correct.xlsx")
        if not _written(file, report(table, _form(file.name)), spoken):
            print(say(_("Rows to correct: {file}"), spoken, file=file))
