"""Key holders that the rules let pass, their keys, and what they give back; a test changes the one thing it is about."""

from dataclasses import replace
from typing import Any

from operis.core.decider import Done
from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.acts import KeyHolderNamed, KeyHoldersCalled, SharesReleased
from operis.dockets.procurement.commands import CallKeyHolders, NameKeyHolder, ReleaseShares
from operis.dockets.procurement.holding import ShareOf
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.bids import CLOSES, closed
from tests.procedures.documents import MARCH_2, filed, issued, noticed
from tests.statute import at, case

HOLDERS = ("trading-centre", "archives", "notary")
KEYS = {"trading-centre": "11" * 32, "archives": "22" * 32, "notary": "33" * 32}
SHOWN = "ab" * 32
"""What is in the bid of each rehearsal."""


def keeper(body: str) -> Mandate:
    return Mandate(role=Role.KEY_HOLDER, office=f"keys-{body}", body=body, persons=(f"p-{body}",))


def called(*holders: str) -> KeyHoldersCalled:
    return KeyHoldersCalled(happened=at(MARCH_2), holders=holders or HOLDERS)


def key_of(holder: str, **changed: Any) -> NameKeyHolder:
    return replace(NameKeyHolder(key=KEYS[holder], rehearsed=SHOWN), **changed)


def named(*holders: str) -> tuple[KeyHolderNamed, ...]:
    return tuple(
        KeyHolderNamed(happened=at(MARCH_2), place=HOLDERS.index(one) + 1, holder=one, key=KEYS[one], rehearsed=SHOWN)
        for one in holders or HOLDERS
    )


CALL = CallKeyHolders(holders=HOLDERS)
BEFORE = (filed(), called(), *named())
"""A plan, and three who have given their keys."""
OPEN = (*BEFORE, noticed(), issued())
CLOSED = (*OPEN, closed("sunrise", "brook", "hill"))
"""Three bids are in for the one lot."""


def shares(*suppliers: str, lot: str = "1") -> ReleaseShares:
    return ReleaseShares(shares=tuple(ShareOf(bid=f"DC-B-{one.upper()}", lot=lot, share="cd" * 32) for one in suppliers))


GIVEN = shares("hill", "brook", "sunrise")


def released(*holders: str) -> tuple[SharesReleased, ...]:
    """What these holders gave back of the three bids."""
    acts: list[Any] = []
    for one in holders:
        outcome = case(OPEN_TENDER).happening(CLOSES)(*CLOSED).when(GIVEN, by=keeper(one)).decided
        assert isinstance(outcome, Done)
        acts += outcome.acts
    return tuple(acts)
