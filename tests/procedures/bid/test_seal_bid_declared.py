"""A bid for a reserved lot states by what its bidder is favoured, and nothing more may be asked of it: SME-11, SME-P, SME-D."""

from dataclasses import replace
from typing import Any

import pytest

from operis.core.wording import Slug
from operis.dockets.bid.acts import BidSealed
from operis.dockets.bid.terms import Offered
from operis.dockets.procurement.facts import Members, Supplier, members, procurement, supplier
from operis.dockets.procurement.terms import Document
from operis.sealing.answers import MET
from tests.procedures.bids import IN_TIME, OBTAINED, bid
from tests.statute import BO

FIRM = Supplier("sunrise", "enterprise", "small", None, True)
PRISON = replace(FIRM, size="large", marks=("prison-enterprise",))
WELFARE = replace(FIRM, size=None, marks=("disabled-welfare-unit",))
CERTIFICATE = Slug("certificate-of-prison-or-rehabilitation-administration")
FILES = (Document(name="certificate.pdf", sha256="0" * 64, size=1),)
PAPER = Offered(about=CERTIFICATE, text=MET, answers=Slug("condition"), documents=FILES)


@pytest.mark.parametrize(
    ("who", "row", "proof"),
    [
        (FIRM, "SME-11", "sme-declaration"),
        (replace(FIRM, size="medium"), "SME-11", "sme-declaration"),
        (PRISON, "SME-P", "certificate-of-prison-or-rehabilitation-administration"),
        (WELFARE, "SME-D", "own-declaration"),
    ],
)
def test_who_is_favoured_states_by_what(who: Supplier, row: str, proof: str) -> None:
    kept = IN_TIME.told(procurement, reserved=("1",), whole=True).told(supplier, who)(OBTAINED)
    (note,) = kept.when(bid(), by=BO).warned_under(row)
    assert note.finding.facts == {"lot": "1", "proof": (proof,)}
    stated: Any = replace(bid().content, statements=(Slug(proof),), offers=(PAPER,) if who is PRISON else ())
    kept.when(bid(content=stated), by=BO).warned_under()
    kept.when(bid(content=stated), by=BO).then(BidSealed)


def test_a_certificate_is_stated_with_its_file() -> None:
    kept = IN_TIME.told(procurement, reserved=("1",), whole=True).told(supplier, PRISON)(OBTAINED)
    stated: Any = replace(bid().content, statements=(CERTIFICATE,))
    for without in (stated, replace(stated, offers=(replace(PAPER, documents=()),))):
        (note,) = kept.when(bid(content=without), by=BO).warned_under("SME-P")
        assert (note.finding.at, note.finding.facts) == ("content/offers", {"lot": "1", "proof": (CERTIFICATE,)})
    kept.when(bid(content=replace(stated, offers=(PAPER,))), by=BO).warned_under()


def test_where_nothing_is_reserved_nobody_has_to() -> None:
    IN_TIME.told(supplier, FIRM)(OBTAINED).when(bid(), by=BO).warned_under()


@pytest.mark.parametrize(("size", "told"), [("small", False), ("micro", False), (None, False), ("medium", True), ("large", True)])
def test_who_joins_with_a_larger_member_is_told_that_its_consortium_is_not_small(size: str | None, told: bool) -> None:
    """SME-04; it forbids nothing, and who does not bid as a small enterprise is told nothing."""
    joined = IN_TIME.told(members, Members((replace(FIRM, key="brook", size=size),)))(OBTAINED)
    together: Any = replace(bid().content, small=True, members=("brook",))
    notes = joined.when(bid(content=together), by=BO).warned_under(*(("SME-04",) if told else ()))
    assert [one.finding.facts for one in notes] == ([{"member": "brook", "what": size}] if told else [])
    joined.when(bid(content=replace(together, small=False)), by=BO).warned_under()
