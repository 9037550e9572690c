"""What does the form of a sealed bid offer, and the preview of its notice say, before anything is sealed?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from operis import clock
from operis.registers import models
from operis.sealing.page import digest
from operis.web.reading.dockets import shown_or_404
from operis.web.reading.sealed_bids import sealed_bids
from tests.web.bidding import bidder
from tests.web.held import form_of

pytestmark = pytest.mark.django_db


def test_before_a_notice_is_out_it_is_shown_how_its_bids_will_be_sealed(notice: str, bid: str) -> None:
    docket = shown_or_404(notice)
    out, before = (sealed_bids(one, docket.state) for one in (docket, replace(docket, entries=docket.entries[:-1])))
    assert out == before
    assert out is not None
    assert (len(out.holders), out.keys, out.noticed, out.today) == (3, docket.state.keys_digest, digest(), "")


def test_those_who_can_be_members_are_offered(bid: str) -> None:
    """Not the bidder, nor whose file waits or was refused, nor who may not provide."""
    client = bidder()
    there = {one["key"] for one in form_of(client, bid)["members"]}
    for key, nature, accepted in (("meadow", "foundation", True), ("waits", "enterprise", False), ("party-organ", "party-organ", True)):
        models.Party.objects.create(key=key, docket=f"DC-{key}", party="supplier", nature=nature, accepted=accepted, name_en=key)
    assert {one["key"] for one in form_of(client, bid)["members"]} - there == {"meadow"}
    day = clock.now().date()
    bar = {"docket": "DC-bar", "party": "meadow", "scope": "supplying", "row": "GPL-77", "ground": "x", "decision": "1"}
    models.Bar.objects.create(**bar, first=day - timedelta(days=9), last=day - timedelta(days=1))
    assert "meadow" in {one["key"] for one in form_of(client, bid)["members"]}
    models.Bar.objects.create(**bar, first=day - timedelta(days=9), last=day)
    assert "meadow" not in {one["key"] for one in form_of(client, bid)["members"]}
