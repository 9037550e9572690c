"""How does a letter get on its way? It is put into the database and nothing else: no server of mail is asked in a request, or in an act.

No letter carries what is secret: no content of a bid, no name of who took documents or asked, no key. Whoever writes one fills a text of
his own with a few named facts, and that it stays so is held by its length: what is long stands on a page that asks who reads it.
"""

import base64
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Exists, OuterRef, QuerySet

from operis.mail.models import GIVEN_UP, SENT, WAITING, Letter

ADDRESS_MAX, SUBJECT_MAX, TEXT_MAX, ABOUT_MAX = 254, 150, 2_000, 100
KEPT: Final = timedelta(days=30)
"""So long is known to whom a letter went, or could not be delivered."""
LANGUAGES: Final = ("en", "zh")
NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
NOT_IN_A_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
NOT_IN_AN_ADDRESS = re.compile(r"[\s\"<>(),:;\\\[\]]")


class LetterRefusedError(ValueError):
    """A letter that cannot be sent as it is written: an address that is none, or words that would become lines of its head."""


def is_on() -> bool:
    """Whether letters leave this installation at all; a page that needs one says so where they do not."""
    return keeps_words() or bool(settings.OPERIS_MAIL_HOST)


def keeps_words() -> bool:
    """Whether letters stay readable once they are sent: in a demonstration, which sends none to anybody."""
    return str(settings.OPERIS_ORIGIN).startswith("demo.")


def send_later(to: str, subject: str, text: str, *, language: str, about: str = "") -> int | None:
    """Put a letter into the queue; where mail is off nothing is kept. Safe in a request: it writes one row, and waits for nobody.

    Gives back the number of the letter.
    """
    if wrong := fault_of(to, subject, text, language, about):
        raise LetterRefusedError(wrong)
    if not is_on():
        return None
    here = now()
    return Letter.objects.create(to=to.lower(), sealed=_sealed(subject, text), language=language, about=about, queued=here, due=here).pk


def fault_of(to: str, subject: str, text: str, language: str = LANGUAGES[0], about: str = "") -> str:
    """What keeps a letter from being written so, or nothing."""
    if not is_address(to):
        return "the address is none"
    if not subject.strip() or len(subject) > SUBJECT_MAX or NOT_IN_A_LINE.search(subject):
        return f"the subject is one line of at most {SUBJECT_MAX} characters"
    if not text.strip() or len(text) > TEXT_MAX or NOT_IN_A_TEXT.search(text):
        return f"the text has at most {TEXT_MAX} characters, and lines as only marks"
    if len(about) > ABOUT_MAX or NOT_IN_A_LINE.search(about):
        return f"what it is about is one line of at most {ABOUT_MAX} characters"
    return "" if language in LANGUAGES else f"it is written in {' or '.join(LANGUAGES)}"


def is_address(typed: str) -> bool:
    """Whether a letter can be sent there: one address and nothing else, in characters that every server takes."""
    if len(typed) > ADDRESS_MAX or not typed.isascii() or NOT_IN_AN_ADDRESS.search(typed) or NOT_IN_A_LINE.search(typed):
        return False
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return True


def words_of(letter: Letter) -> tuple[str, str]:
    """Subject and text; nothing where they were taken out, or sealed under another key."""
    try:
        subject, text = json.loads(_box().decrypt(letter.sealed.encode()))
    except InvalidToken:
        return "", ""
    return str(subject), str(text)


def undelivered(to: str) -> int:
    """How many letters to this address were given up, with none delivered to it since: who reads them there is told on the desk."""
    arrived = Letter.objects.filter(to=OuterRef("to"), state=SENT, ended__gt=OuterRef("ended"))
    return Letter.objects.filter(~Exists(arrived), to=to.lower(), state=GIVEN_UP, ended__gt=now() - KEPT).count()


def waiting() -> int:
    return Letter.objects.filter(state=WAITING).count()


def failed() -> "QuerySet[Letter]":
    """Those that failed, the newest first: given up, or still to be tried again."""
    return Letter.objects.filter(state__in=(WAITING, GIVEN_UP)).exclude(fault="").order_by("-pk")


def now() -> datetime:
    """Letters wait by the clock of the machine: a demonstration's, which jumps, moves none."""
    return datetime.now(UTC)


def hidden(words: str) -> str:
    """Under the key of the site: what a copy of the database shows to nobody."""
    return _box().encrypt(words.encode()).decode()


def unhidden(words: str) -> str:
    return _box().decrypt(words.encode()).decode()


def _sealed(subject: str, text: str) -> str:
    return hidden(json.dumps([subject, text]))


def _box() -> Fernet:
    """The key of the site, without which a copy of the database gives no letter, nor the link in it."""
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"operis letters").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
