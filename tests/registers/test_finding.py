"""Does what is typed find what everyone may read, on both databases, and never what is secret?"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from operis.cases.casefile import read_case
from operis.cases.running import Running
from operis.clerk import rebuild
from operis.core.decider import follow
from operis.core.kinds import Json
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.commands import ObtainDocuments
from operis.dockets.secrecy import withheld
from operis.law.book import parse_place
from operis.ledger import read
from operis.ledger.models import Private
from operis.ledger.numbers import kind_of, ordinal
from operis.procedures import BY_KIND
from operis.registers.bigrams import bigrams, phrases
from operis.registers.finding import MANY, best_first, having, searches
from operis.registers.models import Docket, Searchable, public_dockets
from operis.weighing import Office
from tests.ledger.county import FAYE, County, body_file
from tests.procedures.bids import bid
from tests.procedures.documents import intention, notice, plan
from tests.statute import BO, ZONE, book, calendar

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CASES = Path(__file__).parents[2] / "cases" / "constructed"
TITLES = (("社区养老服务", "Day care for older people"), ("社工站运营", "Social work station"), ("学校食堂食材配送", "School canteens"))


def founded() -> County:
    """Three tenders whose notices are out, and a supplier on file."""
    county = County().founded(parts=4)
    for part, (zh, en) in enumerate(TITLES, 1):
        title = Wording(zh=zh, en=en)
        number = county.done(None, intention(project_name=title, needs_overview=Wording(zh="每周五天"))).docket
        county.done(number, plan(part=f"{part}"))
        county.done(number, notice(project_name=title, content=Wording(zh=f"{zh}，服务对象为老年人", en=f"{en}, five days a week")))
    firm = replace(body_file("sunrise"), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"))
    county.done(None, replace(firm, name=Wording(zh="朝阳社会服务中心", en="Sunrise Social Service")), FAYE)
    return county


def found(words: str, kind: str = "procurement") -> list[str]:
    among = public_dockets().filter(kind=kind).order_by("number")
    return best_first(words, list(having(words, among).values_list("number", flat=True)))


def first_title(words: str) -> str:
    return Docket.objects.get(number=found(words)[0]).title_zh


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("养老", "社区养老服务"),
        ("社区养老服务", "社区养老服务"),
        ("养老　服务", "社区养老服务"),
        ("社工", "社工站运营"),
        ("older people", "社区养老服务"),
        ("OLDER People", "社区养老服务"),
        ("ＯＬＤＥＲ", "社区养老服务"),
        ("DC-2026-S-0002", "社工站运营"),
        ("dc-2026-s-0003", "学校食堂食材配送"),
        ("S-0003", "学校食堂食材配送"),
        ("0003", "学校食堂食材配送"),
        ("食堂 canteens", "学校食堂食材配送"),
        ("堂", "学校食堂食材配送"),
    ],
)
def test_the_expected_comes_first(words: str, title: str) -> None:
    founded()
    assert first_title(words) == title


def test_what_has_the_words_in_its_title_comes_before_what_has_them_in_its_text() -> None:
    county = founded()
    late = county.done(None, intention(project_name=Wording(zh="老年人助餐"), needs_overview=Wording(zh="每周五天"))).docket
    assert found("老年人") == [late, "DC-2026-S-0001", "DC-2026-S-0002", "DC-2026-S-0003"]


def test_two_characters_must_stand_side_by_side() -> None:
    founded()
    assert (found("社养"), found("老社"), found("people older care nothing")) == ([], [], [])
    assert found("五天") == ["DC-2026-S-0001", "DC-2026-S-0002", "DC-2026-S-0003"]


def test_a_supplier_is_found_by_its_name_and_its_short_name() -> None:
    founded()
    for words in ("朝阳", "朝阳社会服务", "sunrise social", "sunrise"):
        assert found(words, "file") == ["DC-2026-F-0002"]


def test_a_body_leads_to_what_it_buys() -> None:
    founded()
    assert found("civil affairs office") == ["DC-2026-S-0001", "DC-2026-S-0002", "DC-2026-S-0003"]


def test_what_has_no_title_is_found_by_that_of_its_need() -> None:
    county = founded()
    untitled = county.done(None, plan(part="4", budget=Fen(100))).docket
    assert found("day care", "need") == ["DC-2026-N-0001"]
    assert untitled in found("day care")
    assert "DC-2026-S-0002" not in found("day care")


def test_signs_alone_look_for_nothing() -> None:
    assert [searches(words) for words in ("---", "“”", "", "养")] == [False, False, False, True]


@pytest.mark.parametrize(
    "words", ['" OR "', "a* NOT b", "whole:x", "'; DROP", "{title} : x", "养'老", "a & ! b", "\\", "%", ":*", "x\x00y"]
)
def test_signs_that_a_database_understands_are_words_to_us(words: str) -> None:
    founded()
    assert not searches(words) or isinstance(found(words), list)


def test_the_index_follows_a_change_and_a_rebuild() -> None:
    county = founded()
    changed = Wording(zh="农村互助养老", en="Village care")
    number = county.done(None, intention(project_name=Wording(zh="助洁服务"))).docket
    county.done(number, plan(part="4"))
    county.done(number, notice(project_name=changed))
    assert (found("助洁"), found("互助养老")) == ([], [number])
    rebuild(calendar())
    assert (found("助洁"), found("互助养老")) == ([], [number])
    Searchable.objects.all().delete()
    assert found("互助养老") == []


def test_a_bid_is_found_by_nobody() -> None:
    county = founded()
    bidding = county.done(None, ObtainDocuments(procurement="DC-2026-S-0001"), BO).docket
    county.done(bidding, bid(), BO)
    assert not Searchable.objects.filter(docket=bidding)
    assert found(bidding) == []


def texts(value: Json) -> Iterator[str]:
    """Every text within a value."""
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from texts(one)
        case list():
            for one in value:
                yield from texts(one)


def told() -> tuple[set[str], set[str]]:
    """Every text of the record: what everyone reads, and what is withheld or of a bid."""
    public, secret = set(public_dockets().values_list("number", flat=True)), set[str]()
    for number in read.dockets():
        kind, entries = str(kind_of(number)), read.entries(number)
        state = follow(BY_KIND[kind], (one.act for one in entries))
        for one in entries:
            (secret if kind == "bid" or withheld(state, one.act) else public).update(texts(one.said["act"]))
    for value in Private.objects.values_list("value", flat=True):
        secret.update(texts(json.loads(value or "null")))
    return public, secret


@pytest.mark.parametrize("last", ["report-evaluation", "draw-up-contract"])
def test_what_is_withheld_is_not_searchable(last: str) -> None:
    path = CASES / "winner-refuses.yaml"
    case = read_case(path.read_text("utf8"), path.name, ZONE)
    pack, place, level = parse_place(case.law)
    for ran in Running(case, Office(book(), pack, place, level), "a secret of the tests", path.parent).run():
        assert not ran.failed
        if ran.step.do == last and ran.step.refused is None:
            break
    public, secret = told()
    known = {" ".join(tokens) for text in public for tokens in phrases(text)}
    markers = {
        text for text in secret - public if len(text) > 3 and searches(text) and any(" ".join(one) not in known for one in phrases(text))
    }
    assert len(markers) > 20
    assert [text for text in markers if found(text) or Searchable.objects.filter(whole__says=text)] == []


def test_words_that_nearly_everything_has_lead_to_what_has_them_in_its_own_order() -> None:
    county = founded()
    untitled = county.done(None, plan(part="4", budget=Fen(100))).docket
    numbers = [f"DC-2026-S-{place}" for place in range(10_000, 10_000 + MANY)]
    Docket.objects.bulk_create(Docket(number=one, ordinal=ordinal(one), kind="procurement") for one in numbers)
    Searchable.objects.bulk_create(Searchable(docket=one, title="", whole=bigrams("day care")) for one in numbers)
    listed = found("day care")
    assert (len(listed), untitled in listed, listed[:2]) == (MANY + 1, False, ["DC-2026-S-0001", "DC-2026-S-10000"])


def test_money_is_no_word() -> None:
    county = founded()
    county.done(None, plan(part="4", budget=Fen(123_456_00)))
    assert found("12345600") == []
