"""What was entered on a docket since a form on it was opened? Each new act, by whom and when, with the way to it."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.accounts.models import User
from operis.core.mandates import ROLE_LABELS, Mandate, Role
from operis.dockets.secrecy import may_read
from operis.documents.names import names_of
from operis.documents.shown import language
from operis.ledger.read import Stored
from operis.web.reading.dockets import Shown, unnamed

ACCOUNT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The number of an account here; a mandate from a file or another installation may name its persons otherwise."""


@dataclass(frozen=True, slots=True)
class New:
    words: str
    who: str
    at: datetime | date
    url: str
    own: bool = False
    """Whether it was entered by the one who reads this."""


def since(docket: Shown, seen: int, reader: Mandate) -> tuple[New, ...]:
    """Those after the first `seen`; of one that is not for this reader only that it is there."""
    fresh = docket.entries[seen:]
    names, bodies = _colleagues(fresh, reader), names_of({one.mandate.body or "" for one in fresh})
    url = reverse("desk-docket", args=[docket.number])
    return tuple(
        New(one.act.title_words.within(language()), _who(one, names, bodies), one.entered, f"{url}#act-{one.number}",
            own=bool({*one.mandate.persons} & {*reader.persons}))
        if may_read(docket.state, one.act, reader) or not unnamed(docket, one)
        else New(_("An act that you may not read yet"), "", one.entered, f"{url}#act-{one.number}")
        for one in fresh
    )


def _who(entry: Stored, names: dict[str, str], bodies: dict[str, str]) -> str:
    """Colleagues by name; anybody else by role and body, as everywhere."""
    by = entry.mandate
    people = [names[one] for one in by.persons if one in names]
    role, body = ROLE_LABELS[Role(by.role)].within(language()), bodies.get(by.body or "", by.body or "")
    office = _("{role}, {body}").format(role=role, body=body) if body else role
    return _(", ").join([*people, office])


def _colleagues(entries: tuple[Stored, ...], reader: Mandate) -> dict[str, str]:
    ours = {one for entry in entries if entry.mandate.body == reader.body for one in entry.mandate.persons}
    return {str(one.pk): one.name for one in User.objects.filter(pk__in=[one for one in ours if ACCOUNT.fullmatch(one)])}
