"""Golden files: what is stored once is read for ever. `python -m tests.core.golden` writes those that are missing, and never another."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from operis.core.acts import Act, act_classes
from operis.core.codec import canonical, encode, entry_bytes, request_digest
from operis.core.decider import Done
from operis.core.fields import plain
from operis.core.findings import FactValue, Finding, Ground
from operis.core.mandates import THE_CLOCK, Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.acts import BidSealed
from operis.dockets.bid.terms import BidContent, Envelope, content_bytes, content_digest
from operis.dockets.file.commands import EnterFile
from operis.dockets.need.commands import Determine
from operis.dockets.procurement.acts import BiddingDocumentsIssued
from operis.dockets.procurement.commands import CorrectNotice
from operis.law.book import Period, load_book
from operis.law.book import plain as plain_row
from operis.procedures.open_tender import OPEN_TENDER
from tests.core.instances import MOMENT, example, salts
from tests.procedures.documents import filed, notice
from tests.sealing.made import golden as sealed_to_holders
from tests.statute import case

FOLDER = Path(__file__).parent.parent / "golden"
NONCE = bytes(range(32))
FACTS: Mapping[str, FactValue] = {
    "day": date(2026, 3, 22),
    "moment": MOMENT,
    "money": Fen(860_000_05),
    "owed": Fen(-5),
    "count": 3,
    "number": Decimal("9.90"),
    "period": Period("min", 20, "day"),
    "slug": Slug("open-tender"),
    "text": "DC-2026-S-0001",
    "wording": Wording(zh="注册资本", en="registered capital"),
    "slugs": ("goods", "works"),
    "yes": True,
}
GROUND = Ground("stays_open", "GPL-35", date(2026, 3, 2), "refused", Finding("Bids close on {day}.", "Move it.", "bids_close", FACTS))
MANDATE = Mandate(
    role=Role.AGENCY,
    office="agency-2",
    body="agency",
    for_="civil-affairs",
    persons=("u7", "u9"),
    decided_by="u3",
    evidence="sha256:00",
    by="import",
)


def stored_act(act: Act) -> dict[str, Any]:
    """The public half, and beside it each private value with its salt."""
    encoded = encode(act, salts())
    private = {one.path: {"salt": one.salt.hex(), "value": one.value} for one in encoded.private}
    return {"act": encoded.act, "private": private}


def acts() -> dict[str, Callable[[], Any]]:
    """A file a kind and version: one act with every field at a moment, one with the fewest on a day."""
    return {f"acts/{cls.kind}.{cls.version}.json": partial(_both, cls) for cls in act_classes()}


def _both(cls: type[Act]) -> Any:
    return [stored_act(example(cls, full=full)) for full in (True, False)]


def decided() -> Any:
    """A whole decision, as it went to the ledger one day: a notice that was warned of, its acts and notes."""
    outcome = case(OPEN_TENDER)(filed()).when(notice(scale=None)).decided
    assert isinstance(outcome, Done)
    return {"acts": [stored_act(act) for act in outcome.acts], "notes": [note.plain() for note in outcome.notes]}


def commands() -> Any:
    """The fields of a command, and the digest by which its repeat is known; private fields are in the digest."""
    asked = [example(cls, full=full) for cls in (CorrectNotice, Determine, EnterFile) for full in (True, False)]
    return [
        {
            "command": one.slug,
            "fields": plain(one),
            "digest": request_digest(command=one, docket=None if one.opens else "DC-2026-S-0142", key="k" * 22, mandate=MANDATE.plain()),
        }
        for one in asked
    ]


def entry() -> Any:
    """The exact public bytes of an entry, as text."""
    return entry_bytes(
        act=stored_act(example(BiddingDocumentsIssued, full=True))["act"],
        docket="DC-2026-S-0142",
        no=3,
        entered=datetime(2026, 3, 2, 1, 30, 0, 412, tzinfo=UTC),
        facts={"need_part": {"outcome": "SERVICE"}},
        law={"pack": "ab" * 32, "act_day": "2026-03-02", "notice_day": None},
        mandate=MANDATE.plain(),
        nonce=NONCE,
        notes=[replace(GROUND, severity="warning").plain()],
        request="cd" * 32,
    ).decode()


def sealed() -> Any:
    """A bid kept by rule, with the content whose digest it bears, and a bid sealed under the bidder's own key."""
    content = example(BidContent, full=True)
    kept = BidSealed(
        happened=MOMENT, lot="1", no=0, sealing=Slug("none"), sealed_sha256=content_digest(content), size=len(content_bytes(content)),
        header_sha256=None, commitment=None, envelopes=(),
    )  # fmt: skip
    envelopes = tuple(Envelope(holder=holder, sealed="0" * 160) for holder in ("finance", "audit", "archives"))
    own_key = replace(
        kept, lot="2", stage=Slug("final-quote"), round=2, no=1, sealing=Slug("shares"), header_sha256="1" * 64, commitment="2" * 64,
        envelopes=envelopes,
    )  # fmt: skip
    return {"acts": [stored_act(one) for one in (kept, own_key)], "content": content_bytes(content).decode()}


def rows() -> Any:
    """How rows are hashed: each as plain data, and the digest of all of them."""
    law = load_book(FOLDER / "law")
    return {"rows": {row.id: plain_row(row) for row in law.rows.values()}, "digest": law.digest("cn")}


SEALED = ("sealed.json", "sealed-with-items.json", "sealed-with-answers.json")
"""Bids as they were sealed before a bid had a price list, before it had files for each answer, and since.

What bears a digest is never written anew.
"""

FILES: dict[str, Callable[[], Any]] = {
    **acts(),
    "case.json": decided,
    "commands.json": commands,
    "entry.json": entry,
    "finding.json": GROUND.plain,
    "mandates.json": lambda: [MANDATE.plain(), THE_CLOCK.plain(), Mandate(role=Role.BUYER).plain()],
    "rows.json": rows,
    "sealed-bid.json": sealed_to_holders,
    "sealed-with-answers.json": sealed,
}


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf8"))


def as_stored(value: Any) -> Any:
    """As JSON brings it back."""
    return json.loads(canonical(value))


def write_missing() -> None:
    for name, made in FILES.items():
        if not (FOLDER / name).exists():
            (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
            (FOLDER / name).write_text(json.dumps(as_stored(made()), ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf8")


if __name__ == "__main__":
    write_missing()
