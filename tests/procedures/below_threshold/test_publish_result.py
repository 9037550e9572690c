"""Below the quota the result is published without the contents of the procurement law, which does not apply: GPL-02a, SME-13."""

from dataclasses import replace

from operis.core.wording import Slug
from operis.dockets.procurement.commands import PublishResult
from operis.dockets.procurement.facts import Contender, Contenders, contenders
from operis.dockets.procurement.outcomes import ResultPublished
from tests.procedures.awards import PAPER, deciding
from tests.procedures.below_threshold.stages import awarded, examined, given
from tests.procedures.bids import BROOK
from tests.procedures.contracts import AGENT, appointing
from tests.procedures.documents import words
from tests.procedures.evaluating import done
from tests.statute import DONG

BARE = PublishResult(small_declarations=(PAPER,))


def test_no_law_says_what_it_contains_how_long_it_stands_and_until_when_is_signed() -> None:
    outcome = given(*awarded()).when(BARE)
    (act,) = outcome.then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert (act.stands_until, act.sign_by, act.experts) == (None, None, ())
    assert [one.supplier for one in act.awards] == ["sunrise"]
    assert isinstance(act.own_results, tuple)
    assert [(one.supplier, one.reason.en) for one in act.own_results] == [
        ("brook", "Another supplier asks less"),
        ("hill", "Another supplier asks less"),
    ]
    outcome.warned_under()


def test_who_asks_less_than_the_winner_is_told_why_it_was_not_chosen() -> None:
    """O102-17."""
    decided = done(given(*examined()), deciding("brook", reason=words("More carers")))
    (act,) = given(*examined(), *decided).when(BARE).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert isinstance(act.own_results, tuple)
    assert act.own_results[0].reason == words("More carers")


def test_the_declaration_of_a_small_winner_is_published_with_it() -> None:
    given(*awarded()).when(PublishResult()).refused_under("SME-13", status=422)


def test_there_is_an_award_to_publish_and_it_is_ones_own() -> None:
    given(*examined()).when(BARE).refused_under("OURS-OPEN", status=409)
    given(*awarded()).when(BARE, by=DONG).refused_under("O102-17", status=403)
    given(*appointing(awarded())).when(BARE, by=AGENT).then(ResultPublished)
    given(*awarded()).when(BARE, by=AGENT).refused_under("GPL-20", status=422)


def test_who_publishes_it_is_told_of_bidders_with_one_head() -> None:
    """OURS-RELATED."""
    sunrise, brook = replace(BROOK, key="sunrise", head="Zhao Qiming"), replace(BROOK, head="Zhao Qiming")
    for other, rows in ((brook, ("OURS-RELATED",)), (replace(brook, head="Qian Shu"), ())):
        firms = Contenders(tuple(Contender("1", one.key, (one,)) for one in (sunrise, other)))
        outcome = given.told(contenders, firms)(*awarded()).when(BARE)
        outcome.then(ResultPublished)
        assert [note.finding.facts["why"] for note in outcome.warned_under(*rows)] == [Slug("same-head")] * len(rows)
