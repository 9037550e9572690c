"""Who buys, and who supplies? The lists of both, and of each what it buys, or what it was awarded and contracted."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from django.db.models import Case, Count, F, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from operis import clock
from operis.core.fields import walk
from operis.core.kinds import Json
from operis.dockets.file.terms import FileTerms
from operis.documents.kinds import kind_words
from operis.documents.lawbook import calendar
from operis.documents.shown import day, language, money
from operis.figures.scope import Scope
from operis.registers import models
from operis.registers.finding import parties_having
from operis.web.components.facts import FactRow
from operis.web.components.key import Key
from operis.web.components.links import Link
from operis.web.components.table import Cell, Column, Table
from operis.web.public.areas import area_named
from operis.web.public.contract_list import published
from operis.web.public.contract_list import table as contract_table
from operis.web.public.drawing import Shown
from operis.web.public.listing import Listing
from operis.web.public.profiles import BIDS, COUNTS, OUTCOMES, SERVICES, YEARS, drawn, keys
from operis.web.public.profiles import BODIES as BY_BODY
from operis.web.public.profiles import SUPPLIERS as BY_SUPPLIER
from operis.web.reading.dockets import statuses
from operis.web.reading.lists import PAGE_ROWS, Heading, heading, headings, named, parties_of

COLUMNS = ("id", "name_zh", "name_en", "nature", "place", "level", "size", "file", "url")


def parties(party: str) -> Callable[[Mapping[str, str]], QuerySet[models.Party]]:
    """Those whose file was accepted, by name."""

    def found(values: Mapping[str, str]) -> QuerySet[models.Party]:
        rows = models.Party.objects.filter(party=party, accepted=True)
        rows = rows.filter(key__in=parties_having(values["q"])) if values["q"] else rows
        own, other = ("name_zh", "name_en") if language() == "zh" else ("name_en", "name_zh")
        return rows.order_by(Case(When(**{own: ""}, then=F(other)), default=F(own)), "key")

    return found


def bodies_table(rows: list[models.Party]) -> Table:
    now, keys = clock.now(), [one.key for one in rows]
    counts = dict(models.open_notices(now).filter(body__in=keys).values_list("body").annotate(count=Count("number")))
    columns = (Column(_("Name")), Column(_("Area")), Column(_("Kind")), Column(_("Open notices"), number=True))
    cells = (
        (_party(one, "body"), Cell(area_named(one.place)), Cell(_kind(one), kept=True), Cell(f"{counts.get(one.key, 0)}")) for one in rows
    )
    return Table(_("Bodies"), columns, tuple(cells))


def suppliers_table(rows: list[models.Party]) -> Table:
    awards = models.Award.objects.filter(supplier__in=[one.key for one in rows])
    counts = dict(awards.values_list("supplier").annotate(count=Count("docket")))
    columns = (Column(_("Name")), Column(_("Kind")), Column(_("Awards"), number=True))
    cells = ((_party(one, "supplier"), Cell(_kind(one), kept=True), Cell(f"{counts.get(one.key, 0)}")) for one in rows)
    return Table(_("Suppliers"), columns, tuple(cells))


def _party(one: models.Party, page: str) -> Cell:
    name = heading(one.name_zh, one.name_en)
    return Cell(name.words, reverse(page, args=[one.key]), tag=name.tag)


def _kind(one: models.Party) -> str:
    """What it is, and of which size."""
    nature = _choice("nature", one.nature) if one.nature else ""
    return _("{nature} ({size})").format(nature=nature, size=_choice("size", one.size)) if one.size else nature


def _choice(field: str, slug: str) -> str:
    words = dict(walk(FileTerms)[field].asked.choices).get(slug)
    return words.within(language()) if words else slug


def facts_of(page: str) -> Callable[[HttpRequest, list[models.Party]], Iterator[Mapping[str, Json]]]:
    def facts(request: HttpRequest, rows: list[models.Party]) -> Iterator[Mapping[str, Json]]:
        for one in rows:
            yield {"id": one.key, "name_zh": one.name_zh, "name_en": one.name_en, "nature": one.nature, "place": one.place,
                   "level": one.level, "size": one.size, "file": one.docket,
                   "url": request.build_absolute_uri(reverse(page, args=[one.key]))}  # fmt: skip

    return facts


BODIES = Listing(
    name="bodies",
    heading=gettext_lazy("Bodies"),
    about=gettext_lazy("Bodies that buy here, or for others."),
    found=parties("body"),
    table=bodies_table,
    columns=COLUMNS,
    facts=facts_of("body"),
    kinds={},
)
SUPPLIERS = Listing(
    name="suppliers",
    heading=gettext_lazy("Suppliers"),
    about=gettext_lazy("Organisations, firms and persons that may supply here, with what they were awarded."),
    found=parties("supplier"),
    table=suppliers_table,
    columns=COLUMNS,
    facts=facts_of("supplier"),
    kinds={},
)


def party_or_404(key: str, party: str) -> models.Party:
    one = models.Party.objects.filter(key=key, party=party).first() if key.isprintable() else None
    if one is None:
        raise Http404(key)
    return one


@require_safe
def body_page(request: HttpRequest, key: str) -> HttpResponse:
    """Its money, who supplies it, how many came; then the newest of what it buys, and of its contracts."""
    one = party_or_404(key, "body")
    bought = models.Docket.objects.filter(kind="procurement", body=key, planned__isnull=False).order_by("-planned", "-ordinal")
    contracts = published().filter(body=key)
    more = Link(_("All of its notices and plans"), f"{reverse('notices')}?q={key}&kind=all")
    scope = this_year(body=key)
    looks = (drawn(scope, YEARS, SERVICES), drawn(scope, BY_SUPPLIER, COUNTS))
    figures = tuple(keys(scope, buys=True))
    return _page(request, one, "bodies", bought_table(list(bought[:PAGE_ROWS])), contracts, bought.count(), more, figures, looks)


@require_safe
def supplier_page(request: HttpRequest, key: str) -> HttpResponse:
    """Its money, whom it works for; then the newest of its awards that stand, and of its contracts."""
    one = party_or_404(key, "supplier")
    awards = models.Award.objects.filter(supplier=key).order_by("-published", models.ordinal_of("docket").desc(), "lot")
    contracts = published().filter(supplier=key)
    more = Link(_("All results with its name"), f"{reverse('notices')}?q={key}&kind=result")
    scope = this_year(supplier=key)
    looks = (drawn(scope, YEARS, SERVICES), drawn(scope, BY_BODY, OUTCOMES), drawn(scope, BIDS))
    figures = tuple(keys(scope, buys=False))
    return _page(request, one, "suppliers", awards_table(list(awards[:PAGE_ROWS])), contracts, awards.count(), more, figures, looks)


def this_year(**of: str) -> Scope:
    today = calendar().day(clock.now())
    return Scope(today.year, today, **of)


def _page(
    request: HttpRequest, one: models.Party, above: str, first: Table, contracts: QuerySet[models.Contract], count: int, more: Link,
    figures: tuple[Key, ...], looks: tuple[tuple[Shown, ...], ...],
) -> HttpResponse:  # fmt: skip
    listing = {"bodies": BODIES, "suppliers": SUPPLIERS}[above]
    return render(request, "web/public/party.html", {
        "name": heading(one.name_zh, one.name_en), "facts": _facts(one), "first": first, "count": count, "more": more,
        "contracts": contract_table(list(contracts[:PAGE_ROWS])), "contracted": contracts.count(), "keys": figures,
        "looks": [parts for parts in looks if parts], "year": this_year().year,
        "more_contracts": Link(_("All of its contracts"), f"{reverse('contracts')}?q={one.key}"), "rows": PAGE_ROWS,
        "by_mail": f"{reverse('follow')}?what={one.party}+{quote(one.key)}",
        "feed": reverse({"bodies": "body-feed", "suppliers": "supplier-feed"}[above], args=[one.key]),
        "crumbs": [(reverse("home"), _("Home")), (reverse(above), listing.heading)],
    })  # fmt: skip


def _facts(one: models.Party) -> list[FactRow]:
    level = _choice("level", one.level) if one.level else ""
    file = format_html('<a class="no" href="{}">{}</a>', reverse("process", args=[one.docket]), one.docket)
    rows = [(_("Kind"), _kind(one)), (_("Area"), area_named(one.place)), (_("Budget level"), level),
            (_("Short name in addresses"), one.key), (kind_words("file"), file)]  # fmt: skip
    return [FactRow(words, value) for words, value in rows if value]


def bought_table(lines: list[models.Docket], caption: str = "") -> Table:
    """A page with several of them tells each by its caption."""
    stand, titles = statuses(lines, clock.now()), headings(lines)
    columns = (Column(_("Title"), wide=True), Column(_("Number")), Column(_("State")), Column(_("Budget"), number=True),
               Column(_("Made public or filed on")))  # fmt: skip
    rows = ((*_titled(line.number, titles[line.number]), Cell("", status=stand[line.number]),
             Cell(money(line.budget_fen) if line.budget_fen is not None else _("no value stated")),
             Cell(day(line.planned) if line.planned else "", whole=True)) for line in lines)  # fmt: skip
    return Table(caption or _("Notices and plans"), columns, tuple(rows))


def awards_table(awards: list[models.Award]) -> Table:
    lines = list(models.Docket.objects.filter(number__in={one.docket for one in awards})) if awards else []
    titles, bodies = headings(lines), parties_of(one.body for one in awards)
    columns = (Column(_("Title"), wide=True), Column(_("Number")), Column(_("Body")), Column(_("Amount of the award"), number=True),
               Column(_("Published on")))  # fmt: skip
    rows = ((*_titled(one.docket, titles[one.docket]), _body(bodies, one.body), Cell(money(one.price_fen)),
             Cell(day(one.published), whole=True)) for one in awards)  # fmt: skip
    return Table(_("Awards"), columns, tuple(rows))


def _titled(number: str, title: Heading) -> tuple[Cell, Cell]:
    """The title leads to the docket; its number is small print."""
    return Cell(title.words, reverse("process", args=[number]), tag=title.tag), Cell(number, code=True)


def _body(bodies: Mapping[str, models.Party], key: str) -> Cell:
    name = named(bodies, key)
    return Cell(name.words, reverse("body", args=[key]), tag=name.tag)
