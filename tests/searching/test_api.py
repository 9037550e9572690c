"""Does a program find what people find, page by page?"""

import json
from typing import Any

import pytest
from django.test import Client

from tests.searching.county import filled

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def asked(query: str) -> tuple[int, Any]:
    answer = Client().get(f"/api/v1/search?{query}")
    return answer.status_code, json.loads(answer.content)


def test_what_fits_comes_with_counts_of_each_kind() -> None:
    filled()
    status, told = asked("q=暖檐")
    assert (status, told["count"], told["has"], told["instead"], told["more"], told["next"]) == (200, 2, "all", [], False, None)
    assert {kind: count for kind, count in told["counts"].items() if count} == {"supplier": 1, "contract": 1}
    assert [one["number"] for one in told["results"]] == ["DC-2025-F-0022", "DC-2026-C-0001"]
    assert told["results"][1] == {
        "kind": "contract", "number": "DC-2026-C-0001",
        "title": {"zh": "困难老年人居家养老上门服务", "en": "Home care for older people in difficulty"},
        "about": None,
        "body": {"zh": "云泽县民政局", "en": "Yunze County Civil Affairs Bureau"}, "amount": "2431800.00", "day": "2026-03-19",
        "fit": 2, "url": "/api/v1/dockets/DC-2026-C-0001",
    }  # fmt: skip


def test_a_kind_a_page_and_what_stands_for_a_slip() -> None:
    filled()
    first, second = asked("q=采购&kind=rule")[1], asked("q=采购&kind=rule&page=2")[1]
    assert (first["next"], len(first["results"]), second["page"]) == (2, 25, 2)
    assert not {one["number"] for one in first["results"]} & {one["number"] for one in second["results"]}
    assert asked("q=libary")[1]["instead"] == [{"typed": "libary", "found": "library"}]


def test_what_cannot_be_read_is_told_all_at_once() -> None:
    status, told = asked("q=!!!&kind=gold&page=0")
    assert (status, [one["parameter"] for one in told["errors"]]) == (400, ["q", "kind", "page"])
    assert (asked("")[0], asked("q=!!!")[0], asked("q=a&kind=")[0]) == (422, 422, 400)
    assert asked("q=" + "养" * 101)[0] == 400
