"""Has each answer, each service, the contracts and each supplier a feed of what is new, as new as what happened last?"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from operis.documents.lawbook import calendar
from operis.figures.answers import ANSWERS
from operis.figures.scope import service_of
from operis.ledger import read
from operis.registers import models
from tests.papers.read import handed
from tests.web.figured import acts_of
from tests.web.world import BODY, World, world

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The demonstration, loaded once for these tests: none of them leaves anything in it."""
    with django_db_blocker.unblock(), world(tmp_path_factory) as made:
        yield made


def feed(path: str) -> ElementTree.Element:
    return ElementTree.fromstring(handed(Client(), path))


def entries(path: str) -> dict[str, tuple[str, str]]:
    """By address: title and time."""
    return {one.findtext(f"{ATOM}id", ""): (one.findtext(f"{ATOM}title", ""), one.findtext(f"{ATOM}updated", ""))
            for one in feed(path).findall(f"{ATOM}entry")}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("slug", ANSWERS)
def test_each_answer_leads_to_its_feed_in_its_language(county: World, slug: str, language: str) -> None:
    path = f"/{language}/answers/{slug}.atom"
    assert f'<link rel="alternate" type="application/atom+xml" href="{path}">' in handed(Client(), f"/{language}/answers/{slug}/").decode()
    found = feed(path)
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    times = [one.findtext(f"{ATOM}updated", "") for one in found.findall(f"{ATOM}entry")]
    assert found.findtext(f"{ATOM}updated") == max(times, default="1970-01-01T00:00:00+00:00")
    assert (len(times) > 0) is (slug != "changed-after-signing")
    assert Client().get(path, headers={"if-none-match": Client().get(path).headers["ETag"]}).status_code == 304


def test_the_feed_of_an_answer_has_each_act_that_moved_it_as_it_was_entered(county: World, client: Client) -> None:
    results = {f"http://testserver/p/{number}#act-{one.number}" for number in acts_of(client, "procurement")
               for one in read.entries(number) if one.act.kind in ("result-published", "proceedings-terminated")}  # fmt: skip
    found = entries("/en/answers/who-won.atom")
    assert set(found) == results
    for address, (_title, updated) in found.items():
        number, _mark, no = address.rpartition("/")[2].partition("#act-")
        assert updated == calendar().local(read.entries(number)[int(no) - 1].entered).isoformat()
    of = set(models.Docket.objects.filter(body=BODY).values_list("number", flat=True))
    narrowed = entries(f"/en/answers/who-won.atom?body={BODY}")
    assert set(narrowed) == {one for one in found if one.rpartition("/")[2].partition("#")[0] in of} != set(found)
    assert Client().get("/en/answers/who-won.atom?body=nobody").status_code == 422


def test_contracts_have_a_feed_of_those_that_are_published(county: World) -> None:
    shown = set(models.Contract.objects.filter(published__isnull=False).values_list("docket", flat=True))
    found = entries("/en/contracts.atom")
    assert {one.rpartition("/")[2].partition("#")[0] for one in found} == shown
    html = handed(Client(), "/en/contracts/").decode()
    assert html.count('href="/en/contracts.atom"') == 2


def test_a_service_has_its_notices_results_contracts_and_a_feed(county: World) -> None:
    bought = service_of()
    award = models.Award.objects.filter(docket__in=[docket for docket, code in bought.items() if code]).order_by("docket")[0]
    code = bought[award.docket]
    numbers = {docket for docket, service in bought.items() if service == code}
    html = handed(Client(), f"/en/services/{code}/").decode()
    winners = models.Award.objects.filter(docket__in=numbers, published__year=2026).values_list("supplier", flat=True)
    contracts = models.Contract.objects.filter(procurement__in=numbers, published__isnull=False).values_list("docket", flat=True)
    opened = models.Docket.objects.filter(number__in=numbers, state="receiving").values_list("number", flat=True)
    wanted = [*(f"/en/suppliers/{one}/" for one in winners), *(f"/en/processes/{one}/" for one in (*contracts, *opened))]
    assert [one for one in wanted if one not in html] == []
    assert (len(wanted) > 1, f'href="/en/services/{code}.atom">' in html) == (True, True)
    found = {one.rpartition("/")[2] for one in entries(f"/en/services/{code}.atom")}
    assert found == set(models.Docket.objects.filter(number__in=numbers, planned__isnull=False).values_list("number", flat=True))


def test_an_intention_without_a_plan_stands_with_the_services_of_its_class(county: World) -> None:
    part = models.NeedPart.objects.filter(
        docket__in=models.Docket.objects.filter(method="", planned__isnull=False, ended=None).values("need"), class_word="public"
    )[0]
    line = models.Docket.objects.filter(need=part.docket, method="")[0]
    for code, there in (("A02", True), ("B01", False)):
        html = handed(Client(), f"/en/services/{code}/").decode()
        assert (f"/en/processes/{line.number}/" in html) is there


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_tables_of_a_service_are_told_apart_by_their_captions(county: World, language: str) -> None:
    captions = re.findall(r'<caption class="vh">([^<]*)', handed(Client(), f"/{language}/services/A04/").decode())
    assert (len(captions) > 3, [one for one in set(captions) if captions.count(one) > 1]) == (True, [])


def test_a_supplier_has_the_result_of_each_of_its_bids_in_its_feed(county: World) -> None:
    for supplier, words in ((county.numbers["winner"], ": Won"), (county.numbers["loser"], ": Ranked behind")):
        rows = models.Compared.objects.filter(supplier=supplier)
        found = entries(f"/en/suppliers/{supplier}.atom")
        assert set(found) == {f"http://testserver/p/{one.docket}#lot-{one.lot}" for one in rows} != set()
        assert [title for title, _updated in found.values() if words in title] != []


@pytest.mark.parametrize("page", ["services/A0401/", "services/A0401.atom"])
def test_a_finer_item_leads_to_the_service_as_which_it_is_bought_counted_and_followed(county: World, page: str) -> None:
    answer = Client().get(f"/en/{page}")
    there = "services/A04/#A0401" if page.endswith("/") else "services/A04.atom"
    assert (answer.status_code, answer["Location"]) == (302, f"/en/{there}")
