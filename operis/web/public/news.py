"""What moved an answer, a list of contracts, a service? A feed of the acts that did, the newest first."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.core.acts import NOW
from operis.dockets.contract.acts import ContractChanged, PublicationMade
from operis.documents.days import dated
from operis.documents.lawbook import calendar
from operis.documents.shown import language, number
from operis.figures import late, refused
from operis.figures.answers import Answer
from operis.figures.scope import Scope, services
from operis.figures.tables import Name
from operis.ledger.read import Stored, newest_of
from operis.ledger.states import state_of
from operis.registers import models
from operis.web.public.answers import answer_or_404, asked
from operis.web.public.feeds import NEWEST, Feed, plain
from operis.web.public.following import answered, fed, followed
from operis.web.public.services import bought
from operis.web.public.taking import cannot
from operis.web.reading.dockets import hidden
from operis.web.reading.lists import heading, headings, query

AMONG = 20_000
"""So many of the last entries of the log are looked at."""
CONTRACTS = PublicationMade.kind, ContractChanged.kind


@require_safe
def contracts_feed(request: HttpRequest) -> HttpResponse:
    feed = fed(request, f"{_('Contracts')} - {settings.OPERIS_SITE_NAME}", reverse("contracts"))
    _fill(request, feed, CONTRACTS, Q())
    return answered(feed)


@require_safe
def service_feed(request: HttpRequest, code: str) -> HttpResponse:
    """The procurements that buy it, each as new as what was told of it last."""
    known = services()
    item = known.items.get(code)
    if item is None:
        raise Http404(code)
    if (counted := known.of(code)) != code:
        return redirect("service-feed", counted)
    title = f"{heading(item.name_zh, item.name_en).words} - {settings.OPERIS_SITE_NAME}"
    return followed(request, title, reverse("service", args=[code]), models.Docket.objects.filter(number__in=bought(code)))


@require_safe
def answer_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """By the filters of its page; the year says nothing of what is new."""
    answer: Answer = answer_or_404(slug)
    own = asked(request, answer.filters)
    if own.wrong:
        return cannot(request, own.wrong)
    scope = own.scope
    page = f"{reverse('answer', args=[slug])}{query(own.values)}"
    feed = fed(request, f"{answer.question} - {settings.OPERIS_SITE_NAME}", page)
    if answer.moved_by:
        body = Q(body=scope.body) if scope.body else Q()
        numbers = bought(scope.service) if scope.service else []
        _fill(request, feed, answer.moved_by, body & (Q(number__in=numbers) | Q(need__in=numbers)) if scope.service else body)
    else:
        OTHERWISE[slug](request, feed, scope)
    return answered(feed)


def _fill(request: HttpRequest, feed: Feed, kinds: tuple[str, ...], narrowed: Q) -> None:
    """Each act that everybody reads: what it is of, and when it was entered."""
    found = newest_of(kinds, NEWEST, AMONG)
    lines = models.public_dockets().filter(narrowed, number__in={one.docket for one in found})
    titles, known = headings(lines), {line.number for line in lines}
    for one in (each for each in found if each.docket in known and _read_by_all(each)):
        words = one.act.title_words.within(language())
        address = f"{request.build_absolute_uri(reverse('permanent-process', args=[one.docket]))}#act-{one.number}"
        entered = calendar().local(one.entered)
        feed.add_item(title=plain(_("{act}: {title}").format(act=words, title=titles[one.docket].words)), link=address, unique_id=address,
                      pubdate=entered, updateddate=entered,
                      description=plain(_("{act}: {day}").format(act=words, day=dated(one))))  # fmt: skip


def _read_by_all(one: Stored) -> bool:
    return one.act.public == NOW or not hidden(state_of(one.docket), one)


def _late(request: HttpRequest, feed: Feed, scope: Scope) -> None:
    """Each duty from the day on which it became late."""
    for process, duty, _party, last, _days, _rule in late.duties(scope).rows[-NEWEST:][::-1]:
        assert isinstance(process, Name)
        assert isinstance(duty, Name)
        assert isinstance(last, date)  # of these columns
        since = datetime.combine(last, time(), calendar().zone) + timedelta(days=1)
        address = request.build_absolute_uri(reverse("permanent-process", args=[process.key]))
        title = _("{process}: {duty}").format(process=process.within(language()), duty=duty.within(language()))
        feed.add_item(title=plain(title), link=address, unique_id=f"{address}#late-{duty.key}-{last:%Y-%m-%d}", pubdate=since,
                      updateddate=since, description="")  # fmt: skip


def _refused(request: HttpRequest, feed: Feed, scope: Scope) -> None:
    """Each month with how often in it, as new as its last refusal."""
    moments: dict[str, list[datetime]] = {}
    for moment in refused.refusals(scope).order_by("-at").values_list("at", flat=True):
        moments.setdefault(f"{calendar().local(moment):%Y-%m}", []).append(calendar().local(moment))
    for month, given in moments.items():
        address = f"{request.build_absolute_uri(reverse('answer', args=['refused']))}?year={scope.year}"
        feed.add_item(title=plain(_("Refused in {month}: {count}").format(month=month, count=number(len(given)))), link=address,
                      unique_id=f"{address}#{month}", pubdate=given[-1], updateddate=given[0], description="")  # fmt: skip


OTHERWISE: Mapping[str, Callable[[HttpRequest, Feed, Scope], None]] = {"late": _late, "refused": _refused}
"""What no act moves: a day that goes by, and what was refused."""
