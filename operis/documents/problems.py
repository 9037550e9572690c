"""Which answers of the API are no? Each by its code, which never changes, with its usual status and its title.

The page for developers lists them under their codes, and the `type` of a problem leads there.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.conf import settings
from django.utils.translation import gettext, gettext_noop

from operis.documents.shown import moment

TITLES: Final[Mapping[str, tuple[int, str]]] = {
    "malformed": (400, gettext_noop("The request cannot be read")),
    "no-mandate": (401, gettext_noop("Say who you are")),
    "refused": (422, gettext_noop("Not yet possible: {step}")),
    "not-yours": (403, gettext_noop("This is not yours to read")),
    "not-by-token": (403, gettext_noop("This token was made for other commands")),
    "not-found": (404, gettext_noop("There is nothing at this address")),
    "wrong-method": (405, gettext_noop("This address does not take this method")),
    "too-late": (409, gettext_noop("This came too late")),
    "too-large": (413, gettext_noop("The request is too large")),
    "not-json": (415, gettext_noop("Send JSON")),
    "unfit": (422, gettext_noop("The law of the day cannot read this")),
    "key-reused": (422, gettext_noop("This key belongs to another request")),
    "refused-too-often": (429, gettext_noop("Refused too often within an hour")),
    "broken": (500, gettext_noop("Something of ours is broken")),
    "away": (503, gettext_noop("The database of this installation does not answer")),
    "clock-stopped": (503, gettext_noop("The clock of this installation was set, and waits to be confirmed")),
    "sealing-key-missing": (503, gettext_noop("The key by which bids are sealed and opened is missing here")),
    "entry-damaged": (503, gettext_noop("An entry of this docket is not as it was put")),
    "clock-behind": (503, gettext_noop("The clock of this installation stands behind its record")),
}


def sealing_key_missing() -> str:
    """What somebody is told whose bid cannot be sealed, or who cannot open one: which file, and what its operator does."""
    return gettext(
        "Nothing was entered. The file keys/bids of this installation, by which bids are sealed and opened, is missing or cannot be read. "
        "Tell its operator, who puts it back from the key sheet or the backup of the keys; then send this again."
    )


def entry_damaged(docket: str) -> str:
    """What somebody is told on whose docket stands what nobody put."""
    says = gettext(
        "Nothing was entered in {docket}: an entry of it is not as it was put. Tell whoever runs this site: operis doctor says what to do."
    )
    return says.format(docket=docket)


def clock_behind(last: datetime) -> str:
    """What somebody is told whose docket got its last entry under a clock that ran ahead: from when it goes on."""
    says = gettext("The clock of this site stands behind its record. Nothing was entered. It goes on from {moment}.")
    return says.format(moment=moment(last))


def refused_too_often(until: datetime) -> str:
    """What somebody is told whose refusal is not kept."""
    says = gettext(
        "This was refused too, and not kept: {most} refusals of one mandate are kept within an hour. Put right what stands in the way, "
        "and try again after {moment}. What nothing stands in the way of is entered at any time."
    )
    return says.format(most=settings.OPERIS_REFUSALS_AN_HOUR, moment=moment(until))
