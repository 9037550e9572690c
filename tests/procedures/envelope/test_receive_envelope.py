"""A bid on paper is received sealed and before the closing, and refused on record where it is not: O87-33, O87-33a."""

from datetime import timedelta

from operis.core.wording import Slug
from operis.dockets.envelope.acts import EnvelopeReceived, EnvelopeRefused, EnvelopeRefusedLate
from operis.dockets.envelope.facts import Keepers, bidder, keepers
from operis.dockets.procurement.facts import procurement
from operis.dockets.procurement.mandate_facts import Held
from tests.procedures.bids import CLOSES
from tests.procedures.envelope.kept import AGENT, ERIN, GIVEN, MARCH_10, RECEIVED, handed_in
from tests.statute import BO, DONG, OFFICE, at

UNSEALED = Slug("not-sealed")


def test_it_counts_from_the_moment_at_which_it_is_written_down() -> None:
    (act,) = GIVEN.when(handed_in(brought_by="Wang")).then(EnvelopeReceived)
    assert isinstance(act, EnvelopeReceived)
    assert (act.happened, act.supplier, act.lot, act.packages) == (GIVEN.on, "sunrise", "1", 2)
    assert (act.purchaser, act.closes, act.taken_by, act.brought_by) == (OFFICE, CLOSES, ("alice",), "Wang")


def test_each_envelope_has_a_mark_of_its_own() -> None:
    other = GIVEN.happening(CLOSES - timedelta(days=1)).when(handed_in()).then(EnvelopeReceived)[0]
    lot = GIVEN.when(handed_in(lot="2")).then(EnvelopeReceived)[0]
    assert isinstance(other, EnvelopeReceived)
    assert isinstance(lot, EnvelopeReceived)
    assert len({RECEIVED.mark, other.mark, lot.mark}) == 3


def test_strictly_before_the_closing_is_in_time() -> None:
    GIVEN.happening(CLOSES - timedelta(microseconds=1)).when(handed_in()).then(EnvelopeReceived)
    (late,) = GIVEN.happening(CLOSES).when(handed_in()).then(EnvelopeRefusedLate)
    assert isinstance(late, EnvelopeRefusedLate)
    assert late.closed == CLOSES
    GIVEN.told(procurement, closed=True).when(handed_in()).then(EnvelopeRefusedLate)


def test_what_is_not_sealed_is_refused_under_its_article() -> None:
    (act,) = GIVEN.when(handed_in(seal=UNSEALED)).then(EnvelopeRefused)
    assert isinstance(act, EnvelopeRefused)
    assert act.under == "O87-33a"
    below = GIVEN.told(procurement, method="below-threshold").when(handed_in(seal=UNSEALED)).then(EnvelopeRefused)[0]
    assert isinstance(below, EnvelopeRefused)
    assert below.under == "OURS-PAPER"
    GIVEN.happening(CLOSES).when(handed_in(seal=UNSEALED)).then(EnvelopeRefusedLate)


def test_officers_of_the_body_and_its_agency_receive_it() -> None:
    for who in (ERIN, AGENT):
        GIVEN.when(handed_in(), by=who).then(EnvelopeReceived)
    for stranger in (DONG, BO):
        GIVEN.when(handed_in(), by=stranger).refused_under("O87-33", status=403)


def test_its_supplier_is_on_file_and_its_lot_is_there() -> None:
    GIVEN.told(bidder, None).when(handed_in()).refused_under("OURS-OPEN", status=409)
    GIVEN.told(bidder, refused=True).when(handed_in()).refused_under("OURS-OPEN", status=409)
    GIVEN.when(handed_in(lot="3")).refused_under("OURS-OPEN", status=409)
    GIVEN.when(handed_in(packages=0)).refused_under("OURS-PAPER", status=409)
    GIVEN.when(handed_in(packages=1)).then(EnvelopeReceived)


def test_final_quotes_are_not_taken_on_paper() -> None:
    GIVEN.told(procurement, round=2).when(handed_in()).refused_under("OURS-PAPER", status=409)


def test_where_nobody_could_confirm_nothing_is_taken_on_paper() -> None:
    alone = Keepers((Held("alice", "buyer", OFFICE, MARCH_10, None), Held("erin", "buyer", OFFICE, MARCH_10 + timedelta(days=1), None)))
    GIVEN.told(keepers, alone).when(handed_in()).refused_under("OURS-PAPER", status=409)
    GIVEN.told(keepers, alone).when(handed_in(), by=ERIN).then(EnvelopeReceived)
    GIVEN.told(keepers, alone).happening(at(MARCH_10 + timedelta(days=1))).when(handed_in()).then(EnvelopeReceived)
    GIVEN.told(keepers, alone).happening(CLOSES).when(handed_in()).then(EnvelopeRefusedLate)


def test_one_docket_is_one_envelope() -> None:
    GIVEN(RECEIVED).when(handed_in()).refused_under("OURS-ONE", status=409)


def test_without_a_notice_nothing_is_received() -> None:
    GIVEN.told(procurement, None).when(handed_in()).refused_under("OURS-OPEN", status=409)
