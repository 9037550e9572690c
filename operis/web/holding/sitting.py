"""Which key holder sits at which procurement, and what is wanted of it now?"""

import secrets
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from operis import clock
from operis.core.acts import Command
from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.acts import KeyHolderNamed, SharesReleased
from operis.dockets.procurement.commands import ReleaseShares
from operis.documents.awaited import Awaited, awaited
from operis.rules.bids import counts, enough_bids
from operis.rules.keys import to_unseal
from operis.web.desk.begun import KEY, KEYS
from operis.web.desk.entry import docket_for
from operis.web.desk.sitting import OnProcurement, Sitting
from operis.web.reading.keepers import failed_count

GIVE_KEY, WAIT, TOO_FEW, GIVE_BACK, GIVEN, OVER = "give-key", "wait", "too-few", "give-back", "given", "over"


@dataclass(frozen=True)
class Holding(OnProcurement):
    holder: str

    @property
    def place(self) -> int:
        return self.state.called_holders.index(self.holder) + 1

    @property
    def named(self) -> KeyHolderNamed | None:
        return next((one for one in self.state.key_holders if one.holder == self.holder), None)

    @property
    def given(self) -> SharesReleased | None:
        return next((one for one in self.state.releases if one.holder == self.holder), None)

    @property
    def address(self) -> str:
        return reverse("keys-docket", args=[self.number])

    @property
    def stands(self) -> str:
        """What is wanted of this holder, or what it waits for."""
        state = self.state
        if state.ended or state.opening is not None:
            return OVER
        if state.notice is None:
            return GIVE_KEY
        if state.closing is None:
            return WAIT
        if not self.wanted:
            return TOO_FEW
        return GIVEN if self.given is not None else GIVE_BACK

    @property
    def awaited(self) -> Awaited | None:
        """What the opening waits for."""
        return awaited(self.number) if self.stands in (GIVE_BACK, GIVEN) else None

    @property
    def failed_count(self) -> int:
        return failed_count(self.state, self.holder)

    @property
    def wanted(self) -> tuple[tuple[str, str], ...]:
        """Docket and lot of each bid that is to be opened."""
        at = self.step(ReleaseShares)
        rows = at.step.rows_of(enough_bids)
        return to_unseal(at.case(clock.now()), rows) if counts(self.state) else ()

    def step(self, asked: type[Command]) -> Sitting:
        given = str(self.request.POST.get(KEY, ""))
        found = self.sits_at(asked, given if KEYS.fullmatch(given) else secrets.token_urlsafe(32), len(self.docket.entries))
        assert found is not None  # where keys are held there is each of these steps
        return found


def holding(request: HttpRequest, mandate: Mandate, number: str) -> Holding:
    """For everybody but the holders that were called there is no such page."""
    docket = docket_for(number, mandate)
    state: Any = docket.state
    holder = mandate.acts_for or ""
    if mandate.role is not Role.KEY_HOLDER or holder not in getattr(state, "called_holders", ()):
        raise Http404(number)
    return Holding(request, mandate, docket, holder)


