"""A step of every docket that has papers: the scan of one that was signed and stamped outside is put back."""

from typing import Any

from operis.core.decider import Step, makes
from operis.core.mandates import AGENCY, BUYER, Role
from operis.dockets.copies import AddCopy, StampedCopyAdded
from operis.dockets.procurement.commands import AddStampedCopy
from operis.rules.copies import paper_stands, scan_given


def add_stamped_copy() -> Step[Any, Any]:
    """Of a procurement, by its body or the agency that acts for it."""
    return keep_copy(AddStampedCopy, BUYER | AGENCY)


def keep_copy(asked: type[AddCopy], by: frozenset[Role]) -> Step[Any, Any]:
    return Step(
        asked,
        by=by,
        under=("REG-46",),
        after=(paper_stands.under("OURS-OPEN"),),
        provided=(scan_given.under("REG-46"),),
        then=(makes(StampedCopyAdded),),
    )
