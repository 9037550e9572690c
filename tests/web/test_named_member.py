"""Does whoever is named as a member of a consortium learn of it once the bid is opened, and nobody before, nor a rival?"""

from typing import Any

import pytest
from django.utils.translation import override

from operis import letters
from operis.core.mandates import Mandate, Role
from operis.ledger import read
from operis.ledger.read import Stored
from operis.registers import models
from operis.web.desk.due import came_in
from operis.web.desk.named_member import named_in
from operis.web.public.processes import read_out
from operis.web.reading.dockets import shown_or_404
from tests.cases.files import CASES, running
from tests.cases.halfway import PROCUREMENT
from tests.statute import MORNING

pytestmark = pytest.mark.django_db
JOINED = CASES / "constructed" / "barred-and-joined.yaml"


def of(body: str) -> Mandate:
    return Mandate(role=Role.SUPPLIER, office="bids", body=body, persons=(f"person-of-{body}",))


def lines(body: str) -> list[str]:
    with override("en"):
        return [one.words for one in came_in(of(body), MORNING)[0]]


def opened() -> Stored:
    return read.of_kinds([PROCUREMENT], ("bids-opened",))[-1]


def test_a_member_learns_it_with_the_opening_and_not_before() -> None:
    steps = running(JOINED).run()
    while next(steps).step.docket != "$b4" or models.Seal.objects.filter(supplier="meadow").count() == 0:
        pass  # a bid names it by now, and is sealed
    assert (lines("meadow"), models.NamedMember.objects.count()) == ([], 0)
    next(one for one in steps if one.step.do == "open-bids")  # with the closing
    assert lines("meadow") == ["A bid names you as a member: object if that is not so"]
    assert [lines(one) for one in ("sunrise", "brook", "hill")] == [[], [], []]
    docket = shown_or_404(PROCUREMENT)
    with override("en"):
        [named] = named_in(docket, of("meadow"))
        assert (named.words, named.row.id) == ("The bid of Sunrise for lot 1 names you as a member of its consortium.", "GPL-24")
        assert [*named_in(docket, of("sunrise")), *named_in(docket, of("brook"))] == []
        act: Any = opened().act
        assert {one["supplier"]: one["members"] for one in read_out(act)}["Sunrise"] == "Meadow"


def test_the_letters_of_an_opening_go_to_those_who_bid_and_to_the_members_and_say_no_price() -> None:
    for _ran in running(JOINED).run():
        pass
    entry = opened()
    (left, _), (bidders, was_opened), (members, named), (holders, _done) = letters.OF["bids-opened"]
    told = [set(to(entry)) for to in (left, bidders, members, holders)]
    assert told == [set(), {"sunrise", "brook", "hill", "meadow"}, {"meadow"}, set()]
    subject, text = named(entry, "meadow")
    assert f"{PROCUREMENT}: a bid names you as a member" in subject
    assert f"/en/desk/{PROCUREMENT}/" in text
    assert not any(one in text for one in ("Sunrise", "sunrise", "800,000", "800000"))
    own = was_opened(entry, "brook")[1]
    assert f"/en/processes/{PROCUREMENT}/" in own
    assert [one for one in ("Sunrise", "790", "could not be read") if one in own] == []
