"""Which letters with a link for a new account has a session asked for? A demonstration shows them there, and to nobody else."""

from django.http import HttpRequest

REGISTRATION, INVITATION = "registration", "invitation"
ABOUT_LINKS = frozenset({REGISTRATION, INVITATION})
"""What letters are about whose link lets its reader choose the password of a new account."""
ASKED, ASKED_MAX = "letters-asked", 5


def asked_here(request: HttpRequest) -> list[int]:
    """By number: who only writes the address of another into a form reads nothing that was sent there before."""
    return list(request.session.get(ASKED, ()))


def note_asked(request: HttpRequest, letter: int | None) -> None:
    if letter is not None:
        request.session[ASKED] = [*asked_here(request), letter][-ASKED_MAX:]
