"""A question about a procurement (询问): any supplier on file asks, and nobody is told who; the answer is given in the procurement."""

from operis.core.decider import procedure
from operis.dockets.representation.kind import REPRESENTATION_KIND
from operis.procedures.parts.asking import make_representation
from operis.procedures.parts.ordering import DATED, LATE
from operis.procedures.parts.owning import of_body

REPRESENTATION = procedure(
    "representation",
    make_representation(under=("GPL-51",), within="REG-52"),
    of=REPRESENTATION_KIND,
    own=of_body,
    ended=None,
    always=DATED,
    noted=LATE,
)
