"""This installation itself: what its administrator has to say in public, and nobody else can enter."""

from operis.core.decider import Step, makes, procedure
from operis.core.mandates import ADMINISTRATOR
from operis.dockets.platform.acts import LossAccepted
from operis.dockets.platform.commands import AcceptLoss
from operis.dockets.platform.state import Platform, evolve
from operis.procedures.parts.ordering import DATED, LATE
from operis.procedures.parts.owning import of_anyone
from operis.rules.losses import lost_indeed, not_accepted_yet

PLATFORM = procedure(
    "platform",
    Step(
        AcceptLoss,
        by=ADMINISTRATOR,
        under=("OURS-LOSS",),
        after=(not_accepted_yet.under("OURS-LOSS"), lost_indeed.under("OURS-LOSS")),
        then=(makes(LossAccepted),),
    ),
    kind="platform",
    start=Platform,
    evolve=evolve,
    own=of_anyone,
    ended=None,
    always=DATED,
    noted=LATE,
)
