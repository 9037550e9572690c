"""A notice whose bids are sealed to three key holders, in a county; and a bid that is sealed for it as a bidder's program does."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.test import Client

from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.commands import ObtainDocuments
from operis.dockets.bid.terms import BidContent, Offered
from operis.dockets.procurement.commands import CallKeyHolders, NameKeyHolder
from operis.dockets.procurement.terms import Document
from operis.holding.rehearsing import content_for
from operis.sealing.bid import Sealed, seal
from operis.sealing.descriptor import descriptor
from operis.sealing.header import Header
from operis.sealing.plain import plain_pieces, plain_size
from tests.ledger.county import County, supplier
from tests.procedures.documents import intention, notice, plan
from tests.procedures.keys import HOLDERS, keeper
from tests.sealing.made import KEYS
from tests.statute import BO
from tests.web.signed import account

SCAN = b"%PDF-1.7 only the three of them may open this"
WANTED = BidContent(
    price=Fen(800_000_00), small=True, statements=(Slug("as-asked"),),
    offers=(Offered(about=Slug("plan"), text=Wording(en="Two groups."), answers=Slug("criterion"),
                    documents=(Document(name="day.pdf", size=len(SCAN), sha256=sha256(SCAN).hexdigest()),)),),
)  # fmt: skip


def held(county: County, nature: str = "enterprise", size: str | None = "small") -> str:
    """The number of a notice with three key holders, whose keys are those of `tests.sealing.made`."""
    supplier(county, nature, size)
    need = county.need()
    docket = county.done(None, intention(need=need)).docket
    county.done(docket, plan(need=need))
    for body in HOLDERS:
        account(f"{body}@keys.example", keeper(body))
    county.done(docket, CallKeyHolders(holders=HOLDERS))
    for body, key in zip(HOLDERS, KEYS, strict=True):
        shown = content_for(docket, body, key.hex()).hex()
        county.done(docket, NameKeyHolder(key=key.hex(), rehearsed=shown), keeper(body))
    county.done(docket, notice())
    return docket


def taken(county: County, docket: str, by: Mandate = BO) -> str:
    """The number of the bid of who takes the documents."""
    return county.done(None, ObtainDocuments(procurement=docket), by).docket


@dataclass(frozen=True)
class Written:
    """A bid as a bidder's program writes it: sealed bytes, and what opens them."""

    bytes_: bytes
    told: Sealed
    descriptor: dict[str, Any]

    @property
    def json(self) -> bytes:
        return json.dumps(self.descriptor).encode()


def written(form: dict[str, Any], content: BidContent = WANTED, files: Iterable[bytes] = (SCAN,), k: bytes | None = None,
            **changed: Any) -> Written:  # fmt: skip
    """Sealed with what the form says, but for what is changed in the header."""
    there = {sha256(one).hexdigest(): one for one in files}
    header = Header(form["docket"], form["lot"], form["supplier"], form["no"], form["keys"]["digest"], plain_size(content))
    header, out = replace(header, **changed), bytearray()
    keys = [bytes.fromhex(one["key"]) for one in form["keys"]["holders"]]
    told = seal(plain_pieces(content, lambda one: [there[one.sha256]]), header, keys, out.extend, k)
    return Written(bytes(out), told, descriptor(header, told, round=form["round"], stage=form["stage"]))


def form_of(client: Client, bid: str) -> dict[str, Any]:
    answer = client.get(f"/supply/seal/{bid}/1/form.json")
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told


def brought(client: Client, bid: str, whole: bytes, digest: str = "") -> Any:
    """Sent piece by piece as the page sends it; the last answer."""
    announced = {"size": len(whole), "sha256": digest or sha256(whole).hexdigest()}
    answer: Any = client.post(f"/supply/seal/{bid}/1/pieces/", announced)
    told = answer.json()
    number, most = told.get("number"), told.get("piece")
    while "at" in told:
        at = told["at"]
        piece = whole[at : at + most]
        answer = client.post(f"/supply/seal/{bid}/1/pieces/{number}/?at={at}", piece, content_type="application/octet-stream")
        told = answer.json()
    return answer


def sent(client: Client, bid: str, descriptor: bytes, key: str = "k" * 43) -> Any:
    return client.post(f"/supply/seal/{bid}/1/send/", descriptor, content_type="application/json", headers={"idempotency-key": key})


RIVAL = Mandate(role=Role.SUPPLIER, office="bids", body="rival", persons=("ria",))
