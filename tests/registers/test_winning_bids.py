"""What a bid declared stands after its final quote too, which says a price alone."""

from pathlib import Path

import pytest

from operis.registers import models
from operis.registers.bidders import winning_bids_of
from tests.cases.halfway import TALKS, until

pytestmark = pytest.mark.django_db
FIRST = 'content: {price: "244800.00", small: yes}}, acts: [bid-sealed]}'


@pytest.mark.parametrize("declares", [True, False])
def test_a_declaration_of_the_first_bid_counts_for_its_final_quote(tmp_path: Path, *, declares: bool) -> None:
    text = TALKS.read_text("utf8")
    assert FIRST in text
    said = FIRST.replace("small: yes", "small: yes, statements: [sme-declaration]") if declares else FIRST
    path = tmp_path / "talks.yaml"
    path.write_text(text.replace(FIRST, said), "utf8")
    until("report-evaluation", path=path)
    quotes = models.Seal.objects.filter(round=2)
    [docket], suppliers = {one.procurement for one in quotes}, {one.supplier for one in quotes}
    found = winning_bids_of(tuple(suppliers), docket).found
    assert sorted(one.declares for one in found) == [False, declares]
