"""Which answers of the API are no? Each by its code, which never changes, with its usual status and its title.

The page for developers lists them under their codes, and the `type` of a problem leads there.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop

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
    "broken": (500, gettext_noop("Something of ours is broken")),
    "away": (503, gettext_noop("The database of this installation does not answer")),
    "clock-stopped": (503, gettext_noop("The clock of this installation was set, and waits to be confirmed")),
    "clock-behind": (503, gettext_noop("The clock of this installation stands behind its record")),
}
