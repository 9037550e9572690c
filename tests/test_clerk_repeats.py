"""What happens when the same request comes again, or its key with another?"""

from dataclasses import replace

import pytest

from operis.clerk import Entered, KeyReusedError, Refused
from operis.core.money import Fen
from operis.dockets.budget.terms import BudgetLine
from operis.registers import refusals
from operis.registers.models import Refused as KeptRefusal
from tests.ledger.county import ALICE, CHEN, DONG, FAYE, County, budget, consultation, need_recorded, small_plan
from tests.ledger.tables import kept, record, registers, rows
from tests.procedures.documents import words

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def everything() -> tuple[object, ...]:
    return record(), kept(), registers()


def test_the_same_request_gives_the_same_entries_and_nothing_new() -> None:
    county = County().founded()
    first = county.done("DC-2026-N-0001", consultation(), key="k")
    before = everything()
    again = county.done("DC-2026-N-0001", consultation(), key="k")
    assert (again.docket, again.entries, again.repeated) == (first.docket, first.entries, True)
    assert not first.repeated
    assert everything() == before


def test_the_request_that_opened_a_docket_opens_no_second() -> None:
    county = County().founded()
    first = county.done(None, need_recorded(), key="k")
    before = everything()
    again = county.done(None, need_recorded(), key="k")
    assert (again.docket, again.entries, again.repeated) == (first.docket, first.entries, True)
    assert everything() == before


def test_a_repeat_is_answered_whatever_has_happened_since() -> None:
    county = County().founded()
    first = county.done(None, small_plan(), key="k")
    county.done(first.docket, small_plan(budget=Fen(100)))
    assert county.done(None, small_plan(), key="k").entries == first.entries


@pytest.mark.parametrize("changed", ["content", "docket", "person"])
def test_a_key_that_made_an_act_may_not_come_with_another_request(changed: str) -> None:
    county = County().founded()
    other = county.done(None, need_recorded()).docket
    county.done("DC-2026-N-0001", consultation(), key="k")
    before = everything()
    asked = replace(consultation(), market_count=4) if changed == "content" else consultation()
    docket = other if changed == "docket" else "DC-2026-N-0001"
    by = replace(ALICE, persons=("amy",)) if changed == "person" else ALICE
    with pytest.raises(KeyReusedError) as told:
        county.ask(docket, asked, by, key="k")
    assert str(told.value) == "This key came with another request: it made no. 4 of DC-2026-N-0001."
    assert everything() == before


def test_a_key_that_was_refused_may_come_with_what_was_put_right() -> None:
    county = County().founded()
    assert isinstance(county.ask(None, small_plan(directory_item=None), key="k"), Refused)
    assert isinstance(county.ask(None, small_plan(), key="k"), Entered)


def test_no_key_is_kept_in_the_database() -> None:
    County().done(None, budget(), FAYE, key="a-key-that-nobody-guesses")
    assert "a-key-that-nobody-guesses" not in repr(everything())


def test_a_refusal_is_weighed_anew_when_it_is_repeated() -> None:
    county = County().founded()
    dear = small_plan(budget_line="BL-2")
    refused = county.ask(None, dear, key="k")
    assert isinstance(refused, Refused)
    line = BudgetLine(line="BL-2", item=words("More"), budget_item="2081006", amount=Fen(1_000_000_00), basis="2026-2")
    county.done("DC-2026-G-0001", replace(budget(), lines=(line,)), FAYE)
    entered = county.ask(None, dear, key="k")
    assert isinstance(entered, Entered)
    assert not entered.repeated
    assert [row[0] for row in rows("refusals")] == [refused.number]


def test_a_refusal_is_kept_with_every_ground_for_those_whom_it_concerns() -> None:
    county = County().founded()
    before = record()
    refused = county.ask(None, small_plan(directory_item=None), reviewed=False)
    assert isinstance(refused, Refused)
    kept = KeptRefusal.objects.get()
    assert (kept.number, kept.docket, kept.kind, kept.command, kept.body, kept.persons) == (
        refused.number,
        "",
        "procurement",
        "file-plan",
        "civil-affairs",
        "alice",
    )
    assert (kept.status, kept.at, kept.law_pack) == (422, county.clock, refused.law.digest)
    assert refusals.grounds(kept) == refused.refusal.grounds
    assert rows("refusals_under") == [(refused.number, "O102-14"), (refused.number, "REQ-29")]
    assert [refusals.readable(kept, who) for who in (ALICE, CHEN, DONG, None)] == [True, True, False, False]
    changed = {table: there for table, there in record().items() if there != before[table]}
    assert sorted(changed) == ["counter"]  # no trace in the record but the refusal's number
