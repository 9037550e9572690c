"""What pages hand out as figures, and the public record from which each is worked out anew."""

from collections.abc import Iterator
from typing import Any

from django.test import Client

from operis import clock
from operis.documents.lawbook import calendar

Acts = dict[str, list[dict[str, Any]]]


def rows(client: Client, slug: str, figures: str, narrowed: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/en/answers/{slug}/{figures}.json{narrowed}")
    assert answer.status_code == 200
    return list(answer.json()["results"])


def acts_of(client: Client, kind: str) -> Acts:
    """Every public act of each docket of a kind, as a program reads them."""
    return {one["number"]: [act["entry"]["act"] for act in pages(client, f"dockets/{one['number']}/acts", "acts") if "entry" in act]
            for one in pages(client, "dockets", "dockets", kind=kind)}  # fmt: skip


def pages(client: Client, path: str, name: str, **asked: str) -> Iterator[dict[str, Any]]:
    cursor: str | None = ""
    while cursor is not None:
        page = client.get(f"/api/v1/{path}", {**asked, **({"cursor": cursor} if cursor else {})}).json()
        yield from page[name]
        cursor = page["next"]


def year() -> str:
    return f"{calendar().day(clock.now()).year}"


def last(acts: list[dict[str, Any]], kind: str) -> dict[str, Any] | None:
    return next((one for one in reversed(acts) if one["kind"] == kind), None)
