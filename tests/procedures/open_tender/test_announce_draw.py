"""A draw is announced with its list and with fingerprints of seeds that two hold: O87-68b, OURS-DRAW; experts: REG-39, EXP-16b, O87-47c."""

from dataclasses import replace
from datetime import date, timedelta

from operis.core.wording import Slug
from operis.dockets.procurement.awarding import SeedCommitment
from operis.dockets.procurement.facts import contenders
from operis.dockets.procurement.mandate_facts import Held, MandatesHeld, mandates_held
from operis.dockets.procurement.outcomes import AwardDecided, DrawAnnounced
from operis.dockets.procurement.pool import expert_pool
from tests.procedures.awards import (
    DRAWS_AT,
    MARCH_25,
    SEEDS,
    TIED,
    UNWATCHED,
    WITH_SUNRISE_BARRED,
    announcing,
    aside,
    commitment,
    deciding,
    drawn,
    tied,
    watched,
)
from tests.procedures.contracts import AGENT, appointing
from tests.procedures.documents import filed, issued, noticed
from tests.procedures.evaluating import HELD, TENDER, done, pool_of, tender
from tests.statute import BO, DONG, OFFICE, Given, at

given = TENDER.happening(at(date(2026, 3, 24)))


def test_list_fingerprints_and_time_stand_before_any_seed_is_known() -> None:
    (act,) = given(*TIED).when(announcing("brook", "sunrise")).then(DrawAnnounced)
    assert act == DrawAnnounced(
        happened=at(date(2026, 3, 24)),
        purpose=Slug("tie"),
        lot="1",
        entries=("brook", "sunrise"),
        count=1,
        seeds=tuple(SeedCommitment(holder=holder, sha256=commitment(seed)) for holder, seed in SEEDS.items()),
        draws_at=DRAWS_AT,
    )


def test_two_persons_or_more_hold_seeds_each_one() -> None:
    alone = {"alice": "11" * 32}
    outcome = given(*UNWATCHED, *watched(alone)).when(announcing("brook", "sunrise", seeds=alone))
    outcome.refused_under("OURS-DRAW", status=409)
    assert outcome.words == ["Secret numbers come from 1 watchers; they come from at least 2, one from each."]
    two = announcing("brook", "sunrise")
    given(*TIED).when(two).then(DrawAnnounced)
    doubled = replace(two, seeds=(*two.seeds, SeedCommitment(holder="alice", sha256=commitment("33" * 32))))
    given(*TIED).when(doubled).refused_under("OURS-DRAW", status=409)


def test_seeds_are_those_that_the_watchers_committed_to() -> None:
    """Who writes down two fingerprints of his own knows who will come out."""
    asked = announcing("brook", "sunrise")
    called, first, second = watched()
    for acts, words in (
        ((), ["Nobody was called to watch the draw."]),
        ((called,), ["Not every watcher has locked in a secret number yet: alice, monitor."]),
        ((called, first), ["Not every watcher has locked in a secret number yet: monitor."]),
        ((called, first, second), []),
    ):
        outcome = given(*UNWATCHED, *acts).when(asked)
        outcome.refused_under("OURS-DRAW", status=409) if words else outcome.then(DrawAnnounced)
        assert outcome.words == words
    own = given(*TIED).when(announcing("brook", "sunrise", seeds={"alice": "11" * 32, "monitor": "33" * 32}))
    own.refused_under("OURS-DRAW", status=409)
    assert own.words == ["These are not the fingerprints that the watchers committed to."]
    turned = announcing("brook", "sunrise", seeds={"monitor": "22" * 32, "alice": "11" * 32})
    given(*TIED).when(turned).refused_under("OURS-DRAW", status=409)


def test_nobody_is_on_the_list_twice_and_no_more_are_drawn_than_are_on_it() -> None:
    told = pooled(HELD, "e1", "e2", "e8")
    told(*TIED).when(replace(EXPERTS, count=3)).then(DrawAnnounced)
    told(*TIED).when(replace(EXPERTS, count=4)).refused_under("OURS-DRAW", status=409)
    told(*TIED).when(replace(EXPERTS, count=0)).refused_under("OURS-DRAW", status=409)
    told(*TIED).when(replace(EXPERTS, entries=("e1", "e2", "e8", "e8"))).refused_under("OURS-DRAW", status=409)


def test_experts_are_drawn_before_the_bids_are_opened_but_not_before_the_notice() -> None:
    """EXP-14 counts from the draw to the evaluation; who shares a rank is known after the report alone."""
    told = pooled(HELD, "e1", "e2", "e8")
    told(filed(), noticed(), issued(), *watched()).when(EXPERTS).then(DrawAnnounced)
    told(filed(), *watched()).when(EXPERTS).refused_under("OURS-OPEN", status=409)
    given(filed(), noticed(), issued(), *watched()).when(announcing("brook", "sunrise")).refused_under("O87-68b", status=409)


EXPERTS = announcing("e1", "e2", "e8", purpose=Slug("experts"), lot=None)


def holding_too(person: str, role: str, body: str, last: date | None = None) -> MandatesHeld:
    return MandatesHeld((*HELD.found, Held(person, role, body, date(2026, 1, 1), last)))


def pooled(held: MandatesHeld, *persons: str) -> Given:
    return given.told(mandates_held, held).told(expert_pool, pool_of(*persons, held=held))


def test_experts_are_drawn_from_the_accounts_that_may_evaluate() -> None:
    """REG-39: a person that nobody knows here, or whose mandate has ended, is not on the list."""
    pooled(HELD, "e1", "e2", "e8")(*TIED).when(EXPERTS).then(DrawAnnounced)
    forged = pooled(HELD, "e1", "e8")(*TIED).when(replace(EXPERTS, entries=("e1", "forged", "e8")))
    account, file = forged.refused_under("REG-39", status=422)
    assert (account.check, account.finding.at, account.finding.facts) == ("experts_of_the_pool", "entries/1", {"number": 2})
    assert (file.check, file.finding.at, file.finding.facts) == ("whole_pool_listed", "entries/1", {"number": 2})
    officer = holding_too("olga", "buyer", "education")
    pooled(officer, "e1", "olga")(*TIED).when(replace(EXPERTS, entries=("e1", "olga"))).refused_under("REG-39", status=422)
    for last, holds in ((date(2026, 3, 24), True), (date(2026, 3, 23), False)):
        told = pooled(holding_too("ina", "expert", "expert-pool", last), "e1", "ina")
        outcome = told(*TIED).when(replace(EXPERTS, entries=("e1", "ina")))
        outcome.then(DrawAnnounced) if holds else outcome.refused_under("REG-39", status=422)


def test_nobody_of_the_purchaser_and_no_supervisor_is_drawn_as_an_expert() -> None:
    """EXP-16b: one of the purchaser sits as its representative, and a supervisor does not."""
    for role, body in (("buyer", OFFICE), ("expert", OFFICE), ("finance", "finance"), ("finance-upper", "city")):
        (ground,) = pooled(holding_too("e1", role, body), "e1", "e2", "e8")(*TIED).when(EXPERTS).refused_under("EXP-16b", status=422)
        assert ground.finding.at == "entries/0"
        pooled(holding_too("e1", role, body), "e1", "e2", "e8")(*TIED).when(replace(EXPERTS, entries=("e2", "e8"))).then(DrawAnnounced)
    pooled(holding_too("e1", "buyer", "education"), "e1", "e2", "e8")(*TIED).when(EXPERTS).then(DrawAnnounced)


def test_nobody_of_the_agency_is_drawn_as_an_expert() -> None:
    """O87-47c: of the agency of this procurement."""
    serves = pooled(holding_too("e2", "agency", "fair-agency"), "e1", "e2", "e8")
    (ground,) = serves(*appointing(TIED)).when(EXPERTS).refused_under("O87-47c", status=422)
    assert ground.finding.at == "entries/1"
    serves(*TIED).when(EXPERTS).then(DrawAnnounced)


def test_what_commits_to_a_seed_is_a_fingerprint_and_each_has_its_own() -> None:
    two = announcing("brook", "sunrise")
    first, second = two.seeds
    for forged in ("", "forged", second.sha256[:-1], second.sha256 + "0", second.sha256.upper(), first.sha256):
        outcome = given(*TIED).when(replace(two, seeds=(first, replace(second, sha256=forged))))
        ground, other = outcome.refused_under("OURS-DRAW", status=409)
        assert (ground.check, ground.finding.at, other.check) == ("fingerprints_of_seeds", "seeds/1/sha256", "seeds_of_watchers")
    given(*TIED).when(two).then(DrawAnnounced)


def test_it_is_announced_before_it_is_held() -> None:
    given.happening(DRAWS_AT - timedelta(minutes=1))(*TIED).when(announcing("brook", "sunrise")).then(DrawAnnounced)
    given.happening(DRAWS_AT)(*TIED).when(announcing("brook", "sunrise")).refused_under("OURS-DRAW", status=409)


def test_the_list_has_those_who_share_the_first_rank_and_no_others() -> None:
    """O87-68b."""
    for entries in (("brook",), ("brook", "sunrise", "hill"), ("brook", "hill")):
        given(*TIED).when(announcing(*entries)).refused_under("O87-68b", status=409)
    given(*TIED).when(announcing("sunrise", "brook")).then(DrawAnnounced)
    given(*TIED).when(announcing("sunrise", "brook", lot=None)).then(DrawAnnounced)
    given(*tender("reported"), *watched()).when(announcing("sunrise", "brook")).refused_under("O87-68b", status=409)
    given(*tender("scored"), *watched()).when(announcing("sunrise", "brook")).refused_under("O87-68b", status=409)


def test_who_is_barred_is_not_drawn_and_those_who_follow_are_equals() -> None:
    """GPL-22, O87-68b: of three equals two are left; where one is left there is nothing to draw."""
    prices = {"sunrise": 800_000_00, "brook": 800_000_00, "hill": 800_000_00}
    three = (*tied(TENDER, tender("examined", prices=prices), 4, hill="70"), *watched())
    barred = given.happening(at(MARCH_25, "08:00")).told(contenders, WITH_SUNRISE_BARRED)
    barred(*three).when(announcing("brook", "hill", "sunrise")).refused_under("O87-68b", status=409)
    (act,) = barred(*three).when(announcing("brook", "hill")).then(DrawAnnounced)
    assert isinstance(act, DrawAnnounced)
    assert [one.supplier for one in act.passed_over] == ["sunrise"]
    barred(*TIED).when(announcing("brook", "sunrise")).refused_under("O87-68b", status=409)
    (decided,) = barred.happening(at(MARCH_25))(*TIED).when(deciding("brook")).then(AwardDecided)
    assert isinstance(decided, AwardDecided)
    assert [one.supplier for one in decided.passed_over] == ["sunrise"]


def test_a_draw_is_not_held_again_until_it_pleases() -> None:
    announced = given(*TIED).when(announcing("brook", "sunrise")).then(DrawAnnounced)
    waits = given(*TIED, *announced).when(announcing("brook", "sunrise", seeds={"alice": "33" * 32, "monitor": "44" * 32}))
    waits.refused_under("OURS-DRAW", status=409)
    held, first, _ = drawn()
    again = given(*TIED, *held, *watched()).when(announcing("brook", "sunrise"))
    again.refused_under("OURS-DRAW", status=409)
    assert again.words == [f"A draw has chosen {first} for lot 1."]
    pooled(HELD, "e1", "e2", "e8")(*TIED, *held, *watched()).when(EXPERTS).then(DrawAnnounced)


def test_there_is_nothing_to_draw_once_the_award_is_decided_or_one_is_left() -> None:
    held, first, second = drawn()
    decided = done(given(*TIED, *held), deciding(first))
    again = (*held, *watched(), *decided)
    given(*TIED, *again).when(announcing("brook", "sunrise")).refused_under("OURS-DRAW", "O87-68b", status=409)
    given(*TIED, *again, aside(first)).when(announcing("brook", "sunrise")).refused_under("O87-68b", status=409)
    given.happening(at(MARCH_25))(*TIED, *held, *decided, aside(first)).when(deciding(second)).then(type(decided[0]))


def test_only_the_body_that_buys_announces_it() -> None:
    for other in (BO, DONG):
        given(*TIED).when(announcing("brook", "sunrise"), by=other).refused_under("O87-68b", status=403)
    given(*appointing(TIED)).when(announcing("brook", "sunrise"), by=AGENT).then(DrawAnnounced)
