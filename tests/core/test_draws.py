"""Who comes out of a draw follows from the list and the seeds alone, and anyone can compute it again."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from operis.core.draws import SEED, drawn_order, seed_commitment

SEEDS = ("11" * 32, "22" * 32)
NAMES = st.lists(st.text(min_size=1, max_size=5), unique=True, min_size=1, max_size=6)


def again(docket: str, purpose: str, lot: str | None, entries: list[str], seeds: list[str]) -> list[str]:
    """The format once more, from its description, with another writer of JSON."""
    keys = {}
    for entry in entries:
        said = {"docket": docket, "entry": entry, "lot": lot, "purpose": purpose, "seeds": seeds}
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        keys[hashlib.sha256(b"operis/draw/v1" + text.encode("utf8")).hexdigest()] = entry
    return [keys[key] for key in sorted(keys)]


def test_the_golden_draw_byte_by_byte() -> None:
    said = (
        b'operis/draw/v1{"docket":"DC-2026-S-0001","entry":"sunrise","lot":"1","purpose":"tie","seeds":["'
        + b"11" * 32 + b'","' + b"22" * 32 + b'"]}'
    )  # fmt: skip
    keys = {
        "brook": "c159ce5b5e0e90e09615ae4476436e0c6a6a93ecab23b2643c4b000c957b4488",
        "hill": "aeb0bceedb1b288fda36c60be6299aeeb1eee16aae78c84840d0b3eaa8529ee0",
        "sunrise": "61ef1eed3ced1dfc9862ab16e6694c4f2ab9849a1f79119fc09817add532915a",
    }
    for entry, key in keys.items():
        assert hashlib.sha256(said.replace(b'"sunrise"', b'"' + entry.encode() + b'"')).hexdigest() == key
    assert drawn_order("DC-2026-S-0001", "tie", "1", ("brook", "hill", "sunrise"), SEEDS) == ("sunrise", "hill", "brook")


@given(NAMES, st.one_of(st.none(), st.just("1"), st.just("2")), st.lists(st.binary(min_size=32, max_size=64), min_size=2, max_size=4))
def test_computed_again_it_is_the_same_and_the_order_of_the_list_does_not_matter(
    names: list[str], lot: str | None, raw: list[bytes]
) -> None:
    seeds = [seed.hex() for seed in raw]
    expected = again("DC-2026-S-0001", "tie", lot, names, seeds)
    assert list(drawn_order("DC-2026-S-0001", "tie", lot, names, seeds)) == expected
    assert list(drawn_order("DC-2026-S-0001", "tie", lot, names[::-1], seeds)) == expected


def test_docket_purpose_and_lot_are_part_of_the_draw() -> None:
    entries = tuple("abcdefgh")
    orders = {
        drawn_order(docket, purpose, lot, entries, SEEDS)
        for docket in ("DC-2026-S-0001", "DC-2026-S-0002")
        for purpose in ("tie", "experts")
        for lot in (None, "1", "2")
    }
    assert len(orders) == 12


def test_one_honest_seed_decides() -> None:
    """Whatever the other seed is, each name comes first about as often."""
    entries, known = ("brook", "hill", "lake", "sunrise"), "00" * 32
    firsts = [
        drawn_order("DC-2026-S-0001", "tie", "1", entries, (known, hashlib.sha256(bytes([one])).hexdigest()))[0] for one in range(200)
    ]
    assert {entry: 30 < firsts.count(entry) < 70 for entry in entries} == dict.fromkeys(entries, True)


def test_a_seed_has_thirty_two_bytes_or_more_and_its_fingerprint_is_of_the_bytes() -> None:
    assert SEED.fullmatch("ab" * 32)
    assert SEED.fullmatch("ab" * 64)
    for wrong in ("ab" * 31, "ab" * 65, "AB" * 32, "ab" * 32 + "a", ""):
        assert SEED.fullmatch(wrong) is None
    assert seed_commitment("11" * 32) == "02d449a31fbb267c8f352e9968a79e3e5fc95c1bbeaa502fd6454ebde5a4bedc"
