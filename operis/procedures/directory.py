"""A guiding directory: what may be bought as a service, adopted whole."""

from operis.core.decider import Step, makes, procedure
from operis.core.mandates import FINANCE
from operis.dockets.directory.acts import DirectoryAdopted
from operis.dockets.directory.commands import AdoptDirectory
from operis.dockets.directory.kind import DIRECTORY_KIND
from operis.dockets.standing import authority
from operis.procedures.parts.concluding import the_body
from operis.procedures.parts.ordering import DATED, LATE
from operis.procedures.parts.owning import of_body
from operis.rules.standing import numbers_kept, only_docket, opinions_taken

DIRECTORY = procedure(
    "directory",
    Step(
        AdoptDirectory,
        by=FINANCE,
        under=("O102-12",),
        after=(only_docket(authority).under("OURS-ONE"),),
        provided=(opinions_taken.under("O102-13"), numbers_kept.under("OURS-DIRECTORY")),
        needs=(authority,),
        then=(makes(DirectoryAdopted, authority=the_body),),
    ),
    of=DIRECTORY_KIND,
    own=of_body,
    ended=None,
    always=DATED,
    noted=LATE,
)
