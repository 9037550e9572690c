"""`operis accept-loss`: how does one go on where entries are lost for good? By saying so for everybody to read, before anything else.

What the ledger still has is compared with the newest checkpoint known outside it. The act is entered, what was known is put aside beside
its file, and the log goes on. Receipts for what was lost stay proof of the loss.
"""

import argparse
import sys
from collections.abc import Sequence

from operis.cli._setting import UNFIT, ask_data, has_installation
from operis.cli._shell import DONE, FOUND, _, ask_language, complain, language, say


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis accept-loss", description="Go on with fewer entries than were signed for, in public.")
    parser.add_argument("--reason", required=True, help="why entries are missing, and what was done to find them")
    parser.add_argument("--decided-by", required=True, metavar="WHO", help="who decided to go on without them: name and office")
    parser.add_argument("--paper", required=True, help="number or fingerprint of that decision in writing")
    ask_data(parser)
    ask_language(parser)
    asked = parser.parse_args(argv)
    lang = language(asked.lang)
    if not has_installation(asked.data):
        return complain([say(_("There are no keys here. Put them back, or run `operis init` where there never were any."), lang)], UNFIT)
    from django.db import connection

    from operis.cli import _fit
    from operis.cli._tables import migrate

    if not _fit.database() and _fit.has_no_tables(connection):
        migrate()  # where everything is lost, this act is what makes a database anew
    if why := _fit.folder() or _fit.key() or _fit.database() or _fit.version() or _fit.registers():
        return complain([f"operis: {why}"], UNFIT)
    return accept(asked, lang)


def accept(asked: argparse.Namespace, lang: str) -> int:
    from operis import clock
    from operis.clerk import Refused, put
    from operis.cli import _fit
    from operis.cli._person import administrator
    from operis.core.mandates import Mandate, Role
    from operis.core.wording import Wording
    from operis.dockets.platform.commands import AcceptLoss
    from operis.ledger import held, read
    from operis.ledger.outside import Known, LedgerBehindError, aside, kept_outside, known
    from operis.ledger.tree import root_of_hashes

    try:
        clock.check_ledger()
        return complain([say(_("Everything that was signed for is here: nothing is lost, and nothing was entered."), lang)], FOUND)
    except LedgerBehindError as fault:
        print(fault, file=sys.stderr)
    if again := _fit.found_again():
        return complain([again], FOUND)
    try:
        kept: list[Known] = known(clock.verifier(), kept_outside())
    except LedgerBehindError:
        return complain([say(_("Put the key of this ledger back, or the file; a foreign checkpoint is no loss of entries."), lang)], FOUND)
    signed, size = kept[0].said if kept else None, read.size()
    unlogged = len({leaf for path in kept_outside() for leaf in held.missing_of(path)})
    login = administrator()
    command = AcceptLoss(
        signed_size=signed.size if signed else None, signed_root=signed.root.hex() if signed else None, kept_size=size,
        kept_root=root_of_hashes(read.leaves(0, size)).hex(), unlogged_lost=unlogged,
        reason=Wording(**{"zh" if lang.startswith("zh") else "en": asked.reason}),
        decided_by=asked.decided_by, paper=asked.paper, administrator=login,
    )  # fmt: skip
    mandate, now = Mandate(Role.ADMINISTRATOR, by="import", evidence=f"{login}: {asked.paper}"), clock.now()
    key = f"accept-loss {command.signed_size} {command.signed_root} {command.kept_size} {command.kept_root} {unlogged}"
    said = put(clock.this_office(), None, command, mandate, happened=now, entered=now, key=key)
    if isinstance(said, Refused):
        return complain([say(_("Refused: {number}"), lang, number=said.number)], FOUND)
    for one in kept:
        one.path.replace(aside(one.path, one.said.size))
    for path in kept_outside() if unlogged else ():
        held.beside(path).replace(aside(held.beside(path), size))
        held.keep(path)
    if clock.looked().is_file():  # refusals of the lost days were known to it
        clock.looked().replace(aside(clock.looked(), size))
    while clock.sequence_once():
        pass
    clock.check_ledger()
    facts = {"docket": said.docket, "kept": size, "signed": "-" if signed is None else signed.size}
    print(say(_("Entered for everybody to read: {docket}. The log goes on after {kept} entries; signed for were {signed}."), lang, **facts))
    return DONE
