"""Whatever is wrong with what a holder brings is told in one sentence of its language, with status 2, on a machine with nothing set up."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from operis.holding.files import key_text, open_text
from operis.holding.recovery import code_of
from operis.holding.rehearsing import to_rehearse
from tests.holding.sealed import DOCKET, KEYS, KNOWN, SECRETS, listing, sealed_bid, to_open

FIRST, SECOND = sealed_bid(), sealed_bid("DC-2026-B-0002", 700_000_00, supplier="brook")
OURS = to_open(1, FIRST)
CODE = code_of(SECRETS[1])
FORMS = json.loads(open_text(OURS))
NO_KEY = ("This is no whole file of a key. Choose", "这不是完整的密钥文件。请选择")
OTHER_KEY = ("This is the file of another key than the one that was given for", "这是另一把密钥的文件")
NOT_CLOSED = ("The file has no closing list of", "没有")
NO_LIST = ("This is no whole file of what is to be opened. Take", "这不是完整的待开启文件。请从")


def operis(at: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """As it is typed, with no settings, in a folder with nothing but the holder's files."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "OPERIS"))}
    line = [sys.executable, "-c", "import sys; from operis.cli import main; sys.exit(main())", *words]
    return subprocess.run(line, cwd=at, capture_output=True, text=True, env=own, timeout=60)


def told(at: Path, lang: str, *words: str) -> str:
    """The one sentence, where that is all there is."""
    done = operis(at, *words, "--lang", lang)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    return done.stderr


def of_form(**changed: object) -> str:
    return json.dumps({**FORMS, **changed})


RELEASED: dict[str, tuple[str, str, tuple[str, str]]] = {
    "another key": (open_text(OURS), key_text(SECRETS[2]), OTHER_KEY),
    "the file of another holder": (open_text(to_open(2, FIRST)), key_text(SECRETS[1], KNOWN), OTHER_KEY),
    "a bid that is not listed": (open_text(to_open(1, FIRST, SECOND, closing=listing(FIRST))), key_text(SECRETS[1], KNOWN),
                                 ("Bid DC-2026-B-0002 is none of the closing list", "DC-2026-B-0002")),
    "no closing list": (open_text(to_open(1, FIRST, closing="[]")), key_text(SECRETS[1], KNOWN), NOT_CLOSED),
    "a closing list too deep to read": (open_text(to_open(1, FIRST, closing="[" * 100_000)), key_text(SECRETS[1], KNOWN),
                                        NOT_CLOSED),
    "a rehearsal that does not open": (open_text(replace(to_rehearse(DOCKET, "archives", 1, KEYS[1].hex(), KNOWN), key=KEYS[0].hex())),
                                       key_text(SECRETS[1], KNOWN), ("The bid of the rehearsal does not open", "演练")),
    "the files the wrong way round": (key_text(SECRETS[1], KNOWN), open_text(OURS),
                                      ("This is the file of your secret key", "这是您的私钥文件")),
    "no key in the file": (open_text(OURS), "{}", NO_KEY),
    "half a character": (of_form(docket="\ud800"), key_text(SECRETS[1], KNOWN), NO_LIST),
    "no such place": (of_form(place=-1), key_text(SECRETS[1], KNOWN), NO_LIST),
    "a number without end": (of_form(round=float("inf")), key_text(SECRETS[1], KNOWN), NO_LIST),
}  # fmt: skip


@pytest.mark.parametrize("place", [0, 1], ids=["en", "zh"])
@pytest.mark.parametrize("given", RELEASED.values(), ids=RELEASED)
def test_what_cannot_be_released_is_told(given: tuple[str, str, tuple[str, str]], place: int, tmp_path: Path) -> None:
    asked, key, says = given
    (tmp_path / "to-open.json").write_text(asked, "utf8")
    (tmp_path / "my.key").write_text(key, "utf8")
    assert says[place] in told(tmp_path, ("en", "zh")[place], "release", "to-open.json", "my.key", "--out", "shares.json")
    assert not (tmp_path / "shares.json").exists()


@pytest.mark.parametrize("place", [0, 1], ids=["en", "zh"])
def test_a_file_that_is_not_there_or_no_text_is_told(place: int, tmp_path: Path) -> None:
    (tmp_path / "to-open.json").write_text(open_text(OURS), "utf8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "my.key").write_text(key_text(SECRETS[1], KNOWN), "utf8")
    lang = ("en", "zh")[place]
    for key, out, says in (("no.key", "shares.json", ("There is no file no.key", "no.key")),
                           ("picture.png", "shares.json", ("This is not UTF-8 text", "UTF-8")),
                           ("my.key", "no/shares.json", ("cannot be written", "no/shares.json"))):  # fmt: skip
        assert says[place] in told(tmp_path, lang, "release", "to-open.json", key, "--out", out)


CODES: dict[str, tuple[Callable[[str], str], tuple[str, str]]] = {
    "one sign": (lambda code: ("1" if code[0] != "1" else "2") + code[1:], ("these groups are wrong: 1.", "1")),
    "too short": (lambda code: code[:-1], ("A recovery code has 65 signs, and this has 64.", "64")),
    "no code": (lambda _code: "", ("A recovery code has 65 signs, and this has 0.", "65")),
    "a sign that is none": (lambda code: "密" + code[1:], ("these groups are wrong: 1.", "1")),
}


@pytest.mark.parametrize("place", [0, 1], ids=["en", "zh"])
@pytest.mark.parametrize("given", CODES.values(), ids=CODES)
def test_a_code_that_was_typed_wrong_is_told_and_makes_no_file(given: tuple[Callable[[str], str], tuple[str, str]], place: int,
                                                               tmp_path: Path) -> None:  # fmt: skip
    typed, says = given
    said = told(tmp_path, ("en", "zh")[place], "holder-key", "my.key", "--from-code", typed(CODE))
    assert says[place] in said
    assert ("恢复码" in said) == bool(place)
    assert not (tmp_path / "my.key").exists()


@pytest.mark.parametrize("place", [0, 1], ids=["en", "zh"])
def test_a_key_that_cannot_be_made_or_read_is_told(place: int, tmp_path: Path) -> None:
    lang = ("en", "zh")[place]
    (tmp_path / "none.key").write_text("{}", "utf8")
    (tmp_path / "folder").mkdir()
    for words, says in (
        (("none.key",), NO_KEY),
        (("folder",), ("The file folder cannot be read", "folder")),
        (("no/my.key",), ("The file no/my.key cannot be written", "no/my.key")),
        (("none.key", "--from-code", CODE), ("The file none.key is there already. Name another.", "none.key")),
    ):
        assert says[place] in told(tmp_path, lang, "holder-key", *words)


def test_nothing_set_up_is_needed_to_make_a_key_and_to_open(tmp_path: Path) -> None:
    made = operis(tmp_path, "holder-key", "my.key", "--from-code", CODE, "--lang", "zh")
    assert (made.returncode, made.stderr) == (0, "")
    assert KEYS[0].hex() in made.stdout
    (tmp_path / "to-open.json").write_text(open_text(OURS), "utf8")
    done = operis(tmp_path, "release", "to-open.json", "my.key", "--out", "shares.json", "--ledger", KNOWN, "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Shares opened: 1 of 1." in done.stdout
