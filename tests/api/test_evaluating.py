"""Who reads what of an evaluation and of a bid while it is not for everybody; and a panel signs as a whole."""

from dataclasses import replace
from typing import Any

import pytest

from operis import clerk, clock
from operis.accounts.models import User
from operis.clerk import Entered
from operis.core.acts import Command
from operis.core.mandates import THE_CLOCK, Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.file.commands import ReviewFile
from operis.dockets.procurement.commands import CloseBids, DeclareInterest, ExamineBids, FormPanel, OpenBids
from operis.dockets.procurement.evaluating import Member, Verdict
from tests.api.programs import Program, problem, token, told
from tests.ledger.county import FAYE, County, body_file
from tests.procedures.documents import intention, notice, plan, words
from tests.procedures.evaluating import DRAWN
from tests.statute import ALICE, CHEN, OFFICE

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
CLOSES = notice().bids_close
BIDDERS = ("sunrise", "brook", "hill")
SEATS = ("representative", "expert", "expert", "expert", "expert")
VALID = tuple(Verdict(supplier=one, result=Slug("valid")) for one in BIDDERS)


def bo(key: str) -> Mandate:
    return Mandate(role=Role.SUPPLIER, office="bids", body=key, persons=(f"person-of-{key}",))


def opened() -> tuple[County, dict[str, str]]:
    """A tender of which three bids are opened, and the dockets of the bids."""
    county = County().founded()
    county.done(None, intention())
    county.done(NUMBER, plan())
    county.done(NUMBER, notice())
    bids = {}
    for place, key in enumerate(BIDDERS):
        file = replace(body_file(key), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"), name=words(f"Firm {key}"))
        county.done(county.done(None, file, bo(key)).docket, ReviewFile(result=Slug("accepted")), FAYE)
        bids[key] = county.done(None, ObtainDocuments(procurement=NUMBER), bo(key)).docket
        county.done(bids[key], SealBid(content=BidContent(price=Fen(700_000_00 + place))), bo(key))
    for place, asked in enumerate((CloseBids(), OpenBids())):
        outcome = clerk.put(county.office, NUMBER, asked, THE_CLOCK, happened=CLOSES, entered=CLOSES, key=f"clock-{place}")
        assert isinstance(outcome, Entered)
    county.clock = CLOSES
    return county, bids


def seated(county: County) -> list[Program]:
    """Five members, each with a token; they have declared that they have no interest."""
    bodies = [OFFICE if seat == "representative" else "pool" for seat in SEATS]
    sit = [Mandate(role=Role.EXPERT, office=f"e{place}", body=body, persons=("-",)) for place, body in enumerate(bodies)]
    programs = [Program(token(one)) for one in sit]
    people = [str(User.objects.get(email=f"{one.office}@{one.body}.example").pk) for one in sit]
    seats = tuple(Member(person=one, name=f"Member {one}", seat=Slug(seat)) for one, seat in zip(people, SEATS, strict=True))
    county.done(NUMBER, FormPanel(members=seats, drawn=DRAWN, drawn_count=SEATS.count("expert")))
    for one, person in zip(sit, people, strict=True):
        county.done(NUMBER, DeclareInterest(relation=Slug("none")), replace(one, persons=(person,)))
    county.done(NUMBER, ExamineBids(check=Slug("qualification"), verdicts=VALID))
    clock.set_demo_clock(county.clock)
    return programs


def kinds(reader: Program, docket: str = NUMBER) -> list[Any]:
    """The acts from the opening on as this reader gets them: their kinds, None for what is withheld."""
    acts = told(reader.get(f"dockets/{docket}/acts?limit=100"))["acts"]
    found = [one["entry"]["act"]["kind"] if "entry" in one else None for one in acts]
    return found[found.index("bids-opened") + 1 :] if "bids-opened" in found else found


def test_a_panel_acts_as_a_whole_and_each_of_it_sends_a_token() -> None:
    county, _ = opened()
    first, *others = seated(county)
    asked: Command = ExamineBids(check=Slug("compliance"), verdicts=VALID)
    together = " ".join(one.secret or "" for one in others)
    assert first.put(NUMBER, asked, **{"Co-Signers": "x" * 43}).status_code == 401
    assert problem(first.put(NUMBER, asked))["status"] == 403
    three = first.put(NUMBER, asked, **{"Co-Signers": together.partition(" ")[0]})
    assert [ground["rule"] for ground in problem(three)["grounds"]] == ["O87-46"]
    assert first.put(NUMBER, asked, **{"Co-Signers": together}).status_code == 201


def test_until_the_result_an_evaluation_is_read_by_those_whose_work_it_is() -> None:
    county, _ = opened()
    member, *_others = seated(county)
    told_all = ["panel-formed", *["recusal-declared"] * 5, "bids-examined"]
    assert kinds(Program()) == [None] * 7
    assert kinds(Program(token(CHEN))) == [None] * 7
    assert kinds(Program(token(bo("sunrise")))) == [None] * 7
    assert kinds(Program(token(replace(ALICE, body="education")))) == [None] * 7
    assert kinds(Program(token(ALICE))) == told_all
    assert kinds(member) == told_all


def test_a_bid_is_read_by_its_supplier_and_once_opened_by_those_who_evaluate_it() -> None:
    county, bids = opened()
    member, *_others = seated(county)
    own, rival, buyer = Program(token(bo("sunrise"))), Program(token(bo("brook"))), Program(token(ALICE))
    for reader in (own, buyer, member):
        assert told(reader.get(f"dockets/{bids['sunrise']}"))["kind"] == "bid"
        assert told(reader.get(f"dockets/{bids['sunrise']}/contents"))["contents"][0]["content"]["price"] == "700000.00"
    for reader in (rival, Program(), Program(token(CHEN))):
        for more in ("", "/acts", "/contents"):
            assert reader.get(f"dockets/{bids['sunrise']}{more}").status_code == 404
    assert kinds(own, bids["sunrise"]) == ["documents-obtained", "bid-sealed"]
