"""How does one follow what is published? Notices as an Atom feed, closing times as a calendar, by the filters of the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis import clock
from operis.alerts import TOLD, too_few
from operis.dockets.procurement.acts import NoticePublished
from operis.dockets.procurement.outcomes import ResultPublished
from operis.dockets.procurement.terms import Document
from operis.documents.days import claimed, dated
from operis.documents.few import shut
from operis.documents.lawbook import calendar
from operis.documents.shown import language as shown_language
from operis.documents.shown import moment, money
from operis.documents.summaries import in_short
from operis.law.book import Row
from operis.ledger.read import Stored
from operis.ledger.read import of_kinds as entries_of_kinds
from operis.registers import models
from operis.web.public.finding import AGES, found, ordered, read
from operis.web.public.taking import cannot
from operis.web.reading.calendars import Event, calendar_of
from operis.web.reading.lists import Heading, heading, headings, named, parties_of, query, unstated

NEWEST = 50
CLOSINGS_MAX = 1_000


class Feed(Atom1Feed):
    """As new as the newest in it; one without entries was never new, and is the same whenever it is asked for."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


@require_safe
def notices_feed(request: HttpRequest) -> HttpResponse:
    """The newest of what fits the filters."""
    now, (values, search, errors) = clock.now(), read(request.GET)
    if errors:
        return cannot(request, errors)
    page = request.build_absolute_uri(f"{reverse('notices')}{query(values)}")
    feed = Feed(
        title=_("Find work - {site}").format(site=settings.OPERIS_SITE_NAME), link=page, description="", language=get_language(),
        feed_url=request.build_absolute_uri(),
    )  # fmt: skip
    lines = list(ordered(found(search, now), replace(search, sort="newest"), now)[:NEWEST])
    fill(request, feed, lines, told_of(lines), search.kind)
    return of_the_reader(HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type))


def fill(request: HttpRequest, feed: Feed, lines: Sequence[models.Docket], said: Mapping[str, Sequence[Stored]], kind: str) -> None:
    """A process each, as new as the last that everybody was told of it."""
    titles, parties = headings(lines), parties_of(line.body for line in lines)
    few = shut(Q(docket__in=[line.number for line in lines]))
    for line in lines:
        link, acts = address_of(request, line), said[line.number]
        listed = datetime.combine(getattr(line, AGES[kind]), time(), calendar().zone)
        feed.add_item(title=plain(titles[line.number].words), link=link, unique_id=link,
                      pubdate=calendar().local(first_of(acts, kind).entered) if acts else listed,
                      updateddate=_moved(line, acts, few) if acts else listed,
                      author_name=plain(named(parties, line.body).words),
                      description=plain("\n".join((described(line), *happened(acts), *_shut(line, few)))))  # fmt: skip


def _moved(line: models.Docket, acts: Sequence[Stored], few: Mapping[str, Row]) -> datetime:
    """With its last act; where too few have bid, with its closing."""
    last = acts[-1].entered
    return calendar().local(max(last, line.closes) if line.closes is not None and line.number in few else last)


def _shut(line: models.Docket, few: Mapping[str, Row]) -> Iterator[str]:
    if line.number in few:
        yield too_few(line.number, few[line.number])


@require_safe
def closings(request: HttpRequest) -> HttpResponse:
    """The closing times to come."""
    now, (_values, search, errors) = clock.now(), read(request.GET)
    if errors:
        return cannot(request, errors)
    coming = found(search, now).filter(closes__gt=now)
    lines = list(ordered(coming, replace(search, sort="closes"), now)[:CLOSINGS_MAX])
    titles = headings(lines)
    events = [closing(request, line, titles[line.number]) for line in lines]
    return of_the_reader(calendar_of(events, _("Closing times - {site}").format(site=settings.OPERIS_SITE_NAME), now, "closings"))


def closing(request: HttpRequest, line: models.Docket, title: Heading) -> Event:
    assert line.closes is not None  # a notice says until when
    return Event(
        name=f"{line.number}-closes", changed=line.acts, at=line.closes, summary=_("Bids close: {title}").format(title=title.words),
        description=described(line), url=address_of(request, line), cancelled=line.state in ("failed", "terminated"),
    )  # fmt: skip


def told_of(lines: Sequence[models.Docket]) -> dict[str, list[Stored]]:
    """What was told to everybody of each process, in order."""
    found: dict[str, list[Stored]] = {line.number: [] for line in lines}
    for entry in entries_of_kinds(list(found), TOLD):
        found[entry.docket].append(entry)
    return found


def first_of(acts: Sequence[Stored], kind: str) -> Stored:
    """The act for which a process stands in this list: the notice among the open ones, the result among results."""
    wanted = {"open": NoticePublished, "result": ResultPublished}.get(kind)
    return next((one for one in reversed(acts) if wanted and isinstance(one.act, wanted)), acts[0])


def happened(acts: Sequence[Stored]) -> Iterator[str]:
    """What changed a notice; and of each act whose day of entry is not the day that is claimed for it, both."""
    for one in acts:
        if bool(one.act.corrects) or one.act.news or claimed(one) is not None:
            yield _("{act}: {day}").format(act=one.act.title_words.within(shown_language()), day=dated(one))
        if one.act.news:
            yield from in_short(one.act)
        if one.act.corrects:
            yield from replaced(getattr(one.act, "documents", ()), getattr(one.act, "replaces", ()))


def replaced(new: Sequence[Document], before: Sequence[str]) -> Iterator[str]:
    """The purchasing documents that a correction brought, and those that it names as replaced."""
    if new:
        yield _("New purchasing documents: {names}").format(names=_(", ").join(one.name for one in new))
    if before:
        yield _("Replaced, together with earlier ones of the same names: {names}").format(names=_(", ").join(before))


def address_of(request: HttpRequest, line: models.Docket) -> str:
    """The one that never changes."""
    return request.build_absolute_uri(reverse("permanent-notice" if line.noticed else "permanent-process", args=[line.number]))


def described(line: models.Docket) -> str:
    return "\n".join(_said(line))


def _said(line: models.Docket) -> Iterator[str]:
    about = heading(line.about_zh, line.about_en)
    if about.words:
        yield about.words
    yield _("Budget: {amount}").format(amount=money(line.budget_fen) if line.budget_fen is not None else unstated())
    if line.closes is not None:
        yield _("Closes {closes}").format(closes=moment(line.closes))


def plain(words: str) -> str:
    """Without signs that XML may not hold."""
    return "".join(sign for sign in words if sign == "\n" or sign.isprintable())


def of_the_reader(answer: HttpResponse) -> HttpResponse:
    """Without a language in the address the words are in the reader's."""
    patch_vary_headers(answer, ("Accept-Language", "Cookie"))
    return answer
