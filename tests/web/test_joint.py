"""How does a panel sign? One member drafts, each signs from the own desk, the last signature enters; and what is bent on the way?"""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.documents.lawbook import calendar
from operis.drafts.joint import JointPaper
from operis.ledger import read
from operis.mail.models import Letter
from operis.mail.queue import words_of
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, buyer, until
from tests.web.panel import E1, E2, E3, E4, EXAMINE, REP, REPORT, drafted, hidden, seats, signed
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
PASSES = {f"verdicts-{place}-result": "valid" for place in range(3)}
NO_PLAN = {
    **PASSES, "verdicts-2-result": "invalid", "verdicts-2-ground": "unacceptable-conditions", "verdicts-2-reason-en": "It asks for more.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


@pytest.fixture
def panel() -> dict[str, Client]:
    until("open-bids", "examine-bids")
    clock.set_demo_clock(datetime(2026, 3, 23, 10, 20, tzinfo=calendar().zone))
    return seats(PROCUREMENT)


def acts() -> list[str]:
    return [one.act.kind for one in read.entries(PROCUREMENT)]


def test_each_signs_from_the_own_desk_and_the_last_signature_enters(panel: dict[str, Client]) -> None:
    before = len(acts())
    page = drafted(panel[E1], **PASSES)
    for name in (REP, E2, E3):
        desk = panel[name].get("/en/desk/")
        assert "Read and sign: Examine the bids: compliance: Day care for 60 older people in three villages" in text(desk)
        assert page in desk.content.decode()
        assert signed(panel[name], page).status_code == 302
        assert "Read and sign" not in text(panel[name].get("/en/desk/"))
    assert len(acts()) == before
    assert "Read and sign" not in text(panel[E1].get("/en/desk/"))
    assert "Fourth expert expert not signed yet" in text(panel[E1].get(page))
    assert signed(panel[E4], page).status_code == 200
    entry = read.entries(PROCUREMENT)[-1]
    assert (entry.act.kind, entry.mandate.role, len(entry.mandate.persons)) == ("bids-examined", Role.PANEL, 5)
    act: Any = entry.act
    assert [one.result for one in act.verdicts] == ["valid"] * 3
    assert not JointPaper.objects.exists()


def test_each_other_member_is_written_to_without_the_name_of_the_purchase(panel: dict[str, Client]) -> None:
    Letter.objects.all().delete()
    page = drafted(panel[E1], **PASSES)
    letters = {one.to: words_of(one) for one in Letter.objects.all()}
    assert len(letters) == 4
    (said,) = set(letters.values())
    assert all(one in said[1] for one in (page, page.replace("/en/", "/zh-hans/"), "等待您签署"))
    assert not [one for one in said if "Day care" in one]


def test_what_changes_after_a_signature_loses_it_and_says_whose(panel: dict[str, Client]) -> None:
    page = drafted(panel[E1], **PASSES)
    signed(panel[E2], page)
    stale = hidden(panel[E3].get(page))
    again = drafted(panel[REP], f"{EXAMINE}?joint={JointPaper.objects.get().pk}", **NO_PLAN)
    assert "It was changed after First expert, Second expert had signed" in text(panel[E2].get(again))
    late = panel[E3].post(again, {**stale, "desk-do": "sign"})
    assert (late.status_code, "Nothing was signed: read it as it is now." in text(late)) == (409, True)
    gone = panel[E3].get(page, follow=True)
    assert "This paper was entered, changed or taken away meanwhile." in text(gone)
    assert {one.person for one in JointPaper.objects.get().signed.all()} == {JointPaper.objects.get().drafter}


def test_a_signature_can_be_taken_back_and_a_draft_by_its_drafter_alone(panel: dict[str, Client]) -> None:
    page = drafted(panel[E1], **PASSES)
    signed(panel[E2], page)
    panel[E2].post(page, {"desk-do": "back"})
    assert "Read and sign" in text(panel[E2].get("/en/desk/"))
    panel[E2].post(page, {"desk-do": "away"})
    assert JointPaper.objects.count() == 1
    panel[E1].post(page, {"desk-do": "away"})
    assert not JointPaper.objects.exists()


def test_who_does_not_sit_on_the_panel_finds_nothing(panel: dict[str, Client]) -> None:
    page = drafted(panel[E1], **PASSES)
    stranger = signed_in(Mandate(role=Role.EXPERT, office="pool", body="finance", persons=("gao",)), email="gao@office.example")
    officer = signed_in(buyer())
    for client in (stranger, officer):
        assert client.get(page).status_code == 404
        assert client.post(page, {"desk-do": "sign"}).status_code == 404
    assert "Read and sign" not in text(stranger.get("/en/desk/"))
    assert Client().get(page).status_code == 302


def test_a_report_is_signed_with_a_reservation_that_stands_in_its_signers_name() -> None:
    until("give-scores", "give-scores", "give-scores", "give-scores", "give-scores")
    clock.set_demo_clock(datetime(2026, 3, 23, 11, 30, tzinfo=calendar().zone))
    panel = seats(PROCUREMENT)
    form = text(panel[E1].get(REPORT))
    assert "Ranks from the record" in form
    page = drafted(panel[E1], REPORT)
    shown = text(panel[E3].get(page))
    assert "Sunrise 1 CNY 780,000.00" in shown
    assert "say why" in shown
    assert signed(panel[E3], page, reservation="The second plan was read too quickly.").status_code == 302
    assert "with a reservation: The second plan was read too quickly." in text(panel[REP].get(page))
    assert signed(panel[E2], page, reservation="x" * 5001).status_code == 422
    for name in (REP, E2):
        signed(panel[name], page)
    assert signed(panel[E4], page).status_code == 200
    act: Any = read.entries(PROCUREMENT)[-1].act
    assert (act.kind, [one.reason.en for one in act.dissents]) == ("evaluation-reported", ["The second plan was read too quickly."])
    assert act.dissents[0].person in read.entries(PROCUREMENT)[-1].mandate.persons


def test_before_every_sheet_is_in_no_total_is_told() -> None:
    until("give-scores", "give-scores")
    clock.set_demo_clock(datetime(2026, 3, 23, 11, 30, tzinfo=calendar().zone))
    panel = seats(PROCUREMENT)
    page = text(panel[E1].get(REPORT))
    assert "Second expert has not scored every bid of lot 1." in page
    assert "Ranks from the record" not in page


def test_what_the_record_knows_is_not_asked_and_what_it_refuses_is_told_before_anybody_signs(panel: dict[str, Client]) -> None:
    begun = hidden(panel[E1].get(EXAMINE))
    assert [begun[f"verdicts-{place}-supplier"] for place in range(3)] == ["s1", "s2", "s3"]
    wrong = panel[E1].post(EXAMINE, {**begun, **PASSES, "verdicts-1-result": "invalid", "desk-do": "check"})
    assert "is held invalid without a ground and a reason" in text(wrong)
    assert "Sign it, and put it before the panel" not in text(wrong)
    sent = panel[E1].post(EXAMINE, {**begun, **PASSES, "verdicts-1-result": "invalid", "desk-do": "confirm"})
    assert not JointPaper.objects.exists(), text(sent)


def test_who_stays_silent_is_held_to_agree_the_working_day_after_the_next_and_no_sooner() -> None:
    until("give-scores", "give-scores", "give-scores", "give-scores", "give-scores")
    clock.set_demo_clock(datetime(2026, 3, 23, 11, 30, tzinfo=calendar().zone))
    panel = seats(PROCUREMENT)
    page = drafted(panel[E1], REPORT)
    signed(panel[E2], page)

    def closes() -> bool:
        return "Enter it without them" in text(panel[E1].get(page))

    signed(panel[E3], page)
    clock.set_demo_clock(datetime(2026, 3, 24, 23, 59, tzinfo=calendar().zone))
    assert not closes()
    assert panel[E1].post(page, {"desk-do": "close"}).status_code == 409
    clock.set_demo_clock(datetime(2026, 3, 25, 0, 0, tzinfo=calendar().zone))
    assert closes()
    before = len(acts())
    assert panel[E1].post(page, {"desk-do": "close"}).status_code == 200
    entry = read.entries(PROCUREMENT)[-1]
    act: Any = entry.act
    assert (len(acts()) - before, len(entry.mandate.persons), len(act.silent)) == (1, 3, 2)
    assert not {one.person for one in act.silent} & {*entry.mandate.persons}
