"""`operis release FILE KEY --out FILE`: open the envelopes of one key holder, without a network, and write what is handed in."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from operis.cli._shell import DONE, FOUND, _, ask_language, complain, language, mistakes_told, say, text_of
from operis.holding.files import SharesFile, key_text, ledger_in, read_key, read_open, shares_text
from operis.holding.releasing import given_back
from operis.ledger.durable import write_once
from operis.strict_yaml import Malformed


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis release", description="Open what a closing list says is opened, or the bid of a rehearsal.")
    parser.add_argument("file", help="what is to be opened, from the page of the key holder")
    parser.add_argument("key", help="the file of the key, from operis holder-key")
    parser.add_argument("--out", type=Path, required=True, help="where to write what is handed in on that page")
    parser.add_argument("--ledger", metavar="KEY", default="", help="the ledger's key, where the file of your key does not have it")
    ask_language(parser)
    asked = parser.parse_args(argv)
    lang = language(asked.lang)
    try:
        given = _written(asked, lang)
    except Malformed as wrong:
        return complain(mistakes_told(wrong.mistakes, lang, wrong.name))
    except OSError as fault:
        return complain([say(_("The file {file} cannot be written: {why}."), lang, file=fault.filename or asked.out, why=fault.strerror)])
    if given.rehearsed is not None:
        print(say(_("The bid of the rehearsal is open. Hand in {file}."), lang, file=asked.out))
        return DONE
    failed = [bid for bid, _lot, share in given.shares if share is None]
    print(say(_("Shares opened: {opened} of {all}. Hand in {file}."), lang, opened=len(given.shares) - len(failed),
              all=len(given.shares), file=asked.out))  # fmt: skip
    for bid in failed:
        print(say(_("The share of {bid} does not open with this key."), lang, bid=bid))
    return FOUND if failed else DONE


def _written(asked: argparse.Namespace, lang: str) -> SharesFile:
    """What is handed in; the first rehearsal also leaves the ledger's key with the key of its holder."""
    opens, own = read_open(text_of(asked.file), asked.file), text_of(asked.key)
    secret, kept = read_key(own, asked.key), ledger_in(own)
    given = given_back(opens, secret, asked.ledger or kept, datetime.now(UTC))
    if opens.rehearsal:
        print(say(_("The ledger's key, which you know from now on: {ledger}"), lang, ledger=opens.ledger))
        if not kept and asked.key != "-":
            _keep(Path(asked.key), key_text(secret, opens.ledger))
    asked.out.write_text(shares_text(given), "utf8")
    return given


def _keep(file: Path, text: str) -> None:
    """The file of the key anew, for its owner alone, and never half of it."""
    beside = file.with_name(f"{file.name}.new")
    beside.unlink(missing_ok=True)
    write_once(beside, text)
    beside.replace(file)
