"""What of the opened bids could be the same: by the registers, as the examination is told."""

from datetime import date

import pytest

from operis.attachments.models import keep
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.acts import BondReceived
from operis.dockets.bid.terms import BidContent, content_bytes, content_digest
from operis.procedures.bid import BID
from operis.registers import enter, models
from operis.registers.search import FINDERS
from tests.procedures.bids import OBTAINED
from tests.statute import at, calendar

pytestmark = [pytest.mark.django_db]
DOCKET, DAY = "DC-2026-B-0001", date(2026, 3, 9)


@pytest.mark.parametrize(("account", "told"), [("6222 0210-01", "6222021001"), ("CN99 ABcd", "cn99abcd"), (None, "")])
def test_the_account_of_the_security_stands_beside_the_bid_without_its_gaps(account: str | None, told: str) -> None:
    paid = BondReceived(happened=at(DAY), amount=Fen(8_000_00), form=Slug("transfer"), paid_on=DAY, account=account)
    state = BID.of.folded((OBTAINED, paid))
    enter.enter(DOCKET, "bid", state, 2, calendar())
    content = BidContent(price=Fen(350_000_00))
    keep(DOCKET, content_bytes(content))
    models.Seal.objects.create(docket=DOCKET, procurement=OBTAINED.procurement, supplier=OBTAINED.supplier, lot="1", no=0, received=at(DAY),
                               sealed_sha256=content_digest(content))  # fmt: skip
    (marks,) = FINDERS["bid_marks"]((), OBTAINED.procurement).found
    assert (marks.supplier, marks.bond_from) == (OBTAINED.supplier, told)
