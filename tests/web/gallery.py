"""What do the shared parts look like when they are full, nearly empty, long and late?"""

from datetime import UTC, date, datetime
from typing import Any

from operis.core.findings import REFUSED, WARNING, Ground, found
from operis.core.money import Fen
from operis.core.wording import Wording
from operis.documents.lawbook import book
from operis.law.book import Period
from operis.web.components.errors import Wrong
from operis.web.components.facts import FactRow
from operis.web.components.links import Link
from operis.web.components.seal import Seal
from operis.web.components.spine import DONE, NOW, TODO, Line
from operis.web.components.spine import REFUSED as REFUSED_LINE
from operis.web.components.status import Status
from operis.web.components.strip import Strip
from operis.web.components.why import Why

GALLERY = """{% extends "web/frame.html" %}{% load operis %}
{% block title %}Gallery{% endblock %}
{% block docket %}{% docket strip %}{% endblock %}
{% block content %}{% errors wrongs %}<h1>Gallery</h1>
<div class="cols"><aside class="facts" aria-label="Facts">{% facts rows %}{% seal seal %}</aside>
<div><p>{% for one in states %}{% tag one %} {% endfor %}{% cite row %}</p>
{% why full %}{% why short %}{% spine lines heading=2 %}</div></div>
{% endblock %}"""

NOON = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
DAY = date(2026, 11, 25)
LONG = "Civil Affairs Office of the Demonstration County for Services to Older People, Families and Persons with Disabilities"


def parts() -> dict[str, Any]:
    row = book().rows["GPL-35"].at(DAY)
    seal = Seal(number="DC-2026-S-0142-5", code="7F3A-91C2-0KQ4-M8XT", day=DAY, url="/v/7F3A-91C2-0KQ4-M8XT")
    return {
        "row": row,
        "seal": seal,
        "strip": Strip(number="DC-2026-S-0142", url="#main", stage=4, stages=9, name="Receiving bids", due=NOON, due_what="Closes"),
        "wrongs": [Wrong("main", "Enter the amount in numbers, like 860000."), Wrong("", "There is nothing in this file.")],
        "rows": [FactRow("Closes", "16 December 2026", "in 21 days", row), FactRow("Where", LONG)],
        "states": [Status("Open for bids", "open"), Status("Suspended", "hold"), Status("Complete", "done"), Status("Draft")],
        "full": refusal(),
        "short": Why(heading="This step belongs to another office", grounds=(), reference="X-2026-000002", decided=NOON),
        "lines": lines(row, seal),
    }


def refusal() -> Why:
    closes, least = date(2026, 3, 21), Period("min", 20, "day")
    late = found(
        "Bids close on {closes}; they must stay open {least}.", do="Set the closing time on {earliest} or later.",
        closes=closes, least=least, earliest=date(2026, 3, 22),
    )  # fmt: skip
    budget = found("The notice says {budget}, the filed plan {planned}.", do="Make them equal, or file the plan again.",
                   budget=Fen(86_000_000), planned=Fen(80_000_000))  # fmt: skip
    out = found("“{condition}” shuts suppliers out: {about}.", do="Strike the condition out.", condition=Wording(zh="本地企业"), about="-")
    grounds = (Ground("stays_open", "GPL-35", DAY, REFUSED, late), Ground("equals_plan", "REG-29", DAY, REFUSED, budget),
               Ground("open_to_all", "REG-20", DAY, WARNING, out))  # fmt: skip
    ways = (Link("Change the closing time", "#main"), Link("File the plan again", "#main"))
    return Why(heading="You cannot publish this notice yet", grounds=grounds, reference="X-2026-004517", decided=NOON, decided_by="Wang Li",
               ways=ways, ask=Link("Ask the finance department", "#main", "until 30 November 2026"), personal=True)  # fmt: skip


def lines(row: Any, seal: Seal) -> list[Line]:
    """Not in order: the timeline puts them so."""
    return [
        Line(no=5, state=TODO, title="Result published", due=DAY, due_row=row, on_miss="the office is reminded", who=LONG),
        Line(no=4, state=NOW, title="Receiving bids", at=NOON, due=NOON, due_row=row, who="suppliers"),
        Line(no=1, state=DONE, title="Need recorded", at=DAY, actor=LONG, basis=(row,), seal=seal, late=3),
        Line(no=2, state=REFUSED_LINE, title="Refused: a local office is asked for", at=NOON, why=Link("Why", "#main")),
        Line(no=3, state=DONE, title="Corrected", at=NOON, basis=(row, row), reason="a wrong day", corrects=Link("act 1", "#act-1"),
             corrected=Link("29 October 2026", "#act-4"), documents=(Link("Notice", "#main", "PDF, 84 KB"),)),
    ]  # fmt: skip
