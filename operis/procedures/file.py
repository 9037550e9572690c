"""A file: who a body or a supplier is, entered by the party or its office, reviewed by another."""

from operis.core.decider import Step, makes, procedure
from operis.core.mandates import BUYER, FINANCE, INSTITUTION, PERSONNEL, PLACES, Role
from operis.dockets.file.acts import FileEntered, FileReviewed
from operis.dockets.file.commands import EnterFile, ReviewFile
from operis.dockets.file.state import File, evolve
from operis.dockets.standing import party
from operis.procedures.parts.owning import of_party_or_keeper
from operis.rules.standing import body_placed, file_entered, only_docket, reason_given, same_party

PARTIES = BUYER | INSTITUTION | PLACES | PERSONNEL | FINANCE | {Role.SUPPLIER, Role.AGENCY, Role.FINANCE_UPPER, Role.UNIT}

FILE = procedure(
    "file",
    Step(
        EnterFile,
        by=PARTIES,
        under=("REG-17", "GPL-21"),
        after=(only_docket(party).under("OURS-ONE"), same_party.under("OURS-ONE")),
        provided=(body_placed.under("GPL-27"),),
        needs=(party,),
        then=(makes(FileEntered),),
    ),
    Step(
        ReviewFile,
        by=FINANCE,
        under=("GPL-13",),
        after=(file_entered.under("OURS-OPEN"),),
        provided=(reason_given.under("OURS-OPEN"),),
        then=(makes(FileReviewed),),
    ),
    kind="file",
    start=File,
    evolve=evolve,
    own=of_party_or_keeper,
)
