"""Signed notes and checkpoints: written, opened, and refused when a byte is not as it should be."""

from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from operis.ledger.checkpoint import (
    LARGEST_NOTE,
    MOST_SIGNATURES,
    Checkpoint,
    NoteError,
    Verifier,
    decode_base64,
    load_key,
    make_key,
    open_checkpoint,
    open_note,
    parse_checkpoint,
    sign_checkpoint,
    sign_note,
)
from operis.ledger.tree import EMPTY_ROOT, leaf_hash

GOLDEN = Path(__file__).parent.parent / "golden" / "notes"
ORIGIN = "demo.operis.example/ledger"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
LEDGER, OTHER = Verifier.of(ORIGIN, KEY), Verifier.of("witness.example", OTHER_KEY)
ROOT = leaf_hash(b"an entry")
TEXT = f"{ORIGIN}\n7\n{b64encode(ROOT).decode()}\n"
NOTE = sign_note(TEXT, ORIGIN, KEY)
SIGNATURE = NOTE.removeprefix(TEXT + "\n")
# Published with Go's golang.org/x/mod/sumdb/note; the second is a key of the specification's own example.
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NEUMANN_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n")


def refused(note: str | bytes, *verifiers: Verifier) -> str:
    with pytest.raises(NoteError) as refusal:
        open_note(note, verifiers or [LEDGER])
    return str(refusal.value)


def test_a_checkpoint_is_three_lines_and_a_signature() -> None:
    signed = sign_checkpoint(ORIGIN, 7, ROOT, KEY)
    assert signed == NOTE
    assert open_checkpoint(signed, LEDGER) == open_checkpoint(signed.encode(), LEDGER) == Checkpoint(ORIGIN, 7, ROOT)


def test_the_golden_checkpoint_never_changes() -> None:
    stored = (GOLDEN / "checkpoint").read_bytes()
    assert sign_checkpoint(ORIGIN, 7, ROOT, KEY).encode() == stored
    assert open_checkpoint(stored, Verifier.parse((GOLDEN / "vkey").read_text())) == Checkpoint(ORIGIN, 7, ROOT)


def test_a_note_published_elsewhere_opens() -> None:
    assert open_note(NEUMANN_NOTE, [Verifier.parse(NEUMANN)]) == NEUMANN_NOTE.partition("\n\n")[0] + "\n"
    assert Verifier.parse(NEUMANN).vkey == NEUMANN


def test_any_changed_byte_of_a_note_is_refused() -> None:
    raw = NOTE.encode()
    for place in range(len(raw)):
        for changed in (raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1:], raw[:place] + raw[place + 1:], raw[:place]):
            with pytest.raises(NoteError):
                open_checkpoint(changed, LEDGER)


def test_the_last_empty_line_parts_text_and_signatures() -> None:
    text = "one\n\ntwo\n\n"
    assert open_note(sign_note(text, ORIGIN, KEY), [LEDGER]) == text


def test_signatures_by_unknown_keys_are_passed_over_but_one_must_be_known() -> None:
    both = NOTE + sign_note(TEXT, OTHER.name, OTHER_KEY).removeprefix(TEXT + "\n")
    assert open_note(both, [LEDGER]) == open_note(both, [OTHER]) == open_note(both, [LEDGER, OTHER]) == TEXT
    assert refused(both, Verifier.of("nobody.example", KEY)) == "no known key signed this note"
    assert refused(both, Verifier.of(ORIGIN, OTHER_KEY)) == "no known key signed this note"


def test_a_wrong_signature_by_a_known_key_spoils_the_note() -> None:
    wrong = sign_note(TEXT + "more\n", OTHER.name, OTHER_KEY).removeprefix(TEXT + "more\n\n")
    assert open_note(NOTE + wrong, [LEDGER]) == TEXT
    assert refused(NOTE + wrong, LEDGER, OTHER) == "the signature by witness.example is wrong"


def test_a_note_has_text_an_empty_line_and_signature_lines() -> None:
    for note in ("", "\n", TEXT, TEXT + SIGNATURE, NOTE[:-1]):
        assert refused(note) == "a note is text, an empty line and signature lines"
    for line in ("— name", f"- {ORIGIN} AAAAAAA=", "— na+me AAAAAAA=", "—  AAAAAAA=", f"— {ORIGIN} AAAAAAA= ", f" — {ORIGIN} AAAAAAA="):
        assert refused(f"{TEXT}\n{line}\n") == f"not a signature line: {line!r}"
    assert refused(NOTE + "x\n") == "not a signature line: 'x'"
    for unsigned in (TEXT + "\n", NOTE + "\n"):
        assert refused(unsigned) == "not a signature line: ''"


def test_a_signature_is_longer_than_its_key_id() -> None:
    assert refused(f"{TEXT}\n— {ORIGIN} {b64encode(LEDGER.key_id).decode()}\n").startswith("too short for a signature: ")
    assert refused(f"{TEXT}\n— {ORIGIN} {b64encode(LEDGER.key_id + b'1').decode()}\n") == f"the signature by {ORIGIN} is wrong"


def test_a_note_is_utf8_without_control_characters() -> None:
    assert refused(b"\xff" + NOTE.encode()) == "a note is UTF-8"
    assert refused("\ud800" + NOTE) == "a note is UTF-8"
    for char in ("\r", "\t", "\0", "\x1f"):
        assert refused(NOTE.replace("\n7", f"\n{char}7")) == "a note has no control characters but the newline"


def test_a_note_has_an_upper_limit() -> None:
    assert refused("x" * (LARGEST_NOTE + 1)) == f"a note has at most {LARGEST_NOTE} bytes"
    assert refused("x" * LARGEST_NOTE) == "a note is text, an empty line and signature lines"
    assert open_note(f"{TEXT}\n" + SIGNATURE * MOST_SIGNATURES, [LEDGER]) == TEXT
    assert refused(f"{TEXT}\n" + SIGNATURE * (MOST_SIGNATURES + 1)) == f"a note has at most {MOST_SIGNATURES} signature lines"


def test_only_text_that_can_be_read_again_is_signed() -> None:
    for text in ("", "no newline", "a\rb\n", "a\tb\n"):
        with pytest.raises(NoteError, match=r"^a note's text ends with a newline and has no other control characters$"):
            sign_note(text, ORIGIN, KEY)


def test_a_key_has_a_name_without_spaces_and_plus() -> None:
    for name in ("", "two words", "a+b", "wide　space", "line\nbreak", "tab\t", "\x00"):
        with pytest.raises(NoteError, match=r"^a key's name has neither spaces nor a plus sign, and is not empty: "):
            Verifier(name, LEDGER.public)
    with pytest.raises(NoteError, match=r"^an Ed25519 public key is 32 bytes$"):
        Verifier(ORIGIN, LEDGER.public[:31])


@given(st.binary(min_size=32, max_size=32), st.from_regex(r"[a-z.]{1,20}(/[a-z0-9]{1,5})?", fullmatch=True))
def test_a_verifier_key_comes_back_from_its_line(public: bytes, name: str) -> None:
    assert Verifier.parse(Verifier(name, public).vkey) == Verifier(name, public)


def test_a_verifier_key_that_is_not_whole_is_refused() -> None:
    name, key_id, encoded = LEDGER.vkey.split("+", 2)
    material = b64decode(encoded)
    assert Verifier.parse(f"{name}+{key_id}+{encoded}") == LEDGER
    for vkey, says in (
        (f"{name}+{key_id}", "only Ed25519 keys are known here"),
        (f"{name}+{key_id}+{b64encode(bytes([2]) + material[1:]).decode()}", "only Ed25519 keys are known here"),
        (f"{name}+{key_id}+{b64encode(material[:32]).decode()}", "an Ed25519 public key is 32 bytes"),
        (f"{name}x+{key_id}+{encoded}", f"the key id {key_id!r} does not belong to this name and key"),
        (f"{name}+{key_id.upper()}+{encoded}", f"the key id {key_id.upper()!r} does not belong to this name and key"),
        (f"{name}+{key_id}+{encoded}\n", f"not base64: {encoded + chr(10)!r}"),
        (f"+{key_id}+{encoded}", "a key's name has neither spaces nor a plus sign, and is not empty: ''"),
    ):
        with pytest.raises(NoteError) as refusal:
            Verifier.parse(vkey)
        assert str(refusal.value) == says


def test_base64_has_one_spelling() -> None:
    assert decode_base64("") == b""
    assert decode_base64("AAA=") == b"\0\0"
    for text in ("AAA", "AAA= ", "AA_A", "AAB=", "AA", "A", "====", "ＡＡＡ=", "AAA=AAA=", "\nAAA="):
        with pytest.raises(NoteError, match=r"^not base64"):
            decode_base64(text)


def test_a_checkpoint_has_a_size_without_leading_zeros_and_a_root_of_32_bytes() -> None:
    root = b64encode(ROOT).decode()
    assert parse_checkpoint(f"{ORIGIN}\n0\n{b64encode(EMPTY_ROOT).decode()}\n") == Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    assert parse_checkpoint(f"{ORIGIN}\n{2**63 - 1}\n{root}\n").size == 2**63 - 1
    for size in ("", "00", "07", "-1", "+7", " 7", "7 ", "7.0", "٧", "0x7", "1_000", str(2**63), "9" * 30):
        with pytest.raises(NoteError, match=r"^(not a tree size|a checkpoint is three lines)"):
            parse_checkpoint(f"{ORIGIN}\n{size}\n{root}\n")
    for short in (ROOT[:31], ROOT + b"\0", b"\0"):
        with pytest.raises(NoteError, match=r"^a root is 32 bytes$"):
            parse_checkpoint(f"{ORIGIN}\n7\n{b64encode(short).decode()}\n")


def test_a_checkpoint_has_no_empty_line_and_nothing_after_its_last_newline() -> None:
    for text in ("", "\n\n\n", f"{ORIGIN}\n7\n", TEXT[:-1], TEXT + "\n", TEXT + "x", "\n" + TEXT, TEXT.replace("\n", "\r\n"),
                 TEXT + "a\n\nb\n"):
        with pytest.raises(NoteError, match=r"^a checkpoint is three lines or more, none of them empty, each with its newline$"):
            parse_checkpoint(text)


def test_further_lines_are_read_for_other_logs_and_refused_for_this_one() -> None:
    assert parse_checkpoint("go.sum database tree\n" + TEXT.partition("\n")[2] + "more\n") == Checkpoint(
        "go.sum database tree", 7, ROOT, ("more",))
    with pytest.raises(NoteError, match=r"^a checkpoint of this ledger has three lines$"):
        open_checkpoint(sign_note(TEXT + "more\n", ORIGIN, KEY), LEDGER)


def test_a_checkpoint_is_signed_under_the_name_of_its_ledger() -> None:
    with pytest.raises(NoteError, match=rf"^a checkpoint of {ORIGIN} signed by witness\.example$"):
        open_checkpoint(sign_note(TEXT, OTHER.name, OTHER_KEY), OTHER)


def test_nothing_is_signed_that_is_no_checkpoint() -> None:
    for origin, size, root in ((ORIGIN, -1, ROOT), (ORIGIN, 7, ROOT[:31]), ("", 7, ROOT), ("a\nb", 7, ROOT), ("a b", 7, ROOT),
                               (f"{ORIGIN}\n7\n{b64encode(ROOT).decode()}", 7, ROOT), (ORIGIN, 2**63, ROOT)):
        with pytest.raises(NoteError):
            sign_checkpoint(origin, size, root, KEY)


def test_a_checkpoint_whose_origin_carries_lines_of_its_own_is_not_signed() -> None:
    root = b64encode(ROOT).decode()
    with pytest.raises(NoteError, match=r"^not a checkpoint: "):
        sign_checkpoint(f"{ORIGIN}\n7\n{root}\nmore", 7, ROOT, KEY)


def test_a_new_key_is_loaded_from_its_pem_and_no_two_are_alike() -> None:
    pem, again = make_key(), make_key()
    assert pem.startswith(b"-----BEGIN PRIVATE KEY-----\n")
    assert pem != again
    key = load_key(pem)
    assert key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()) == pem
    assert open_checkpoint(sign_checkpoint(ORIGIN, 7, ROOT, key), Verifier.of(ORIGIN, key)) == Checkpoint(ORIGIN, 7, ROOT)


def test_a_key_of_another_kind_is_refused() -> None:
    elliptic = generate_private_key(SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    locked = KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"secret"))
    with pytest.raises(NoteError, match=r"^this is not an Ed25519 key$"):
        load_key(elliptic)
    for wrong in (b"", b"text", locked, make_key()[:-40]):
        with pytest.raises(NoteError, match=r"^this is no private key in PEM form without a password$"):
            load_key(wrong)
