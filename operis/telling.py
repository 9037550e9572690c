"""Who is written to of what the log does not have? A supplier of a bid that came in sealed or was withdrawn, of an envelope that an officer
wrote down in its name, of a bid that came too late, of a purchase that stays shut because too few have bid; a key holder whose shares do
not fit with those of another.

What is secret until the closing has no place in the log before it; a letter to its own supplier tells nobody else of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.core.mandates import Role
from operis.dockets.bid.acts import BidSealed, BidWithdrawn
from operis.dockets.procurement.commands import ReleaseShares
from operis.documents.awaited import Awaited, awaited
from operis.documents.few import LEAST, shut
from operis.documents.shown import language, moment
from operis.law.book import Row
from operis.ledger import read
from operis.lettering import letter_of, site_of, title_of
from operis.letters import accounts_of
from operis.mail.models import Told
from operis.mail.queue import is_address, is_on, send_later
from operis.registers.models import Docket, Notice, Seal, TakenBack, Unsealed, still_owed

SEALED: Final = "sealed"
WITHDRAWN: Final = "withdrawn"
ENVELOPE: Final = "envelope"
FEW: Final = "few"
UNFIT: Final = "unfit"
LATE: Final = "late"
RECENT: Final = timedelta(days=7)
"""A bid that came late to a closing further back is old news: an installation that begins to write letters does not tell of it."""


@dataclass(frozen=True, slots=True)
class GaveBack:
    """A key holder whose shares do not fit with those of another."""

    procurement: str
    supplier: str
    waits: Awaited

    @property
    def docket(self) -> str:
        return self.procurement


@dataclass(frozen=True, slots=True)
class Telling:
    """A letter to the supplier of a bid, or to a key holder, by the name under which it is known to have been written."""

    what: str
    seal: "Seal | TakenBack | Unsealed | GaveBack"
    subject: Callable[[], str]
    text: Callable[[Any, str], str]
    role: Role = Role.SUPPLIER


def write_told() -> int:
    """Write the letters that nobody wrote yet; how many suppliers were told of something."""
    if not is_on():
        return 0
    found = [*_sealed(), *_envelopes(), *_withdrawn(), *_late(), *_shut(), *_unfit()]
    known = set(Told.objects.filter(what__in=[one.what for one in found]).values_list("what", flat=True))
    new = [one for one in found if one.what not in known]
    for one in new:
        with transaction.atomic():
            Told.objects.create(what=one.what)
            _write(one)
    return len(new)


def _open_now() -> "QuerySet[Notice, Any]":
    return Notice.objects.filter(closed=False, ended=False).values("docket")


def _sealed() -> Iterator[Telling]:
    """Those that came in here, of what is still open for bids: the newest of each."""
    for one in Seal.objects.filter(paper=False, procurement__in=_open_now()).order_by("received", "docket"):
        what = f"{SEALED} {one.docket} {one.lot} {one.round} {one.no}"
        yield Telling(what, one, lambda: _("{number}: your sealed bid came in"), _came)


def _withdrawn() -> Iterator[Telling]:
    for one in TakenBack.objects.filter(procurement__in=_open_now()).order_by("received", "docket"):
        what = f"{WITHDRAWN} {one.docket} {one.lot} {one.received.isoformat()}"
        yield Telling(what, one, lambda: _("{number}: a bid of yours was withdrawn"), _back)


def _late() -> Iterator[Telling]:
    """Those that came after the closing, by how many did: nothing of them is kept but that they came."""
    recent = Notice.objects.filter(closes__gt=clock.now() - RECENT).values("docket")
    for one in Unsealed.objects.filter(late__gt=0, procurement__in=recent).exclude(supplier="").order_by("docket"):
        yield Telling(f"{LATE} {one.docket} {one.late}", one, lambda: _("{number}: a bid of yours came too late"), _after)


def _envelopes() -> Iterator[Telling]:
    """Those that lie at a counter, of what is still open for bids."""
    for one in Seal.objects.filter(paper=True, procurement__in=_open_now()).order_by("received", "docket"):
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


def _unfit() -> Iterator[Telling]:
    """Holders whose shares came and open not every bid, each time when that was found."""
    for number in still_owed().filter(command=ReleaseShares.slug, waits=False).values_list("docket", flat=True).distinct():
        waits = awaited(number)
        if waits is not None and waits.unfit:
            acts = Docket.objects.values_list("acts", flat=True).get(number=number)
            for holder in waits.again:
                what = f"{UNFIT} {number} {holder} {acts}"
                yield Telling(what, GaveBack(number, holder, waits), lambda: _("{number}: shares of the keys do not fit together"), _again,
                              Role.KEY_HOLDER)  # fmt: skip


def _write(one: Telling) -> None:
    seal = one.seal
    subject, text = letter_of(lambda code: one.subject().format(number=seal.procurement), lambda code: one.text(seal, code))
    for address in sorted({each.user.email for each in accounts_of({seal.supplier}, one.role)}):
        if is_address(address):
            send_later(address, subject, text, language="zh" if settings.LANGUAGE_CODE.startswith("zh") else "en", about=seal.docket)


def _came(one: Seal, code: str) -> str:
    """That it came, and under which number its receipt stands: nothing of what it says."""
    words = _("Your sealed bid for “{title}” ({number}) came in on {moment}.")
    said = [words.format(title=title_of(one.procurement, code), number=one.procurement, moment=moment(one.received))]
    entries: list[Any] = [*read.of_kinds([one.docket], (BidSealed.kind, BidWithdrawn.kind))]
    entries = [each for each in entries if each.act.lot == one.lot]
    place = next((place for place, each in enumerate(entries) if (each.act.kind, each.act.no) == (BidSealed.kind, one.no)), None)
    if place is not None:
        said.append(_("Its receipt stands under number {docket} {no}.").format(docket=one.docket, no=entries[place].number))
        if place and entries[place - 1].act.kind == BidSealed.kind:
            said.append(_("It takes the place of the one that you sent before."))
    said.append(_("Until bids close you may replace or withdraw it. Where it was not you who sent it, do that, and change your password:"))
    return "\n".join((*said, f"{site_of()}{reverse('desk-docket', args=[one.docket])}"))


def _back(one: TakenBack, code: str) -> str:
    words = _("The bid for “{title}” ({number}) that had come on {moment} was withdrawn for you. Nobody reads it.")
    said = [words.format(title=title_of(one.procurement, code), number=one.procurement, moment=moment(one.received))]
    if not Seal.objects.filter(procurement=one.procurement, supplier=one.supplier, lot=one.lot).exists():
        said.append(_("No bid of yours is in now. Until bids close you may send another."))
    said.append(_("Where it was not you who withdrew it, send it anew, and change your password:"))
    return "\n".join((*said, f"{site_of()}{reverse('desk-docket', args=[one.docket])}"))


def _after(one: Unsealed, code: str) -> str:
    words = _("A bid of yours for “{title}” ({number}) came after bids had closed at {closes}, and was refused. Nothing of it was kept.")
    closes = Notice.objects.values_list("closes", flat=True).get(docket=one.procurement)
    said = [words.format(title=title_of(one.procurement, code), number=one.procurement, closes=moment(closes))]
    if Seal.objects.filter(procurement=one.procurement, supplier=one.supplier).exists():
        said.append(_("What you had sent in time stands as it was."))
    said.append(_("The receipt that says when it came, and what remains possible:"))
    return "\n".join((*said, f"{site_of()}{reverse('desk-docket', args=[one.docket])}"))


def _few(row: Row, one: Seal, code: str) -> str:
    words = _("“{title}” ({number}): fewer than {least} suppliers have bid, so no bid was opened ({rule}). Yours stays sealed, and nobody "
              "reads it.")  # fmt: skip
    return "\n".join((
        words.format(title=title_of(one.procurement, code), number=one.procurement, least=row.count(LEAST), rule=row.cite(language())),
        _("You need not do anything. The purchaser has to end the purchase, of which you get a letter; it may then be tried again, "
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


def _again(one: GaveBack, code: str) -> str:
    closes = Notice.objects.values_list("closes", flat=True).get(docket=one.procurement)
    words = _("“{title}” ({number}): bids closed on {closes}, and they are not open yet.")
    return "\n".join((
        words.format(title=title_of(one.procurement, code), number=one.procurement, closes=moment(closes)),
        one.waits.says,
        _("Open your shares once more with the file of your key, and hand in what comes of it; or another key holder hands in its shares."),
        f"{site_of()}{reverse('keys-docket', args=[one.procurement])}",
    ))  # fmt: skip
