"""How is a letter worded: in both languages, with the name of its docket and the address of a page? And what of a changed password?"""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from operis import clock
from operis.documents.shown import moment
from operis.mail.queue import SUBJECT_MAX, is_address, send_later
from operis.registers import models

TITLE_MAX = 60
ON_PASSWORD = "password"
"""What a letter is about that is for its reader alone, on every site."""
CODES = ("zh-hans", "en")


def letter_of(subject: Callable[[str], str], text: Callable[[str], str]) -> tuple[str, str]:
    """Subject and text, each in both languages."""
    return in_both(subject, " / ")[:SUBJECT_MAX], in_both(text, "\n\n")


def letter_in_both(subject: Callable[[], str], text: Callable[[str], str]) -> tuple[str, str]:
    return letter_of(lambda code: subject(), text)


def in_both(says: Callable[[str], str], between: str) -> str:
    """The language of the site first."""
    parts = []
    for code in sorted(CODES, key=lambda one: one != settings.LANGUAGE_CODE):
        with override(code):
            parts.append(says(code))
    return between.join(parts)


def title_of(number: str, code: str) -> str:
    """The name of a docket, short enough for a letter."""
    line = models.Docket.objects.filter(number=number).first()
    words = (line.title_zh or line.title_en if code.startswith("zh") else line.title_en or line.title_zh) if line is not None else ""
    return "".join(sign for sign in " ".join(words.split()) if sign.isprintable())[:TITLE_MAX]


def address_of(number: str, page: str = "notice") -> str:
    """A page of it in the language of the words around it."""
    return f"{site_of()}{reverse(page, args=[number])}"


def site_of() -> str:
    """This site by its first name."""
    host = settings.ALLOWED_HOSTS[0].removeprefix(".")
    return f"http://{host}:{settings.OPERIS_PORT}" if clock.is_demo() else f"https://{host}"


def tell_password_changed(email: str) -> None:
    """To whom the account belongs: somebody else may have changed it."""
    if is_address(email):
        subject, text = letter_of(lambda code: _("Your password was changed"), lambda code: _password_changed())
        send_later(email, subject, text, language="zh" if settings.LANGUAGE_CODE.startswith("zh") else "en", about=ON_PASSWORD)


def _password_changed() -> str:
    words = _("The password of your account on {site} was changed on {moment}.")
    return "\n".join((
        words.format(site=settings.ALLOWED_HOSTS[0].removeprefix("."), moment=moment(clock.now())),
        _("Was it not you? Then choose another at once, and tell whoever runs this site:"),
        f"{site_of()}{reverse('forgotten')}",
    ))  # fmt: skip
