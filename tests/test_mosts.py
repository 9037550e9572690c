"""What is answered to a request that is far too large? Few mistakes, few grounds, and little is kept; for every command there is."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from operis.clerk import Entered, Refused, RefusedTooOftenError
from operis.core.acts import Command, commands
from operis.core.case import Case, Facts
from operis.core.codec import canonical
from operis.core.decider import Refusal, decide
from operis.core.fields import read, walk
from operis.core.findings import FACT_MAX, GROUNDS_MAX, REFUSED, WARNING, Finding, Ground, few
from operis.core.kinds import AnswersKind, Kind, ManyKind, OptionalKind, RecordKind, WordingKind
from operis.core.mandates import Mandate, Role
from operis.core.scores import ScoresKind
from operis.core.wording import Slug, Wording
from operis.dockets.need.commands import RecordNeed
from operis.law.book import Law
from operis.procedures import BY_KIND, procedures
from operis.registers import models
from operis.strict_yaml import MISTAKES_MAX, NODES_MAX, Malformed, Node, Scalar, Sequence, parse
from operis.strict_yaml import Mapping as Table
from tests.core.instances import ZONE, example
from tests.ledger.county import County, need_recorded, small_plan
from tests.statute import ALICE, DONG, MORNING, OFFICE, book, calendar

COMMANDS = [cls for kind in BY_KIND for cls in commands(kind).values()]
STEPS = [(one, step) for one in procedures() for step in one.listed]
MANY, LONG, BYTES = 50_000, 1_000_000, 100_000


def hostile(kind: Kind) -> Node:
    """A value of which each list has 50,000 entries and each text a million signs."""
    match kind:
        case OptionalKind(of=of):
            return hostile(of)
        case ManyKind(of=of):
            return Sequence((hostile(of),) * MANY, 1)
        case RecordKind(record=record):
            return Table({name: hostile(one.kind) for name, one in walk(record).items()}, {}, 1)
        case WordingKind():
            return Table({spoken: Scalar("长" * LONG, False, 1) for spoken in ("zh", "en")}, {}, 1)
        case AnswersKind() | ScoresKind():
            return Table({f"{number}": Scalar("1", False, 1) for number in range(MANY)}, {}, 1)
    return Scalar("9" * LONG, False, 1)


@pytest.mark.parametrize("asked", COMMANDS, ids=lambda cls: str(cls.slug))
@pytest.mark.parametrize("strange", [False, True], ids=["its fields", "and as many others"])
def test_every_command_that_is_far_too_large_gets_few_mistakes(asked: type[Command], strange: bool) -> None:
    node = hostile(RecordKind(asked, walk))
    assert isinstance(node, Table)
    more = {f"{number}" + "x" * 2_000: Scalar("", False, 1) for number in range(MANY // 10 if strange else 0)}
    with pytest.raises(Malformed) as told:
        read(asked, Table({**more, **node.pairs}, {}, 1), zone=ZONE)
    assert 0 < len(told.value.mistakes) <= MISTAKES_MAX + 1
    assert len(str(told.value).encode()) < BYTES


def largest(value: Any, kind: Kind) -> Any:
    """An example with as many entries in each of its own lists as are read."""
    many = kind.of if isinstance(kind, OptionalKind) else kind
    return (value[0],) * many.most if isinstance(many, ManyKind) and value else value


@pytest.mark.parametrize(("procedure", "step"), STEPS, ids=[f"{one.name} {step.asked.slug}" for one, step in STEPS])
def test_every_step_that_is_refused_keeps_little(procedure: Any, step: Any) -> None:
    asked: Any = example(step.asked, full=True)
    asked = replace(asked, **{one.attribute: largest(getattr(asked, one.attribute), one.kind) for one in walk(step.asked).values()})
    mandate = Mandate(role=sorted(step.by)[0], office="purchasing", body=OFFICE, persons=("alice",))
    law = Law(book(), "cn", "41", "county", act_day=MORNING.date())
    outcome = decide(procedure, Case(None, procedure.start(), asked, mandate, MORNING, law, calendar(), Facts(), entered=MORNING))
    if isinstance(outcome, Refusal):
        told = outcome.told()
        assert len(told.grounds) <= GROUNDS_MAX
        assert told.more == len(outcome.grounds) - len(told.grounds)
        assert len(canonical([ground.plain() for ground in told.grounds])) < BYTES
        assert any(ground.blocks for ground in told.grounds)


def ground(number: int, row: str = "GPL-35", severity: str = REFUSED, quotes: Mapping[str, Any] | None = None) -> Ground:
    facts = {"number": number, **(quotes or {})}
    return Ground("too_short", row, MORNING.date(), severity, Finding("No. {number}.", "Do otherwise.", None, facts))


def test_fifty_grounds_are_told_and_of_more_one_of_each_rule_comes_first() -> None:
    fifty = tuple(map(ground, range(50)))
    assert few(fifty) == (fifty, 0)
    warned, last = ground(50, "REQ-10", WARNING), ground(51, "GPL-22")
    told, more = few([*fifty, warned, last])
    assert (told, more) == ((*fifty[:49], last), 2)


def test_what_a_ground_quotes_is_cut_and_all_that_is_kept_is_under_a_hundred_kilobytes() -> None:
    quotes = {"text": "长" * LONG, "words": Wording(zh="长" * LONG), "slug": Slug("x" * LONG), "slugs": ("x" * LONG,) * MANY}
    told, more = few([ground(number, quotes=quotes) for number in range(60)])
    assert len(canonical([one.plain() for one in told])) < BYTES
    assert (len(told) + more, more > 10, len(told) > 5) == (60, True, True)
    assert told[0].finding.facts["text"] == "长" * FACT_MAX + "…"
    short = ground(1, quotes={"text": "长" * FACT_MAX})
    assert few([short]) == ((short,), 0)


def test_a_body_of_more_names_and_values_than_are_read_is_one_mistake() -> None:
    assert isinstance(parse("[" + "1," * (NODES_MAX - 2) + "1]"), Sequence)
    with pytest.raises(Malformed) as told:
        parse("[" + "1," * NODES_MAX + "1]")
    (mistake,) = told.value.mistakes
    says = f"Up to here there are {NODES_MAX:,} names and values, which is the most; divide what you send."
    assert f"{mistake}" == f"line 1: /{NODES_MAX - 1}: {says}"


def test_of_fifty_one_mistakes_fifty_are_told_and_that_there_is_one_more() -> None:
    with pytest.raises(Malformed) as told:
        parse("".join(f"a{number}: 1\na{number}: 2\n" for number in range(51)))
    *fifty, more = told.value.mistakes
    assert (len(fifty), f"{more}") == (50, "There are 1 more mistakes; mend these first.")
    assert Malformed([*told.value.mistakes, *fifty[:2]]).mistakes[-1].facts == {"count": "3"}


@pytest.mark.django_db
@pytest.mark.both_databases
class TestTheClerk:
    def test_one_refused_command_of_many_parts_keeps_little(self) -> None:
        county, need = County(), need_recorded()
        parts = tuple(replace(need.parts[0], part=f"{number}", result=None, served=None) for number in range(1_000))
        refused = county.ask(None, RecordNeed(title=need.title, parts=parts))
        assert isinstance(refused, Refused)
        kept = models.Refused.objects.get()
        assert (len(refused.refusal.grounds), kept.more) == (GROUNDS_MAX, refused.refusal.more)
        assert refused.refusal.more > 900
        assert len(kept.grounds.encode()) < BYTES

    def test_the_same_request_that_is_refused_again_has_the_same_number_while_its_docket_has_not_moved(self) -> None:
        county = County().founded()
        numbers = {_refused(county, key="k").number for _ in range(3)}
        assert (len(numbers), models.Refused.objects.count()) == (1, 1)
        assert _refused(county, key="another").number not in numbers

    def test_a_refusal_from_before_repeats_were_known_is_read_as_ever(self) -> None:
        county = County().founded()
        old = _refused(county, key="k")
        models.Refused.objects.update(request="")
        assert _refused(county, key="k").number != old.number

    def test_refusals_of_one_mandate_have_a_budget_an_hour_and_acts_have_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settings, "OPERIS_REFUSALS_AN_HOUR", 3)
        county = County().founded()
        first = _refused(county).number
        opened = models.Refused.objects.get(number=first).at + timedelta(hours=1)
        _refused(county)
        third = _refused(county, key="third").number
        with pytest.raises(RefusedTooOftenError) as told:
            _refused(county)
        assert (told.value.until, models.Refused.objects.count()) == (opened, 3)
        assert _refused(county, key="third").number == third
        assert isinstance(county.ask(None, need_recorded()), Entered)
        assert isinstance(county.ask(None, small_plan(), replace(DONG, persons=("dora",)), reviewed=False), Refused)
        county.clock = opened - timedelta(seconds=2)
        with pytest.raises(RefusedTooOftenError):
            _refused(county)
        county.clock = opened - timedelta(seconds=1)
        assert isinstance(_refused(county), Refused)

    def test_the_clock_has_no_budget(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settings, "OPERIS_REFUSALS_AN_HOUR", 0)
        clocks = Mandate(role=Role.CLOCK)
        assert isinstance(County().founded().ask(None, need_recorded(), clocks), Refused)


def _refused(county: County, **more: Any) -> Refused:
    said = county.ask(None, small_plan(directory_item=None), ALICE, reviewed=False, **more)
    assert isinstance(said, Refused)
    return said


def test_every_list_and_text_has_its_most_in_the_description_of_the_api() -> None:
    from operis.core.fields import schema

    def unbounded(one: Any) -> list[Any]:
        if isinstance(one, list):
            return [found for inner in one for found in unbounded(inner)]
        if not isinstance(one, dict):
            return []
        lists = one.get("type") == "array" and "maxItems" not in one
        texts = one.get("type") == "string" and "maxLength" not in one and not {"enum", "format", "pattern"} & one.keys()
        return [*([one] if lists or texts else []), *(found for inner in one.values() for found in unbounded(inner))]

    for asked in COMMANDS:
        assert json.dumps(unbounded(schema(asked))) == "[]"
