"""Who sits on the panel of a case in a test? Each member in a browser of the own, signed in."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from operis.accounts.models import User
from operis.dockets.procurement.evaluation import members
from operis.ledger.states import state_of
from tests.web.signed import PASSWORD, signed_in


def seats(number: str) -> dict[str, Client]:
    """By name, a browser for each who sits on the panel."""
    state: Any = state_of(number)
    found = {}
    for one in members(state):
        user = User.objects.get(pk=one.person)
        User.objects.filter(pk=user.pk).update(password=make_password(PASSWORD))
        found[one.name] = signed_in(email=user.email)
    return found
