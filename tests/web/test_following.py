"""One process, one body, one supplier is followed by a feed: in the language of its address, and as new as what happened last."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from operis.core.wording import Slug
from operis.dockets.procurement.commands import CorrectNotice
from operis.dockets.procurement.terms import Change
from operis.documents.lawbook import calendar
from operis.ledger import read
from operis.registers import models
from tests.ledger.county import County, supplier
from tests.papers.read import handed
from tests.procedures.documents import MARCH_2, words
from tests.statute import at

pytestmark = pytest.mark.django_db
ATOM, NUMBER, BODY = "{http://www.w3.org/2005/Atom}", "DC-2026-S-0001", "civil-affairs"
CORRECTED = CorrectNotice(
    ground=Slug("clarification"), reason=words("A question"), bids_close=at(MARCH_2 + timedelta(days=24), "09:30"),
    changes=(Change(about=Slug("samples"), old=words("Two samples"), new=words("One sample")),),
)  # fmt: skip


@pytest.fixture
def county(noticed: County) -> County:
    return noticed


def feed(path: str) -> ElementTree.Element:
    return ElementTree.fromstring(handed(Client(), path))


def entries(path: str) -> dict[str, tuple[str, str]]:
    """By address: title and time."""
    return {one.findtext(f"{ATOM}id", ""): (one.findtext(f"{ATOM}title", ""), one.findtext(f"{ATOM}updated", ""))
            for one in feed(path).findall(f"{ATOM}entry")}  # fmt: skip


def entered(no: int) -> str:
    return calendar().local(read.entries(NUMBER)[no - 1].entered).isoformat()


def noted() -> int:
    return next(one.number for one in read.entries(NUMBER) if one.act.kind == "notice-published")


def test_each_act_of_a_process_stands_in_its_feed_newest_first(county: County) -> None:
    stored = read.entries(NUMBER)
    found = entries(f"/en/processes/{NUMBER}.atom")
    assert list(found) == [f"http://testserver/p/{NUMBER}#act-{one.number}" for one in reversed(stored)]
    assert found[f"http://testserver/p/{NUMBER}#act-{noted()}"] == (f"{noted()}. Notice published", entered(noted()))
    chinese = feed(f"/zh-hans/processes/{NUMBER}.atom")
    assert chinese.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-hans"
    assert f"{noted()}. 采购公告发布" in [one.findtext(f"{ATOM}title") for one in chinese.findall(f"{ATOM}entry")]


def test_a_correction_raises_the_time_of_what_it_corrects(county: County) -> None:
    before = entries(f"/en/processes/{NUMBER}.atom")
    county.done(NUMBER, CORRECTED)
    last, after = read.entries(NUMBER)[-1], entries(f"/en/processes/{NUMBER}.atom")
    notice = f"http://testserver/p/{NUMBER}#act-{noted()}"
    assert after[notice] == (before[notice][0], entered(last.number))
    assert after[f"http://testserver/p/{NUMBER}#act-{last.number}"][1] == entered(last.number)
    assert {one: after[one] for one in before if one != notice} == {one: before[one] for one in before if one != notice}
    assert feed(f"/en/processes/{NUMBER}.atom").findtext(f"{ATOM}updated") == entered(last.number)


def test_a_body_is_as_new_as_what_happened_last_in_what_it_buys(county: County) -> None:
    [(address, (_title, before))] = entries(f"/en/bodies/{BODY}.atom").items()
    assert address == f"http://testserver/n/{NUMBER}"
    county.done(NUMBER, CORRECTED)
    after = entries(f"/en/bodies/{BODY}.atom")[address][1]
    assert (after, after > before) == (entered(len(read.entries(NUMBER))), True)


def test_who_was_awarded_nothing_has_an_empty_feed_that_stays_as_it_is(county: County) -> None:
    file = supplier(county)
    path = f"/en/suppliers/{models.Party.objects.get(docket=file).key}.atom"
    first = handed(Client(), path)
    assert (feed(path).findtext(f"{ATOM}updated"), feed(path).findall(f"{ATOM}entry")) == ("1970-01-01T00:00:00+00:00", [])
    assert handed(Client(), path) == first


@pytest.mark.parametrize("path", ["processes/DC-2026-S-0099.atom", "processes/x.atom", "bodies/nobody.atom", "suppliers/nobody.atom"])
def test_what_is_not_there_has_no_feed(county: County, path: str) -> None:
    assert Client().get(f"/en/{path}").status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_lead_to_their_feeds_in_their_language(county: County, language: str) -> None:
    for page in (f"processes/{NUMBER}", f"bodies/{BODY}", "notices"):
        html = handed(Client(), f"/{language}/{page}/").decode()
        assert f'<link rel="alternate" type="application/atom+xml" href="/{language}/{page}.atom">' in html
