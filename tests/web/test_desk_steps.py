"""What is told of a step before anything of it is written, and what of a form that cannot be sent as it is?"""

import pytest

from operis.core.wording import Slug
from operis.dockets.procurement.terms import Condition
from tests.ledger.county import FAYE, County, need_recorded
from tests.procedures.documents import notice, plan, words
from tests.statute import ALICE, DONG
from tests.web.desk import KEY, NUMBER, confirm, typed
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db


def test_a_step_that_was_taken_says_so_and_what_cannot_be_sent_yet_is_written_behind_a_fold(county: County) -> None:
    county.done(NUMBER, plan())
    county.done(NUMBER, notice())
    again = signed_in(ALICE).get(f"/en/desk/{NUMBER}/publish-notice/").content.decode()
    assert "Not possible any more: Publish the notice" in again
    early = signed_in(ALICE).get(f"/en/desk/{NUMBER}/form-panel/").content.decode()
    assert "Not yet possible: Form the panel" in early
    for html in (again, early):
        assert html.index("<summary>Write it now all the same") < html.index('<form class="asks"')


def test_what_the_law_asks_of_a_notice_is_not_called_optional(county: County) -> None:
    county.done(NUMBER, plan())
    told = text(signed_in(ALICE).get(f"/en/desk/{NUMBER}/publish-notice/"))
    for asked in ("Project name", "What is bought", "Contact person and telephone"):
        assert f" {asked} (optional)" not in told, asked
    assert " Bid security (optional)" in told


def test_a_group_that_is_missing_names_the_inputs_that_have_to_be_filled(county: County) -> None:
    sent = signed_in(FAYE).post("/en/desk/new/budget/enter-budget/", {"desk-do": "check", "lines-rows": "1", "body": "civil-affairs"})
    summary = text(sent).split("There is a problem")[1].split("Enter a budget")[0]
    for missing in ("Line", "Item", "Budget item", "Amount", "Basis document"):
        assert f"Lines, no. 1: “{missing}” is missing." in summary, missing
    assert "“Lines” is missing" not in summary


def test_what_must_come_first_is_409_and_told_before_anything_is_written(county: County) -> None:
    client, path = signed_in(ALICE), "/en/desk/DC-2026-N-0001/record-need/"
    before = client.get(path)
    assert (before.status_code, "Not possible any more: Record a need" in text(before)) == (200, True)
    answer = confirm(client, path, need_recorded())
    assert (answer.status_code, "The need has been determined." in text(answer)) == (409, True)


def test_another_bodys_step_is_403_before_and_after(county: County) -> None:
    client, path = signed_in(DONG), f"/en/desk/{NUMBER}/file-plan/"
    before, after = client.get(path), confirm(client, path, plan())
    assert (before.status_code, after.status_code) == (403, 403)
    assert "Of another body: File the implementation plan" in text(before)
    assert "This belongs to another body or supplier than the one you act for." in text(before)
    assert 'name="budget"' not in before.content.decode()


@pytest.mark.parametrize(("length", "warned"), [(500, False), (501, True)])
def test_requirements_that_few_will_read_are_said_to_be_long(county: County, length: int, warned: bool) -> None:
    asks = Condition(about=Slug("qualification"), text=words("x" * (length - len("(1) "))), serves=1)
    county.done(NUMBER, plan(conditions=(asks,)))
    sent = {**typed(notice()), "keep": "yes", "desk-key": KEY}
    assert ("few suppliers read them all" in text(signed_in(ALICE).post(f"/en/desk/{NUMBER}/publish-notice/", sent))) is warned


def test_what_hangs_on_what_is_written_stands_apart_from_what_may_be_done_now(county: County) -> None:
    county.done(NUMBER, plan())
    html = signed_in(ALICE).get(f"/en/desk/{NUMBER}/").content.decode()
    now, perhaps = html.split("Not yet, and why")[0].split("Possible, depending on what you enter")
    assert ("publish-notice" in now, "/file-plan/" in now, "/file-plan/" in perhaps) == (True, False, True)
    assert "reopen-evaluation" not in now + perhaps  # whatever it says: nothing has been reported
