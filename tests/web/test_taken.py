"""Is what a page lists had as CSV, JSON, Atom and calendar, whole, and harmless where it is opened?"""

import csv
import io
import json
import tarfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from operis import clock
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.commands import Terminate
from operis.web.public.source import PARTS, ROOT, archive
from operis.web.reading.calendars import folded, text
from tests.api.programs import installed
from tests.ledger.county import County
from tests.procedures.documents import CLOSED_DOWN, intention, notice, plan
from tests.web.calendars import events
from tests.web.listed import BODY, NOON, SUPPLIER, award, coming, contract, party, peopled, procurement, put

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ATOM = "{http://www.w3.org/2005/Atom}"
NUMBER = "DC-2026-S-0001"


@pytest.fixture(autouse=True)
def noon(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    clock.set_demo_clock(NOON)


def body(client: Client, path: str, kind: str) -> str:
    answer = client.get(path, headers={"accept-language": "en"})
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, kind), path
    return b"".join(answer).decode()


def table(client: Client, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(client, path, "text/csv").removeprefix("\ufeff"))))


def test_a_list_is_had_whole_as_csv_with_the_names_of_its_bodies(client: Client) -> None:
    peopled()
    put(*(procurement(place) for place in range(1, 31)), coming(40))
    rows = table(client, "/en/notices.csv?q=care")
    assert [row["number"] for row in rows] == [f"DC-2026-S-{place:04}" for place in range(30, 0, -1)]
    assert rows[-1] == {
        "number": NUMBER, "title_zh": "社区养老服务1", "title_en": "Day care 1", "about_zh": "每周五天", "about_en": "Five days a week",
        "body": BODY, "body_name_zh": "民政局", "body_name_en": "Civil Affairs Office", "place": "41", "method": "open-tender",
        "state": "receiving", "budget_yuan": "100000.00", "reserved": "", "expected": "", "noticed": "2026-03-02",
        "closes": "2026-03-11T12:00+08:00", "result": "", "url": f"http://testserver/n/{NUMBER}",
    }  # fmt: skip
    assert client.get("/en/notices.csv").headers["Content-Disposition"] == 'attachment; filename="notices.csv"'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(client: Client, start: str) -> None:
    peopled()
    put(procurement(1, title_en=f"{start}HYPERLINK(1)", about_en=f'{start}cmd|"x"!A0'))
    [row] = table(client, "/en/notices.csv")
    assert (row["title_en"], row["about_en"]) == (f"'{start}HYPERLINK(1)", f'\'{start}cmd|"x"!A0')


def test_a_list_is_had_by_the_page_as_json(client: Client) -> None:
    peopled()
    put(*(procurement(place) for place in range(1, 31)))
    first = json.loads(body(client, "/zh-hans/notices.json?q=养老&sort=closes", "application/json"))
    assert (first["count"], first["page"], first["pages"], len(first["results"])) == (30, 1, 2, 25)
    assert first["results"][0]["number"] == NUMBER
    second = json.loads(body(client, first["next"].removeprefix("http://testserver"), "application/json"))
    assert ([one["number"][-2:] for one in second["results"]], second["next"]) == (["26", "27", "28", "29", "30"], None)


@pytest.mark.parametrize(
    ("path", "row"),
    [
        (
            "plans",
            {"number": "DC-2026-S-0009", "title_en": "Day care 9", "expected": "2026-05", "url": "http://testserver/p/DC-2026-S-0009"},
        ),
        (
            "contracts",
            {
                "number": "DC-2026-C-0001",
                "supplier_name_en": "Sunrise Social Service",
                "amount_yuan": "780000.00",
                "title_en": "Day care 1",
            },
        ),
        ("bodies", {"id": BODY, "name_en": "Civil Affairs Office", "place": "41", "url": f"http://testserver/en/bodies/{BODY}/"}),
        ("suppliers", {"id": SUPPLIER, "name_zh": "朝阳社会服务中心", "url": f"http://testserver/en/suppliers/{SUPPLIER}/"}),
    ],
)
def test_every_list_is_had_as_csv_and_json(client: Client, path: str, row: dict[str, str]) -> None:
    peopled()
    put(procurement(1), coming(9), contract(1))
    [of_csv] = table(client, f"/en/{path}.csv")
    [of_json] = json.loads(body(client, f"/en/{path}.json", "application/json"))["results"]
    assert {name: of_csv[name] for name in row} == {name: of_json[name] for name in row} == row
    html = client.get(f"/en/{path}/").content.decode()
    assert [f'type="{kind}" href="/en/{path}.{end}"' in html for kind, end in (("text/csv", "csv"), ("application/json", "json"))] == [
        True,
        True,
    ]
    assert json.loads(client.get(f"/en/{path}.json?q=---").content)["errors"] == [
        {"parameter": "q", "says": "There is no word or number in “---”."}
    ]


def test_the_feed_has_the_newest_of_what_fits(client: Client) -> None:
    peopled()
    put(procurement(1), procurement(2, noticed=date(2026, 3, 9), title_en="A < B & \x07C"), procurement(3, kept="whole"))
    feed = ElementTree.fromstring(body(client, "/feeds/notices.atom?for=social", "application/atom+xml"))
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == ["A < B & C", "Day care 1"]
    assert [one.findtext(f"{ATOM}id") for one in entries] == ["http://testserver/n/DC-2026-S-0002", f"http://testserver/n/{NUMBER}"]
    assert [one.findtext(f"{ATOM}updated") for one in entries] == ["2026-03-09T00:00:00+08:00", "2026-03-02T00:00:00+08:00"]
    assert feed.findtext(f"{ATOM}updated") == "2026-03-09T00:00:00+08:00"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "alternate": "http://testserver/en/notices/?for=social", "self": "http://testserver/feeds/notices.atom?for=social",
    }  # fmt: skip
    said = entries[1].findtext(f"{ATOM}summary")
    assert said == "Five days a week\nBudget: CNY 100,000.00\nCloses 11 March 2026, 12:00 (Beijing time)"
    assert "社区养老服务1" in client.get("/feeds/notices.atom", headers={"accept-language": "zh-CN"}).content.decode()
    assert client.get("/feeds/notices.atom").headers["Vary"].startswith("Accept-Language")


def test_the_calendar_has_each_closing_time_to_come(client: Client) -> None:
    peopled()
    long = "社区养老服务" * 20
    put(procurement(2, title_en=long), procurement(1, title_en="Day care, meals; more\\less"), procurement(3, closes=NOON - timedelta(1)))
    found = events(body(client, "/calendar/closings.ics", "text/calendar"))
    assert [one["DTSTART"] for one in found] == ["20260311T040000Z", "20260312T040000Z"]
    assert [one["SUMMARY"] for one in found] == ["Bids close: Day care\\, meals\\; more\\\\less", f"Bids close: {long}"]
    assert found[0] | {"DTSTAMP": ""} == {
        "UID": f"{NUMBER}-closes@demo.operis.example.ledger", "DTSTAMP": "", "SEQUENCE": "4", "DTSTART": "20260311T040000Z",
        "SUMMARY": found[0]["SUMMARY"], "URL": f"http://testserver/n/{NUMBER}", "TRANSP": "TRANSPARENT", "STATUS": "CONFIRMED",
        "DESCRIPTION": "Five days a week\\nBudget: CNY 100\\,000.00\\nCloses 11 March 2026\\, 12:00 (Beijing time)",
    }  # fmt: skip
    assert datetime.strptime(found[0]["DTSTAMP"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) - NOON < timedelta(minutes=5)


def test_a_line_is_folded_between_characters_and_text_holds_no_sign_of_the_format() -> None:
    line = "SUMMARY:" + "养老" * 60
    pieces = folded(line).split("\r\n")
    assert max(len(piece.encode()) for piece in pieces) == 74  # the next character has three octets
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:-1])]) == line
    assert folded("A" * 75) == "A" * 75 + "\r\n"
    assert text("a\r\nBEGIN:VEVENT\x00;b\u2028c") == "a\\nBEGIN:VEVENT\\;b\\nc"


def noticed() -> County:
    county = County().founded()
    title = Wording(zh="日间照料", en="Day care")
    county.done(None, intention(project_name=title))
    county.done(NUMBER, plan())
    county.done(NUMBER, notice(project_name=title))
    return county


def test_a_notice_is_had_as_calendar_json_and_csv(client: Client) -> None:
    county = noticed()
    [event] = events(body(client, f"/zh-hans/notices/{NUMBER}.ics", "text/calendar"))
    assert (event["SUMMARY"], event["DTSTART"], event["STATUS"]) == ("提交截止：日间照料", "20260322T013000Z", "CONFIRMED")
    told = json.loads(body(client, f"/en/notices/{NUMBER}.json", "application/json"))
    assert (told["number"], told["closes"], told["budget_yuan"]) == (NUMBER, "2026-03-22T09:30+08:00", "860000.00")
    assert [act["kind"] for act in told["acts"]] == ["notice-published"]
    assert told["acts"][0]["fields"]["content"] == {"en": "Day care on five days a week"}
    rows = {row["field"]: row["value"] for row in table(client, f"/en/notices/{NUMBER}.csv")}
    assert (rows["fields.content.en"], rows["fields.budget"], rows["kind"]) == (
        "Day care on five days a week",
        "860000.00",
        "notice-published",
    )
    html = client.get(f"/en/notices/{NUMBER}/").content.decode()
    ends = (("text/calendar", "ics"), ("text/csv", "csv"), ("application/json", "json"))
    assert [f'type="{kind}" href="/en/notices/{NUMBER}.{end}"' in html for kind, end in ends] == [True, True, True]
    after = replace(CLOSED_DOWN, on=county.clock.date())
    county.done(NUMBER, Terminate(ground=Slug("task-fell-away"), reason=Wording(en="The centre was closed"), change=after))
    [event] = events(body(client, f"/en/notices/{NUMBER}.ics", "text/calendar"))
    assert event["STATUS"] == "CANCELLED"


@pytest.mark.parametrize("end", ["ics", "csv", "json"])
def test_what_is_no_notice_has_no_files(client: Client, end: str) -> None:
    noticed()
    for number in ("DC-2026-N-0001", "DC-2026-S-0099", "DC-B-0", "x"):
        assert client.get(f"/en/notices/{number}.{end}").status_code == 404


def test_the_page_leads_to_its_other_forms(client: Client) -> None:
    html = client.get("/en/notices/?q=care&kind=all").content.decode()
    for kind, path in (("atom+xml", "/en/notices.atom"), ("json", "/en/notices.json")):
        assert f'<link rel="alternate" type="application/{kind}" href="{path}?q=care&amp;kind=all">' in html
    assert '<a href="/en/notices.ics?q=care&amp;kind=all">Calendar of closing times</a>' in html


@pytest.mark.parametrize("count", [1, 3, 200])
def test_feed_calendar_and_files_ask_as_often_for_200_rows_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    peopled()
    put(*(procurement(place) for place in range(1, count + 1)))
    for path, queries in (("/feeds/notices.atom", 4), ("/calendar/closings.ics", 1), ("/en/notices.csv", 2), ("/en/notices.json", 4)):
        with django_assert_num_queries(queries):
            b"".join(client.get(path))


def test_the_map_of_the_site_names_pages_and_notices_in_both_languages(client: Client) -> None:
    peopled()
    put(procurement(1), coming(2))
    found = [one.text for one in ElementTree.fromstring(body(client, "/sitemap.xml", "application/xml")).iter() if one.tag.endswith("loc")]
    for path in ("en/", "zh-hans/contracts/", f"en/notices/{NUMBER}/", f"zh-hans/notices/{NUMBER}/"):
        assert f"http://testserver/{path}" in found
    assert [path for path in found if "0002" in str(path)] == []
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_who_finds_a_weakness_is_told_whom_to_tell(client: Client) -> None:
    said = dict(line.split(": ", 1) for line in body(client, "/.well-known/security.txt", "text/plain").splitlines())
    assert said["Contact"] == "http://testserver/en/help/"
    assert client.get(said["Contact"].removeprefix("http://testserver")).status_code == 200
    expires = datetime.strptime(said["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=30) < expires - NOON < timedelta(days=365)


def test_an_award_is_no_notice(client: Client) -> None:
    peopled()
    put(award(1), party("brook", "supplier", "溪谷"))
    assert table(client, "/en/notices.csv?kind=all") == []


def test_the_program_is_handed_out_as_the_site_runs_it_and_nothing_that_lies_beside_it(client: Client) -> None:
    answer = client.get("/source.tar.gz")
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as packed:
        names = packed.getnames()
        run = packed.extractfile("operis/run")
        assert run is not None
        assert run.read() == (ROOT / "run").read_bytes()
        assert packed.getmember("operis/run").mode == 0o755
    assert {"operis/README.md", "operis/LICENSE", "operis/requirements/run.lock", "operis/operis/sealing/__init__.py"} <= set(names)
    assert [name for name in names if "__pycache__" in name or name.split("/")[1] not in PARTS or "/." in name] == []
    assert archive.__wrapped__() == answer.content
