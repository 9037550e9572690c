"""What happened after a result: changes of contracts, what still waits, who won alone, which bids lost, which needs were turned down."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from operis import clock
from operis.accounts.models import Grant
from operis.accounts.offices import mandate_of
from operis.clerk import Entered, put
from operis.core.acts import Command
from operis.core.mandates import Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.contract.changing import AskedChange
from operis.dockets.contract.commands import DrawUpChange, SignChange
from operis.documents.lawbook import book
from operis.figures import bids
from operis.registers import models
from operis.web.public.bodies import this_year
from tests.procedures.documents import words
from tests.web.figured import acts_of, last, rows, year
from tests.web.world import BODY, World, world

pytestmark = pytest.mark.django_db
NOTHING = "Nothing of this kind is on the record."


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The demonstration, loaded once for these tests: none of them leaves anything in it."""
    with django_db_blocker.unblock(), world(tmp_path_factory) as made:
        yield made


def done(docket: str, asked: Command, grant: Grant, key: str) -> Entered:
    now = clock.now()
    told = put(clock.this_office(), docket, asked, mandate_of(grant), happened=now, entered=now, key=key)
    assert isinstance(told, Entered)
    return told


def change(county: World, supplement: str, key: str) -> str:
    """One side draws a change up, and the other signs it: the contract."""
    contract = models.Contract.objects.get(docket=county.numbers["contract"])
    clause = AskedChange(group=Slug("quantity" if supplement else "acceptance"), text=words("Four more are looked after"))
    added = Fen(int(Decimal(supplement) * 100)) if supplement else None
    asked = DrawUpChange(reason=words("Four more ask for it"), supplement=added, changes=(clause,))
    drawn = done(contract.docket, asked, county.grants[Role.BUYER], f"draw up {key}").entries[-1].act
    signer = Grant.objects.filter(office__role="supplier", office__body=contract.supplier)[0]
    done(contract.docket, SignChange(text_sha256=drawn.text_sha256), signer, f"sign {key}")  # type: ignore[attr-defined]
    return contract.docket


def money(value: Any) -> Decimal:
    return Decimal(str(value))


def test_what_was_changed_is_what_changes_on_contracts_say(county: World, client: Client) -> None:
    page = "/en/answers/changed-after-signing/"
    assert [rows(client, "changed-after-signing", one) for one in ("changes", "changes-by-body", "changes-by-month")] == [[], [], []]
    html = client.get(page).content.decode()
    assert (html.count(NOTHING), '<svg class="pic' in html) == (3, False)
    with transaction.atomic():
        numbers = {change(county, one, one or "nothing") for one in ("100.00", "", "50.50")}
        (number,) = numbers
        acts = acts_of(client, "contract")[number]
        price = money(last(acts, "contract-drawn-up")["fields"]["price"])  # type: ignore[index]
        added = [money(one["fields"].get("supplement") or 0) for one in acts if one["kind"] == "contract-changed"]
        assert added == [Decimal(100), 0, Decimal("50.50")]
        told = rows(client, "changed-after-signing", "changes")
        assert [(one["contract"], money(one["before_yuan"]), money(one["added_yuan"]), money(one["after_yuan"]), one["clauses"])
                for one in reversed(told)] == [
            (number, price + sum(added[:place]), one, price + sum(added[: place + 1]), 1) for place, one in enumerate(added)
        ]  # fmt: skip
        (body,) = rows(client, "changed-after-signing", "changes-by-body")
        share = (sum(added) * 100 / price).quantize(Decimal("0.1"))
        assert (body["body"], body["changes"], body["contracts"], money(body["before_yuan"]), money(body["after_yuan"])) == (
            BODY, 3, 1, price, price + sum(added)
        )  # fmt: skip
        assert money(body["added-share"]) == share
        months = [one for one in rows(client, "changed-after-signing", "changes-by-month") if one["changes"]]
        assert [(one["changes"], money(one["added_yuan"])) for one in months] == [(3, sum(added))]
        html = client.get(f"{page}?body={BODY}").content.decode()
        drawn = [html.count(f'<svg class="pic{which}"') for which in ("", " wide-only", " narrow-only")]
        assert (NOTHING in html, drawn[0] + drawn[1], drawn[1] == drawn[2]) == (False, 2, True)
        assert rows(client, "changed-after-signing", "changes", "?body=township") == []
        transaction.set_rollback(True)


def test_a_change_of_a_contract_that_is_not_published_is_nowhere(county: World, client: Client) -> None:
    with transaction.atomic():
        models.Contract.objects.filter(docket=change(county, "100.00", "once")).update(published=None)
        assert rows(client, "changed-after-signing", "changes", "?year=2026&service=") == []
        transaction.set_rollback(True)


def test_how_often_alone_is_what_openings_verdicts_and_results_say(county: World, client: Client) -> None:
    lots: dict[str, Counter[bool]] = {}
    buyers: dict[str, Counter[bool]] = {}
    for acts in acts_of(client, "procurement").values():
        result, opened = last(acts, "result-published"), next((one for one in acts if one["kind"] == "bids-opened"), None)
        for award in result["fields"]["awards"] if result is not None and result["happened"].startswith(year()) else ():
            bidders = {one["supplier"] for one in opened["fields"]["opened"] if one["lot"] == award["lot"]} if opened else set()
            verdicts = [one for act in acts for one in act["fields"].get("verdicts") or () if one["lot"] == award["lot"]]
            out = {one["supplier"] for one in verdicts if one["result"] == "invalid"}
            alone = len(bidders - out) == 1
            lots.setdefault(award["supplier"], Counter())[alone] += 1
            buyers.setdefault(last(acts, "implementation-plan-filed")["fields"]["body"], Counter())[alone] += 1  # type: ignore[index]
    for figures, who, found in (("alone-by-supplier", "supplier", lots), ("alone-by-body", "body", buyers)):
        told = rows(client, "who-gets-the-most", figures)
        assert {one[who]: (one["alone"], one["others"]) for one in told} == {key: (one[True], one[False]) for key, one in found.items()}
        assert [one["lots"] for one in told] == [one["alone"] + one["others"] for one in told] != []
    assert 'id="alone-by-supplier-t"' in client.get("/en/answers/who-gets-the-most/").content.decode()


def test_bids_of_a_supplier_are_those_that_openings_name_of_lots_with_a_result(county: World, client: Client) -> None:
    supplier, found, won = county.numbers["loser"], set(), set()
    for number, acts in acts_of(client, "procurement").items():
        result, opened = last(acts, "result-published"), next((one for one in acts if one["kind"] == "bids-opened"), None)
        for award in result["fields"]["awards"] if result is not None and result["happened"].startswith(year()) else ():
            if opened and any((one["lot"], one["supplier"]) == (award["lot"], supplier) for one in opened["fields"]["opened"]):
                found.add((number, award["lot"]))
                won |= {(number, award["lot"])} if award["supplier"] == supplier else set()
    told = list(bids.each(this_year(supplier=supplier)).plain())
    assert {(one["process"], one["lot"]) for one in told} == found != won
    assert {(one["process"], one["lot"]) for one in told if one["how"] == "won"} == won
    counts = list(bids.by_outcome(this_year(supplier=supplier)).plain())
    assert {one["how"]: one["bids"] for one in counts} == Counter(one["how"] for one in told)
    assert sum(money(one["share"]) for one in counts) == pytest.approx(100, abs=0.3)
    html = client.get(f"/en/suppliers/{supplier}/").content.decode()
    assert ("Bids whose result is published" in html, "How its bids fared" in html) == (True, True)


def test_needs_that_were_turned_down_are_named_with_their_rule(county: World, client: Client) -> None:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for number, acts in acts_of(client, "need").items():
        said = [one for act in acts for one in act["fields"].get("parts") or () if isinstance(one, dict) and "outcome" in one]
        said += [one for act in acts if isinstance(one := act["fields"].get("part"), dict) and "outcome" in one]
        stands = {one["part"]: one for one in said}
        of_year = number.split("-")[1] == year()
        found |= {(number, one["part"]): one for one in stands.values() if of_year and one["outcome"] not in ("SERVICE", "REFER")}
    told = rows(client, "turned-down", "each-need-turned-down")
    assert {(one["need"], one["part"]): one["outcome"] for one in told} == {key: one["outcome"] for key, one in found.items()} != {}
    assert [one for one in told if one["rule"] not in book().rows] == []
    counts = {one["outcome"]: one["needs"] for one in rows(client, "turned-down", "needs-turned-down")}
    assert counts == Counter(one["outcome"] for one in told)
    html = client.get("/en/answers/turned-down/").content.decode()
    assert [one["need"] for one in told if f'/en/processes/{one["need"]}/"' not in html] == []


def test_what_is_not_done_and_late_stands_beside_how_long_it_takes(county: World, client: Client) -> None:
    told = rows(client, "how-long", "how-long")
    late = Counter(one["duty_en"] for one in client.get("/en/overdue.json").json()["results"])
    by_stage = {stage: sum(one["late"] or 0 for one in told if one["stage"] == stage) for stage in ("signed", "shown")}
    assert (by_stage["signed"] > 0, by_stage) == (True, {"signed": late["Signing of the contract"], "shown": 0})
    signed = {(one["fields"]["procurement"].upper(), one["fields"]["lot"]) for acts in acts_of(client, "contract").values()
              for one in acts if one["kind"] == "contract-drawn-up" and last(acts, "contract-signed")}  # fmt: skip
    waiting = 0
    for number, acts in acts_of(client, "procurement").items():
        result = last(acts, "result-published")
        waiting += sum((number, one["lot"]) not in signed for one in (result["fields"]["awards"] if result else ()))
    assert sum(one["waiting"] for one in told if one["stage"] == "signed") == waiting
    html = client.get("/en/answers/how-long/").content.decode()
    assert html.count(">no single period in the law</text>") == sum(one["rule"] is None for one in told) > 0
    assert ("not done and late" in html, 'class="f-band s-edge"' in html, 'class="f-late apart"' in html) == (True, True, True)
