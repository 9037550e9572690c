"""`operis keys --sheet`: what has to lie in a safe, so that a ledger can be restored? Its keys, each with what is lost without it."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from operis.cli._setting import UNFIT, ask_data, has_installation
from operis.cli._shell import DONE, _, ask_language, complain, language, say

FILES = ("ledger.pem", "bids", "django")
LOSES = {
    "ledger.pem": _("It signs the log and receipts. Without it nothing more can be signed in the name of this ledger."),
    "bids": _("It opens what is sealed. Without this file closed bids cannot be opened, nor opened ones read."),
    "django": _("It locks one-time codes. Without it each person sets them up anew."),
}


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis keys", description="The keys of this installation, on a sheet to be printed and locked away.")
    parser.add_argument("--sheet", action="store_true", required=True, help="print the sheet; whoever reads it can do what the keys can")
    ask_data(parser)
    ask_language(parser)
    asked = parser.parse_args(argv)
    lang = language(asked.lang)
    if not has_installation(asked.data):
        return complain([say(_("There are no keys here. Put them back, or run `operis init` where there never were any."), lang)], UNFIT)
    from django.conf import settings

    print(say(_("Key sheet of {origin}"), lang, origin=settings.OPERIS_ORIGIN))
    print(say(_("Keep it in a safe, away from the backup."), lang))
    told = say(_("To restore, write each into a file of its name in a new folder, chmod 600; then operis restore COPY --keys FOLDER"), lang)
    print(told)
    for name in FILES:
        file: Path = settings.OPERIS_DATA / "keys" / name
        print(f"\nkeys/{name}\n{say(LOSES[name], lang)}")
        print(file.read_text().strip() if file.is_file() else say(_("It is not here."), lang))
    return DONE
