"""How does the finance department ask about a plan at the desk, and who reads what of it before it is decided?"""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from operis import clock
from operis.clerk import Refused, rebuild
from operis.core.wording import Slug
from operis.registers import models
from tests.api.programs import Program, token
from tests.ledger.county import County
from tests.ledger.tables import registers
from tests.procedures.documents import intention, notice, plan
from tests.procedures.supervision.documents import answering, deciding, opening
from tests.statute import ALICE, BO, CHEN, DONG, at, calendar
from tests.web.desk import confirm
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
NUMBER, INSPECTION = "DC-2026-S-0001", "DC-2026-V-0001"
ASKED, ANSWERED = "Why is the second half of the year in a plan of its own?", "The money came in two parts."


@pytest.fixture
def county(founded: County) -> County:
    founded.done(None, intention())
    founded.done(NUMBER, plan())
    clock.set_demo_clock(at(date(2026, 3, 2), "10:00"))
    return founded


def asked(county: County) -> County:
    assert county.done(None, opening(), CHEN).docket == INSPECTION
    return county


def ordered(county: County) -> County:
    asked(county).done(INSPECTION, answering())
    county.done(INSPECTION, deciding(), CHEN)
    return county


def test_the_plan_leads_to_the_question_with_its_number_filled_in(county: County) -> None:
    client = signed_in(CHEN)
    assert f'href="/en/desk/{NUMBER}/"' in client.get("/en/oversight/inbox/").content.decode()
    page = unescape(client.get(f"/en/desk/{NUMBER}/").content.decode())
    there = f"/en/desk/new/supervision/open-inspection/?procurement={NUMBER}"
    assert f'<a href="{there}">Inspect a plan</a>' in page
    assert f'value="{NUMBER}"' in client.get(there).content.decode()
    assert "Inspect a plan" not in text(signed_in(ALICE, email="alice@office.example").get(f"/en/desk/{NUMBER}/"))


def test_from_the_question_to_the_order_and_the_corrected_plan(county: County) -> None:
    chen, alice = signed_in(CHEN), signed_in(ALICE, email="alice@office.example")
    assert confirm(chen, "/en/desk/new/supervision/open-inspection/", opening(), "a" * 43).status_code == 200
    desk = text(alice.get("/en/desk/"))
    assert "Answer the finance department" in desk
    assert ASKED in text(alice.get(f"/en/desk/{INSPECTION}/answer-inspection/"))
    assert confirm(alice, f"/en/desk/{INSPECTION}/answer-inspection/", answering(), "b" * 43).status_code == 200
    page = text(chen.get(f"/en/desk/{INSPECTION}/decide-supervision/"))
    assert (ASKED in page, ANSWERED in page) == (True, True)
    assert confirm(chen, f"/en/desk/{INSPECTION}/decide-supervision/", deciding(), "c" * 43).status_code == 200
    assert "File the implementation plan: Day care" in text(alice.get("/en/desk/")).partition("Due")[2]
    refused = confirm(alice, f"/en/desk/{NUMBER}/publish-notice/", notice(), "d" * 43)
    assert refused.status_code == 409
    assert f"{INSPECTION} has ordered something here that has not been done yet" in text(refused)
    county.clock = at(date(2026, 3, 2), "11:00")  # what is entered for a time before the order carries nothing out
    county.done(NUMBER, plan())
    assert list(models.pending_orders()) == []
    county.done(NUMBER, notice())


def test_the_order_stands_until_a_newer_plan_is_filed(county: County) -> None:
    ordered(county)
    told = county.ask(NUMBER, notice())
    assert isinstance(told, Refused)
    assert told.refusal.rows == {"OURS-ORDER"}
    [order] = models.pending_orders()
    assert (order.target, order.effect, order.origin, order.until) == (NUMBER, "file-plan", INSPECTION, date(2026, 3, 20))


READERS: dict[str, tuple[Any, bool]] = {
    "anyone": (None, False), "a supplier": (BO, False), "another body": (DONG, False), "the body": (ALICE, True), "finance": (CHEN, True),
}  # fmt: skip


@pytest.mark.parametrize("who", READERS)
def test_until_it_is_decided_the_two_sides_alone_read_it(county: County, who: str) -> None:
    asked(county).done(INSPECTION, answering())
    while clock.sequence_once():
        pass
    mandate, reads = READERS[who]
    program = Program(token(mandate) if mandate else None)
    told = [str(program.get(f"{path}").content.decode()) for path in (f"dockets/{INSPECTION}", f"dockets/{INSPECTION}/acts")]
    if mandate:
        told.append(text(signed_in(mandate).get(f"/en/desk/{INSPECTION}/")))
    public = [text(Client().get(f"/en/processes/{INSPECTION}/")), b"".join(Client().get(f"/processes/{INSPECTION}/record.jsonl")).decode()]
    assert [(ASKED in one, ANSWERED in one) for one in public] == [(False, False)] * 2
    assert "Everyone reads it once the inspection is decided." in public[0]
    whole = " ".join(told)
    assert (ASKED in whole, ANSWERED in whole) == (reads, reads)


def test_with_the_decision_everyone_reads_it(county: County) -> None:
    ordered(county)
    page = text(Client().get(f"/en/processes/{INSPECTION}/"))
    for words in (ASKED, ANSWERED, "Both halves are one service of one year.", "To be corrected"):
        assert words in page
    assert INSPECTION in text(Client().get(f"/en/processes/{NUMBER}/"))


def test_a_rebuild_leaves_the_order_as_it_was(county: County) -> None:
    ordered(county)
    before = registers()
    assert len(before["register_order"]) == 1
    assert models.still_owed().filter(source=INSPECTION, docket=NUMBER, command="file-plan").count() == 1
    rebuild(calendar())
    assert registers() == before


def test_what_is_in_order_stops_nothing(county: County) -> None:
    asked(county).done(INSPECTION, answering())
    county.done(INSPECTION, deciding(result=Slug("in-order"), grounds=(), correct_by=None), CHEN)
    assert list(models.pending_orders()) == []
    county.done(NUMBER, notice())
