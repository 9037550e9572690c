"""What stands in the lists in a test? Rows put straight into the registers, as many as are asked for, each as an act would make it."""

from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

from django.test import Client

from operis.core.wording import Wording
from operis.ledger.numbers import ordinal
from operis.registers import models
from operis.registers.bigrams import bigrams
from operis.registers.words import in_a_line

NOON = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
"""What time it is in these tests."""
BODY, SUPPLIER = "civil-affairs", "sunrise"
PAGE = "/en/notices/"


def procurement(place: int, **changed: Any) -> models.Docket:
    """A notice that is open, closing so many days after the tests' noon."""
    row = models.Docket(
        number=f"DC-2026-S-{place:04}", kind="procurement", body=BODY, title_zh=f"社区养老服务{place}", title_en=f"Day care {place}",
        state="receiving", method="open-tender", need="DC-2026-N-0001", budget_fen=place * 100_000_00, acts=4,
        closes=NOON + timedelta(days=place), noticed=date(2026, 3, 2), planned=date(2026, 2, 20),
    )  # fmt: skip
    row.about_zh, row.about_en = in_a_line(Wording(zh="每周五天", en="Five days a week"))
    for name, value in changed.items():
        setattr(row, name, value)
    return row


def coming(place: int, **changed: Any) -> models.Docket:
    """An intention that is published."""
    return procurement(place, **{"state": "planned", "closes": None, "noticed": None, "expected": "2026-05", "acts": 1, **changed})


def party(key: str, kind: str, zh: str = "", en: str = "", **changed: Any) -> models.Party:
    nature = "state-organ" if kind == "body" else "enterprise"
    return models.Party(**{"key": key, "party": kind, "nature": nature, "name_zh": zh, "name_en": en, "place": "41",
                           "accepted": True, **changed})  # fmt: skip


def put(*rows: Any) -> None:
    for row in rows:
        if isinstance(row, models.Party):
            row.docket = f"DC-2026-F-{models.Party.objects.count() + 1:04}"
        if isinstance(row, models.Docket):
            row.ordinal = ordinal(row.number)
        row.save()
        if isinstance(row, models.Docket):
            title = f"{row.number} {row.title_zh} {row.title_en}"
            models.Searchable.objects.create(
                docket=row.number, title=bigrams(title), whole=bigrams(f"{title} {row.about_zh} {row.about_en}")
            )
        if isinstance(row, models.Contract):
            put(models.Docket(number=row.docket, kind="contract", body=row.body, need=row.procurement, state="contract-done"))
        if isinstance(row, models.Party):
            put(models.Docket(number=row.docket, kind="file", title_zh=row.name_zh, title_en=row.name_en, state="accepted"))


def peopled() -> None:
    put(party(BODY, "body", "民政局", "Civil Affairs Office"), party(SUPPLIER, "supplier", "朝阳社会服务中心", "Sunrise Social Service"))


def award(place: int, **changed: Any) -> models.Award:
    return models.Award(**{
        "docket": f"DC-2026-S-{place:04}", "lot": "1", "body": BODY, "method": "open-tender", "need": "DC-2026-N-0001", "part": "1",
        "supplier": SUPPLIER, "bid": "", "price_fen": 780_000_00, "lot_budget_fen": 860_000_00, "published": date(2026, 3, 5),
        "form": "purchase", "term_months": 12, **changed,
    })  # fmt: skip


def contract(place: int, **changed: Any) -> models.Contract:
    return models.Contract(**{
        "docket": f"DC-2026-C-{place:04}", "procurement": f"DC-2026-S-{place:04}", "lot": "1", "body": BODY, "supplier": SUPPLIER,
        "price_fen": 780_000_00, "signed": date(2026, 3, 7), "published": date(2026, 3, 8), **changed,
    })  # fmt: skip


def owed(place: int, **changed: Any) -> models.Owed:
    """That the contract was to be made public by yesterday."""
    return models.Owed(**{
        "source": f"DC-2026-C-{place:04}", "docket": f"DC-2026-C-{place:04}", "command": "publish", "party": BODY,
        "day": NOON.date() - timedelta(days=1), "row": "GPL-47", **changed,
    })  # fmt: skip


def shown(client: Client, query: str = "", *, status: int = 200, path: str = PAGE) -> str:
    """The HTML of a list."""
    answer = client.get(f"{path}{query}")
    assert answer.status_code == status, (query, answer.status_code)
    return unescape(answer.content.decode())
