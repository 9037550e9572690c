"""The stamped copy of a determination is put back: REG-46."""

from operis.core.wording import Slug
from operis.dockets.copies import StampedCopyAdded
from operis.dockets.need.commands import AddStampedCopy
from operis.dockets.procurement.terms import Document
from operis.procedures.need import NEED
from tests.procedures.needs import determined, recorded
from tests.statute import DONG, case

SCAN = Document(name="determination.pdf", size=120_000, sha256="ab" * 32)
given = case(NEED)


def copy(of: str = "determination-record") -> AddStampedCopy:
    return AddStampedCopy(of=Slug(of), documents=(SCAN,))


def test_the_copy_of_a_determination_that_stands_is_put_back() -> None:
    (act,) = given(recorded(), determined()).when(copy()).then(StampedCopyAdded)
    assert isinstance(act, StampedCopyAdded)
    assert (act.of, act.documents) == ("determination-record", (SCAN,))


def test_the_paper_comes_first() -> None:
    (ground,) = given(recorded()).when(copy()).refused_under("OURS-OPEN", status=409)
    assert (ground.finding.at, ground.finding.facts) == ("of", {"of": "determination-record"})
    given(recorded(), determined()).when(copy("implementation-plan")).refused_under("OURS-OPEN", status=409)


def test_a_second_copy_stands_beside_the_first() -> None:
    (act,) = given(recorded(), determined()).when(copy()).then(StampedCopyAdded)
    given(recorded(), determined(), act).when(copy()).then(StampedCopyAdded)


def test_without_a_scan_it_is_no_copy() -> None:
    empty = AddStampedCopy(of=Slug("determination-record"), documents=())
    (ground,) = given(recorded(), determined()).when(empty).refused_under("REG-46", status=422)
    assert (ground.check, ground.finding.at) == ("scan_given", "documents")


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    given(recorded(), determined()).when(copy(), by=DONG).refused_under("REG-46", status=403)
