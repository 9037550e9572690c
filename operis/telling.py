"""Which suppliers are written to of what the log does not have yet? Of an envelope that an officer wrote down in their name, at once.

What is secret until the closing has no place in the log before it; a letter to its own supplier tells nobody else of it.
"""

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from operis.letters import accounts_of, letter_of, site_of, title_of
from operis.mail.models import Told
from operis.mail.queue import is_address, is_on, send_later
from operis.registers.models import Notice, Seal

ENVELOPE: Final = "envelope"


def write_told() -> int:
    """Write the letters that nobody wrote yet; how many suppliers were told of something."""
    if not is_on():
        return 0
    found = [*_envelopes()]
    known = set(Told.objects.filter(what__in=[_named(one) for one in found]).values_list("what", flat=True))
    new = [one for one in found if _named(one) not in known]
    for one in new:
        with transaction.atomic():
            Told.objects.create(what=_named(one))
            _write(one)
    return len(new)


def _envelopes() -> Iterator[Seal]:
    """Those that lie at a counter, of what is still open for bids."""
    open_now = Notice.objects.filter(closed=False, ended=False).values("docket")
    return iter(Seal.objects.filter(paper=True, procurement__in=open_now).order_by("received", "docket"))


def _named(one: Seal) -> str:
    return f"{ENVELOPE} {one.docket}"


def _write(one: Seal) -> None:
    subject, text = letter_of(lambda code: _("{number}: a bid on paper was written down in your name").format(number=one.procurement),
                              lambda code: _says(one, code))  # fmt: skip
    for address in sorted({each.user.email for each in accounts_of({one.supplier})}):
        if is_address(address):
            send_later(address, subject, text, language="zh" if settings.LANGUAGE_CODE.startswith("zh") else "en", about=one.docket)


def _says(one: Seal, code: str) -> str:
    words = _("An officer wrote down that a sealed envelope of yours came in for “{title}” ({number}). A second person confirms it before "
              "bids close; without that it does not count, and what you have sealed here stays in force.")  # fmt: skip
    return "\n".join((
        words.format(title=title_of(one.procurement, code), number=one.procurement),
        _("If you handed in none, say so to the purchaser, or withdraw it. The receipt, and the way to withdraw:"),
        f"{site_of()}{reverse('desk-docket', args=[one.docket])}",
    ))  # fmt: skip
