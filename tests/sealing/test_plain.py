"""What is sealed of a bid comes back as it was said, with its files; anything else than a bidder's program writes is no bid."""

import hashlib
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from operis.core.codec import canonical
from operis.core.kinds import Json
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.terms import BidContent, Offered, PriceItem
from operis.dockets.procurement.terms import Document
from operis.sealing.faults import IllMadeError, SizeError
from operis.sealing.header import CHUNK_BYTES
from operis.sealing.plain import LINE_MAX, head_of, plain_pieces, plain_size, read_plain
from tests.sealing.made import cut, pattern

FILES = {hashlib.sha256(one).hexdigest(): one for one in (b"%PDF", b"", pattern(2 * CHUNK_BYTES + 5), b"licence")}
NAMED = tuple(Document(name=f"文件 {no}.pdf", size=len(one), sha256=digest) for no, (digest, one) in enumerate(FILES.items()))
CONTENT = BidContent(
    price=Fen(860_000_00), small=True, statements=(Slug("registered-in-law"), Slug("as-asked")),
    offers=(Offered(about=Slug("staff"), text=Wording(zh="“十二人”，\u2028🧹\n两名  "), answers=Slug("criterion"), documents=NAMED[1:3]),
            Offered(about=Slug("licence"), text=Wording(zh="是", en="yes: it's \"so\""), documents=(NAMED[0], NAMED[2]))),
    members=("rainbow",), documents=(NAMED[3],), deviations=Wording(en=" x"),
    items=(PriceItem(name=Wording(zh="保洁"), quantity=Decimal("12.50"), unit_price=Fen(1), amount=Fen(13)),),
)  # fmt: skip
WHOLE = b"".join(plain_pieces(CONTENT, lambda one: cut(FILES[one.sha256])))


def opened(whole: bytes) -> tuple[BidContent, list[tuple[str, bytes]]]:
    plain = read_plain(cut(whole))
    return plain.content, [(one.sha256, b"".join(pieces)) for one, pieces in plain.files()]


def test_a_bid_comes_back_as_it_was_said_with_each_of_its_files_once() -> None:
    assert opened(WHOLE) == (CONTENT, [(one.sha256, FILES[one.sha256]) for one in (NAMED[1], NAMED[2], NAMED[0], NAMED[3])])
    assert len(WHOLE) == plain_size(CONTENT)


def test_the_first_line_names_form_content_and_files() -> None:
    told = json.loads(WHOLE.partition(b"\n")[0])
    assert (told["v"], told["content"]["salt"], [*told]) == ("operis/bid-plain/v1", None, ["content", "files", "v"])
    assert told["files"] == [{"sha256": one.sha256, "size": one.size} for one in (NAMED[1], NAMED[2], NAMED[0], NAMED[3])]


def test_a_bid_without_files_is_one_line() -> None:
    bare = BidContent(price=Fen(1))
    assert opened(head_of(bare)) == (bare, [])


def test_what_is_cut_or_longer_is_no_bid() -> None:
    head = len(head_of(CONTENT))
    for place in (0, 1, head - 2, head - 1, head, head + 1, len(WHOLE) - len(b"licence"), len(WHOLE) - 1):
        with pytest.raises(IllMadeError):
            opened(WHOLE[:place])
    for more in (b"\0", b"\n", WHOLE):
        with pytest.raises(IllMadeError):
            opened(WHOLE + more)


def test_files_that_were_exchanged_or_changed_are_seen() -> None:
    head, places = head_of(CONTENT), [FILES[one.sha256] for one in (NAMED[1], NAMED[2], NAMED[0], NAMED[3])]
    changed = bytearray(places[1])
    changed[CHUNK_BYTES] ^= 1
    for files in (places[::-1], [places[0], bytes(changed), *places[2:]], [*places[:2], b"%PDX", places[3]]):
        with pytest.raises(IllMadeError):
            opened(head + b"".join(files))


def test_a_file_that_is_no_longer_the_one_that_was_named_is_not_sealed() -> None:
    with pytest.raises(IllMadeError, match=r"文件 2\.pdf"):
        list(plain_pieces(CONTENT, lambda one: [FILES[one.sha256][: 2 * CHUNK_BYTES]]))


def test_a_line_that_no_program_of_ours_writes_is_no_bid() -> None:
    told = json.loads(head_of(BidContent(price=Fen(1))))
    content = told["content"]
    wrongs: tuple[Json, ...] = (
        {**told, "v": "operis/bid-plain/v2"}, {**told, "more": 1}, {"content": content, "v": told["v"]}, {**told, "files": [{}]},
        {**told, "content": {**content, "price": "1"}}, {**told, "content": {**content, "price": 0}}, {**told, "content": None},
        {**told, "content": {**content, "salt": "00"}}, {**told, "content": {**content, "strange": None}},
        {**told, "content": {**content, "small": "yes"}}, {**told, "content": {**content, "members": "rainbow"}},
        {**told, "content": {**content, "members": ["x"] * 101}}, {**told, "content": {**content, "deviations": {"zh": "\u202e"}}},
        {**told, "content": {name: one for name, one in content.items() if name != "items"}}, [], None, "x",
    )  # fmt: skip
    for wrong in wrongs:
        with pytest.raises(IllMadeError):
            opened(canonical(wrong) + b"\n")
    for line in (json.dumps(told).encode(), b"\xff", b"[" * 5000, b"", b"{" + b" " * LINE_MAX, head_of(BidContent(price=Fen(1)))[:-1]):
        with pytest.raises(IllMadeError):
            opened(line + b"\n" if line.startswith(b"[") else line)


def test_what_is_longer_than_is_read_is_not_sealed() -> None:
    long = replace(CONTENT, offers=tuple(replace(CONTENT.offers[1], text=Wording(zh="长" * 20_000, en="x" * 20_000)) for _ in range(120)))
    with pytest.raises(SizeError):
        head_of(long)
