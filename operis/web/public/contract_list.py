"""Which contracts are published? Those whose text everyone may read, newest first."""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operis.alerts import CONTRACTS as CONTRACTS_BY_MAIL
from operis.core.kinds import Json
from operis.core.money import yuan
from operis.documents.shown import day, money
from operis.registers import models
from operis.registers.finding import contracts_having
from operis.web.components.table import Cell, Column, Table
from operis.web.public.listing import Listing
from operis.web.reading.lists import Heading, headings, named, parties_of

COLUMNS = ("number", "procurement", "lot", "title_zh", "title_en", "body", "body_name_zh", "body_name_en", "supplier", "supplier_name_zh",
           "supplier_name_en", "amount_yuan", "signed", "published", "url")  # fmt: skip


def published() -> QuerySet[models.Contract]:
    return models.Contract.objects.filter(published__isnull=False).order_by("-published", models.ordinal_of("docket").desc())


def found(values: Mapping[str, str]) -> QuerySet[models.Contract]:
    return contracts_having(values["q"], published()) if values["q"] else published()


def table(contracts: list[models.Contract]) -> Table:
    titles = headings(procurements_of(contracts).values())
    parties = parties_of(key for one in contracts for key in (one.body, one.supplier))
    columns = (Column(_("Number")), Column(_("Title"), wide=True), Column(_("Body")), Column(_("Provider")),
               Column(_("Contract amount"), number=True), Column(_("Signed on")))  # fmt: skip
    rows = (_row(one, titles.get(one.procurement, Heading(one.procurement)), parties) for one in contracts)
    return Table(_("Contracts"), columns, tuple(rows))


def _row(one: models.Contract, title: Heading, parties: Mapping[str, models.Party]) -> tuple[Cell, ...]:
    body, supplier = named(parties, one.body), named(parties, one.supplier)
    return (
        Cell(one.docket, reverse("process", args=[one.docket]), code=True),
        Cell(title.words, tag=title.tag),
        Cell(body.words, reverse("body", args=[one.body]), tag=body.tag),
        Cell(supplier.words, reverse("supplier", args=[one.supplier]), tag=supplier.tag),
        Cell(money(one.price_fen)),
        Cell(day(one.signed) if one.signed else "", whole=True),
    )


def procurements_of(contracts: list[models.Contract]) -> dict[str, models.Docket]:
    numbers = {one.procurement for one in contracts}
    return {one.number: one for one in models.Docket.objects.filter(number__in=numbers)} if numbers else {}


def facts(request: HttpRequest, contracts: list[models.Contract]) -> Iterator[Mapping[str, Json]]:
    lines, parties = procurements_of(contracts), parties_of(key for one in contracts for key in (one.body, one.supplier))
    for one in contracts:
        line, body, supplier = lines.get(one.procurement), parties.get(one.body), parties.get(one.supplier)
        yield {
            "number": one.docket, "procurement": one.procurement, "lot": one.lot,
            "title_zh": line.title_zh if line else "", "title_en": line.title_en if line else "",
            "body": one.body, "body_name_zh": body.name_zh if body else "", "body_name_en": body.name_en if body else "",
            "supplier": one.supplier, "supplier_name_zh": supplier.name_zh if supplier else "",
            "supplier_name_en": supplier.name_en if supplier else "", "amount_yuan": yuan(one.price_fen),
            "signed": f"{one.signed:%Y-%m-%d}" if one.signed else None,
            "published": f"{one.published:%Y-%m-%d}" if one.published else None,
            "url": request.build_absolute_uri(reverse("permanent-process", args=[one.docket])),
        }  # fmt: skip


CONTRACTS = Listing(
    name="contracts",
    heading=gettext_lazy("Contracts"),
    about=gettext_lazy("Contracts of which the text is published: who provides what, for how much."),
    found=found,
    table=table,
    columns=COLUMNS,
    facts=facts,
    kinds={},
    feed="contracts-feed",
    by_mail=CONTRACTS_BY_MAIL,
)
