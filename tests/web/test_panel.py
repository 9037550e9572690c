"""Does a member read each bid beside the criteria, give its points alone in a grid, and put right what is counted wrong?"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from operis import clock
from operis.dockets.procurement.evaluation import sheets_of
from operis.ledger import read
from operis.ledger.states import state_of
from operis.registers.models import Party
from operis.web.panel.grid import whence
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT
from tests.web.panels import PANEL, SAYS, SCORES, cell, figures, panel_until, sits
from tests.web.reading import page, text

pytestmark = pytest.mark.django_db
SHADOW = {"s1": ("50", "20"), "s2": ("46", "20"), "s3": ("40", "20")}


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    return tmp_path


def scoring(folder: Path, *, given: int = 0) -> None:
    """On the morning on which points are given; so many members have given theirs."""
    panel_until(folder, *(("give-scores",) * given or ("examine-bids", "examine-bids")))
    clock.set_demo_clock(datetime(2026, 3, 23, 3, 20, tzinfo=UTC))


def handed_in(client: Client) -> str:
    """What the last page says after the points that are kept were handed in."""
    shown = client.post(SCORES, {"desk-do": "hand-in"})
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown.content.decode()))
    answer = client.post(SCORES, {**fields, "desk-do": "confirm"}, follow=True)
    return text(answer)


def test_bids_are_read_beside_the_criteria_by_who_has_no_interest(folder: Path) -> None:
    scoring(folder)
    client, bid = sits("First expert"), state_of(PROCUREMENT).openings[0].opened[0].bid
    assert SAYS in page(client, f"{PANEL}bids/{bid}/")
    beside = page(client, f"{PANEL}criteria/1/plan/")
    assert beside.count(SAYS) == 3
    assert "Sunrise" in beside
    for path in (f"{PANEL}criteria/1/price/", f"{PANEL}criteria/9/plan/", f"{PANEL}bids/DC-B-9/", f"{PANEL}scores/9/", f"{PANEL}sheets/1/"):
        assert client.get(path).status_code == 404, path


def test_who_is_not_at_work_on_it_finds_nothing_and_an_officer_has_no_sheet(folder: Path) -> None:
    scoring(folder)
    assert {sits("Sunrise").get(path).status_code for path in (PANEL, SCORES, f"{PANEL}criteria/1/plan/")} == {404}
    assert [sits("Civil Affairs Office").get(path).status_code for path in (PANEL, SCORES)] == [200, 404]


def test_the_qualification_that_the_purchaser_examines_is_no_task_of_an_expert(folder: Path) -> None:
    panel_until(folder, "declare-interest", "declare-interest", "declare-interest", "declare-interest", "declare-interest")
    clock.set_demo_clock(datetime(2026, 3, 23, 3, 0, tzinfo=UTC))
    says = {name: text(sits(name).get(PANEL)) for name in ("First expert", "Civil Affairs Office")}
    stands = re.compile(r"Examine whether bidders are qualified 0 of 3 bids (Others are at it|To be done by you now)")
    told = {name: stands.search(one) for name, one in says.items()}
    assert {name: one and one[1] for name, one in told.items()} == {
        "First expert": "Others are at it", "Civil Affairs Office": "To be done by you now",
    }  # fmt: skip


def test_bidders_that_the_register_ties_together_are_told_to_purchaser_and_panel_by_name(folder: Path) -> None:
    scoring(folder)
    readers, says = (("First expert", PANEL), ("Civil Affairs Office", PANEL), ("Civil Affairs Office", f"/en/desk/{PROCUREMENT}/")), "tied"
    for place, one in enumerate(Party.objects.filter(party="supplier")):
        Party.objects.filter(pk=one.pk).update(head=f"Head {place}", phone=f"{place}", address="{}")
    assert [f'id="{says}"' in sits(who).get(path).content.decode() for who, path in readers] == [False] * 3
    Party.objects.filter(key__in=["s1", "s2"]).update(head="Lin Xiaohe", phone="0751-5550101")
    names = ", ".join(Party.objects.filter(key__in=["s1", "s2"]).order_by("key").values_list("name_zh", flat=True))
    for who, path in readers:
        told = text(sits(who).get(path))
        assert [f"{names}: {why}" in told for why in ("they have one head", "they have one telephone on file")] == [True, True]
        assert "they have one address on file" not in told
    assert f'id="{says}"' not in sits("Sunrise").get(f"/en/desk/{PROCUREMENT}/").content.decode()


def test_a_member_declares_before_it_reads(folder: Path) -> None:
    panel_until(folder, "form-panel")
    clock.set_demo_clock(datetime(2026, 3, 23, 2, 0, tzinfo=UTC))
    answer = sits("First expert").get(f"{PANEL}criteria/1/plan/", follow=True)
    assert "Say first whether you have an interest" in text(answer)
    assert SAYS not in text(answer)


def test_what_is_typed_is_kept_and_what_is_wrong_told_beside_its_cell(folder: Path) -> None:
    scoring(folder)
    client = sits("First expert")
    assert re.findall(r"from the [^<]*", page(client, SCORES)) == ["from the opening"] * 3
    typed = figures(s1=("６０", "20"), s2=("61", "two"), s3=("45。5", ""))
    assert client.post(SCORES, {**typed, "desk-do": "save"}).status_code == 302
    told = text(client.get(SCORES))
    assert "4 of 6 cells" not in told
    assert "3 of 6 cells" in told
    assert "At most 60 points; here are 61." in told
    assert "“two” is no figure: write one like 18 or 18.5." in told
    assert "The bands of the documents give 0, 30, 60 points, and not 45.5." in told
    refused = client.post(SCORES, {"desk-do": "hand-in"})
    assert refused.status_code == 422
    assert text(refused).count("still empty") == 1
    assert [one.act.kind for one in read.entries(PROCUREMENT)][-1] == "bids-examined"
    assert "61" not in text(sits("Second expert").get(SCORES))


def test_points_are_handed_in_once_and_read_by_their_member_alone(folder: Path) -> None:
    scoring(folder)
    client = sits("First expert")
    client.post(SCORES, {**figures(**SHADOW), "desk-do": "save"})
    assert "Entered: Give scores" in handed_in(client)
    own = sheets_of(state_of(PROCUREMENT), "1")
    assert [{name: one.scores for name, one in sheets.items()} for sheets in own.values()] == [
        {name: {"cases": (Decimal(cases),), "plan": (Decimal(plan),)} for name, (plan, cases) in SHADOW.items()}
    ]
    assert "You have handed in your points." in text(client.get(SCORES))
    assert client.post(SCORES, {**figures(s1=("1", "1")), "desk-do": "hand-in"}).status_code == 422
    assert "46" not in text(sits("Second expert").get(SCORES))
    assert "Handed in by 1 of 5 members" in text(sits("Second expert").get(PANEL))


def test_a_price_says_as_what_it_is_compared_where_that_is_less() -> None:
    with override("en"):
        assert whence(710_000_00, Fraction(710_000), final=False) == "from the opening"
        assert whence(710_000_00, Fraction(639_000), final=True) == "from the final quotes; compared as CNY 639,000.00"
        assert whence(710_000_00, Fraction(639_000), final=True, why="w") == "from the final quotes; compared as CNY 639,000.00"
        unlowered = "from the opening; not lowered as that of a small or micro enterprise: w"
        assert whence(710_000_00, Fraction(710_000), final=False, why="w") == unlowered


def test_a_count_that_differs_is_told_before_and_after_and_alone_put_right(folder: Path) -> None:
    scoring(folder, given=4)
    client = sits("Fourth expert")
    client.post(SCORES, {**figures(**{**SHADOW, "s2": ("46", "10")}), "desk-do": "save"})
    noticed = text(client.post(SCORES, {"desk-do": "hand-in"}))
    assert "of Brook is counted: 10 points are given, and a sheet handed in before has another figure." in noticed
    handed_in(client)
    for name in ("Fourth expert", "First expert", "Civil Affairs Office"):
        assert "of Brook: from 10 to 20 points" in text(sits(name).get(PANEL))
    html = page(client, SCORES)
    assert re.findall(r'name="(s-1-[^"]+)"', html) == [cell("s2", "cases")]
    client.post(SCORES, {cell("s2", "cases"): "20", cell("s2", "plan"): "60", "desk-do": "save"})
    assert "Entered: Give scores" in handed_in(client)
    right = sheets_of(state_of(PROCUREMENT), "1")
    assert [own["s2"].scores["cases"] for own in right.values()] == [(Decimal(20),)] * 5
    assert [own["s2"].scores["plan"][0] for own in right.values()][-1] == Decimal(46)
    assert "from 10 to 20" not in text(client.get(PANEL))


def test_after_the_report_each_reads_all_sheets_and_gives_no_more(folder: Path) -> None:
    panel_until(folder, "report-evaluation")
    clock.set_demo_clock(datetime(2026, 3, 23, 5, 0, tzinfo=UTC))
    for name in ("First expert", "Civil Affairs Office"):
        told = text(sits(name).get(f"{PANEL}sheets/1/"))
        assert "First expert Second expert Third expert" in told
        assert "51" in told
    client = sits("First expert")
    assert "This lot has been reported." in text(client.get(SCORES))
    assert client.post(SCORES, {**figures(s1=("1", "1")), "desk-do": "hand-in"}).status_code == 422


@pytest.mark.parametrize(("language", "says"), [("en", "Grid of points"), ("zh-hans", "评分表")])
def test_the_form_of_the_step_leads_to_the_grid(folder: Path, language: str, says: str) -> None:
    scoring(folder)
    answer = sits("First expert", language).get(f"/{language}/desk/{PROCUREMENT}/give-scores/", follow=True)
    assert says in text(answer)
