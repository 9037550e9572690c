"""Which letters go to who registers, or is invited? Each with a link, and with nothing in it that a stranger has written."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from operis.accounts.models import Registration, User
from operis.accounts.registering import GOOD_FOR, new_link, sealed
from operis.documents.shown import language
from operis.mail.queue import send_later
from operis.registers import models
from operis.web.account.asked_here import INVITATION, REGISTRATION, note_asked
from operis.web.account.counting import may_send
from operis.web.account.who import person
from operis.web.register.written import EMAIL, ONWARD, PERSON, Written

LINK = "link"
HOURS = int(GOOD_FOR.total_seconds()) // 3600


def send_letter(request: HttpRequest, written: Written) -> str:
    """Keep what was written until the link is opened; an address that has an account is told how it goes on there, and nobody else is.

    Gives back to whom it goes.
    """
    user = person(request)
    email = user.email if user else written.typed[EMAIL].lower()
    may_send(request, email)
    name = user.name if user else written.typed[PERSON]
    kept = {"email": email, "name": name, "sealed": sealed(written.typed), "onward": written.typed.get(ONWARD, "")}
    link = new_link(Registration, timezone.now(), **kept)
    opens = _("Open this link and choose a password:")
    if User.objects.filter(email=email, is_active=True).exists():
        opens = _("Open this link, sign in with the account that you have, and confirm:")
    whom = _("an individual") if written.form.asked.code is None else _("the organisation with the code {code}").format(code=written.number)
    lines = (
        _("Somebody, most likely you, registers {whom} as a supplier on {site}.").format(whom=whom, site=request.get_host()),
        opens,
        address(request, "register-confirm", link),
        _("The link is good for {count} hours, and for one use.").format(count=HOURS),
        _("Was it not you? Then do nothing: without the link nothing is entered."),
    )
    subject = _("Confirm your e-mail address")
    note_asked(request, send_later(email, subject, "\n\n".join(lines), language=language(), about=REGISTRATION))
    return email


def address(request: HttpRequest, page: str, link: str) -> str:
    """Behind a question mark, since addresses of pages are written down in the log without what follows it."""
    return f"{request.build_absolute_uri(reverse(page))}?{urlencode({LINK: link})}"


def send_invitation(request: HttpRequest, body: str, by: User, email: str, link: str) -> None:
    """By whom is told by the address, which is known to be that person's, and for whom by the code."""
    code = models.Party.objects.filter(key=body).values_list("code", flat=True).first()
    whom = _("the organisation with the code {code}").format(code=code) if code else _("a supplier")
    lines = (
        _("{email} asks you to act for {whom} on {site}: to take documents, ask, bid and sign.").format(
            email=by.email, whom=whom, site=request.get_host()
        ),
        _("Open this link:"),
        address(request, "join", link),
        _("The link is good for {count} hours, and for one use.").format(count=HOURS),
        _("Do you not know that address? Then do nothing."),
    )
    subject = _("You are asked to act for a supplier")
    note_asked(request, send_later(email, subject, "\n\n".join(lines), language=language(), about=INVITATION))


def send_request(request: HttpRequest, to: str, email: str) -> None:
    """To somebody who acts for an organisation: a stranger asks to be invited, and gives nothing but an address."""
    lines = (
        _("Somebody with the address {email} wants to act for your organisation on {site}.").format(email=email, site=request.get_host()),
        _("Do you know that person? Then invite the address on this page:"),
        request.build_absolute_uri(reverse("people")),
        _("Do you not know that address? Then do nothing."),
    )
    send_later(to, _("Somebody wants to act for your organisation"), "\n\n".join(lines), language=language(), about="request")
