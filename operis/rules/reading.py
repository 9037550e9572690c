"""What in a plan or a notice has to be answered before it goes on: usual wordings that shut suppliers out, and what is the body's own?

A look finds words and never guilt, and where none finds anything, nothing is cleared: so every condition that is not the law's own is
asked about too. What a look marked `refuse` finds refuses until a reviewer has answered by name why it does not apply.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from operis.core.case import Case, Facts, on_record
from operis.core.decider import Check, check
from operis.core.fields import walk
from operis.core.findings import Finding, found
from operis.core.wording import Slug, Wording
from operis.dockets.file.facts import body
from operis.dockets.procurement.commands import CorrectNotice, FilePlan, PublishNotice, ReviewPlan
from operis.dockets.procurement.reviewing import PASSED, ReviewAnswer, plan_sha256
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import NoticeTerms, PlanTerms
from operis.law.book import Law, Row, Text
from operis.law.looks import ASK, REFUSE
from operis.rules.lists import changes, forbidden, in_words_of_law
from operis.rules.wording.finder import Seen, sights, weighed

OWN = "own"
CONDITION, CRITERION, REQUIREMENT, ACCEPTANCE = "condition", "criterion", "requirement", "acceptance"
NOTICE, REMARK, WORDS = "notice", "remark", "words"
"""Who may bid, what is said beside it to suppliers, and whatever else a notice says."""
REVIEWED = "REQ-29"
OWN_CONDITION, OWN_CRITERION = "GPL-22", "REG-34"
"""Rows of the law: what a purchaser may add, and what points are tied to."""
READ_IN_NOTICE: Mapping[str, tuple[str, ...]] = {
    "project_name": (REQUIREMENT, WORDS), "content": (REQUIREMENT, WORDS), "scale": (REQUIREMENT, WORDS), "qualification": (NOTICE,),
    "materials": (REMARK,), "getting_documents": (REMARK,), "opening": (REMARK,), "contact": (REMARK,), "queries_to": (REMARK,),
    "documents_elsewhere": (REMARK,),
}  # fmt: skip
"""As what each free text is read: what is bought, whom it serves and where is full of the same words in a lawful sense."""

PlanCase = Case[Procurement, FilePlan]
ReviewCase = Case[Procurement, ReviewPlan]
NoticeCase = Case[Procurement, PublishNotice]
CorrectionCase = Case[Procurement, CorrectNotice]


@dataclass(frozen=True, slots=True)
class Question:
    """What a reviewer answers: words that a look found, or, without a look, a sentence of the body's own as a whole."""

    about: str
    no: int
    look: str | None
    row: str
    severity: str
    words: str
    sentence: Wording
    means: Wording | None
    instead: Wording | None
    at: str


def questions(plan: PlanTerms, places: tuple[str, ...], law: Law, method: str | None = None) -> tuple[Question, ...]:
    """Everything in a plan that a reviewer has to answer, in the order of the plan; `places` are names of its own and near ones."""
    service = str(plan.service or "")
    read = _Reading(law, method or str(plan.method), service, places, plan)
    return (*read.conditions(plan), *read.criteria(plan), *read.requirements(plan), *read.acceptance(plan))


@dataclass(frozen=True, slots=True)
class _Reading:
    law: Law
    method: str | None
    service: str
    places: tuple[str, ...]
    plan: PlanTerms | None

    def conditions(self, plan: PlanTerms) -> Iterator[Question]:
        for place, one in enumerate(plan.conditions):
            if not in_words_of_law(one, self.service, self.law):
                at = f"conditions/{place}/text"
                seen = tuple(self.seen(one.text, CONDITION, place, at))
                yield from seen or (_own(CONDITION, OWN_CONDITION, one.text, place, at),)

    def criteria(self, plan: PlanTerms) -> Iterator[Question]:
        for place, one in enumerate(plan.criteria):
            at = f"criteria/{place}/{'rule' if one.rule else 'id'}"
            texts = (text for text in (one.name, one.rule, *(band.text for band in one.bands)) if text)
            seen = {question.look: question for text in texts for question in self.seen(text, CRITERION, place, at)}
            yield from seen.values()
            if not seen and one.kind != "price" and one.serves is None:
                yield _own(CRITERION, OWN_CRITERION, one.rule or one.name or Wording(en=str(one.id)), place, at)

    def requirements(self, plan: PlanTerms) -> Iterator[Question]:
        """A requirement says what is wanted and shuts nobody out by itself: there the looks ask and never refuse."""
        for place, one in enumerate(plan.requirements):
            yield from self.seen(one.text, REQUIREMENT, place, f"requirements/{place}/text")

    def acceptance(self, plan: PlanTerms) -> Iterator[Question]:
        if plan.acceptance is not None:
            yield from self.seen(plan.acceptance, ACCEPTANCE, 0, "acceptance")

    def seen(self, text: Wording, where: str, place: int, at: str) -> Iterator[Question]:
        """What is held against the plan itself is firm wherever it stands; nothing where the plan counts it."""
        for sight in self.sights(text, where):
            if sight.look.lifted_by in lifts_of(self.plan):
                continue
            row, severity = weighed(sight.look, self.law, self.method, firm=where != REQUIREMENT or sight.look.compares)
            means, instead = _both(sight.look.means), _both(sight.look.instead)
            yield Question(where, place + 1, sight.look.id, row, severity, sight.words, text, means, instead, at)

    def sights(self, text: Wording, where: str) -> Iterator[Seen]:
        """A remark is read as a notice, and for what asks something of suppliers or gives points: that stands in the plan."""
        known = numbers_of(self.plan)
        read = (NOTICE, REMARK, WORDS) if where == REMARK else (where,)
        found = (one for each in read for one in sights(self.law, text, each, service=self.service, places=self.places, known=known))
        yield from {one.look.id: one for one in found}.values()


def numbers_of(plan: PlanTerms | None) -> Mapping[str, float]:
    """The months of the plan, with all its extensions."""
    return {"all-months": plan.term_months + (plan.extension_months or 0)} if plan is not None else {}


def lifts_of(plan: PlanTerms | None) -> frozenset[str]:
    return frozenset({"extensions"} if plan is not None and plan.extension_months else ())


def _own(about: str, row: str, sentence: Wording, place: int, at: str) -> Question:
    return Question(about, place + 1, None, row, OWN, "", sentence, None, None, at)


def _both(text: Text) -> Wording:
    return Wording(zh=text.zh, en=text.en)


def answers_of(state: Procurement) -> tuple[ReviewAnswer, ...]:
    """The answers that stand with the plan that was reviewed last."""
    newest = state.reviews[-1].plan_sha256 if state.reviews else None
    found = (answer for review in state.reviews if review.plan_sha256 == newest for answer in review.answers)
    return tuple(dict.fromkeys(found))  # one who makes both reviews at once answers once


def answered(question: Question, answers: tuple[ReviewAnswer, ...]) -> bool:
    return any((one.about, one.no, one.look) == (question.about, question.no, question.look) for one in answers)


def places_of(facts: Facts) -> tuple[str, ...]:
    """Names of its own and neighbouring places, as the body's file has them."""
    return facts[body].places if body in facts else ()


@check(
    "No wording shuts suppliers out unless the reviewer has written why it does not apply.",
    "没有排斥供应商的用语，或者审核人已书面说明为何不适用。",
)
def wording_answered(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Words that leave no doubt under this row refuse until the reviewer has written why they do not apply here."""
    for one in questions(case.asked, places_of(case.facts), case.law, case.method):
        if one.severity == REFUSE and one.row == row.id and not answered(one, answers_of(case.state)):
            yield _told(one)


@check("The reviewer answers wordings that are often unlawful.", "常见的不当用语由审核人书面答复。")
def wording_asked(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Words that may be lawful stand beside the rule that they may break; the reviewer answers them."""
    for one in questions(case.asked, places_of(case.facts), case.law, case.method):
        if one.severity == ASK:
            yield _told(one)


@check(
    "Each sentence of the body's own, and each wording that was found, has its answer.",
    "单位自行设定的每一条内容和发现的每一处措辞都有审查答复。",
)
def sentences_answered(case: ReviewCase, row: Row) -> Iterator[Finding]:
    """What passes has an answer to each sentence that is the body's own, and to each wording that was found."""
    if case.asked.outcome != PASSED or not row.yes("written_record"):
        return
    for one in questions(case.asked.plan, places_of(case.facts), case.law):
        if not answered(one, case.asked.answers):
            yield found(
                "{about} No. {no} has no answer: “{words}”.",
                at="answers",
                do="Write why it may stand, or return the plan.",
                about=Slug(one.about),
                no=one.no,
                words=one.words or one.sentence,
            )


@check("No wording that would refuse was let stand.", "没有放行足以拒绝的措辞。")
def firm_wording_lifted(case: ReviewCase, row: Row) -> Iterator[Finding]:
    """That words which would refuse were let stand is told to who supervises."""
    for one in questions(case.asked.plan, places_of(case.facts), case.law):
        if one.severity == REFUSE and answered(one, case.asked.answers):
            yield found(
                "{about} No. {no} says “{words}”, and its reviewer let it stand ({rule}).",
                do="Read the answer that stands with the review.",
                about=Slug(one.about),
                no=one.no,
                words=one.words or one.sentence,
                rule=one.row,
            )


@check("Each condition of the body's own names the requirement that it serves.", "自设的资格条件写明对应的采购需求。")
def conditions_serve(case: PlanCase, row: Row) -> Iterator[Finding]:
    """A condition that is not the law's own names the requirement that it serves."""
    named = forbidden(case.law)
    for place, one in enumerate(case.asked.conditions):
        if one.about in named or in_words_of_law(one, str(case.asked.service or ""), case.law):
            continue
        if one.serves is None:
            yield found(
                "“{condition}” is a condition of your own and names no requirement that it serves.",
                at=f"conditions/{place}/serves",
                do="Choose the requirement that needs it, choose a condition of the law instead, or strike it out.",
                condition=one.text,
            )
        elif not 1 <= one.serves <= len(case.asked.requirements):
            yield found(
                "“{condition}” serves requirement No. {no}, and there is none.",
                at=f"conditions/{place}/serves",
                do="Choose the requirement that needs it.",
                condition=one.text,
                no=one.serves,
            )


def _told(one: Question) -> Finding:
    """The words, what they ask, and a wording that would do."""
    assert one.means is not None
    assert one.instead is not None
    return found(
        "{about} No. {no} says “{words}”. {means} ({rule})",
        at=one.at,
        do="This would do: “{instead}”. Where what is found does not apply here, the reviewer writes why.",
        rule=one.row,
        about=Slug(one.about),
        no=one.no,
        words=one.words or one.sentence,
        means=one.means,
        instead=one.instead,
    )


Texts = Iterator[tuple[str, str, Wording]]
"""Field, as what it is read, and words."""


def _of_notice(asked: PublishNotice, law: Law) -> Texts:
    for name in walk(NoticeTerms):
        text = getattr(asked, name, None)  # who may bid is read in a notice that stands alone
        if isinstance(text, Wording):
            yield from ((name, where, text) for where in READ_IN_NOTICE.get(name, (WORDS,)))


def _of_correction(asked: CorrectNotice, law: Law) -> Texts:
    reads = changes(law)
    for place, change in enumerate(asked.changes):
        yield f"changes/{place}/new", reads.get(change.about) or WORDS, change.new


@dataclass(frozen=True, slots=True)
class _Published:
    """What is published after the plan; what was answered in its review is not asked again."""

    of: Callable[[Any, Law], Texts]

    def seen(self, case: Case[Procurement, Any], severity: str) -> Iterator[Question]:
        plan = case.state.plan
        read = _Reading(case.law, case.method, str(plan.service or "") if plan else "", places_of(case.facts), plan)
        filed = plan_sha256(plan) if plan else None
        lifted = {answer.look for one in case.state.reviews if one.plan_sha256 == filed for answer in one.answers}
        for at, where, text in self.of(case.asked, case.law):
            yield from (one for one in read.seen(text, where, 0, at) if one.severity == severity and one.look not in lifted)


def published_wording(of: Callable[[Any, Law], Texts]) -> Check[Procurement, Any]:
    """A check of what is published after the plan: words that leave no doubt."""

    def published_wording_answered(case: Case[Procurement, Any], row: Row) -> Iterator[Finding]:
        yield from (_published(one) for one in _Published(of).seen(case, REFUSE) if one.row == row.id)

    return check(
        "What is published has no wording that shuts suppliers out.",
        "公布的内容没有排斥供应商的用语。",
    )(published_wording_answered)


def published_wording_told(of: Callable[[Any, Law], Texts]) -> Check[Procurement, Any]:
    """The same of words that may be lawful, where no reviewed plan is on record that would have to have them."""

    def published_wording_asked(case: Case[Procurement, Any], row: Row) -> Iterator[Finding]:
        if case.state.plan is None or case.law.get(REVIEWED) is None:
            yield from (_published(one) for one in _Published(of).seen(case, ASK))

    return check("What is published has no wording that is often unlawful.", "公布的内容没有常见的不当用语。")(published_wording_asked)


def published_unreviewed(of: Callable[[Any, Law], Texts]) -> Check[Procurement, Any]:
    """The same of words that may be lawful: nobody answered them, so they do not come in beside the plan that was reviewed."""

    def published_wording_reviewed(case: Case[Procurement, Any], row: Row) -> Iterator[Finding]:
        for one in _Published(of).seen(case, ASK) if case.state.plan is not None and row.yes("written_record") else ():
            yield found(
                "“{words}”: {means} ({rule}) The reviewed plan has no answer to it.",
                at=one.at,
                do="Strike it out: what is asked of suppliers comes from the plan, and is reviewed with it.",
                words=one.words or one.sentence,
                means=on_record(one.means, "look"),
                rule=one.row,
            )

    return check(
        "What is published asks nothing of suppliers that was not reviewed with the plan.",
        "公布的内容没有未随计划审查的要求。",
    )(published_wording_reviewed)


def _published(one: Question) -> Finding:
    assert one.means is not None
    assert one.instead is not None
    return found(
        "“{words}”: {means} ({rule})", at=one.at, do="This would do: “{instead}”.", words=one.words or one.sentence,
        means=one.means, instead=one.instead, rule=one.row,
    )  # fmt: skip


notice_wording, correction_wording = published_wording(_of_notice), published_wording(_of_correction)
notice_wording_asked, correction_wording_asked = published_wording_told(_of_notice), published_wording_told(_of_correction)
notice_unreviewed, correction_unreviewed = published_unreviewed(_of_notice), published_unreviewed(_of_correction)
