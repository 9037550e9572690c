"""An establishment: the approved places of an institution or a programme."""

from operis.core.decider import Step, makes, procedure
from operis.core.mandates import PLACES
from operis.dockets.establishment.acts import EstablishmentEntered
from operis.dockets.establishment.commands import EnterEstablishment
from operis.dockets.establishment.facts import vacancy
from operis.dockets.establishment.kind import ESTABLISHMENT_KIND
from operis.dockets.standing import holder
from operis.procedures.parts.ordering import DATED, LATE
from operis.procedures.parts.owning import of_anyone
from operis.rules.standing import only_docket, places_enough

ESTABLISHMENT = procedure(
    "establishment",
    Step(
        EnterEstablishment,
        by=PLACES,
        under=("POST-1",),
        after=(only_docket(holder).under("OURS-ONE"),),
        provided=(places_enough.under("INV-1"),),
        needs=(holder, vacancy),
        then=(makes(EstablishmentEntered),),
    ),
    of=ESTABLISHMENT_KIND,
    own=of_anyone,
    ended=None,
    always=DATED,
    noted=LATE,
)
