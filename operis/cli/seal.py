"""`operis seal FORM ANSWERS`: seal a bid to its three key holders, off line; nobody can read it before the opening, this program included.

The form's file is taken from the page of the bid. Without answers a file of them is printed, to begin with. What may cost points or
make the bid invalid is told before: then nothing is sealed without `--anyway`. What is written is sent from the same page. With the same
secret number it is the same bytes, whatever program seals them.
"""

import argparse
import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from operis.cli._shell import DONE, FOUND, _, ask_language, complain, language, mistakes_told, say, text_of
from operis.core.money import yuan
from operis.dockets.bid.terms import BidContent
from operis.sealing.answers import Answers
from operis.sealing.bid import Sealed, seal
from operis.sealing.descriptor import descriptor
from operis.sealing.faults import SealingError
from operis.sealing.form import Form, read_form
from operis.sealing.given import Folder, blank, content, read_answers, unanswered
from operis.sealing.header import Header
from operis.sealing.plain import plain_pieces, plain_size
from operis.strict_yaml import Malformed, Mistake

SECRET_NUMBER = re.compile(r"[0-9a-f]{64}")


def main(argv: Sequence[str]) -> int:
    about = "Seal a bid to its key holders, off line. Without ANSWERS: a file to begin with."
    parser = argparse.ArgumentParser("operis seal", description=about)
    parser.add_argument("form", metavar="FORM", help="the form's file, from the page of the bid")
    parser.add_argument("answers", metavar="ANSWERS", nargs="?", help="the file of your answers")
    parser.add_argument("--files", metavar="FOLDER", type=Path, default=Path(), help="where the files lie that the answers name")
    parser.add_argument("--out", metavar="FOLDER", type=Path, default=Path(), help="where the two files go that are sent")
    parser.add_argument("--secret-number", metavar="HEX",
                        help="64 digits (0 to 9, a to f) instead of chance, for tests: who has them opens the bid")  # fmt: skip
    parser.add_argument("--anyway", action="store_true", help="seal it although something is missing, or makes it invalid")
    ask_language(parser)
    words = parser.parse_args(argv)
    lang = language(words.lang)
    try:
        form = read_form(text_of(words.form), words.form)
        if not words.answers:
            print(json.dumps(blank(form, lang), ensure_ascii=False, indent=1))
            return DONE
        if words.secret_number and not SECRET_NUMBER.fullmatch(words.secret_number):
            raise Malformed([Mistake("--secret-number", "A secret number has 64 digits: 0 to 9, a to f.")])
        folder = Folder(words.files)
        said = read_answers(text_of(words.answers), form, folder, words.answers)
        offered = content(form, said)
        told = [*warnings(form, said, offered, lang)]
        complain(told)
        if told and not words.anyway:
            return complain([say(_("Nothing was sealed. Put it right, or seal it all the same with --anyway."), lang)], FOUND)
        given = bytes.fromhex(words.secret_number) if words.secret_number else None
        return _sealed(form, offered, folder, words.out, given, lang)
    except Malformed as wrong:
        return complain(mistakes_told(wrong.mistakes, lang, wrong.name))


def _sealed(form: Form, offered: BidContent, folder: Folder, out: Path, k: bytes | None, lang: str) -> int:
    facts = form.facts
    header = Header(facts.docket, facts.lot, facts.supplier, facts.no, form.digest, plain_size(offered))
    if header.sealed_size > facts.sealed_max_bytes:
        told = {"size": f"{header.sealed_size:,}", "most": f"{facts.sealed_max_bytes:,}"}
        says = "The sealed bid would have {size} bytes; at most {most} are taken. Make its files smaller."
        raise Malformed([Mistake("", says, None, told)])
    name = f"{facts.docket}-{facts.lot}-{facts.no}"
    try:
        written, told_by = out / f"{name}.sealed", out / f"{name}.json"
        sealed = _written(form, header, offered, folder, written, k)
        told_by.write_text(json.dumps(descriptor(header, sealed, round=facts.round, stage=str(facts.stage)), indent=1) + "\n", "utf8")
    except (OSError, SealingError) as fault:
        why = fault.strerror or f"{fault}" if isinstance(fault, OSError) else f"{fault}"
        raise Malformed([Mistake("", "Nothing was sealed: {why}", None, {"why": why})]) from fault
    print(say(_("Sealed: bid {no} of {docket}, lot {lot}, for {price} yuan."), lang, no=facts.no, docket=facts.docket, lot=facts.lot,
              price=yuan(offered.price)))  # fmt: skip
    print(say(_("Only two of the three key holders together can open it. Send both files from the page of the bid before bids close:"),
              lang))  # fmt: skip
    if form.closes:
        print(say(_("Bids close {closes}, by the clock of the site."), lang, closes=form.closes))
    print(f"{written}\n{told_by}")
    return DONE


def _written(form: Form, header: Header, offered: BidContent, folder: Folder, to: Path, k: bytes | None) -> Sealed:
    """Whole or not at all; one that is there stays."""
    if to.exists():
        raise Malformed([Mistake("", "The file {file} is there already. Name another folder with --out.", None, {"file": f"{to}"})])
    to.parent.mkdir(parents=True, exist_ok=True)
    begun = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        with begun.open("xb") as file:
            sealed = seal(plain_pieces(offered, folder.pieces), header, form.keys, file.write, k)
            file.flush()
            os.fsync(file.fileno())
        begun.rename(to)
    finally:
        begun.unlink(missing_ok=True)
    return sealed


def warnings(form: Form, said: Answers, offered: BidContent, lang: str) -> Iterator[str]:
    """What keeps the bidder away, may cost points or makes the bid invalid, or that bids had closed."""
    yield from (one[lang] for one in form.against)
    for one in unanswered(form, said):
        yield say(_("Not answered: {question}"), lang, question=one.heading.within(lang)[1] if one.heading else one.key)
    limit = form.facts.limit
    if limit is not None and offered.price > limit:
        yield say(_("The price is above {limit} yuan, the most that is paid: such a bid is invalid."), lang, limit=yuan(limit))
    if offered.items and sum(one.amount for one in offered.items) != offered.price:
        yield say(_("The price list comes to something else than the price."), lang)
    closes, taken = form.facts.closes, form.facts.told
    if closes is not None and taken is not None and closes <= taken:
        yield say(_("Bids had closed when the form was taken: {closes}, by the clock of the site."), lang, closes=form.closes)
