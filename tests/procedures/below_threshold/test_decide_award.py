"""Below the quota the purchaser takes one of the valid bids, and says why where it is not the cheapest: O102-17, O102-16."""

from dataclasses import replace

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.awarding import Awarded
from operis.dockets.procurement.facts import Contender, Contenders, Supplier, contenders
from operis.dockets.procurement.outcomes import AwardDecided, AwardSetAside
from tests.procedures.awards import MARCH_25, aside, deciding, found, setting_aside
from tests.procedures.below_threshold.stages import examined, given
from tests.procedures.bids import BROOK
from tests.procedures.contracts import AGENT
from tests.procedures.documents import words
from tests.procedures.evaluating import done
from tests.statute import BO, DONG, Given, at

SISTER = replace(BROOK, head="Zhao Qiming")
FIRMS = {one.key: one for one in (replace(BROOK, key="sunrise", head="Zhao Qiming"), SISTER, replace(BROOK, key="hill", head="Sun Yao"))}


def test_the_cheapest_valid_bid_is_taken_without_a_reason() -> None:
    outcome = given(*examined()).when(deciding("sunrise"))
    (act,) = outcome.then(AwardDecided)
    assert act == AwardDecided(
        happened=at(MARCH_25),
        awards=(Awarded(lot="1", supplier="sunrise", bid="DC-B-SUNRISE", price=Fen(180_000_00), rank=1),),
        ground=Slug("decided"),
        publish_by=None,
    )
    outcome.warned_under()


def test_a_dearer_one_is_taken_for_a_reason() -> None:
    """O102-17: what is bought, the market, capacity and credit."""
    outcome = given(*examined()).when(deciding("brook"))
    outcome.refused_under("O102-17", status=422)
    assert outcome.words[0].startswith("brook asks")
    (act,) = given(*examined()).when(deciding("brook", reason=words("More carers"))).then(AwardDecided)
    assert isinstance(act, AwardDecided)
    assert (act.awards[0].rank, act.reason) == (2, words("More carers"))
    given(*examined("sunrise")).when(deciding("brook")).then(AwardDecided)


def test_nothing_is_awarded_over_the_budget_of_the_plan() -> None:
    """O102-16."""
    why = words("More carers")
    given(*examined()).when(deciding("hill", reason=why)).refused_under("O102-16", status=422)
    given(*examined(budget=Fen(210_000_00))).when(deciding("hill", reason=why)).then(AwardDecided)
    given(*examined(budget=Fen(209_999_99))).when(deciding("hill", reason=why)).refused_under("O102-16", status=422)


def test_the_budget_of_a_lot_is_its_own() -> None:
    """430,000 for each lot."""
    both = examined(lots=("1", "2"), budget=Fen(860_000_00))
    given(*both).when(deciding("hill", lots=("1", "2"), reason=words("More carers"))).then(AwardDecided)


def test_who_has_no_valid_bid_is_not_taken() -> None:
    for who, acts in (("lake", examined()), ("hill", examined("hill"))):
        given(*acts).when(deciding(who)).refused_under("OURS-OPEN", status=409)
    for lots in ((), ("1", "1"), ("2",)):
        given(*examined()).when(deciding("sunrise", lots=lots)).refused_under("OURS-OPEN", status=409)
    given(*examined()[:-1]).when(deciding("sunrise")).refused_under("OURS-OPEN", status=409)


def test_a_lot_is_awarded_once() -> None:
    acts = (*examined(), *done(given(*examined()), deciding("sunrise")))
    given(*acts).when(deciding("brook", reason=words("More carers"))).refused_under("OURS-OPEN", status=409)


def test_after_a_setting_aside_another_valid_bid_follows_while_one_is_left() -> None:
    acts = (*examined("hill"), *done(given(*examined("hill")), deciding("sunrise")))
    given(*acts).when(setting_aside()).refused_under("O102-17", status=422)
    (act,) = given(*acts, found()).when(setting_aside()).then(AwardSetAside)
    assert isinstance(act, AwardSetAside)
    assert (act.supplier, act.decide_by) == ("sunrise", None)
    given(*acts, act).when(deciding("sunrise")).refused_under("OURS-OPEN", status=409)
    second = (*acts, act, *done(given(*acts, act), deciding("brook")))
    nobody = given(*second, found()).when(setting_aside())
    nobody.refused_under("O102-17", status=422)
    assert nobody.words == ["No other valid bid is left for lot 1."]
    given(*second, found()).when(setting_aside(way=Slug("new-procurement"))).then(AwardSetAside)
    over = (*acts, aside("sunrise", "new-procurement"))
    given(*over).when(deciding("brook")).refused_under("OURS-OPEN", status=409)


def test_the_purchaser_alone_decides() -> None:
    for other in (BO, DONG, AGENT):
        given(*examined()).when(deciding("sunrise"), by=other).refused_under("O102-17", status=403)


def bidding(**changed: Supplier) -> Given:
    """Three firms, as their files have them."""
    firms = {**FIRMS, **changed}
    return given.told(contenders, Contenders(tuple(Contender("1", name, (one,)) for name, one in firms.items())))


def test_who_chooses_between_bidders_with_one_head_is_told_and_not_refused() -> None:
    """OURS-RELATED: below the quota REG-18 does not bind."""
    outcome = bidding()(*examined()).when(deciding("sunrise"))
    outcome.then(AwardDecided)
    (note,) = outcome.warned_under("OURS-RELATED")
    assert (note.severity, note.finding.facts) == ("noted", {"lot": "1", "supplier": "sunrise, brook", "why": Slug("same-head")})
    assert outcome.words == ["In lot 1 these bidders are related: sunrise, brook (same-head)."]


def test_one_that_holds_another_is_told_of_whoever_is_chosen() -> None:
    held = {"brook": replace(BROOK, head="Qian Shu"), "hill": replace(FIRMS["hill"], holders=("brook",))}
    (note,) = bidding(**held)(*examined()).when(deciding("sunrise")).warned_under("OURS-RELATED")
    assert note.finding.facts["supplier"] == "brook, hill"


def test_bidders_that_nothing_relates_are_not_told_of() -> None:
    bidding(brook=replace(BROOK, head="Qian Shu"))(*examined()).when(deciding("sunrise")).warned_under()
    bidding(brook=replace(BROOK, head=None), sunrise=replace(BROOK, key="sunrise"))(*examined()).when(deciding("sunrise")).warned_under()


def test_they_are_told_of_while_the_bid_of_one_is_valid() -> None:
    bidding()(*examined("brook")).when(deciding("sunrise")).warned_under("OURS-RELATED")
    bidding()(*examined("sunrise", "brook", budget=Fen(210_000_00))).when(deciding("hill")).warned_under()
