"""The correction of a consultation notice: CC-10c, CC-10a."""

from datetime import date, timedelta

from operis.core.wording import Slug
from operis.dockets.procurement.acts import NoticeCorrected
from operis.dockets.procurement.terms import Change
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from tests.procedures.documents import MARCH_2, correction, filed, intended, issued, noticed, words
from tests.procedures.evaluating import CONSULTATION, consultation
from tests.statute import at, case

given = case(COMPETITIVE_CONSULTATION)(intended(), filed(method=Slug("competitive-consultation")), noticed(), issued())
CLOSING = MARCH_2 + timedelta(days=20)


def test_five_days_are_left_after_a_change_that_may_affect_responses() -> None:
    given.happening(at(CLOSING - timedelta(days=5))).when(correction()).then(NoticeCorrected)
    late = given.happening(at(CLOSING - timedelta(days=4)))
    late.when(correction()).refused_under("CC-10c", status=422)
    late.when(correction(bids_close=at(CLOSING + timedelta(days=1), "09:30"))).then(NoticeCorrected)
    late.when(correction(may_affect_bids=False)).then(NoticeCorrected)


def test_responses_stay_open_ten_days_whatever_is_corrected() -> None:
    change = {"may_affect_bids": False}
    given.happening(at(date(2026, 3, 3))).when(correction(bids_close=at(date(2026, 3, 12)), **change)).warned_under("OURS-OPEN")
    given.happening(at(date(2026, 3, 3))).when(correction(bids_close=at(date(2026, 3, 11)), **change)).refused_under("CC-10a", status=422)


def test_a_correction_that_moves_the_end_of_the_sale_keeps_five_working_days_and_the_first_is_one_of_them() -> None:
    """Noticed and on sale from Monday, 2 March."""
    on = given.happening(at(date(2026, 3, 3)))
    on.when(correction(documents_offered_until=date(2026, 3, 6))).then(NoticeCorrected)
    on.when(correction(documents_offered_until=date(2026, 3, 5))).refused_under("CC-10b", status=422)


def test_the_subject_is_not_barred_here_by_the_order_on_tenders() -> None:
    changed = (Change(about=Slug("subject"), new=words("Another thing")),)
    given.happening(at(date(2026, 3, 3))).when(correction(changes=changed)).then(NoticeCorrected)


def test_a_change_of_who_may_take_part_is_told_with_the_old_words_and_the_new() -> None:
    """No law bars it in a consultation, as O87-27 does in a tender."""
    changed = (Change(about=Slug("qualification"), old=words("A licence"), new=words("A licence of class one")),)
    [note] = given.happening(at(date(2026, 3, 13))).when(correction(changes=changed)).warned_under("CC-10c")
    assert (note.check, note.severity) == ("conditions_kept", "noted")
    assert note.finding.facts == {"days": 9, "old": words("A licence"), "new": words("A licence of class one")}
    given.happening(at(date(2026, 3, 13))).when(correction()).warned_under()


def test_afterwards_it_is_told_when_bids_closed_and_not_when_final_quotes_did() -> None:
    late = CONSULTATION(*consultation("quoted"))
    (ground,) = late.when(correction(may_affect_bids=False)).refused_under("OURS-OPEN", status=409)
    assert ground.finding.facts == {"closed": at(CLOSING, "09:30")}
