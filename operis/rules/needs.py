"""Is a need complete and clear, who was asked about it, and what does its determination come to?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from operis.core.acts import Command
from operis.core.case import Absent, Case
from operis.core.decider import check
from operis.core.fields import Answers, label_of
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.file.facts import body
from operis.dockets.need.commands import DecideReferral, Determine, RecordConsultation, RecordNeed
from operis.dockets.need.state import REFER, Need
from operis.dockets.need.terms import DESCRIBED, PartDetermined
from operis.law.book import Law, Row
from operis.rules.determination import Determination, PartOutcome, determine, in_force, mistakes
from operis.strict_yaml import Mistake

BELOW_ZERO = re.compile(r"(?<![\w)）])[-−－﹣]\s*[0-9０-９]")
"""A sign before a number that begins there; between two numbers it is a range."""
NUMBER = re.compile(r"[0-9０-９]+")
NOT_ZERO = frozenset("123456789１２３４５６７８９")
ELEMENTS = ("result", "quantity", "place", "served", "period")
"""What a need says of each of its parts."""


@check("The need is complete and clear.", "采购需求完整、明确。")
def complete_and_clear(case: Case[Need, RecordNeed], row: Row) -> Iterator[Finding]:
    for place, part in enumerate(case.asked.parts):
        for name in ELEMENTS:
            if getattr(part, name) is None:
                at, words = f"parts/{place}/{name}", label_of(type(part), name)
                yield found("Part {part} does not say: {element}.", at=at, do="Fill it in.", part=part.part, element=words)


@check("Every quantity is more than nothing.", "各项数量均大于零。")
def quantity_positive(case: Case[Need, RecordNeed], row: Row) -> Iterator[Finding]:
    """A quantity is more than nothing, in whichever language it is given."""
    words = _listed(case.law.row("OURS-QUANTITY"), "below_nothing")
    for place, text in _quantities(case.asked):
        below = BELOW_ZERO.search(text) or any(_says(text, one) for one in words)
        if below or ((numbers := NUMBER.findall(text)) and not any(set(one) & NOT_ZERO for one in numbers)):
            yield found(
                "“{given}” is no quantity: it is not more than nothing.",
                at=f"parts/{place}/quantity",
                do="Give how much is needed, as a number above nought with its unit.",
                given=text,
            )


@check("Every quantity says how much.", "各项数量均写明多少。")
def quantity_counted(case: Case[Need, RecordNeed], row: Row) -> Iterator[Finding]:
    """Words that say no amount, where no number stands beside them."""
    for place, text in _quantities(case.asked):
        vague = next((one for one in _listed(row, "vague") if _says(text, one)), None)
        if vague is not None and not NUMBER.search(text):
            yield found(
                "“{given}” does not say how much: “{words}”.",
                at=f"parts/{place}/quantity",
                do="Give a number with its unit, at least about how many.",
                given=text,
                words=vague,
            )


def _listed(row: Row, name: str) -> tuple[str, ...]:
    """The words of a list in every language."""
    listed: Any = row.data[name]
    return tuple(word for words in listed.values() for word in words)


def _quantities(asked: RecordNeed) -> Iterator[tuple[int, str]]:
    """The place of each part, with each language's text of its quantity."""
    for place, part in enumerate(asked.parts):
        yield from ((place, text) for text in (part.quantity.zh, part.quantity.en) if text) if part.quantity else ()


def _says(text: str, word: str) -> bool:
    """English words by themselves, Chinese ones wherever they stand."""
    return re.search(rf"\b{re.escape(word)}\b", text, re.I) is not None if word.isascii() else word in text


@check("Each part has a name of its own.", "各部分名称互不相同。")
def parts_apart(case: Case[Need, RecordNeed], row: Row) -> Iterator[Finding]:
    names = [part.part for part in case.asked.parts]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield found("Two parts are called {part}.", at="parts", do="Give each part a name of its own.", part=name)
    if not names:
        yield found("The need has no part.", at="parts", do="Describe at least one part.")


@check("The body is on file.", "主体已建档并通过审核。")
def body_on_file(case: Case[Need, RecordNeed], row: Row) -> Iterator[Finding]:
    if body not in case.facts or not case.facts[body].accepted:
        yield found("The file of your body has not been accepted yet.", do="Ask the finance department to review it.")


@check("The need is on record.", "采购需求已登记。")
def need_recorded(case: Case[Need, Command], row: Row) -> Iterator[Finding]:
    if case.state.recorded is None:
        yield found("No need is on the docket.", do="Record the need first.")


@check("The need has not been determined yet.", "采购需求尚未认定。")
def not_determined(case: Case[Need, RecordNeed], row: Row) -> Iterator[Finding]:
    if case.state.determined is not None:
        yield found("The need has been determined.", do="Record a new need for what is added or changed.")


@check("The questions of the determination are in force on that day.", "当日事项认定问题有效。")
def questions_hold(case: Case[Need, Command], row: Row) -> Iterator[Finding]:
    """Before the questions were law there is nothing that answers could be weighed by."""
    if not in_force(case.law):
        yield found(
            "There are no questions yet on {day} that tell a service from a post.",
            do="Determine it on a day on which they hold: from {first} on.",
            day=case.today,
            first=row.first or case.today,
        )


@check("The occasion fits whether it was determined before.", "认定时点与此前是否认定过相符。")
def first_or_again(case: Case[Need, Determine], row: Row) -> Iterator[Finding]:
    if case.state.determined is not None and case.asked.occasion == "first":
        yield found("The need has been determined.", at="occasion", do="Say on which occasion it is determined again.")
    if case.state.determined is None and case.asked.occasion != "first":
        yield found("The need has not been determined yet.", at="occasion", do="Determine it a first time, with answers for each part.")


@check("Enough firms were asked about the market.", "需求调查的供应商达到规定数量。")
def firms_asked(case: Case[Need, RecordConsultation], row: Row) -> Iterator[Finding]:
    least = row.count("surveyed_suppliers_min_count")
    if case.asked.market_count < least:
        yield found(
            "{asked} firms were asked; a survey normally asks at least {least}.",
            at="market_count",
            do="Ask more firms, or say why fewer were enough.",
            asked=case.asked.market_count,
            least=least,
        )


@check("How those served were asked, and what came of it, is said.", "载明征求意见的方式、收回数和采纳情况。")
def opinions_described(case: Case[Need, RecordConsultation], row: Row) -> Iterator[Finding]:
    """Where those served were asked, the record says how, how many answered, and what came of it: one line shows nothing."""
    owed = row.yes("public_consulted_on_need") and case.asked.recipients_count > 0
    missing = tuple(name for name in DESCRIBED if getattr(case.asked, name) is None) if owed else ()
    if missing:
        yield found(
            "{asked} of those served were asked; the record does not say: {missing}.",
            at=missing[0],
            do="Add it, so that everyone can see how opinions were asked and what came of them.",
            asked=case.asked.recipients_count,
            missing=tuple(DESCRIBED[name] for name in missing),
        )


@check("There are answers for each part.", "各部分均有答案。")
def each_part_answered(case: Case[Need, Determine], row: Row) -> Iterator[Finding]:
    known = {part.part for part in case.state.recorded.parts} if case.state.recorded else set()
    answered = [part.part for part in case.asked.parts]
    if not answered and case.asked.occasion != "first":
        yield found("No part has answers.", at="parts", do="Answer the questions of the part that is looked at again.")
    for name in sorted(known - set(answered)):
        if case.asked.occasion == "first":
            yield found("Part {part} has no answers.", at="parts", do="Answer its questions; “unknown” is an answer.", part=name)
    for name in sorted(set(answered) - known):
        yield found("The need has no part {part}.", at="parts", do="Answer for its parts: {parts}.", part=name, parts=tuple(sorted(known)))
    for name in sorted({name for name in answered if answered.count(name) > 1}):
        yield found("Part {part} is answered twice.", at="parts", do="Answer each part once.", part=name)


@check("A weighed outcome is confirmed with reasons.", "经权衡得出的结论，由确认人说明理由。")
def confirmed_with_reasons(case: Case[Need, Determine], row: Row) -> Iterator[Finding]:
    if case.asked.reasons is None and any(part.provisional for part in weighed(case).parts):
        yield found("The outcome was weighed, and nobody has given reasons for it.", at="reasons", do="Confirm it by name, with reasons.")


@check("The part was referred to somebody who decides.", "该部分已提请裁定。")
def referred(case: Case[Need, DecideReferral], row: Row) -> Iterator[Finding]:
    standing = case.state.outcomes.get(case.asked.part)
    if standing is None or standing.outcome != REFER:
        yield found("Part {part} has not been referred.", at="part", do="Give the part that waits for a decision.", part=case.asked.part)


@check("The answers settle what was referred.", "答案足以作出裁定。")
def answers_settle(case: Case[Need, DecideReferral], row: Row) -> Iterator[Finding]:
    if ruled(case).outcome == REFER:
        yield found("These answers do not settle part {part} either.", at="answers", do="Answer what is still open.", part=case.asked.part)


def answers_readable(asked: Determine, law: Law) -> Iterator[Mistake]:
    """Answers that no question of the day takes, by place; without questions that is for the decision to say."""
    for place, part in enumerate(asked.parts if in_force(law) else ()):
        yield from (replace(one, pointer=f"/parts/{place}/answers{one.pointer}") for one in mistakes(law, part.answers))


def ruling_readable(asked: DecideReferral, law: Law) -> Iterator[Mistake]:
    wrong = mistakes(law, asked.answers) if in_force(law) else ()
    return (replace(one, pointer=f"/answers{one.pointer}") for one in wrong)


def weighed(case: Case[Need, Determine]) -> Determination:
    """What the answers come to under the law of the day."""
    if not in_force(case.law):
        raise Absent("determination-questions")
    return determine(case.law, [(part.part, part.answers) for part in case.asked.parts])


def outcome(case: Case[Need, Determine]) -> str:
    return weighed(case).outcome


def outcomes(case: Case[Need, Determine]) -> tuple[PartDetermined, ...]:
    answers = {part.part: part.answers for part in case.asked.parts}
    return tuple(_determined(one.part or "1", answers[one.part or "1"], one) for one in weighed(case).parts)


def _determined(part: str, answers: Answers, one: PartOutcome) -> PartDetermined:
    return PartDetermined(
        part=part,
        answers=answers,
        outcome=one.outcome,
        holds=one.holds,
        flags=one.flags,
        class_=Slug(one.class_) if one.class_ else None,
        decided_by=one.decided_by,
        provisional=one.provisional,
        score=one.score,
    )


def ruled(case: Case[Need, DecideReferral]) -> PartDetermined:
    """The referred part with the decider's answers laid over those that were given."""
    standing = case.state.outcomes.get(case.asked.part)
    answers = {**(standing.answers if standing else {}), **case.asked.answers}
    return _determined(case.asked.part, answers, determine(case.law, [(case.asked.part, answers)]).parts[0])
