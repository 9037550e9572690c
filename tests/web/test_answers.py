"""Is every figure what the record says? Each is worked out anew from the public API, and follows the next act at once."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from operis import clock
from operis.accounts.offices import mandate_of
from operis.clerk import put
from operis.core.mandates import Role
from operis.figures.answers import ANSWERS
from operis.registers import models
from tests.ledger.county import need_recorded
from tests.web.figured import acts_of, last, rows, year
from tests.web.world import World, world


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The demonstration, loaded once for these tests: none of them leaves anything in it."""
    with django_db_blocker.unblock(), world(tmp_path_factory) as made:
        yield made


def test_money_is_what_contracts_and_results_say(county: World, client: Client) -> None:
    signed: dict[str, Decimal] = defaultdict(Decimal)
    awarded: dict[str, Decimal] = defaultdict(Decimal)
    published = set()
    for acts in acts_of(client, "contract").values():
        drawn, sign, shown = (last(acts, kind) for kind in ("contract-drawn-up", "contract-signed", "publication-made"))
        if sign is None or shown is None or drawn is None:
            continue
        published.add((drawn["fields"]["procurement"].upper(), drawn["fields"]["lot"]))
        if sign["happened"].startswith(year()):
            signed[drawn["fields"]["supplier"]] += Decimal(shown["fields"]["price"])
    for number, acts in acts_of(client, "procurement").items():
        result = last(acts, "result-published")
        for one in result["fields"]["awards"] if result is not None and result["happened"].startswith(year()) else ():
            if (number, one["lot"]) not in published:
                awarded[one["supplier"]] += Decimal(one["price"])
    told = rows(client, "what-is-bought", "money-by-supplier")
    assert {one["supplier"]: Decimal(one["signed_yuan"]) for one in told if Decimal(one["signed_yuan"])} == dict(signed)
    assert {one["supplier"]: Decimal(one["awarded_yuan"]) for one in told if Decimal(one["awarded_yuan"])} == dict(awarded)
    whole = sum(signed.values()) + sum(awarded.values())
    for figures in ("money-by-service", "money-by-body", "money-by-supplier"):
        assert sum(Decimal(one["together_yuan"]) for one in rows(client, "what-is-bought", figures)) == whole > 0
    assert sum(Decimal(one["amount_yuan"]) for one in rows(client, "small-firms", "money-by-size")) == whole
    assert {one["supplier"]: Decimal(one["amount_yuan"]) for one in rows(client, "who-gets-the-most", "who-gets-the-most")} == {
        one["supplier"]: Decimal(one["together_yuan"]) for one in told
    }


def test_who_gets_the_most_tells_what_is_signed_from_what_is_awarded_alone(county: World, client: Client) -> None:
    bought = {one["supplier"]: (one["signed_yuan"], one["awarded_yuan"]) for one in rows(client, "what-is-bought", "money-by-supplier")}
    told = {one["supplier"]: (one["signed_yuan"], one["awarded_yuan"]) for one in rows(client, "who-gets-the-most", "who-gets-the-most")}
    assert told == bought
    html = client.get("/en/answers/who-gets-the-most/").content.decode()
    picture = html.partition('aria-labelledby="who-gets-the-most-t')[2].partition("</svg>")[0]
    assert picture.count('fill="url(#h-win)"') == sum(Decimal(awarded) > 0 for _signed, awarded in told.values()) > 0


def test_results_and_bids_are_what_openings_and_results_say(county: World, client: Client) -> None:
    found, counts = set(), Counter[str]()
    for number, acts in acts_of(client, "procurement").items():
        result, opened = last(acts, "result-published"), next((one for one in acts if one["kind"] == "bids-opened"), None)
        for one in result["fields"]["awards"] if result is not None and result["happened"].startswith(year()) else ():
            assert opened is not None
            bids = sum(bid["lot"] == one["lot"] for bid in opened["fields"]["opened"])
            found.add((number, one["lot"], one["supplier"], one["price"], bids))
            counts[f"{bids}"] += 1
    told = rows(client, "who-won", "results")
    assert {(one["process"], one["lot"], one["supplier"], one["amount_yuan"], one["bids"]) for one in told} == found != set()
    assert {one["bids"]: one["lots"] for one in rows(client, "how-many-bid", "bids-for-a-lot") if one["lots"]} == dict(counts)
    kinds = rows(client, "how-many-bid", "bidders-by-kind")
    assert sum(one["bids"] for one in kinds) == sum(int(bids) * lots for bids, lots in counts.items())
    assert sum(one["won"] for one in kinds) == len(found)


def test_the_stream_is_what_needs_and_purchases_say(county: World, client: Client) -> None:
    told = {one["stage"]: one["came"] for one in rows(client, "from-need-to-payment", "from-need-to-payment")}
    needs, purchases = acts_of(client, "need"), acts_of(client, "procurement")
    moved = {last(acts, "implementation-plan-filed")["fields"]["need"].upper()  # type: ignore[index]
             for acts in purchases.values() if last(acts, "implementation-plan-filed")
             and any(one["happened"].startswith(year()) for one in acts
                     if one["kind"] in ("implementation-plan-filed", "notice-published", "result-published"))}  # fmt: skip
    asked = {number for number in needs if number.split("-")[1] == year()} | (moved & set(needs))
    assert told["need"] == len(asked)
    noticed = {last(acts, "implementation-plan-filed")["fields"]["need"].upper()  # type: ignore[index]
               for acts in purchases.values() if last(acts, "notice-published")}  # fmt: skip
    assert told["announced"] == len(noticed & asked)


def test_what_is_late_is_what_the_list_of_late_duties_says(county: World, client: Client) -> None:
    listed = client.get("/en/overdue.json").json()["results"]
    told = rows(client, "late", "late")
    assert [(one["process"], one["party"], one["last-day"], one["late"], one["rule"]) for one in told] == [
        (one["number"], one["party"], one["last_day"], one["working_days_late"], one["row"]) for one in listed
    ]
    assert sum(one["late"] for one in rows(client, "late", "late-by-party")) == len(listed) > 0


def test_refusals_are_counted_and_those_of_bids_are_not(county: World, client: Client) -> None:
    """What the clock tries is asked for by nobody."""
    public = models.Refused.objects.exclude(kind="bid").exclude(command="open-bids").filter(at__year=int(year()))
    assert models.Refused.objects.filter(command="open-bids").exists()
    assert models.Refused.objects.filter(kind="bid").exists()
    assert sum(one["times"] for one in rows(client, "refused", "refused-by-month")) == public.count() > 0
    under = Counter(models.RefusedUnder.objects.filter(refusal__in=public.values("number")).values_list("row", flat=True))
    assert {one["rule"]: one["times"] for one in rows(client, "refused", "refused-by-rule")} == dict(under)
    crossed = rows(client, "refused", "refused-by-rule-and-month")
    assert [one for one in crossed if one["times"] < 3] == []


def test_places_sum_to_what_was_approved(county: World, client: Client) -> None:
    told = rows(client, "places", "places")
    entered = {last(acts, "establishment-entered")["fields"]["approved"] if last(acts, "establishment-entered") else None  # type: ignore[index]
               for acts in acts_of(client, "establishment").values()}  # fmt: skip
    assert {one["approved"] for one in told} <= entered | {None}
    assert [one for one in told if one["filled"] + one["reserved"] + one["free"] != one["approved"]] == []


def test_of_a_lot_without_a_result_no_bid_is_counted(county: World, client: Client) -> None:
    assert models.Compared.objects.filter(docket=county.numbers["evaluating"]).count() == 0
    assert models.Compared.objects.filter(docket=county.numbers["receiving"]).count() == 0


def test_a_figure_follows_the_next_act_at_once(county: World, client: Client) -> None:
    before = rows(client, "from-need-to-payment", "from-need-to-payment")[0]["came"]
    now, buyer = clock.now(), mandate_of(county.grants[Role.BUYER])
    with transaction.atomic():
        put(clock.this_office(), None, need_recorded(), buyer, happened=now, entered=now, key="one need more")
        assert rows(client, "from-need-to-payment", "from-need-to-payment")[0]["came"] == before + 1
        transaction.set_rollback(True)


def test_a_filter_keeps_its_address_and_narrows_page_and_files(county: World, client: Client) -> None:
    own = rows(client, "what-is-bought", "money-by-body", f"?year={year()}&body=township")
    assert [one["body"] for one in own] == ["township"]
    html = client.get(f"/en/answers/what-is-bought/?year={year()}&body=township").content.decode()
    assert f"/en/answers/what-is-bought/money-by-body.csv?year={year()}&amp;body=township" in html
    file = b"".join(client.get(f"/en/answers/what-is-bought/money-by-body.csv?year={year()}&body=township").streaming_content)  # type: ignore[attr-defined]
    assert file.decode("utf-8-sig").splitlines()[1].startswith("township,")


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ANSWERS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_of_a_year_without_anything_each_page_says_so(client: Client, slug: str, language: str) -> None:
    answer = client.get(f"/{language}/answers/{slug}/?year=1999")
    assert answer.status_code == 200
    assert "<svg class=\"pic" not in answer.content.decode() or slug in ("refused",)


@pytest.mark.django_db
@pytest.mark.parametrize("narrowed", ["?year=20x6", "?year=0000", "?body=nobody", "?service=Z9"])
def test_nonsense_is_named_and_nothing_is_shown_for_it(client: Client, narrowed: str) -> None:
    assert client.get(f"/en/answers/what-is-bought/{narrowed}").status_code == 422
    assert client.get(f"/en/answers/what-is-bought/money-by-body.json{narrowed}").status_code == 422
