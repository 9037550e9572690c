"""Does what a page of a contract calls late stand among what is late? In the demonstration, moved on by some weeks."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from operis import clock
from operis.registers import models
from tests.statute import at
from tests.web.reading import text
from tests.web.world import World, world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with django_db_blocker.unblock(), world(tmp_path_factory) as made:
        yield made


def test_what_a_contract_page_calls_late_is_among_what_is_late(county: World, client: Client) -> None:
    clock.set_demo_clock(at(date(2026, 6, 12)))
    listed = {one["number"] for one in client.get("/en/overdue.json").json()["results"]}
    above = dict(models.Contract.objects.values_list("docket", "procurement"))
    numbers = models.public_dockets().filter(kind="contract").values_list("number", flat=True)
    late = {above.get(one, one) for one in numbers if " data-late" in client.get(f"/en/processes/{one}/").content.decode()}
    assert ("DC-2026-S-0011" in late, late - {above.get(one, one) for one in listed}) == (True, set())


@pytest.mark.parametrize(("language", "who"), [("en", "Who must act: the winner"), ("zh-hans", "办理人：中标（成交）供应商")])
def test_whose_turn_a_late_signing_is_is_one_on_process_contract_and_list(county: World, client: Client, language: str, who: str) -> None:
    clock.set_demo_clock(at(date(2026, 6, 12)))
    [drawn] = models.Contract.objects.filter(procurement="DC-2026-S-0011")
    [late] = [one for one in client.get("/en/overdue.json").json()["results"] if one["number"] == drawn.procurement]
    told = [text(client.get(f"/{language}/processes/{one}/")).count(who) for one in (drawn.procurement, drawn.docket)]
    assert (late["party"], told) == (drawn.supplier, [1, 1])


def test_a_body_is_asked_for_with_what_others_owe_in_what_it_buys(county: World, client: Client) -> None:
    clock.set_demo_clock(at(date(2026, 6, 12)))
    found = {body: {(one["process"], one["party"]) for one in client.get(f"/en/answers/late/late.json?body={body}").json()["results"]}
             for body in ("township", "education")}  # fmt: skip
    [drawn] = models.Contract.objects.filter(procurement="DC-2026-S-0011")
    assert [(drawn.procurement, drawn.supplier) in found[body] for body in (drawn.body, "education")] == [True, False]
