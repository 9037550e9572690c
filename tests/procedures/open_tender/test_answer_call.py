"""Who was drawn answers for himself, and nobody is passed over who comes or could still say so: OURS-CALL."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from operis.core.wording import Slug
from operis.dockets.procurement.calling import AnswerCall, CallAnswered
from operis.dockets.procurement.commands import FormPanel
from operis.dockets.procurement.duties import CALL, owed
from operis.dockets.procurement.evaluating import Declined
from operis.dockets.procurement.evaluation import in_reserve
from operis.dockets.procurement.mandate_facts import mandates_held
from operis.dockets.procurement.outcomes import DrawHeld, MemberReplaced, PanelFormed
from operis.dockets.procurement.pool import ExpertPool, expert_pool
from operis.dockets.procurement.watching import CallWatchers, Watcher, WatchersCalled
from tests.procedures.documents import words
from tests.procedures.evaluating import EVALUATED, TENDER, done, expert, member, panel, tender
from tests.procedures.panels import replacing
from tests.procedures.watchers import OFFICERS
from tests.statute import ALICE, BO, at

OPEN = tender("opened")
CAME = ("e1", "e2", "e3", "e4", "e5", "e6")
LATER, EARLIER = EVALUATED + timedelta(minutes=1), EVALUATED
ILL = words("Ill that day")


def drew(until: datetime | None) -> DrawHeld:
    return DrawHeld(happened=at(date(2026, 3, 20)), seeds=(), purpose=Slug("experts"), lot=None, drawn=CAME, answer_by=until)


def said(person: str, answer: str, reason: Any = ILL) -> CallAnswered:
    return CallAnswered(happened=EVALUATED, person=person, answer=Slug(answer), reason=reason)


def answering(answer: str, reason: Any = None) -> AnswerCall:
    return AnswerCall(answer=Slug(answer), reason=reason)


def seated(*experts: str, away: tuple[str, ...] = ()) -> FormPanel:
    declined = tuple(Declined(person=one, reason=words("x")) for one in away)
    return panel(members=(member("rep"), *map(member, experts)), drawn=None, drawn_count=None, declined=declined)


def test_who_was_drawn_answers_and_nobody_else() -> None:
    drawn = TENDER(*OPEN, drew(LATER))
    drawn.when(answering("comes"), by=expert("e1")).then(CallAnswered)
    (act,) = drawn.when(answering("cannot", ILL), by=expert("e6")).then(CallAnswered)
    assert act == said("e6", "cannot")
    for who in (expert("e7"), expert("rep"), ALICE, BO):
        drawn.when(answering("comes"), by=who).refused_under("OURS-CALL", status=403)
    TENDER(*OPEN).when(answering("comes"), by=expert("e1")).refused_under("OURS-CALL", status=403)


def test_who_does_not_come_says_why_and_nobody_says_the_same_twice() -> None:
    drawn = TENDER(*OPEN, drew(LATER))
    for answer in ("cannot", "interest"):
        (ground,) = drawn.when(answering(answer), by=expert("e1")).refused_under("OURS-CALL", status=409)
        assert ground.finding.at == "reason"
        drawn.when(answering(answer, ILL), by=expert("e1")).then(CallAnswered)
    comes = TENDER(*OPEN, drew(LATER), said("e1", "comes", None))
    comes.when(answering("comes"), by=expert("e1")).refused_under("OURS-CALL", status=409)
    comes.when(answering("interest", ILL), by=expert("e1")).then(CallAnswered)


def test_nobody_answers_once_the_evaluation_is_over() -> None:
    (ground,) = TENDER(*tender("reported"), drew(LATER)).when(answering("comes"), by=expert("e1")).refused_under("OURS-OPEN", status=409)
    assert ground.check == "evaluation_ahead"


def test_nobody_is_struck_who_comes_or_can_still_answer() -> None:
    """A-PAN-02: the officer strikes those who came out with the reason “x” until his friend is next."""
    strikes = seated("e1", "e2", "e4", "e5", away=("e3",))
    (early,) = TENDER(*OPEN, drew(LATER)).when(strikes).refused_under("OURS-CALL", status=409)
    assert (early.finding.at, early.finding.facts) == ("declined/0", {"number": 3, "moment": LATER})
    (comes,) = TENDER(*OPEN, drew(EARLIER), said("e3", "comes", None)).when(strikes).refused_under("OURS-CALL", status=409)
    assert comes.finding.facts == {"number": 3}
    other, told = TENDER(*OPEN, drew(EARLIER)).when(strikes).warned_under("EXP-12", "EXP-12")  # nobody heard of him by then
    assert (other.check, other.finding.facts) == ("declined_told", {"number": 3, "moment": EARLIER, "reason": words("x")})
    assert (told.check, told.finding.facts) == ("declined_told", {"count": 1, "draws": 1})
    TENDER(*OPEN, drew(None)).when(strikes).then(PanelFormed)  # a draw from before experts answered


def test_silence_is_a_reason_that_the_record_knows_and_another_needs_words() -> None:
    silent = seated("e1", "e2", "e4", "e5")
    silent = replace(silent, declined=(Declined(person="e3", unanswered=True),))
    (told,) = TENDER(*OPEN, drew(EARLIER)).when(silent).warned_under("EXP-12")
    assert told.finding.facts == {"count": 1, "draws": 1}
    (early,) = TENDER(*OPEN, drew(LATER)).when(silent).refused_under("OURS-CALL", status=409)
    assert early.finding.facts == {"number": 3, "moment": LATER}
    for acts in ((drew(None),), (drew(EARLIER), said("e3", "cannot"))):
        (ground,) = TENDER(*OPEN, *acts).when(silent).refused_under("OURS-CALL", status=409)
        assert (ground.finding.at, ground.finding.facts) == ("declined/0/unanswered", {"number": 3})
    nothing = replace(silent, declined=(Declined(person="e3"),))
    (ground,) = TENDER(*OPEN, drew(EARLIER)).when(nothing).refused_under("OURS-CALL", status=409)
    assert (ground.finding.at, ground.finding.facts) == ("declined/0/reason", {"number": 3})


def test_who_says_that_he_does_not_come_is_followed_by_the_next() -> None:
    for answer in ("cannot", "interest"):
        away = TENDER(*OPEN, drew(LATER), said("e3", answer))
        assert away.when(seated("e1", "e2", "e4", "e5")).warned_under() == ()
        away.when(seated("e1", "e2", "e4", "e6")).refused_under("EXP-12", status=422)
        (ground,) = away.when(seated("e1", "e2", "e3", "e4")).refused_under("OURS-CALL", status=409)
        assert (ground.check, ground.finding.facts) == ("own_word_kept", {"name": "Member e3"})


def test_a_reserve_is_struck_no_more_easily() -> None:
    acts = (*OPEN, drew(LATER))
    formed = (*acts, *done(TENDER(*acts), seated("e1", "e2", "e3", "e4")))
    strikes = replacing("e2", member("e6"), drawn=None, declined=(Declined(person="e5", reason=words("x")),))
    TENDER(*formed).when(strikes).refused_under("OURS-CALL", status=409)
    TENDER.happening(LATER)(*formed).when(strikes).then(MemberReplaced)
    TENDER(*formed, said("e5", "cannot")).when(replace(strikes, declined=())).then(MemberReplaced)


def test_who_was_silent_when_the_panel_was_formed_needs_no_word_again_and_is_not_next() -> None:
    acts = (*OPEN, drew(EARLIER))
    silent = replace(seated("e1", "e2", "e4", "e5"), declined=(Declined(person="e3", unanswered=True),))
    formed = (*acts, *done(TENDER(*acts), silent))
    TENDER(*formed).when(replacing("e2", member("e6"), drawn=None)).then(MemberReplaced)
    (act,) = TENDER(*formed).when(replacing("e2", member("e3"), drawn=None)).then(MemberReplaced)  # he may have come all the same
    assert isinstance(act, MemberReplaced)
    assert act.member.person == "e3"


def test_who_is_in_reserve_follows_the_draw_from_the_forming_to_the_report() -> None:
    def reserve(*acts: Any) -> tuple[str, ...]:
        return in_reserve(TENDER(*acts).case(answering("comes")).state)

    drawn = (*OPEN, drew(EARLIER))
    silent = replace(seated("e1", "e2", "e4", "e5"), declined=(Declined(person="e3", unanswered=True),))
    formed = (*drawn, *done(TENDER(*drawn), seated("e1", "e2", "e3", "e4")))
    over = (*drawn, *done(TENDER(*drawn), silent))
    assert (reserve(*drawn), reserve(*formed), reserve(*over)) == ((), ("e5", "e6"), ("e6",))
    assert reserve(*formed, said("e5", "cannot")) == ("e6",)
    assert reserve(*over, said("e3", "comes", None)) == ("e3", "e6")
    called = done(TENDER(*formed), replacing("e2", member("e5"), drawn=None))
    assert reserve(*formed, *called) == ("e6",)
    before, after = ((*OPEN, drew(EARLIER), *tender(one)[len(OPEN) :]) for one in ("scored", "reported"))
    assert (reserve(*before), reserve(*after)) == (("e5", "e6"), ())


def test_experts_are_drawn_again_only_past_their_own_word() -> None:
    told = TENDER.told(expert_pool, ExpertPool(())).told(mandates_held, OFFICERS)
    watchers = tuple(Watcher(person=one, name=one.title()) for one in ("ann", "fay"))
    again = CallWatchers(watchers=watchers, again=words("Two are ill"), declined=(Declined(person="e6", reason=words("x")),))
    told(*OPEN, drew(LATER)).when(again).refused_under("OURS-CALL", status=409)
    told(*OPEN, drew(EARLIER)).when(again).then(WatchersCalled)
    told(*OPEN, drew(LATER), said("e6", "interest")).when(replace(again, declined=())).then(WatchersCalled)


def test_it_waits_for_each_until_he_answers_or_the_panel_sits() -> None:
    def waits(*acts: Any) -> list[str]:
        return [one.about for one in owed(TENDER(*OPEN, *acts).case(answering("comes")).state) if one.duty is CALL]

    assert waits(drew(LATER)) == list(CAME)
    assert waits(drew(LATER), said("e2", "comes", None), said("e3", "cannot")) == ["e1", "e4", "e5", "e6"]
    assert waits(drew(None)) == []
    assert waits(drew(LATER), *done(TENDER(*OPEN, drew(LATER)), seated("e1", "e2", "e3", "e4"))) == []
