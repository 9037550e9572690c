"""Accounts of suppliers that letters reach, and the letters that follow from what waits for its place."""

from datetime import date

from operis import clock, letters
from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office
from operis.core.mandates import Role
from operis.mail.models import Letter


def account(body: str, email: str, first: date = date(2026, 1, 1), last: date | None = None) -> None:
    user = User.objects.create_user(email, email)
    Grant.objects.create(user=user, office=install_office(f"{body}-sells", body, Role.SUPPLIER), first=first, last=last)


def placed() -> list[str]:
    """What waits gets its place, and letters are written of it: the addresses of those that are there by now."""
    while clock.sequence_once():
        pass
    while letters.write_new():
        pass
    return sorted(Letter.objects.values_list("to", flat=True))
