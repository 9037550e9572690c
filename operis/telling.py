"""Which suppliers are written to of what the log does not have? Of an envelope that an officer wrote down in their name, at once; and of a
purchase that stays shut because too few have bid.

What is secret until the closing has no place in the log before it; a letter to its own supplier tells nobody else of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from operis.documents.few import LEAST, shut
from operis.documents.shown import language
from operis.law.book import Row
from operis.letters import accounts_of, letter_of, site_of, title_of
from operis.mail.models import Told
from operis.mail.queue import is_address, is_on, send_later
from operis.registers.models import Notice, Seal

ENVELOPE: Final = "envelope"
FEW: Final = "few"


@dataclass(frozen=True, slots=True)
class Telling:
    """A letter to the supplier of a bid, by the name under which it is known to have been written."""

    what: str
    seal: Seal
    subject: Callable[[], str]
    text: Callable[[Seal, str], str]


def write_told() -> int:
    """Write the letters that nobody wrote yet; how many suppliers were told of something."""
    if not is_on():
        return 0
    found = [*_envelopes(), *_shut()]
    known = set(Told.objects.filter(what__in=[one.what for one in found]).values_list("what", flat=True))
    new = [one for one in found if one.what not in known]
    for one in new:
        with transaction.atomic():
            Told.objects.create(what=one.what)
            _write(one)
    return len(new)


def _envelopes() -> Iterator[Telling]:
    """Those that lie at a counter, of what is still open for bids."""
    open_now = Notice.objects.filter(closed=False, ended=False).values("docket")
    for one in Seal.objects.filter(paper=True, procurement__in=open_now).order_by("received", "docket"):
        yield Telling(f"{ENVELOPE} {one.docket}", one, lambda: _("{number}: a bid on paper was written down in your name"), _says)


def _shut() -> Iterator[Telling]:
    """Bids of purchases whose opening was refused since too few have come."""
    few = shut(Q())
    told: set[tuple[str, str]] = set()
    for one in Seal.objects.filter(procurement__in=few).order_by("received", "docket") if few else ():
        if (one.procurement, one.supplier) not in told:
            told.add((one.procurement, one.supplier))
            says = partial(_few, few[one.procurement])
            yield Telling(f"{FEW} {one.docket}", one, lambda: _("{number}: too few bids, yours stays shut"), says)


def _write(one: Telling) -> None:
    seal = one.seal
    subject, text = letter_of(lambda code: one.subject().format(number=seal.procurement), lambda code: one.text(seal, code))
    for address in sorted({each.user.email for each in accounts_of({seal.supplier})}):
        if is_address(address):
            send_later(address, subject, text, language="zh" if settings.LANGUAGE_CODE.startswith("zh") else "en", about=seal.docket)


def _few(row: Row, one: Seal, code: str) -> str:
    words = _("“{title}” ({number}): fewer than {least} suppliers have bid, so no bid was opened ({rule}). Yours stays sealed, and nobody "
              "reads it.")  # fmt: skip
    return "\n".join((
        words.format(title=title_of(one.procurement, code), number=one.procurement, least=row.count(LEAST), rule=row.cite(language())),
        _("You need not do anything. The purchaser has to end the purchase, of which you get a letter; it may then be announced anew, "
          "and you bid again. It stands here:"),
        f"{site_of()}{reverse('desk-docket', args=[one.docket])}",
    ))  # fmt: skip


def _says(one: Seal, code: str) -> str:
    words = _("An officer wrote down that a sealed envelope of yours came in for “{title}” ({number}). A second person confirms it before "
              "bids close; without that it does not count, and what you have sealed here stays in force.")  # fmt: skip
    return "\n".join((
        words.format(title=title_of(one.procurement, code), number=one.procurement),
        _("If you handed in none, say so to the purchaser, or withdraw it. The receipt, and the way to withdraw:"),
        f"{site_of()}{reverse('desk-docket', args=[one.docket])}",
    ))  # fmt: skip
