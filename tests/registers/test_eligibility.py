"""What do the registers tell of bars, of members and of who stands behind a bid? And what do they not tell at sealing?"""

from dataclasses import replace
from datetime import date, datetime

import pytest

from operis.clerk import Entered, Refused
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.file.commands import EnterFile, ReviewFile
from operis.dockets.procurement.facts import Barred, Bars, Members
from operis.registers import models
from operis.registers.bidders import bars_of, contenders_for, members_of
from operis.registers.search import body as body_told
from operis.registers.search import procurement_of
from tests.ledger.county import FAYE, County, body_file
from tests.procedures.documents import intention, notice, plan
from tests.procedures.file.documents import bar

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"


def bo(key: str) -> Mandate:
    return Mandate(role=Role.SUPPLIER, office="bids", body=key, persons=(f"person-of-{key}",))


def firm(key: str, head: str | None = None, holders: tuple[str, ...] = ()) -> EnterFile:
    small = replace(body_file(key), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"))
    return replace(small, head=head, holders=tuple(Slug(one) for one in holders))


def tender(*firms: EnterFile, consortia: bool | None = True) -> tuple[County, dict[str, str]]:
    """A county with a tender that is open for bids, and the numbers of these firms' files, which are accepted."""
    county = County().founded()
    county.done(None, intention())
    county.done(NUMBER, plan())
    county.done(NUMBER, notice(consortia_allowed=consortia))
    files = {str(one.key): county.done(None, one, FAYE).docket for one in firms}
    for docket in files.values():
        county.done(docket, ReviewFile(result=Slug("accepted")), FAYE)
    return county, files


def bids(county: County, key: str, *joined: str) -> Entered | Refused:
    docket = county.done(None, ObtainDocuments(procurement=NUMBER), bo(key)).docket
    return county.ask(docket, SealBid(content=BidContent(price=Fen(800_000_00), small=True, members=joined)), bo(key))


def test_a_body_tells_the_places_of_its_file() -> None:
    county = County()
    for key, places in (("plain", ()), ("near", ("云泽", "临湖"))):
        county.done(None, replace(body_file(key), places=places), FAYE)
        found = body_told((key,), None)
        assert found is not None
        assert found.places == places


def test_a_bar_is_on_the_list_with_its_days_and_decision() -> None:
    county, files = tender(firm("brook"), firm("hill"))
    assert bars_of(("brook", "hill"), None) == Bars(())
    county.done(files["hill"], bar(), FAYE)
    assert bars_of(("brook", "hill"), None) == Bars((Barred("hill", "2025-17", date(2025, 10, 1), date(2026, 9, 30)),))
    assert bars_of(("brook",), None) == Bars(())


def test_a_bar_of_an_expert_keeps_nobody_from_supplying() -> None:
    county, files = tender(replace(firm("wen"), party=Slug("expert"), nature=Slug("individual"), size=None))
    county.done(files["wen"], bar(basis=Slug("reg-75"), ground=Slug("bribe"), last=None), FAYE)
    assert bars_of(("wen",), None) == Bars(())


def test_who_is_barred_is_refused_and_so_is_the_consortium_that_it_joins() -> None:
    county, files = tender(firm("brook"), firm("hill"))
    county.done(files["hill"], bar(), FAYE)
    alone, together = bids(county, "hill"), bids(county, "brook", "hill")
    assert isinstance(alone, Refused)
    assert isinstance(together, Refused)
    assert [sorted(one.refusal.rows) for one in (alone, together)] == [["GPL-22"], ["GPL-24"]]


def test_members_are_those_on_file_as_suppliers() -> None:
    tender(firm("brook", "Qian Shu", ("hill",)), body_file("school"))
    found = members_of(("brook", "school", "nobody"), None)
    assert isinstance(found, Members)
    assert [(one.key, one.head, one.holders) for one in found.suppliers] == [("brook", "Qian Shu", ("hill",))]


@pytest.mark.parametrize(("says", "allowed"), [(True, True), (None, True), (False, False)])
def test_a_notice_that_is_silent_admits_consortia(says: bool | None, allowed: bool) -> None:
    tender(consortia=says)
    found = procurement_of((NUMBER, "sunrise"), None)
    assert found is not None
    assert found.consortia_allowed is allowed


def test_behind_each_bid_stand_the_bidder_and_its_members() -> None:
    county, _ = tender(firm("sunrise", "Zhao Qiming"), firm("brook"), firm("hill", "Zhao Qiming"))
    assert isinstance(bids(county, "sunrise"), Entered)
    assert isinstance(bids(county, "brook", "hill"), Entered)
    found = [(one.lot, one.bidder, [(party.key, party.head) for party in one.parties]) for one in contenders_for((), NUMBER).found]
    assert found == [("1", "brook", [("brook", None), ("hill", "Zhao Qiming")]), ("1", "sunrise", [("sunrise", "Zhao Qiming")])]


def test_at_sealing_nobody_learns_that_a_firm_with_its_head_or_its_member_has_bid() -> None:
    """O87-28: it is weighed at examination; a warning that came only where a rival is in would tell that it is."""
    county, _ = tender(firm("sunrise", "Zhao Qiming"), firm("brook", "Zhao Qiming"), firm("hill", None, ("sunrise",)))
    first, second, third = bids(county, "sunrise"), bids(county, "brook", "sunrise"), bids(county, "hill", "sunrise")
    for outcome in (first, second, third):
        assert isinstance(outcome, Entered)
        assert [entry.notes for entry in outcome.entries] == [()]


def test_with_the_seal_nothing_is_kept_of_who_joins() -> None:
    """The members are content: an entry that named them would tell them before the opening."""
    county, _ = tender(firm("brook"), firm("hill"))
    outcome = bids(county, "brook", "hill")
    assert isinstance(outcome, Entered)
    (entry,) = outcome.entries
    assert sorted(entry.said["facts"]) == ["procurement", "supplier"]
    assert "hill" not in str(entry.said)


def test_a_party_keeps_every_name_it_bore_with_its_first_moment() -> None:
    county, files = tender(firm("brook"))
    began = county.clock
    county.done(files["brook"], replace(firm("brook"), phone="000-2026-1"), FAYE)
    county.done(files["brook"], replace(firm("brook"), name=Wording(en="River")), FAYE)
    (first, second) = models.Party.objects.get(key="brook").names
    assert (first[1:], second[1:]) == (["", "Brook"], ["", "River"])
    assert datetime.fromisoformat(first[0]) <= began < datetime.fromisoformat(second[0]) == county.clock
