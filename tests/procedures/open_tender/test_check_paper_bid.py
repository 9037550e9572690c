"""Another person reads from paper what the first has entered, and only the same is entered: OURS-PAPER."""

from dataclasses import replace

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.commands import CheckPaperBid
from tests.procedures.envelope.kept import ERIN
from tests.procedures.papers import CLOSED, PAPER, READS, checked, entered, given
from tests.statute import ALICE


def test_one_enters_and_another_reads_the_same() -> None:
    assert (entered().lot, entered().result, entered().entered_by) == ("1", "opened", ("alice",))
    assert (checked().lot, checked().result, checked().checked_by) == ("1", "opened", ("erin",))


def test_the_same_person_never_reads_it_twice() -> None:
    given(*CLOSED, entered()).when(READS, by=ALICE).refused_under("OURS-PAPER", status=409)


@pytest.mark.parametrize(("wrong", "says"), [
    (replace(READS, price=Fen(5_000_01)), "You and the first have not read the same price. Nothing was entered."),
    (replace(READS, small=False), "You and the first have not read the same of the size of the bidder. Nothing was entered."),
    (CheckPaperBid(bid=PAPER, result=Slug("envelope-open")),
     "You and the first have not found the same of this envelope. Nothing was entered."),
])  # fmt: skip
def test_where_they_differ_nothing_is_entered_and_what_the_first_read_is_not_told(wrong: CheckPaperBid, says: str) -> None:
    refused = given(*CLOSED, entered()).when(wrong, by=ERIN)
    refused.refused_under("OURS-PAPER", status=409)
    assert refused.words == [says]


def test_nobody_reads_what_nobody_has_entered() -> None:
    given(*CLOSED).when(READS, by=ERIN).refused_under("OURS-PAPER", status=409)
