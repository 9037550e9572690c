"""What is late? Duties whose day under a row of law has gone by, where everyone may see them, the oldest first; aims of one's own never."""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operis import clock
from operis.core.kinds import Json
from operis.documents.lawbook import book, calendar
from operis.documents.shown import day, language
from operis.figures.late import days_late, late_duties
from operis.registers import models
from operis.registers.duties import duty_of
from operis.registers.finding import having
from operis.web.components.table import Cell, Column, Table
from operis.web.public.listing import Listing
from operis.web.reading.lists import Heading, headings, named, parties_of
from operis.web.reading.timeline import who_of

COLUMNS = ("number", "title_zh", "title_en", "duty_zh", "duty_en", "party", "party_name_zh", "party_name_en", "last_day",
           "working_days_late", "row", "url")  # fmt: skip


def found(values: Mapping[str, str]) -> QuerySet[models.Owed]:
    public = models.public_dockets()
    seen = having(values["q"], public) if values["q"] else public
    return late_duties(calendar().day(clock.now())).filter(docket__in=seen.values("number"))


def table(late: list[models.Owed]) -> Table:
    lines = _lines(late)
    titles, parties = headings(lines.values()), parties_of(one.party for one in late)
    columns = (Column(_("Number")), Column(_("Title"), wide=True), Column(_("What is late")), Column(_("Whose it is")),
               Column(_("Last day")), Column(_("Working days late"), number=True), Column(_("Rule")))  # fmt: skip
    return Table(_("What is late"), columns, tuple(_row(one, titles.get(one.docket, Heading(one.docket)), parties) for one in late))


def _lines(late: list[models.Owed]) -> dict[str, models.Docket]:
    return {one.number: one for one in models.Docket.objects.filter(number__in={one.docket for one in late})} if late else {}


def _row(one: models.Owed, title: Heading, parties: Mapping[str, models.Party]) -> tuple[Cell, ...]:
    duty, row = duty_of(one), book().rows[one.row]
    party = named(parties, one.party) if one.party else Heading(who_of(duty, one.docket))
    return (
        Cell(one.docket, reverse("process", args=[one.docket]), code=True),
        Cell(title.words, tag=title.tag),
        Cell(duty.words.within(language())),
        Cell(party.words, tag=party.tag),
        Cell(day(one.day) if one.day else "", whole=True),
        Cell(f"{_late(one)}"),
        Cell(row.cite(language()), reverse("rule", args=[row.id])),
    )


def _late(one: models.Owed) -> int:
    return days_late(one, calendar().day(clock.now()))


def facts(request: HttpRequest, late: list[models.Owed]) -> Iterator[Mapping[str, Json]]:
    lines, parties = _lines(late), parties_of(one.party for one in late)
    for one in late:
        line, party, duty = lines.get(one.docket), parties.get(one.party), duty_of(one)
        yield {
            "number": one.docket, "title_zh": line.title_zh if line else "", "title_en": line.title_en if line else "",
            "duty_zh": duty.words.zh, "duty_en": duty.words.en, "party": one.party, "party_name_zh": party.name_zh if party else "",
            "party_name_en": party.name_en if party else "", "last_day": f"{one.day:%Y-%m-%d}" if one.day else None,
            "working_days_late": _late(one), "row": one.row,
            "url": request.build_absolute_uri(reverse("permanent-process", args=[one.docket])),
        }  # fmt: skip


OVERDUE = Listing(
    name="overdue",
    heading=gettext_lazy("What is late"),
    about=gettext_lazy("Duties whose last day under a rule of law has gone by and that nobody has met on the record, the oldest first."),
    found=found,
    table=table,
    columns=COLUMNS,
    facts=facts,
    kinds={},
)
