"""What is asked is weighed: who may, what comes first, what must hold, what is only told; then the acts, or every ground at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from operis.core.acts import Act, Command
from operis.core.case import Absent, Case, Fact, Facts, on_record
from operis.core.decider import (
    Check,
    Done,
    Make,
    Procedure,
    Refusal,
    Step,
    check,
    decide,
    examine,
    follow,
    makes,
    procedure,
)
from operis.core.dockets import DocketKind
from operis.core.fields import ask, record
from operis.core.findings import Finding, found
from operis.core.mandates import BUYER, Role
from operis.core.wording import Label
from operis.law.book import Confidence, Row
from tests.statute import ALICE, BO, MORNING, Given, book, case


@record
class Lend(Command):
    book_title: str = ask("Book", "书名")
    days: int = ask("Days", "天数", default=7)


@record
class Burn(Command):
    pass


@record
class Lent(Act):
    book_title: str = ask("Book", "书名")
    days: int = ask("Days", "天数")
    shelf: str = ask("Shelf", "书架", default="A")


@record
class Stamped(Act):
    stamp: int = ask("Stamp", "章")


@record
class Library:
    lent: tuple[Act, ...] = ()


@dataclass(frozen=True)
class Reader:
    name: str


reader = Fact("reader", Reader, key=lambda state, asked, mandate: (asked.book_title,), unlocked="No book is written in here.")


def wrong(name: str, *findings: str, what: str = "") -> Check[Any, Any]:
    """A check that finds what it is told to find, and then that something is not on record."""

    def looks(case: Case[Any, Any], row: Row) -> Iterator[Finding]:
        for one in findings:
            yield found(one, do="Do otherwise.")
        on_record(None if what else 1, what)

    looks.__name__ = name
    return check("It is as it should be.", "符合要求。")(looks)


LIBRARY = DocketKind(
    name="library",
    letter="Z",
    words=Label("Library", "图书馆"),
    start=Library,
    evolve=lambda state, act: replace(state, lent=(*state.lent, act)),
    states=(),
    state_of=lambda state: "",
)


def library(**columns: Any) -> Procedure[Library]:
    step: Step[Library, Lend] = Step(Lend, by=BUYER, under=("GPL-35",), then=(makes(Lent),), needs=(reader,))
    return procedure(
        "library",
        replace(step, **columns),
        of=LIBRARY,
        own=lambda case: case.mandate.body == ALICE.body,
        ended=None,
    )


def asking(**columns: Any) -> Given:
    return case(library(**columns)).told(reader, Reader("Ann"))


LEND = Lend(book_title="Law")


def lent(one: Done | Refusal) -> tuple[Act, ...]:
    assert isinstance(one, Done)
    return one.acts


def test_what_was_asked_is_copied_by_name_and_the_rest_is_concluded_or_by_default() -> None:
    plain = asking()().when(LEND).decided
    assert lent(plain) == (Lent(book_title="Law", days=7, shelf="A", happened=MORNING),)
    shelved = asking(then=(makes(Lent, shelf=lambda case: case.facts[reader].name, days=lambda case: case.asked.days * 2),))
    assert lent(shelved().when(LEND).decided) == (Lent(book_title="Law", days=14, shelf="Ann", happened=MORNING),)


def test_an_act_that_is_not_due_does_not_follow() -> None:
    long = makes(Stamped, when=lambda case: case.asked.days > 7, stamp=lambda case: 1)
    given = asking(then=(makes(Lent), long))()
    assert [type(act) for act in lent(given.when(LEND).decided)] == [Lent]
    assert [type(act) for act in lent(given.when(replace(LEND, days=8)).decided)] == [Lent, Stamped]


def test_the_state_is_what_the_acts_add_up_to() -> None:
    acts = lent(asking()().when(LEND).decided)
    assert follow(library(), (*acts, *acts)) == Library(lent=(*acts, *acts))
    assert follow(library(), ()) == Library()


def test_a_command_that_is_no_step_is_refused_whoever_asks_and_only_the_docket_s_own_are_told_its_steps() -> None:
    (ground,) = asking()().when(Burn()).refused_under("OURS-STEP", status=409)
    assert ground.finding.facts == {"asked": "Burn", "procedure": "library", "steps": ("",)}
    (ground,) = asking()().when(Burn(), by=BO).refused_under("OURS-STEP", status=403)
    assert (ground.check, ground.finding.facts) == ("not_yours", {"roles": ("-",)})


@pytest.mark.parametrize("who", [BO, replace(ALICE, body="education"), replace(ALICE, role=Role.FINANCE)])
def test_a_stranger_learns_one_thing_and_nothing_of_the_docket(who: Any) -> None:
    given = asking(after=(wrong("first", "Not yet.").under("GPL-06"),), settles=(wrong("all", "Never.").under("GPL-06"),))
    (ground,) = given().when(LEND, by=who).refused_under("GPL-35", status=403)
    assert (ground.check, ground.finding.facts) == ("not_yours", {"roles": ("buyer",)})


def test_a_step_whose_rows_are_silent_is_cited_all_the_same() -> None:
    (ground,) = asking().reading("GPL-35", first=None)().when(LEND, by=BO).refused_under("GPL-35", status=403)
    assert ground.row_day == date(2026, 3, 2)
    later = asking(under=("GPL-35", "GPL-06")).reading("GPL-35", first=date(2030, 1, 1))
    later().when(LEND, by=BO).refused_under("GPL-06", status=403)


def test_what_settles_the_matter_is_told_alone() -> None:
    given = asking(
        settles=(wrong("one", "No.").under("GPL-06"), wrong("two", "No.").under("GPL-20")),
        after=(wrong("order", "Not yet.").under("GPL-26"),),
        provided=(wrong("holds", "Too long.").under("GPL-27"),),
    )
    given().when(LEND).refused_under("GPL-06", "GPL-20", status=409)


def test_the_order_of_steps_refuses_with_all_else_that_is_wrong() -> None:
    given = asking(
        after=(wrong("order", "Not yet.").under("GPL-26"), wrong("fine").under("GPL-20")),
        provided=(wrong("holds", "Too long.", "Too heavy.").under("GPL-27"), wrong("advice", "Unkind.").under("OURS-OPEN")),
    )
    grounds = given().when(LEND).refused_under("GPL-26", "GPL-27", status=409)
    assert [(ground.row, ground.severity) for ground in grounds] == [
        ("GPL-26", "refused"),
        ("GPL-27", "refused"),
        ("GPL-27", "refused"),
        ("OURS-OPEN", "warning"),
    ]


def test_the_order_of_steps_is_not_the_laws_to_switch_off() -> None:
    """Nor is it weaker for standing on our own design."""
    asking(after=(wrong("order", "Not yet.").under("OURS-OPEN"),))().when(LEND).refused_under("OURS-OPEN", status=409)
    silent = asking(after=(wrong("order", "Not yet.").under("GPL-26", "GPL-06"),)).reading("GPL-26", first=None)
    silent().when(LEND).refused_under("GPL-06", status=409)
    (ground,) = silent.reading("GPL-06", last=date(2026, 3, 1))().when(LEND).refused_under("GPL-26", status=409)
    assert ground.row_day == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, True),
        ({"first": date(2026, 3, 2)}, True),
        ({"last": date(2026, 3, 2)}, True),
        ({"first": date(2026, 3, 3)}, None),
        ({"last": date(2026, 3, 1)}, None),
        ({"first": None}, None),
        ({"methods": ("open-tender",)}, True),
        ({"objects": ("goods",)}, None),
        ({"levels": ("province",)}, None),
        ({"confidence": Confidence("recalled-high", "none")}, True),
        ({"confidence": Confidence("recalled-med", "none")}, False),
        ({"data": {"effect": "warn"}}, False),
    ],
)
def test_a_row_refuses_warns_or_is_silent(changed: dict[str, Any], refused: bool | None) -> None:
    """On its first and last day it speaks; what we only remember warns; what does not apply asks for nothing."""
    given = asking(provided=(wrong("holds", "Too long.").under("GPL-20"),)).reading("GPL-20", **changed)
    outcome = given().when(LEND)
    if refused:
        outcome.refused_under("GPL-20", status=422)
    else:
        outcome.warned_under(*([] if refused is None else ["GPL-20"]))


def test_the_exception_stands_before_its_rule() -> None:
    rule = (wrong("holds", "Too long.").under("GPL-20", "GPL-26"),)
    asking(provided=rule)().when(LEND).refused_under("GPL-20")
    asking(provided=rule).reading("GPL-20", first=date(2026, 3, 3))().when(LEND).refused_under("GPL-26")


def test_what_is_told_never_refuses() -> None:
    given = asking(noted=(wrong("late", "Three days late.", what="report").under("GPL-20"),))
    grounds = given().when(LEND).warned_under("GPL-20")
    assert [(ground.severity, ground.finding.facts) for ground in grounds] == [("noted", {}), ("noted", {"what": "report"})]


def test_what_is_not_on_record_weighs_as_its_row_and_never_crashes() -> None:
    absent = wrong("holds", what="survey")
    (ground,) = asking(provided=(absent.under("GPL-20"),))().when(LEND).refused_under("GPL-20", status=422)
    assert (ground.finding.says, ground.finding.facts) == ("Not on record: {what}.", {"what": "survey"})
    asking(provided=(absent.under("OURS-OPEN"),))().when(LEND).warned_under("OURS-OPEN")
    asking(after=(absent.under("OURS-OPEN"),))().when(LEND).refused_under("OURS-OPEN", status=409)
    asking(settles=(absent.under("OURS-OPEN"),))().when(LEND).refused_under("OURS-OPEN", status=409)


def test_one_document_by_itself_leaves_what_needs_a_register_to_be_checked() -> None:
    one = asking(
        after=(wrong("order", "Not yet.").under("GPL-06"),),
        provided=(
            wrong("holds", "Too long.").under("GPL-20"),
            wrong("known", what="survey").under("GPL-26"),
            wrong("advice", what="plan").under("OURS-OPEN"),
        ),
    )
    step = library().listed[0]
    weighed = one().case(LEND)
    assert examine(step, weighed) == ()
    grounds = examine(one.procedure.listed[0], weighed)
    assert [(ground.row, ground.severity) for ground in grounds] == [
        ("GPL-20", "refused"),
        ("GPL-26", "to-be-checked"),
        ("OURS-OPEN", "to-be-checked"),
    ]


def test_a_fact_is_read_by_its_declaration_and_missed_by_its_name() -> None:
    facts = Facts({reader: Reader("Ann")})
    assert (facts[reader].name, list(facts), len(facts), reader in facts) == ("Ann", [reader], 1, True)
    nothing = Facts({reader: None})
    assert (list(nothing), len(nothing), reader in nothing, len(Facts())) == ([], 0, False, 0)
    with pytest.raises(Absent) as caught:
        nothing[reader]
    assert caught.value.what == "reader"
    assert on_record(0, "count") == 0


def test_the_day_of_a_case_is_that_of_the_zone() -> None:
    just_after_midnight = datetime(2026, 3, 1, 16, 30, tzinfo=UTC)
    assert asking().happening(just_after_midnight).case(LEND).today == date(2026, 3, 2)
    assert asking().happening(date(2026, 3, 5)).case(LEND).today == date(2026, 3, 5)


def test_a_procedure_that_would_fail_when_used_fails_when_it_is_put_together() -> None:
    with pytest.raises(TypeError, match="library:  makes  without stamp"):
        library(then=(makes(Stamped),))
    step: Step[Library, Lend] = Step(Lend, by=BUYER, under=("GPL-35",))
    with pytest.raises(TypeError, match="follows and is no step"):
        procedure("library", step, of=LIBRARY, own=lambda case: True, ended=None,
                  follows=(Burn,))  # fmt: skip
    with pytest.raises(TypeError, match="library: a command has two steps"):
        procedure("library", step, step, of=LIBRARY, own=lambda case: True, ended=None)
    assert Make(Lent).unsupplied(Burn) == ("book_title", "days")
    assert list(step.reads(LEND, asking().case(LEND).law)) == []


def test_what_has_ended_lets_pass_what_follows_alone() -> None:
    closed = wrong("closed", "It has ended.").under("GPL-06")
    step: Step[Library, Lend] = Step(Lend, by=BUYER, under=("GPL-35",), after=(wrong("own", "No.").under("GPL-20"),))
    for follows, rows in (((), {"GPL-06"}), ((Lend,), {"GPL-20"})):
        whole = procedure("library", step, of=LIBRARY, own=lambda case: True,
                          ended=closed, follows=follows)  # fmt: skip
        refused = decide(whole, Given(whole).case(LEND))
        assert isinstance(refused, Refusal)
        assert refused.rows == rows


def test_what_comes_before_every_step_is_put_there_once() -> None:
    rule = wrong("order", "Not yet.").under("GPL-06")
    step: Step[Library, Lend] = Step(Lend, by=BUYER, under=("GPL-35",), after=(wrong("own", "No.").under("GPL-20"),))
    whole = procedure(
        "library",
        step,
        of=LIBRARY,
        own=lambda case: True,
        ended=None,
        always=(rule,),
        told=(reader,),
    )
    (made,) = whole.listed
    assert [one.check.name for one in made.rules] == ["order", "own"]
    assert made.needs == (reader,)
    case_ = Given(whole).told(reader, Reader("Ann")).case(LEND)
    refused = decide(whole, case_)
    assert isinstance(refused, Refusal)
    assert refused.rows == {"GPL-06", "GPL-20"}
    assert book().rows["GPL-06"].blocks


@pytest.mark.parametrize(("en", "zh", "lacks"), [("", "符合要求。", "English"), ("It is as it should be.", " ", "Chinese")])
def test_a_check_without_words_in_one_language_is_told_at_start_up(en: str, zh: str, lacks: str) -> None:
    with pytest.raises(TypeError, match=f"the check stands has no words in {lacks}"):

        @check(en, zh)
        def stands(case: Case[Any, Any], row: Row) -> Iterator[Finding]:
            yield from ()
