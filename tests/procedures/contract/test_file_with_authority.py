"""A copy of the signed contract is filed with the finance department within seven working days: GPL-47."""

from datetime import date

from operis.core.wording import Slug
from operis.dockets.contract.acts import FilingMade
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import text_sha256
from tests.procedures.contracts import AGENT, SIGNS, drawn_up, filing, signed, text
from tests.statute import ALICE, BO, DONG, at

APRIL_21, APRIL_22 = date(2026, 4, 21), date(2026, 4, 22)
given = SIGNS.happening(at(APRIL_21))


def test_the_copy_is_filed_with_the_fingerprint_of_what_was_signed() -> None:
    (act,) = given(*signed()).when(filing()).then(FilingMade)
    assert act == FilingMade(
        happened=at(APRIL_21), matter=Slug("contract-copy"), authority="finance", sha256=text_sha256(text()), outside=None
    )


def test_later_than_seven_working_days_is_told() -> None:
    """Signed on Friday 10 April 2026."""
    given(*signed()).when(filing()).warned_under()
    late = given.happening(at(APRIL_22))(*signed()).when(filing())
    late.warned_under("GPL-47")
    assert late.words == ["This was to be done by 2026-04-21. Working days late: 1."]
    below = signed(SIGNS.told(award, method="below-threshold", sign_by=None))
    given.happening(at(APRIL_22)).told(award, method="below-threshold")(*below).when(filing()).warned_under()


def test_it_is_filed_once_and_only_when_signed() -> None:
    given(drawn_up()).when(filing()).refused_under("OURS-OPEN", status=409)
    filed = given(*signed()).when(filing()).then(FilingMade)
    given(*signed(), *filed).when(filing()).refused_under("OURS-OPEN", status=409)


def test_the_purchaser_or_its_agency_files_it() -> None:
    for who in (ALICE, AGENT):
        given(*signed()).when(filing(), by=who).then(FilingMade)
    for other in (BO, DONG):
        given(*signed()).when(filing(), by=other).refused_under("GPL-47", status=403)
