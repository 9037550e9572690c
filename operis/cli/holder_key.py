"""`operis holder-key FILE`: the key of one who holds keys of bids, made here and shown to nobody, or made again from its code."""

import argparse
import secrets
from collections.abc import Sequence
from pathlib import Path

from operis.cli._shell import DONE, MALFORMED, _, ask_language, complain, language, mistakes_told, say, text_of
from operis.holding.files import PUBLIC_ENDING, SECRET_BYTES, key_text, public_of, public_text, read_key
from operis.holding.recovery import code_of, secret_from
from operis.ledger.durable import write_once
from operis.strict_yaml import Malformed


def main(argv: Sequence[str]) -> int:
    says = "Make the key of a key holder. This needs no installation and no network."
    parser = argparse.ArgumentParser("operis holder-key", description=says)
    parser.add_argument("file", type=Path, help="the file of the key; one that is there is only read, and its public key shown")
    parser.add_argument("--from-code", metavar="CODE", help="make the file again from a recovery code")
    ask_language(parser)
    asked = parser.parse_args(argv)
    lang = language(asked.lang)
    try:
        return _made(asked, lang)
    except Malformed as wrong:
        return complain(mistakes_told(wrong.mistakes, lang, wrong.name))
    except OSError as fault:
        return complain([say(_("The file {file} cannot be written: {why}."), lang, file=asked.file, why=fault.strerror)])


def _made(asked: argparse.Namespace, lang: str) -> int:
    if asked.file.exists():
        if asked.from_code is not None:
            return complain([say(_("The file {file} is there already. Name another."), lang, file=asked.file)], MALFORMED)
        secret = read_key(text_of(str(asked.file)), str(asked.file))
        return _shown(asked.file, secret, lang)
    typed = asked.from_code is not None  # an empty code is a wrong one, and no wish for another key
    secret = secret_from(asked.from_code) if typed else secrets.token_bytes(SECRET_BYTES)
    write_once(asked.file, key_text(secret))
    _shown(asked.file, secret, lang)
    if not typed:
        print(say(_("Recovery code, shown this once: {code}"), lang, code=code_of(secret)))
        print(say(_("Write it on paper and lock it away. Who has it, or the file, can open what is sealed to this key."), lang))
    return DONE


def _shown(file: Path, secret: bytes, lang: str) -> int:
    """The public key, and beside the file of the key one of it alone, for the page that asks for it."""
    beside = file.with_name(f"{file.name}{PUBLIC_ENDING}")
    beside.write_text(public_text(secret), "utf8")
    print(say(_("Public key: {key}"), lang, key=public_of(secret)))
    print(say(_("The page of the key holder asks for the file of it: {file}."), lang, file=beside))
    return DONE
