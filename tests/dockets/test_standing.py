"""What the acts on budgets, directories, establishments, files, needs and recruitments add up to."""

from datetime import date
from typing import Any

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.state import Bid
from operis.dockets.bid.state import evolve as bid_evolves
from operis.dockets.budget.state import Budget
from operis.dockets.budget.state import evolve as budget_evolves
from operis.dockets.contract.state import Contract
from operis.dockets.contract.state import evolve as contract_evolves
from operis.dockets.directory.state import Directory
from operis.dockets.directory.state import evolve as directory_evolves
from operis.dockets.establishment.acts import EstablishmentEntered
from operis.dockets.establishment.facts import Vacancy
from operis.dockets.establishment.state import Establishment
from operis.dockets.establishment.state import evolve as establishment_evolves
from operis.dockets.file.acts import FileEntered, FileReviewed
from operis.dockets.file.state import Called, File
from operis.dockets.file.state import evolve as file_evolves
from operis.dockets.need.acts import ConsultationRecorded
from operis.dockets.need.state import DRIFT, Need, standing_after
from operis.dockets.need.state import evolve as need_evolves
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.state import evolve as procurement_evolves
from operis.dockets.recruitment.state import Recruitment
from operis.dockets.recruitment.state import evolve as recruitment_evolves
from operis.dockets.supervision.state import Supervision
from operis.dockets.supervision.state import evolve as supervision_evolves
from tests.procedures.budget.documents import budget, line
from tests.procedures.budget.documents import entered as budget_entered
from tests.procedures.directory.documents import adopted
from tests.procedures.documents import said
from tests.procedures.establishment.documents import places
from tests.procedures.file.documents import body
from tests.procedures.needs import consultation, determined, recorded, standing
from tests.procedures.recruitment.documents import filed
from tests.statute import OFFICE, at

DAY = at(date(2026, 1, 5))


def test_the_lines_of_a_budget_stand_by_number_and_are_replaced_one_by_one() -> None:
    first = budget_evolves(Budget(), budget_entered(line("BL-1"), line("BL-2")))
    assert (first.body, first.year, sorted(first.lines)) == (OFFICE, 2026, ["BL-1", "BL-2"])
    adjusted = line("BL-2", amount=Fen(1), adjusts=True)
    assert budget_evolves(first, budget_entered(adjusted)).lines == {"BL-1": line("BL-1"), "BL-2": adjusted}
    assert budget().lines == (line("BL-1"),)


def test_a_directory_is_replaced_whole_and_belongs_to_its_authority() -> None:
    assert Directory().body is None
    assert directory_evolves(Directory(), adopted) == Directory(adopted=adopted)
    assert directory_evolves(Directory(), adopted).body == "finance"


def test_an_establishment_is_replaced_and_its_free_places_are_what_is_left() -> None:
    entered = EstablishmentEntered(**said(places(46)), happened=DAY)
    assert establishment_evolves(Establishment(), entered) == Establishment(entered=entered)
    vacancy = Vacancy("care-home", "institution", approved=46, filled=38, reserved_outside=2, reserved_here=1)
    assert (vacancy.reserved, vacancy.free) == (3, 5)


def test_a_review_stands_until_the_next_entry() -> None:
    entered, reviewed = FileEntered(**said(body()), happened=DAY), FileReviewed(result=Slug("accepted"), happened=DAY)
    assert File().body is None
    accepted = file_evolves(file_evolves(File(), entered), reviewed)
    names = (Called(since=DAY, name=entered.name),)
    assert (accepted, accepted.body) == (File(entered=entered, reviewed=reviewed, known_as=entered, kind_as=entered, names=names), OFFICE)
    assert file_evolves(accepted, entered) == File(entered=entered, known_as=entered, kind_as=entered, names=names)


def test_a_recruitment_belongs_to_the_institution_that_filed_its_plan() -> None:
    assert Recruitment().body is None
    assert recruitment_evolves(Recruitment(), filed).body == "care-home"


def test_a_need_keeps_what_was_recorded_asked_and_determined() -> None:
    asked = ConsultationRecorded(**said(consultation()), happened=DAY)
    state = Need()
    assert state.body is None
    for act in (recorded(), asked, determined("SERVICE", "POST")):
        state = need_evolves(state, act)
    assert (state.body, state.consultations) == (OFFICE, (asked,))
    assert {part: one.outcome for part, one in state.outcomes.items()} == {"1": "SERVICE", "2": "POST"}


def test_an_outcome_that_changes_is_held_and_one_that_was_open_is_replaced() -> None:
    service, post, open_ = standing("1", "SERVICE"), standing("1", "POST"), standing("1", "REFER")
    assert standing_after(None, post) == post
    assert standing_after(open_, post) == post
    assert standing_after(service, standing("1", "SERVICE", holds=("TERM",))).holds == ("TERM",)
    held = standing_after(service, post)
    assert (held.outcome, held.holds) == ("SERVICE", (DRIFT,))
    assert standing_after(held, post).holds == (DRIFT,)


@pytest.mark.parametrize(
    ("evolves", "start"),
    [
        (need_evolves, Need()),
        (file_evolves, File()),
        (procurement_evolves, Procurement()),
        (bid_evolves, Bid()),
        (contract_evolves, Contract()),
        (supervision_evolves, Supervision()),
    ],
)
def test_an_act_of_another_kind_of_docket_is_a_mistake_of_ours(evolves: Any, start: Any) -> None:
    with pytest.raises(AssertionError, match="Expected code to be unreachable"):
        evolves(start, adopted)
