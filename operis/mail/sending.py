"""How do letters leave? A worker beside the clock tries each for ten seconds, waits longer after each failure, and gives up at last.

It has a thread of its own and no transaction open while a server is asked: a server that never answers holds up letters alone.
"""

import logging
import smtplib
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection

from operis.mail.models import GIVEN_UP, SENT, WAITING, Letter
from operis.mail.queue import KEPT, keeps_words, now, words_of

WAITS: Final = tuple(timedelta(minutes=one) for one in (1, 5, 30, 2 * 60, 6 * 60, 12 * 60, 24 * 60))
"""Between the tries of one letter; after the last it is given up."""
LONGEST: Final = timedelta(days=3)
"""An older letter says nothing true any more: a database that was restored sends none of its old ones again."""
CLAIMED: Final = timedelta(minutes=10)
"""So long a letter is left to who has taken it."""
EVERY_SECONDS, REST_SECONDS, SWEEP_SECONDS, MOST, SAYS_MAX = 2.0, 60.0, 3600.0, 50, 300
"""Between two looks into the queue; after a server did not answer; between two looks at what is old."""
NO_SERVER, NO_SIGN_IN, NO_ADDRESS, NOT_TAKEN, UNREADABLE, TOO_OLD = (
    "no-server", "no-sign-in", "no-address", "not-taken", "unreadable", "too-old",
)  # fmt: skip
FAULTS: Final = (NO_SERVER, NO_SIGN_IN, NO_ADDRESS, NOT_TAKEN, UNREADABLE, TOO_OLD)
FOR_EVER: Final = 500
"""From this reply on the server says that trying again is no use (RFC 5321, 4.2.1)."""
log = logging.getLogger("operis.mail")


class Postman:
    """The loop of this process."""

    def __init__(self, steady: Callable[[], float] = time.monotonic, before: Sequence[Callable[[], object]] = ()) -> None:
        self.steady, self.rests, self.swept = steady, float("-inf"), float("-inf")
        self.steps = (*before, self.turn)
        """`before`: what writes letters of what was entered and of what waits; where it fails, those that are written go all the same."""
        self.stumbles: dict[int, str] = {}

    def run(self, stop: threading.Event) -> None:
        """Until stopped; what fails is told once, and tried again: the database may be away for a moment."""
        while not stop.is_set():
            for place, step in enumerate(self.steps):
                try:
                    step()
                    self.stumbles.pop(place, None)
                except Exception as fault:  # noqa: BLE001 - told, not passed over: letters go on once the database is back
                    self._stumbled(place, fault)
                    connection.close()
            stop.wait(EVERY_SECONDS)
        connection.close()

    def _stumbled(self, place: int, fault: Exception) -> None:
        if (says := f"{type(fault).__name__}: {fault}") != self.stumbles.get(place):
            self.stumbles[place] = says
            log.error("letters wait", exc_info=fault)

    def turn(self) -> int:
        """Try what is due, the longest waiting first; how many letters were tried."""
        self._sweep()
        if self.steady() < self.rests:
            return 0
        tried = 0
        for letter in Letter.objects.filter(state=WAITING, due__lte=now()).order_by("due", "pk")[:MOST]:
            if not _claimed(letter):
                continue
            tried += 1
            if _tried(letter) in (NO_SERVER, NO_SIGN_IN):  # the others would not fare better now
                self.rests = self.steady() + REST_SECONDS
                break
        return tried

    def _sweep(self) -> None:
        """What ended long ago is forgotten."""
        if self.steady() - self.swept > SWEEP_SECONDS:
            self.swept = self.steady()
            Letter.objects.filter(ended__lt=now() - KEPT).delete()


def _claimed(letter: Letter) -> bool:
    """Whether it is ours to try: of two who see it due, one moves it on."""
    return Letter.objects.filter(pk=letter.pk, state=WAITING, due=letter.due).update(due=now() + CLAIMED) == 1


def _tried(letter: Letter) -> str:
    """Send one letter; what kept it from going, or nothing."""
    if now() - letter.queued > LONGEST:
        return _failed(letter, TOO_OLD, "", ends=True)
    subject, text = words_of(letter)
    if not text:
        return _failed(letter, UNREADABLE, "", ends=True)
    try:
        _send(letter, subject, text)
    except smtplib.SMTPRecipientsRefused as fault:
        code, said = next(iter(fault.recipients.values()), (0, b""))
        return _failed(letter, NO_ADDRESS, f"{code} {_said(said)}", ends=code >= FOR_EVER)
    except smtplib.SMTPDataError as fault:
        return _failed(letter, NOT_TAKEN, f"{fault.smtp_code} {_said(fault.smtp_error)}", ends=fault.smtp_code >= FOR_EVER)
    except smtplib.SMTPAuthenticationError as fault:
        return _failed(letter, NO_SIGN_IN, f"{fault.smtp_code} {_said(fault.smtp_error)}")
    except OSError as fault:  # every other of smtplib's too
        return _failed(letter, NO_SERVER, f"{type(fault).__name__}: {fault}")
    except ValueError as fault:
        return _failed(letter, UNREADABLE, f"{type(fault).__name__}: {fault}", ends=True)
    letter.state, letter.ended, letter.fault, letter.says, letter.tries = SENT, now(), "", "", letter.tries + 1
    letter.sealed = letter.sealed if keeps_words() else ""
    letter.save()
    return ""


def _send(letter: Letter, subject: str, text: str) -> None:
    """As Django sends it; the number that every try bears lets a reader's program know a repeat."""
    own = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    heads = {
        "Auto-Submitted": "auto-generated",
        "Content-Language": "zh-Hans" if letter.language == "zh" else "en",
        "Message-ID": f"<{letter.pk}.{letter.queued:%Y%m%d%H%M%S%f}@{own}>",
    }
    EmailMessage(subject, text, None, [letter.to], headers=heads).send()


def _failed(letter: Letter, fault: str, says: str, *, ends: bool = False) -> str:
    """Note why, and when it is tried again; where it is not, it has ended."""
    letter.fault, letter.says, letter.tries = fault, says[:SAYS_MAX], letter.tries + 1
    if ends or letter.tries > len(WAITS):
        letter.state, letter.ended = GIVEN_UP, now()
        letter.sealed = letter.sealed if keeps_words() else ""
        log.warning("letter %s was given up: %s", letter.pk, fault)
    else:
        letter.due = now() + WAITS[letter.tries - 1]
    letter.save()
    return fault


def _said(reply: bytes | str) -> str:
    return reply.decode(errors="replace") if isinstance(reply, bytes) else reply


def start(*before: Callable[[], object]) -> Callable[[], None]:
    """Run beside the pages of this process; call what comes back to stop. A letter that is under way is tried again later."""
    stop = threading.Event()
    thread = threading.Thread(target=Postman(before=before).run, args=(stop,), name="mail", daemon=True)
    thread.start()

    def end() -> None:
        stop.set()
        thread.join(1)

    return end
