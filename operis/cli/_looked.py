"""What did the look through everything find? Printed, and kept for doctor and the pages."""

import json
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from operis.cli._failing import is_full
from operis.cli._modes import open_to_others
from operis.cli._setting import UNFIT, missing_keys
from operis.cli._shell import DONE, FOUND, _, complain, say, template_in
from operis.cli._written import why
from operis.export.seen import Seen

if TYPE_CHECKING:
    from operis.export.looking import Looked


def look(data: str | None, *, as_json: bool, lang: str) -> int:
    """Look through the installation; status 1 where something was found."""
    if missing := missing_keys(data):
        told = _("Keys are missing: {files}. Put them back, or run `operis init` where there never were any.")
        return complain([say(told, lang, files=", ".join(missing))], UNFIT)
    from operis.cli import _fit

    _fit.read_as_it_lies()
    if unfit := _fit.key() or _fit.database() or _fit.elsewhere() or _fit.version():
        return complain([f"operis: {unfit}"], UNFIT)
    from operis import clock

    looked = clock.look()
    findings = (*looked.findings, *_open())
    status = _told(looked, findings, as_json=as_json, lang=lang)
    try:
        clock.note(looked)
    except OSError as fault:
        says = _("That everything was looked at could not be noted: {file}: {why}. {cure}")
        cure = _("Make room on its disk.") if is_full(fault) else _("Give the data folder to the user that runs Operis.")
        complain([say(says, lang, file=clock.looked(), why=why(fault, lang), cure=template_in(cure, lang))], status)
    return status


FEW = 3
"""So many dockets are named."""


def tell_held() -> int:
    """Say on standard error which dockets have entries that are not as they were put; the status that says whether any has."""
    named = not_as_put()
    if not named:
        return DONE
    return complain([f"operis: There are entries that are not as they were put, from {named} on: operis doctor says what to do."], FOUND)


def not_as_put() -> str:
    """The first dockets with such entries, each with the number of the first; nothing where there is none."""
    from operis.ledger.waiting import held_back, not_waiting

    found = held_back()
    for docket, no in not_waiting().items():  # what came after it waits, and is not what is wrong
        found[docket] = min(no, found.get(docket, no))
    more = f" and {len(found) - FEW} dockets more" if len(found) > FEW else ""
    return ", ".join(f"{docket} no. {no}" for docket, no in sorted(found.items())[:FEW]) + more


def _told(looked: "Looked", findings: Sequence[Seen], *, as_json: bool, lang: str) -> int:
    """Print what was found; the status that says whether anything was."""
    status = FOUND if findings else DONE
    if as_json:
        print(json.dumps({**looked.plain(), "findings": [one.plain() for one in findings]}, ensure_ascii=False, indent=1))
        return status
    for one in (*looked.accepted, *findings):
        print(one.words(partial(template_in, lang=lang)))
    facts = {"dockets": looked.dockets, "entries": looked.entries, "kept": looked.kept}
    if not looked.entries and not findings:
        return complain([say(_("There is nothing to look at yet: this installation has no entry."), lang)], DONE)
    print(say(_("Looked at {entries} entries of {dockets} dockets, {kept} sealed contents, log, registers and files."), lang, **facts))
    print(say(_("Not looked at, since nothing signs it: accounts (people, offices, mandates, tokens), drafts."), lang))
    told = _("All is whole.") if not findings else _("Findings: {count}")
    print(say(told, lang, count=len(findings)), file=sys.stderr if findings else sys.stdout)
    return status


def _open() -> Iterator[Seen]:
    """What others on this machine could have read or changed."""
    from django.conf import settings

    for path in open_to_others(Path(settings.OPERIS_DATA)):
        yield Seen(_("{file}: others on this machine can read or change it"), {"file": str(path)})
