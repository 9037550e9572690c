"""Who follows a process, a body, a supplier, a service, an answer, all notices or all contracts by mail? An address and nothing else.

There is no account, and at most one letter a day.

An address is kept, encrypted, once somebody has pressed the button behind the link of a letter; before that it stands in that link, signed,
and in the letter itself. Each letter has the link that ends them by one press. Who follows what is shown to nobody.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from operis import clock
from operis.core.acts import NOW
from operis.dockets.contract.acts import ContractChanged, PublicationMade
from operis.dockets.procurement.acts import (
    BidsOpened,
    ImplementationPlanFiled,
    IntentionPublished,
    NoticeCorrected,
    NoticePublished,
    ProceedingsTerminated,
    RepresentationAnswered,
)
from operis.dockets.procurement.outcomes import ResultPublished
from operis.dockets.secrecy import withheld
from operis.documents.days import dated
from operis.documents.few import LEAST, shut
from operis.documents.shown import language
from operis.documents.summaries import in_short
from operis.figures.answers import ANSWERS
from operis.figures.scope import service_of, services
from operis.law.book import Row
from operis.ledger import read
from operis.ledger.models import Leaf
from operis.ledger.read import Stored
from operis.ledger.states import state_of
from operis.lettering import site_of, title_of
from operis.mail.models import Alert, Letter, Told
from operis.mail.queue import SUBJECT_MAX, hidden, is_on, now, send_later, unhidden
from operis.registers import models
from operis.registers.ended import tried_before

TOLD = tuple(act.kind for act in (
    IntentionPublished, ImplementationPlanFiled, NoticePublished, NoticeCorrected, RepresentationAnswered, BidsOpened, ResultPublished,
    ProceedingsTerminated,
))  # fmt: skip
"""What a process tells everybody, and what moves it in a feed."""
TOLD_OF_CONTRACTS = (PublicationMade.kind, ContractChanged.kind)
"""What is told of its contracts besides, once their text is published."""
CALLS = (ImplementationPlanFiled.kind, NoticePublished.kind)
"""By which it shows that what ended is called again."""
ABOUT_DOCKETS = frozenset({*TOLD, *TOLD_OF_CONTRACTS})
PROCESS, BODY, SUPPLIER, SERVICE, ANSWER, ALL, CONTRACTS = "process", "body", "supplier", "service", "answer", "notices", "contracts"
ABOUT: Final = "follow"
FEW: Final = "few-followed"
GOOD_FOR, DAY, HOUR = timedelta(hours=24), timedelta(days=1), timedelta(hours=1)
AN_HOUR_IN_ALL: Final = 200
"""So many letters that ask for a confirmation leave within an hour, whoever asks."""
ENTRIES_MAX, ALERTS_MAX, LINES_MAX = 1_000, 500, 6
"""So many entries and addresses are looked at in one turn, and so much is told in one letter."""
ASKED, STOPPED = "operis.alerts.asked", "operis.alerts.stopped"
CODES: Final = {"zh": "zh-hans", "en": "en"}


@dataclass(frozen=True, slots=True)
class Wish:
    """To whom, of what, in which language."""

    to: str
    what: str
    """`process DC-2026-S-0001`, `body KEY`, `supplier KEY`, `service A0401`, `answer who-won`, `notices` or `contracts`."""
    language: str

    @property
    def link(self) -> str:
        return signing.dumps([self.to, self.what, self.language], salt=ASKED)

    @property
    def digest(self) -> str:
        return salted_hmac("operis.alerts", f"{self.to} {self.what}").hexdigest()


def asked(link: str) -> Wish | None:
    """What a link of a letter asks for; None where it is none of ours, or too old."""
    try:
        to, what, spoken = signing.loads(link, salt=ASKED, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Wish(to, what, spoken)


def has_room() -> bool:
    """Whether one more letter may ask for a confirmation within this hour."""
    return Letter.objects.filter(about=ABOUT, queued__gt=now() - HOUR).count() < AN_HOUR_IN_ALL


def begin(wish: Wish) -> None:
    """From now on; what was entered before is told of no more. Pressed twice it is one."""
    kept = {"sealed": hidden(wish.to), "what": wish.what, "language": wish.language, "seen": read.size()}
    one, new = Alert.objects.get_or_create(digest=wish.digest, defaults=kept)
    if new:
        Told.objects.bulk_create([Told(what=known) for known, _number in _few_of(one, shut(Q()))], ignore_conflicts=True)


def end(alert: Alert) -> None:
    Told.objects.filter(what__startswith=FEW, what__endswith=alert.digest).delete()
    alert.delete()


def besides(alert: Alert) -> list[str]:
    """What else goes to the same address."""
    to = unhidden(alert.sealed)
    return [one.what for one in Alert.objects.exclude(pk=alert.pk).order_by("pk").iterator() if unhidden(one.sealed) == to]


def stop_link(alert: Alert) -> str:
    return signing.dumps(alert.digest, salt=STOPPED)


def is_stop(link: str) -> bool:
    """Whether it is a link to end letters, of those that go and those that have ended."""
    try:
        signing.loads(link, salt=STOPPED)
    except (signing.BadSignature, ValueError):
        return False
    return True


def following(link: str) -> Alert | None:
    """Whose letters a link ends; None where it is none of ours, or they have ended."""
    try:
        digest = signing.loads(link, salt=STOPPED)
    except (signing.BadSignature, ValueError):
        return None
    return Alert.objects.filter(digest=digest).first()


def name_of(what: str) -> str:
    """In the language that is shown."""
    kind, _blank, key = what.partition(" ")
    if kind == PROCESS:
        return _titled(key)
    if kind in (ALL, CONTRACTS):
        return _("All notices") if kind == ALL else _("All contracts")
    if kind == ANSWER:
        return str(ANSWERS[key].question)
    if kind == SERVICE:
        return services().named(key).within(language())
    party = models.Party.objects.filter(party=kind, key=key).first()
    names = (party.name_zh, party.name_en) if party else ("", "")
    return (names[0] or names[1]) if language() == "zh" else (names[1] or names[0])


def is_there(what: str) -> bool:
    kind, _blank, key = what.partition(" ")
    if kind == PROCESS:
        return models.Docket.objects.filter(number=key, kind="procurement").exists()
    if kind == ANSWER:
        return key in ANSWERS and bool(ANSWERS[key].moved_by)
    if kind == SERVICE:
        return bool(key) and services().of(key) == key
    return what in (ALL, CONTRACTS) or (kind in (BODY, SUPPLIER) and models.Party.objects.filter(party=kind, key=key).exists())


def write_due() -> int:
    """Letters of what got its place in the log since the last one, to whom none went within a day; how many were written."""
    size, moment = read.size(), clock.now()  # a demonstration's day ends by its own clock, or a letter would hold back all that follow
    due = Alert.objects.filter(Q(told=None) | Q(told__lte=moment - DAY), seen__lt=size).order_by("seen", "pk")
    waiting = list(due[:ALERTS_MAX]) if is_on() else []
    if not waiting:
        return 0
    first = waiting[0].seen
    placed = {(docket, no): place for place, docket, no in Leaf.objects.filter(position__gte=first).order_by("position")
              .values_list("position", "docket", "no")[:ENTRIES_MAX]}  # fmt: skip
    reached = first + len(placed)
    dockets, followed = sorted({docket for docket, _no in placed}), {one.what for one in waiting}
    moving = {act for what in followed for act in moved_by(what)}
    acts = [one for one in read.of_kinds(dockets, tuple({*ABOUT_DOCKETS, *moving})) if (one.docket, one.no) in placed]
    acts.sort(key=lambda one: placed[one.docket, one.no])
    told = [one for one in acts if one.act.kind in ABOUT_DOCKETS]
    about, written = about_of({one.docket for one in told}), 0
    moved = {what: moves(moved_by(what), acts) for what in followed if moved_by(what)}
    for alert in (one for one in waiting if one.seen < reached):
        of_it = moved.get(alert.what) or [one for one in told if alert.what in about.get(one.docket, ())]
        news = [one for one in of_it if placed[one.docket, one.no] >= alert.seen]
        with transaction.atomic():
            mine = Alert.objects.filter(pk=alert.pk, seen=alert.seen)
            if mine.update(seen=reached, told=moment if news else alert.told) and news:
                _write(alert, partial(_told_of, news))
                written += 1
    return written


def write_shut() -> int:
    """Letters of purchases in which too few have bid, of which no act tells, to whom none went within a day; how many were written."""
    few = shut(Q()) if is_on() else {}
    if not few:
        return 0
    moment, written = clock.now(), 0
    about = {what for wanted in about_of(set(few)).values() for what in wanted}
    for alert in Alert.objects.filter(Q(told=None) | Q(told__lte=moment - DAY), what__in=about).order_by("pk"):
        mine = _few_of(alert, few)
        known = set(Told.objects.filter(what__in=[name for name, _number in mine]).values_list("what", flat=True))
        new = {name: number for name, number in mine if name not in known}
        if new:
            with transaction.atomic():
                Told.objects.bulk_create([Told(what=name) for name in new])
                Alert.objects.filter(pk=alert.pk).update(told=moment)
                _write(alert, partial(_too_few, {number: few[number] for number in new.values()}))
            written += 1
    return written


def _few_of(alert: Alert, few: Mapping[str, Row]) -> list[tuple[str, str]]:
    """Those of the purchases that it follows, each by the name under which its letter is known to have been written."""
    about = about_of(set(few)) if few else {}
    return [(f"{FEW} {number} {alert.digest}", number) for number in sorted(few) if alert.what in about.get(number, ())]


def too_few(number: str, row: Row) -> str:
    """In the language that is shown."""
    least = row.count(LEAST)
    words = _("{purchase}: fewer than {least} suppliers have bid, so no bid was opened ({rule}). The purchaser has to end the purchase; it "
              "may then be tried again.")  # fmt: skip
    if least == 1:
        words = _("{purchase}: nobody has bid ({rule}). The purchaser has to end the purchase; it may then be tried again.")
    return words.format(purchase=_titled(number), least=least, rule=row.cite(language()))


def _too_few(few: Mapping[str, Row]) -> list[str]:
    return [f"{too_few(number, row)}\n{site_of()}/p/{number}" for number, row in few.items()]


def moved_by(what: str) -> tuple[str, ...]:
    """The acts that move an answer; none of what is none."""
    kind, _blank, key = what.partition(" ")
    return ANSWERS[key].moved_by if kind == ANSWER and key in ANSWERS else ()


def moves(kinds: Sequence[str], acts: Sequence[Stored]) -> list[Stored]:
    """Those of the acts that everyone reads."""
    public = set(models.public_dockets().filter(number__in={one.docket for one in acts}).values_list("number", flat=True))
    own = [one for one in acts if one.act.kind in kinds and one.docket in public]
    return [one for one in own if one.act.public == NOW or not withheld(state_of(one.docket), one.act)]


def about_of(dockets: set[str]) -> Mapping[str, set[str]]:
    """By procurement and contract, what somebody may follow of whom it is news."""
    contracts = {one.docket: one for one in models.Contract.objects.filter(docket__in=dockets, published__isnull=False)} if dockets else {}
    wanted = dockets | {one.procurement for one in contracts.values()}
    lines = models.Docket.objects.filter(number__in=wanted, kind="procurement").values_list("number", "body") if wanted else ()
    found = {number: {ALL, f"{PROCESS} {number}", f"{BODY} {body}"} for number, body in lines}
    for number, service in service_of(found).items() if found else ():
        if service:
            found[number].add(f"{SERVICE} {service}")
    for number, earlier in tried_before(found).items():  # who followed what ended hears of what is called again
        found[number] |= {f"{PROCESS} {one}" for one in earlier}
    for number, one in contracts.items():
        found[number] = (found.get(one.procurement, set()) - {ALL}) | {CONTRACTS, f"{SUPPLIER} {one.supplier}"}
    awards: Iterable[tuple[str, str]] = models.Award.objects.filter(docket__in=found).values_list("docket", "supplier") if found else ()
    for number, supplier in awards:
        found[number].add(f"{SUPPLIER} {supplier}")
    return found


def _titled(number: str) -> str:
    title = title_of(number, CODES[language()])
    return _("{title} ({number})").format(title=title, number=number) if title else number


def _told_of(news: Sequence[Stored]) -> list[str]:
    lines, before = [], tried_before({one.docket for one in news if one.act.kind in CALLS})
    for one in news[-LINES_MAX:]:
        words = _("{act}: {day}").format(act=one.act.title_words.within(language()), day=dated(one))
        again = [_("It is called again after {purchase}, which ended without a result.").format(purchase=_titled(each))
                 for each in before.get(one.docket, ())[-1:] if one.act.kind in CALLS]  # fmt: skip
        lines.append("\n".join(filter(None, (_titled(one.docket), words, *again, *in_short(one.act), f"{site_of()}/p/{one.docket}"))))
    if len(news) > LINES_MAX:
        lines.append(_("and {count} more before").format(count=len(news) - LINES_MAX))
    return lines


def _write(alert: Alert, told: Callable[[], list[str]]) -> None:
    with override(CODES[alert.language]):
        lines = [_("What is new of {name}:").format(name=name_of(alert.what)), *told()]
        lines.append(_("To end these letters, open this page and press the button:"))
        stop = f"{site_of()}{reverse('follow-stop')}?link={stop_link(alert)}"
        send_later(unhidden(alert.sealed), _("New on the record: {name}").format(name=name_of(alert.what))[:SUBJECT_MAX],
                   "\n\n".join((*lines, stop)), language=alert.language, about="alert")  # fmt: skip
