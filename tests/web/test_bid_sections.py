"""Which answers is a bid told to lack? Of the materials to hand in only where the notice asks for some."""

from dataclasses import replace

import pytest

from operis.core.wording import Wording
from operis.documents.handed_in import MATERIALS
from operis.ledger.states import state_of
from operis.web.bidding.draft import Draft
from operis.web.bidding.sections import WANTED, sections
from tests.ledger.county import County
from tests.web.bidding import NUMBER

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("materials", "lacks"), [(Wording(en="A licence"), True), (None, False)])
def test_materials_are_missing_only_where_the_notice_asks_for_some(noticed: County, materials: Wording | None, lacks: bool) -> None:
    state = state_of(NUMBER)
    asked = replace(state, notice=replace(state.notice, materials=materials))
    wanted = next(one for one in sections(asked, 1) if one.key == WANTED)
    assert (MATERIALS in [one.key for one in wanted.missing(Draft())]) is lacks
