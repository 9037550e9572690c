"""To whom has a session had a link for a new account sent? A demonstration shows that letter there, and to nobody else."""

from django.http import HttpRequest

REGISTRATION, INVITATION = "registration", "invitation"
ABOUT_LINKS = frozenset({REGISTRATION, INVITATION})
"""What letters are about whose link lets its reader choose the password of a new account."""
ASKED, ASKED_MAX = "letters-asked", 5


def asked_here(request: HttpRequest) -> list[str]:
    return list(request.session.get(ASKED, ()))


def note_asked(request: HttpRequest, email: str) -> None:
    request.session[ASKED] = [*(one for one in asked_here(request) if one != email), email][-ASKED_MAX:]
