"""Steps of the key holders that methods share: called and named before the notice, asked for their shares after the closing."""

from operis.core.decider import Step, makes
from operis.core.mandates import AGENCY, BUYER, KEY_HOLDER
from operis.dockets.file.facts import body
from operis.dockets.procurement.acts import KeyHolderNamed, KeyHoldersCalled, SharesReleased
from operis.dockets.procurement.commands import CallKeyHolders, NameKeyHolder, ReleaseShares
from operis.dockets.procurement.evaluation import round_now
from operis.dockets.procurement.key_facts import key_officers, rehearsal
from operis.dockets.procurement.state import Procurement
from operis.rules.bids import bids_closed, enough_bids, not_opened_before
from operis.rules.keys import (
    as_many_called,
    in_places,
    key_of_its_own,
    keys_that_fall,
    made_for_its_key,
    not_frozen_yet,
    not_the_purchasers_own,
    officers_there,
    place_of,
    rehearsal_opened,
    released,
    sealed_to_holders,
    shares_of_listed,
)
from operis.rules.plans import plan_filed

ROW = "OURS-KEYS"


def key_holders() -> tuple[Step[Procurement, CallKeyHolders], Step[Procurement, NameKeyHolder]]:
    """Before the notice the body calls them, and each gives its key."""
    return (
        Step(
            CallKeyHolders,
            by=BUYER | AGENCY,
            under=(ROW,),
            after=(
                plan_filed.under("OURS-OPEN"),
                not_frozen_yet.under(ROW),
                as_many_called.under(ROW),
                not_the_purchasers_own.under(ROW),
                officers_there.under(ROW),
            ),
            noted=(keys_that_fall.under(ROW),),
            needs=(body, key_officers),
            then=(makes(KeyHoldersCalled, holders=in_places),),
        ),
        Step(
            NameKeyHolder,
            by=KEY_HOLDER,
            under=(ROW,),
            after=(not_frozen_yet.under(ROW), key_of_its_own.under(ROW), rehearsal_opened.under(ROW)),  # only who was called comes so far
            needs=(rehearsal,),
            then=(makes(KeyHolderNamed, place=place_of, holder=lambda case: case.mandate.acts_for),),
        ),
    )


def release_shares(*, enough: tuple[str, ...]) -> Step[Procurement, ReleaseShares]:
    """After the closing; `enough` are the rows that say how many bids a lot needs to be opened: no key of another lot is given back."""
    return Step(
        ReleaseShares,
        by=KEY_HOLDER,
        under=(ROW,),
        after=(
            sealed_to_holders.under("OURS-OPEN"),
            bids_closed.under("OURS-OPEN"),
            not_opened_before.under("OURS-OPEN"),
            *((enough_bids.under(*enough),) if enough else ()),
            made_for_its_key.under(ROW),
            shares_of_listed(*enough).under(ROW),
        ),
        then=(
            makes(
                SharesReleased,
                place=place_of,
                holder=lambda case: case.mandate.acts_for,
                released=released,
                round=lambda case: round_now(case.state),
            ),
        ),
    )
