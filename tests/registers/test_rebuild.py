"""Do the registers follow from the record alone? Made anew, they are what the clerk entered, row by row."""

from dataclasses import replace
from datetime import date

import pytest

from operis.clerk import rebuild
from operis.core.fields import Answers
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments, WithdrawBid
from operis.dockets.budget.terms import BudgetLine
from operis.dockets.directory.commands import AdoptDirectory
from operis.dockets.establishment.commands import EnterEstablishment
from operis.dockets.file.commands import ReviewFile
from operis.dockets.need.commands import Determine, RecordConsultation
from operis.dockets.need.terms import PartAnswers
from operis.dockets.procurement.commands import Terminate
from operis.dockets.recruitment.commands import FileRecruitmentPlan
from operis.dockets.recruitment.terms import Post
from operis.registers import models
from tests.ledger.county import EIGHTH, FAYE, MONDAY, County, body_file, budget, directory, need_recorded, small_plan
from tests.ledger.tables import erase_all, record, registers
from tests.procedures.bids import bid
from tests.procedures.documents import intention, notice, words
from tests.procedures.file.documents import bar
from tests.statute import BO, calendar

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
GAO = Mandate(role=Role.PLACES, office="establishment", body="establishment-office", persons=("gao",))
HUA = Mandate(role=Role.INSTITUTION, office="staff", body="school", persons=("hua",))
POST_ANSWERS: Answers = {
    "G01": True,
    "G02": False,
    "G03": False,
    "G04": False,
    "F01": "institution",
    "F02": "time",
    "F08": "institution",
    "P01": "institution",
    "P02": 2,
    "P03": 5,
    "P05": True,
    "P06": False,
}


FILLED = [
    "register_bar",
    "register_budget_line",
    "register_directory_item",
    "register_docket",
    "register_hand",
    "register_need_part",
    "register_note",
    "register_notice",
    "register_party",
    "register_plan_review",
    "register_reserved",
    "register_search",
    "register_seal",
    "register_standing",
    "register_unsealed",
    "register_vacancy",
    "register_year_spend",
]


def busy() -> County:
    """A county in which every kind of docket has rows, some of them changed, and some commands warned or refused."""
    county = County().founded()
    county.ask("DC-2026-N-0001", RecordConsultation(on=MONDAY, market_count=1, recipients_count=0, summary=words("One more")))
    more = BudgetLine(line="BL-2", item=words("More"), budget_item="2081006", amount=Fen(500_000_00), basis="2026-2")
    county.done("DC-2026-G-0001", replace(budget(), lines=(more,)), FAYE)
    county.done("DC-2026-G-0001", replace(budget(), lines=(replace(more, amount=Fen(600_000_00), adjusts=True),)), FAYE)
    kept = directory().items[0]
    county.done(
        "DC-2026-D-0001",
        AdoptDirectory(
            title=words("Guiding directory"),
            first=MONDAY,
            opinions_from=("education",),
            items=(kept, replace(kept, code="A0402", last=date(2026, 12, 31))),
        ),
        FAYE,
    )
    procurement = county.done(None, intention(budget=EIGHTH)).docket
    county.done(procurement, small_plan())
    county.done(procurement, small_plan(budget=Fen(200_000_00)))
    county.done(procurement, notice())
    supplier = replace(body_file("sunrise"), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"))
    firm = county.done(None, replace(supplier, head="Zhao Qiming", holders=(Slug("brook"),)), FAYE).docket
    bidding = county.done(None, ObtainDocuments(procurement=procurement), BO).docket
    for asked in (bid(), bid(790_000_00), WithdrawBid(), bid(780_000_00)):
        county.done(bidding, asked, BO)
    county.done(firm, bar(), FAYE)
    ended = county.done(None, small_plan(need=county.need(), budget=Fen(100))).docket
    county.done(ended, Terminate(ground=Slug("task-fell-away"), reason=words("The centre was closed")))
    county.done(None, intention(budget=EIGHTH))
    county.ask(None, small_plan(directory_item=None))
    school = county.done(None, replace(body_file("school"), nature=Slug("public-institution"), category=Slug("class-2")), FAYE).docket
    county.done(school, ReviewFile(result=Slug("accepted")), FAYE)
    county.done(None, EnterEstablishment(holder="school", document="2026-7", approved=20, filled=15), GAO)
    need = county.done(None, need_recorded(), HUA).docket
    county.done(need, Determine(parts=(PartAnswers(part="1", answers=POST_ANSWERS),), reasons=words("Working people are wanted")), HUA)
    county.done(
        None,
        FileRecruitmentPlan(
            need=need,
            holder="school",
            posts=(Post(post="T1", title=words("Teacher"), places=2),),
            examination=words("Written paper"),
            time=words("June"),
            method=Slug("examination"),
            channels=("website",),
        ),
        HUA,
    )
    return county


def test_every_register_has_rows_in_a_busy_county() -> None:
    busy()
    there = registers()
    assert [table for table in FILLED if not there[table]] == []


def test_made_anew_the_registers_are_what_the_clerk_entered() -> None:
    busy()
    before = registers()
    assert rebuild(calendar()) == len(before["register_docket"]) == 15
    assert registers() == before


def test_private_values_are_not_needed_to_make_the_registers() -> None:
    busy()
    before = registers()
    erase_all()
    rebuild(calendar())
    assert registers() == before


def test_after_erasure_the_county_goes_on() -> None:
    county = busy()
    erase_all()
    county.done("DC-2026-F-0001", body_file())
    county.done("DC-2026-F-0001", ReviewFile(result=Slug("accepted")), FAYE)
    county.done(None, small_plan(need=county.need(), budget=Fen(100)))


def test_what_was_in_the_registers_and_is_not_in_the_record_goes() -> None:
    busy()
    before = registers()
    models.YearSpend.objects.update(amount_fen=1)
    models.Party.objects.all().delete()
    models.Note.objects.create(docket="DC-2026-N-0001", no=0, row="GPL-1", check_name="x", severity="warning")
    rebuild(calendar())
    assert registers() == before


def test_a_rebuild_leaves_the_record_as_it_is() -> None:
    busy()
    before = record()
    rebuild(calendar())
    assert record() == before
