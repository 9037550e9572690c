"""How does one follow one process, one purchasing body or one supplier? By a feed of its own, in the language of its address."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.alerts import too_few
from operis.documents.days import dated
from operis.documents.few import shut
from operis.documents.lawbook import calendar
from operis.documents.shown import language
from operis.figures.bids import WORDS
from operis.ledger.read import Stored
from operis.registers import models
from operis.web.public.bodies import party_or_404
from operis.web.public.feeds import NEWEST, Feed, fill, first_of, happened, plain, told_of
from operis.web.public.tries import tries_of_need
from operis.web.reading.dockets import Shown, hidden, shown_or_404
from operis.web.reading.lists import heading, headings

LOOKED_AT = 500
"""So many of its newest processes are asked what happened in them last."""


@require_safe
def process_feed(request: HttpRequest, number: str) -> HttpResponse:
    """Each act that everybody reads, the newest first; one that was put right since is as new as what put it right."""
    docket = shown_or_404(number)
    feed = fed(request, f"{docket.heading} - {docket.number}", reverse("process", args=[docket.number]))
    told = ((of, one) for of in (docket, *_contracts(docket)) for one in of.entries if not hidden(of.state, one))
    shown = sorted(told, key=lambda one: (_moved(*one), one[0].number != docket.number, one[1].no))
    _shut(request, feed, docket)
    _again(request, feed, docket)
    for of, one in shown[: -NEWEST - 1 : -1]:
        words = one.act.title_words.within(language())
        link = f"{request.build_absolute_uri(reverse('permanent-process', args=[of.number]))}#act-{one.number}"
        entered, moved = (calendar().local(moment) for moment in (one.entered, _moved(of, one)))
        title = f"{one.number}. {words}" if of is docket else f"{of.number} {one.number}. {words}"
        feed.add_item(title=plain(title), link=link, unique_id=link, pubdate=entered, updateddate=moved,
                      description=plain("\n".join(_said(of, one, words))))  # fmt: skip
    return answered(feed)


def _shut(request: HttpRequest, feed: Feed, docket: Shown) -> None:
    """That too few have bid is no act, and news all the same."""
    row = shut(Q(docket=docket.number)).get(docket.number)
    if row is not None:
        link = request.build_absolute_uri(reverse("permanent-process", args=[docket.number]))
        at = calendar().local(docket.entries[-1].entered)
        feed.add_item(title=plain(_("Too few bids: nothing is opened")), link=link, unique_id=f"{link}#too-few", pubdate=at, updateddate=at,
                      description=plain(too_few(docket.number, row)))  # fmt: skip


def _again(request: HttpRequest, feed: Feed, docket: Shown) -> None:
    """Under which number what ended is called again: what follows stands in the feed of that."""
    for one in (each for each in tries_of_need(docket) if not each.before):
        link = request.build_absolute_uri(reverse("permanent-process", args=[one.number]))
        at = calendar().local(Shown.of(models.Docket.objects.get(number=one.number)).entries[0].entered)
        feed.add_item(title=plain(_("Called again: {number}").format(number=one.number)), link=link, unique_id=f"{link}#again", pubdate=at,
                      updateddate=at, description=plain(one.status.words))  # fmt: skip


def _contracts(docket: Shown) -> list[Shown]:
    """Who follows a purchase hears of its contracts too."""
    numbers = [one.docket for one in docket.contracts][-NEWEST:]
    return [Shown.of(line) for line in models.public_dockets().filter(number__in=numbers).order_by("ordinal")] if numbers else []


def _moved(docket: Shown, one: Stored) -> datetime:
    return (one, *_corrections(docket, one))[-1].entered


def _corrections(docket: Shown, one: Stored) -> list[Stored]:
    return [each for each in docket.entries if each.act.corrects == one.act.kind and each.no > one.no]


def _said(docket: Shown, one: Stored, words: str) -> list[str]:
    """When it was entered and, where that differs, is said to have happened; and what put it right."""
    acts = [(words, one), *((each.act.title_words.within(language()), each) for each in _corrections(docket, one))]
    return [_("{act}: {day}").format(act=name, day=dated(each)) for name, each in acts]


@require_safe
def body_feed(request: HttpRequest, key: str) -> HttpResponse:
    one = party_or_404(key, "body")
    return followed(request, _titled(one), reverse("body", args=[key]), models.Docket.objects.filter(body=key))


@require_safe
def supplier_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Each lot in which it bid once its result is published, and how its bid fared: as new as what was told of that process last."""
    one = party_or_404(key, "supplier")
    feed = fed(request, _titled(one), reverse("supplier", args=[key]))
    bids = list(models.Compared.objects.filter(supplier=key).order_by("-published", "-docket", "lot")[:NEWEST])
    lines = list(models.Docket.objects.filter(number__in={bid.docket for bid in bids}))
    titles, said = headings(lines), told_of(lines)
    for bid in sorted(bids, key=lambda bid: said[bid.docket][-1].entered, reverse=True):
        acts = said[bid.docket]
        result = first_of(acts, "result")
        address = request.build_absolute_uri(reverse("permanent-process", args=[bid.docket]))
        title = _("{title}, lot {lot}: {outcome}").format(
            title=titles[bid.docket].words, lot=bid.lot, outcome=WORDS[bid.how].within(language())
        )
        feed.add_item(title=plain(title), link=address, unique_id=f"{address}#lot-{bid.lot}", pubdate=calendar().local(result.entered),
                      updateddate=calendar().local(acts[-1].entered),
                      description=plain("\n".join([_("Published on {day}").format(day=dated(result)), *happened(acts)])))  # fmt: skip
    return answered(feed)


def _titled(one: models.Party) -> str:
    return f"{heading(one.name_zh, one.name_en).words} - {settings.OPERIS_SITE_NAME}"


def followed(request: HttpRequest, title: str, page: str, found: "QuerySet[models.Docket]") -> HttpResponse:
    """The procurements among these, each as new as what was told of it last."""
    feed = fed(request, title, page)
    lines = list(found.filter(kind="procurement", planned__isnull=False).order_by("-planned", "-ordinal")[:LOOKED_AT])
    said = told_of(lines)
    newest = sorted(lines, key=lambda line: said[line.number][-1].entered if said[line.number] else _day(line), reverse=True)
    fill(request, feed, newest[:NEWEST], said, "all")
    return answered(feed)


def _day(line: models.Docket) -> datetime:
    assert line.planned is not None  # asked for
    return datetime.combine(line.planned, datetime.min.time(), calendar().zone)


def fed(request: HttpRequest, title: str, page: str) -> Feed:
    """An empty feed of a page, in the language of its address."""
    return Feed(title=plain(title), link=request.build_absolute_uri(page), description="", language=get_language(),
                feed_url=request.build_absolute_uri())  # fmt: skip


def answered(feed: Feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
