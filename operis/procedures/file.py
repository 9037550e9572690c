"""A file: who a body or a supplier is, entered by the party or its office, reviewed by another; and what bars it."""

from operis.core.decider import Step, makes, procedure
from operis.core.mandates import BUYER, FINANCE, INSTITUTION, PERSONNEL, PLACES, Role
from operis.dockets.file.acts import BarImposed, FileEntered, FileReviewed
from operis.dockets.file.commands import EnterFile, ImposeBar, ReviewFile
from operis.dockets.file.kind import FILE_KIND
from operis.dockets.standing import code_holder, namesakes, party
from operis.procedures.parts.ordering import DATED, LATE
from operis.procedures.parts.owning import of_party_or_keeper
from operis.rules.declaring import marked_as_it_can_be, size_of_an_enterprise
from operis.rules.names import code_kept, head_kept, letters_plain, name_free, reviewed_again
from operis.rules.numbers import code_free, code_right, resident_number_right
from operis.rules.standing import (
    EVALUATING_ROW,
    bar_as_long_as,
    bar_for,
    bar_in_law,
    bar_scope,
    barred_party,
    body_placed,
    file_entered,
    only_docket,
    place_readable,
    reason_given,
    registered_itself,
    same_party,
)

PARTIES = BUYER | INSTITUTION | PLACES | PERSONNEL | FINANCE | {Role.SUPPLIER, Role.AGENCY, Role.FINANCE_UPPER, Role.UNIT}

FILE = procedure(
    "file",
    Step(
        EnterFile,
        by=PARTIES,
        under=("REG-17", "GPL-21"),
        after=(
            only_docket(party).under("OURS-ONE"),
            same_party.under("OURS-ONE"),
            code_free.under("OURS-ONE"),
            name_free.under("OURS-NAME"),
            letters_plain.under("OURS-NAME"),
            code_kept.under("OURS-NAME"),
            head_kept.under("OURS-NAME"),
        ),
        provided=(
            body_placed.under("GPL-27"),
            code_right.under("STD-CODE"),
            resident_number_right.under("STD-RESIDENT"),
            size_of_an_enterprise.under("SME-02"),
            marked_as_it_can_be.under("SME-P"),
            marked_as_it_can_be.under("SME-D"),
        ),
        noted=(reviewed_again.under("OURS-NAME"),),
        reads=place_readable,
        needs=(party, code_holder, namesakes),
        then=(makes(FileEntered, confirmed=registered_itself),),
    ),
    Step(
        ReviewFile,
        by=FINANCE,
        under=("GPL-13",),
        after=(file_entered.under("OURS-OPEN"),),
        provided=(reason_given.under("OURS-OPEN"),),
        then=(makes(FileReviewed),),
    ),
    Step(
        ImposeBar,
        by=FINANCE,
        under=("GPL-77",),
        after=(file_entered.under("OURS-OPEN"), barred_party.under("OURS-OPEN"), bar_in_law.under("OURS-OPEN")),
        provided=(
            bar_for("grounds_any").under("GPL-77"),
            bar_for("grounds_any").under("REG-73"),
            bar_for("bar_grounds").under("O94-37"),
            bar_for("serious_grounds_any").under(EVALUATING_ROW),
            *(bar_as_long_as.under(row) for row in ("GPL-77", "REG-73", "O94-37")),
        ),
        then=(makes(BarImposed, scope=bar_scope),),
    ),
    of=FILE_KIND,
    own=of_party_or_keeper,
    ended=None,
    always=DATED,
    noted=LATE,
)
