"""A walk over every procedure with whatever can be asked, told and happen: it is weighed, never crashed on, and can be kept."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from operis.core.acts import Command, commands
from operis.core.case import Case, Fact, Facts
from operis.core.decider import Done, Procedure, decide, examine
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments, PayBond, WithdrawBid
from operis.dockets.bid.facts import sealed_bytes
from operis.dockets.budget.facts import YearSpend, year_spend
from operis.dockets.establishment.facts import Vacancy, vacancy
from operis.dockets.file.terms import NATURES
from operis.dockets.need.facts import need_part
from operis.dockets.orders import PendingOrder, PendingOrders, pending_orders
from operis.dockets.procurement.commands import AnswerRepresentation, CloseBids, OpenBids
from operis.dockets.procurement.facts import Members, bars, contents, members, procurement, received, supplier
from operis.dockets.representation.commands import MakeRepresentation
from operis.dockets.standing import Standing, authority, body_year, holder, party, taking_part
from operis.law.book import Law
from operis.procedures import BY_KIND, method_of, procedure_of, procedures
from tests.core.instances import MOMENTS, example, instances, otherwise
from tests.procedures import needs
from tests.procedures.bid.sealed import HERE, KEYS, SENT
from tests.procedures.bids import BROOK, barred, bid, in_force, joined, said_by
from tests.procedures.budget.documents import budget
from tests.procedures.directory.documents import directory
from tests.procedures.documents import PRICE_ALONE, correction, intention, notice, plan, words
from tests.procedures.endings import ending
from tests.procedures.establishment.documents import JUN, places
from tests.procedures.file.documents import bar, review
from tests.procedures.file.documents import body as body_file
from tests.procedures.invitations import drawing, listing
from tests.procedures.keeping import can_be_kept, survives
from tests.procedures.platform.documents import LOSS
from tests.procedures.recruitment.documents import HUA
from tests.procedures.recruitment.documents import plan as recruitment_plan
from tests.statute import ALICE, BO, CHEN, MORNING, OFFICE, STANDARD, Given, book, calendar

PASSING: dict[str, list[Command]] = {
    "need": [
        needs.need(), needs.consultation(), needs.determine(needs.SERVICE), needs.determine(needs.WEIGHED),
        needs.determine(needs.REFERRED), needs.determine(needs.POST, again="practice"), needs.ruling(needs.SERVICE),
    ],
    "bid": [
        *[ObtainDocuments(procurement="DC-2026-S-0001")] * 3, bid(), bid(), joined("brook", "brook"), SENT, SENT, WithdrawBid(),
        PayBond(amount=Fen(8_000_00), form=Slug("transfer"), paid_on=date(2026, 3, 2)),
    ],
    "budget": [budget()],
    "directory": [directory()],
    "establishment": [places(46)],
    "file": [body_file(), review(), bar()],
    "recruitment": [recruitment_plan()],
    "platform": [LOSS],
    "representation": [MakeRepresentation(procurement="DC-2026-S-0001", question=words("Is there a kitchen?"))],
    "procurement": [
        intention(), plan(), plan(method=Slug("competitive-consultation")),
        plan(method=Slug("competitive-negotiation"), method_ground=Slug("complex-or-special"), criteria=PRICE_ALONE),
        plan(method=Slug("invited-tender"), method_ground=Slug("tender-cost-too-large")), listing(), drawing(),
        plan(method=Slug("below-threshold"), budget=Fen(1)),
        plan(method=Slug("inquiry")), plan(method=Slug("single-source")), notice(), notice(10), correction(),
        AnswerRepresentation(question="1", answer=words("There is one."), changes=True),
        CloseBids(), OpenBids(), ending(),
    ],
}  # fmt: skip
OFTEN = (date(2026, 3, 2), date(2026, 3, 20), date(2019, 12, 31), date(2020, 3, 1), date(2021, 1, 1), date(2003, 1, 1), date(1999, 1, 1))


@cache
def told(kind: str) -> st.SearchStrategy[dict[Fact[Any], Any]]:
    """What registers may say to the steps of a kind: as usual, otherwise, or nothing."""
    standing = st.sampled_from([None, Standing("DC-2026-S-0001"), Standing("DC-2026-G-0009")])
    need = st.builds(
        replace,
        st.just(STANDARD[need_part]),
        outcome=st.sampled_from(["SERVICE", "SERVICE", "POST", "REFER", None]),
        holds=st.sampled_from([(), (), ("TERM", "DRIFT")]),
        class_=st.sampled_from(["public", "own-duties", None]),
        market_count=st.integers(0, 4),
        consulted_on=st.sampled_from([None, date(2024, 2, 29), date(2026, 1, 12)]),
    )
    body = next(fact for fact in STANDARD if fact.name == "body")
    bodies = st.builds(
        replace,
        st.just(STANDARD[body]),
        nature=st.sampled_from(sorted(NATURES)),
        category=st.sampled_from([None, "class-1", "class-2"]),
        accepted=st.sampled_from([True, True, False]),
    )
    more: dict[Fact[Any], st.SearchStrategy[Any]] = {
        body: st.one_of(st.just(STANDARD[body]), bodies),
        need_part: st.one_of(st.just(STANDARD[need_part]), need),
        year_spend: st.builds(YearSpend, st.integers(0, 3_000_000_00).map(Fen), st.just(("DC-2026-S-0009",))),
        vacancy: st.builds(Vacancy, st.just("care-home"), st.sampled_from(["institution", "programme"]), *[st.integers(0, 50)] * 4),
        pending_orders: st.sampled_from([None, None, PendingOrders((PendingOrder(Slug("suspend"), "DC-2026-V-0001"),))]),
        procurement: st.builds(
            replace,
            st.just(STANDARD[procurement]),
            closes=st.sampled_from([STANDARD[procurement].closes, MORNING]),
            reserved=st.sampled_from([(), ("1",)]),
            whole=st.booleans(),
            bond=st.sampled_from([None, Fen(8_000_00)]),
            closed=st.booleans(),
            keys=st.sampled_from([None, KEYS]),
        ),
        sealed_bytes: st.sampled_from([HERE, replace(HERE, lot="2", no=4)]),
        supplier: st.builds(
            replace, st.just(STANDARD[supplier]), nature=st.sampled_from(sorted(NATURES)), size=st.sampled_from([None, "large"])
        ),
        bars: st.sampled_from([STANDARD[bars], barred(OFFICE), barred("brook")]),
        members: st.sampled_from([None, Members((BROOK,))]),
        received: st.sampled_from([in_force("sunrise", "brook", "hill"), in_force("brook")]),
        contents: st.sampled_from([said_by("sunrise", "brook", "hill"), said_by("brook")]),
        **dict.fromkeys((body_year, authority, holder, party, taking_part), standing),
    }
    whole: dict[Fact[Any], st.SearchStrategy[Any]] = {**{fact: st.just(value) for fact, value in STANDARD.items()}, **more}
    needed = {fact for one in procedures() if one.kind == kind for step in one.listed for fact in step.needs}
    otherwise = st.fixed_dictionaries({fact: st.one_of(one, one, one, one, st.none()) for fact, one in whole.items() if fact in needed})
    return st.one_of(st.just(STANDARD), otherwise)


@cache
def asked(kind: str) -> st.SearchStrategy[Command]:
    """Something that passes with some of its fields otherwise; or anything at all."""
    examples = [example(cls, full=full) for cls in commands(kind).values() for full in (True, False)]
    return st.one_of(
        st.sampled_from([*PASSING.get(kind, ()), *examples]).flatmap(otherwise),
        st.sampled_from(sorted(commands(kind).values(), key=lambda cls: cls.slug)).flatmap(instances),
    )


MANDATES = st.builds(
    Mandate,
    role=st.sampled_from([*[Role.BUYER, Role.FINANCE, Role.INSTITUTION, Role.PLACES, Role.SUPPLIER, Role.CLOCK] * 4, *Role]),
    body=st.sampled_from([OFFICE, OFFICE, OFFICE, "finance", "care-home", None]),
    for_=st.sampled_from([None, None, OFFICE]),
    persons=st.sampled_from([("alice",), ("erin",), ()]),
)
HAPPENED = st.one_of(st.sampled_from(OFTEN), st.dates(date(1995, 1, 1), date(2100, 1, 1)), MOMENTS)
PLACES = st.sampled_from([("41", "county"), ("41", "county"), ("4101", "city"), ("35", "province"), ("", "central"), ("99", ""), ("", "")])


def weighed(one: Procedure[Any], state: Any, command: Command, draw: Any) -> Case[Any, Any]:
    (place, level), happened = draw(PLACES), draw(HAPPENED)
    noticed = getattr(state, "notice", None)
    law = Law(
        book(), "cn", place, level,
        act_day=calendar().day(happened), notice_day=calendar().day(noticed.happened) if noticed else None,
    )  # fmt: skip
    return Case("DC-2026-S-0001", state, command, draw(MANDATES), happened, law, calendar(), Facts(draw(told(one.kind))), method_of(one))


@pytest.mark.parametrize("kind", sorted(BY_KIND))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
@given(data=st.data())
def test_whatever_is_asked_is_weighed_and_can_be_kept(kind: str, data: st.DataObject) -> None:
    state = BY_KIND[kind].start()
    for _ in range(5 if kind in ("need", "procurement") else 2):
        command = data.draw(asked(kind))
        one = procedure_of(kind, state, command)
        case = weighed(one, state, command, data.draw)
        decided = decide(one, case)
        if step := one.steps.get(type(command)):
            for ground in examine(step, case):
                can_be_kept(ground)
            for mistake in step.reads(command, case.law):
                assert mistake.says.format(**mistake.facts)
        if isinstance(decided, Done):
            for note in decided.notes:
                can_be_kept(note)
                assert not note.blocks
            for act in decided.acts:
                survives(act)
                state = one.evolve(state, act)
        else:
            for ground in decided.grounds:
                can_be_kept(ground)
            assert decided.rows
            assert decided.status in (403, 409, 422)


def test_what_passes_does_pass() -> None:
    """Else the walk would never come far."""
    done = 0
    for kind, passing in PASSING.items():
        for command in passing:
            state = BY_KIND[kind].start()
            one = procedure_of(kind, state, command)
            for who in (ALICE, BO, CHEN, JUN, HUA):
                facts = {**STANDARD, need_part: replace(STANDARD[need_part], outcome="POST")} if kind == "recruitment" else STANDARD
                done += isinstance(Given(one, facts=dict(facts)).when(command, by=who).decided, Done)
    assert done >= 8
