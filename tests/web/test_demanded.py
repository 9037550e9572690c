"""What a step would be refused without is not called optional: the form is weighed as far as it is filled, the empty one first."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from operis.core.fields import walk
from operis.core.wording import Slug
from operis.dockets.procurement.commands import FilePlan
from tests.ledger.county import County
from tests.procedures.documents import notice, plan
from tests.statute import ALICE
from tests.web.desk import KEY, NUMBER, typed
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
LABEL = re.compile(
    r'<div class="field( bad)?"><label for="f-([\w-]+)">(.*?)</label>|<fieldset class="group( bad)?"[^>]*><legend>(.*?)</legend>'
)
OPTIONAL = " (optional)"


def sent(client: Client, path: str, asked: dict[str, str], do: str) -> str:
    return str(client.post(path, {**asked, "desk-key": KEY, "desk-do": do}).content.decode())


def labels(html: str) -> dict[str, str]:
    return {name: label for _bad, name, label, _group, _legend in LABEL.findall(html) if name}


def called_optional_and_refused(html: str) -> tuple[int, list[str]]:
    """How many inputs have something wrong beside them, and which of them were called optional."""
    wrong = [label or legend for bad, _name, label, group, legend in LABEL.findall(html) if bad or group]
    return len(wrong), [words for words in wrong if OPTIONAL in words]


def bare(asked: Any) -> dict[str, str]:
    """What the form cannot be read without, and nothing more."""
    required = {name for name, one in walk(type(asked)).items() if one.required}
    return {name: text for name, text in typed(asked).items() if name.partition("-")[0] in required}


@pytest.mark.parametrize(("method", "optional"), [("open-tender", False), ("below-threshold", True)])
def test_what_the_law_of_a_method_asks_is_called_optional_where_no_such_law_holds(county: County, method: str, optional: bool) -> None:
    html = sent(signed_in(ALICE), f"/en/desk/{NUMBER}/file-plan/", {**typed(plan()), "method": method}, "change")
    criteria = walk(FilePlan)["criteria"].asked.label.en
    assert (f"<legend>{criteria}{OPTIONAL}</legend>" in html, f"<legend>{criteria}</legend>" in html) == (optional, not optional)


def test_what_is_filled_does_not_become_optional_by_that(county: County) -> None:
    county.done(NUMBER, plan())
    client, path = signed_in(ALICE), f"/en/desk/{NUMBER}/publish-notice/"
    for filled in (bare(notice()), typed(notice())):
        assert OPTIONAL not in labels(sent(client, path, filled, "change"))["project_name-en"]


def test_what_a_need_is_refused_without_is_not_called_optional_in_a_part_of_it_either(founded: County) -> None:
    client, path = signed_in(ALICE), "/en/desk/new/need/record-need/"
    asked = {"title-en": "Meals", "parts-rows": "1", "parts-0-part": "1"}
    there = labels(client.get(path).content.decode())
    assert [name for name in ("result", "quantity", "place", "served", "period") if OPTIONAL in there[f"parts-0-{name}-en"]] == []
    filled = labels(sent(client, path, {**asked, "parts-0-quantity-en": "60 meals"}, "change"))
    assert OPTIONAL not in filled["parts-0-quantity-en"]
    html = sent(client, path, asked, "confirm")
    assert called_optional_and_refused(html) == (5, [])


@pytest.mark.parametrize(
    ("language", "says"), [("en", "(asked for by the plan of a service for the public)"), ("zh-hans", "（公共服务项目的实施计划要求）")]
)
def test_what_the_plan_asks_of_a_consultation_is_said_there(founded: County, language: str, says: str) -> None:
    there = labels(signed_in(ALICE, language=language).get(f"/{language}/desk/DC-2026-N-0001/record-consultation/").content.decode())
    spoken = "en" if language == "en" else "zh"
    assert [name for name in ("way", "answered_count", f"adopted-{spoken}") if says not in there[name]] == []
    assert says not in there[f"names-{spoken}"]


@pytest.mark.parametrize("method", ["open-tender", "competitive-consultation", "competitive-negotiation", "below-threshold", "inquiry"])
def test_a_plan_is_refused_without_nothing_that_was_called_optional(county: County, method: str) -> None:
    asked = bare(replace(plan(), method=Slug(method)))
    refused, optional = called_optional_and_refused(sent(signed_in(ALICE), f"/en/desk/{NUMBER}/file-plan/", asked, "confirm"))
    assert (refused > 0, optional) == (True, [])


def test_a_notice_is_refused_without_nothing_that_was_called_optional(county: County) -> None:
    county.done(NUMBER, plan())
    html = sent(signed_in(ALICE), f"/en/desk/{NUMBER}/publish-notice/", bare(notice()), "confirm")
    refused, optional = called_optional_and_refused(html)
    assert (refused > 0, optional) == (True, [])
