"""`operis export`: what may be taken away? The record of a docket, which `operis verify` checks without us, and the law it names."""

import argparse
import sys
from collections.abc import Iterable, Sequence

from operis.cli._setting import ask_data, open_installation
from operis.cli._shell import DONE, FOUND, MALFORMED, _, ask_language, complain, language, say, with_book
from operis.cli._written import MINE, OURS, not_written, write_whole
from operis.law.book import PACK, Book, LawError


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis export", description="What may be taken away of this installation.")
    words = parser.add_subparsers(dest="word", required=True)
    record = words.add_parser("record", help="the record of a docket with its proofs, as `operis verify` reads it")
    record.add_argument("number")
    record.add_argument("--out", metavar="FILE", help="where to write it (default: standard output)")
    record.add_argument("--private", action="store_true", help="with the private values that have not been erased")
    ask_data(parser, record)
    ask_language(parser, record)
    law = words.add_parser("law", help="the rows of the law that entries name by their fingerprint, for `operis verify --law`")
    law.add_argument("--law", default=PACK, help="the pack, and the place where one is: cn, cn/41")
    law.add_argument("--fingerprint", metavar="DIGEST", help="an older law, as this installation kept it when it decided by it")
    law.add_argument("--out", metavar="FILE", help="where to write it (default: standard output)")
    ask_data(law)
    ask_language(law)
    asked = parser.parse_args(argv)
    if asked.word == "law" and asked.fingerprint:
        open_installation(asked.data, reads=True)
        return export_older_law(asked.fingerprint.lower(), asked.out, language(asked.lang))
    if asked.word == "law":
        return with_book(lambda book: export_law(book, asked.law, asked.out, language(asked.lang)))
    open_installation(asked.data, reads=True)
    return export_record(asked.number.upper(), asked.out, private=asked.private, lang=language(asked.lang))


def export_record(number: str, out: str | None, *, private: bool, lang: str) -> int:
    """Write the record, whole but for what could get no place in the log."""
    from django.conf import settings

    from operis.clock import ledger_key, verifier
    from operis.export.reading import NotInLogError, damage, damaged_checkpoints, record_of
    from operis.ledger import read
    from operis.ledger.tiles import Tiles

    placed(number, lang)
    try:
        lines = list(record_of(number, settings.OPERIS_ORIGIN, ledger_key(), Tiles(read.leaves), may_read_private=private))
    except NotInLogError:
        if read.entries(number):
            says = _("Nothing of {number} is in the log before the bids of its procurement close: until then there is no record of it.")
            return complain([say(says, lang, number=number)], FOUND)
        return complain([say(_("There is no docket {number} here."), lang, number=number)], MALFORMED)
    except (ValueError, LookupError, TypeError):  # tables that do not fit one another fail in many ways: what is wrong is told, not how
        says = _("No record of {number} can be made: it was changed here. `operis verify --all` looks at everything.")
        return complain([say(says, lang, number=number), *damage(number), *damaged_checkpoints(verifier())], FOUND)
    if status := written(lines, out, lang, MINE if private else OURS):
        return status
    return complain(damage(number), FOUND) if damage(number) else DONE


def placed(number: str, lang: str) -> None:
    """What waits for its place in the log is given one, so that the record is whole; on a full disk it is told what waits."""
    from django.db import OperationalError

    from operis.cli._failing import is_full
    from operis.cli._fit import no_room
    from operis.clock import sequence_once
    from operis.ledger import read

    try:
        while sequence_once():
            pass
    except (OperationalError, OSError) as fault:
        if not is_full(fault) and not no_room():
            raise
        says = _("Acts of {number} that wait for a place in the log and are not in this record: {count}. The disk is full: make room.")
        if count := sum(1 for row in read.rows(number) if row.waiting):
            complain([say(says, lang, number=number, count=count)], DONE)


def export_older_law(digest: str, out: str | None, lang: str) -> int:
    """Write a law that entries name and that this version may not have any more."""
    from operis.ledger import laws

    text = laws.text_of(digest)
    if text is None:
        return complain([say(_("No law with the fingerprint {digest} was kept here."), lang, digest=digest)], MALFORMED)
    return written([text], out, lang)


def export_law(book: Book, pack: str, out: str | None, lang: str) -> int:
    """Write the very text whose SHA-256 is the `law.pack` of entries decided by it; nothing is added, not even a newline."""
    try:
        text = book.written(pack)
    except LawError as error:
        return complain(error.faults)
    return written([text], out, lang)


def written(lines: Iterable[str], out: str | None, lang: str, mode: int = OURS) -> int:
    """Write the lines to standard output, or into a file, whole or not at all."""
    if out is None:
        sys.stdout.writelines(lines)
        return DONE
    try:
        write_whole(out, (line.encode() for line in lines), mode)
    except OSError as fault:
        return not_written(out, fault, lang)
    return DONE
