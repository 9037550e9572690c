"""This installation itself: what its administrator has to say in public, and nobody else can enter."""

from operis.core.decider import Step, makes, procedure
from operis.core.mandates import ADMINISTRATOR
from operis.dockets.platform.acts import LossAccepted, WitnessBegun
from operis.dockets.platform.commands import AcceptLoss, BeginWitness
from operis.dockets.platform.kind import PLATFORM_KIND
from operis.procedures.parts.ordering import DATED, LATE
from operis.procedures.parts.owning import of_anyone
from operis.rules.losses import lost_indeed, not_accepted_yet, witness_by_itself

PLATFORM = procedure(
    "platform",
    Step(
        AcceptLoss,
        by=ADMINISTRATOR,
        under=("OURS-LOSS",),
        after=(not_accepted_yet.under("OURS-LOSS"), lost_indeed.under("OURS-LOSS")),
        then=(makes(LossAccepted),),
    ),
    Step(
        BeginWitness,
        by=ADMINISTRATOR,
        under=("OURS-WITNESS",),
        after=(witness_by_itself.under("OURS-WITNESS"),),
        then=(makes(WitnessBegun),),
    ),
    of=PLATFORM_KIND,
    own=of_anyone,
    ended=None,
    always=DATED,
    noted=LATE,
)
