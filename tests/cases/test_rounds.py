"""Is there always something to bid for in the demonstration? Five notices as it is loaded, and five more past the last of them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from operis import beat, clock
from operis.beat import Beat
from operis.cases import demonstration, rounds
from operis.cases.keeping import GivesBack, Seals, completed, secret_of
from operis.cases.running import Ran, Running, run_secret
from operis.clerk import Entered, Refused, put
from operis.core.acts import Command
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.budget.commands import EnterBudget
from operis.dockets.budget.terms import BudgetLine
from operis.dockets.file.commands import EnterFile, ReviewFile
from operis.documents.lawbook import calendar
from operis.holding.files import public_of
from operis.ledger import read
from operis.ledger.models import Entry
from operis.ledger.states import state_of
from operis.registers.models import Docket, open_notices
from operis.strict_yaml import Scalar
from tests.web.reading import text
from tests.web.world import World, world

pytestmark = pytest.mark.django_db
NEWCOMER = Mandate(role=Role.SUPPLIER, office="newcomer-supplier", body="newcomer", persons=("newcomer@charity.example",))
KEEPER = Mandate(role=Role.FINANCE, office="finance-finance", body="finance", persons=("fin-second@yunze.example",))
FIVE, SAID = 5, count()


@pytest.fixture(autouse=True)
def county(db: None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(beat, "answered_until", clock.now)
    with world(tmp_path_factory) as there:
        yield there


def ask(docket: str | None, asked: Command, mandate: Mandate) -> Entered | Refused:
    now = clock.now()
    return put(clock.this_office(), docket, asked, mandate, happened=now, entered=now, key=f"{next(SAID)} of the rounds")


def done(docket: str | None, asked: Command, mandate: Mandate) -> str:
    said = ask(docket, asked, mandate)
    assert isinstance(said, Entered), said
    return said.docket


def charity() -> None:
    """It came on file today, and has nothing to do with anything that went before."""
    name, address = Wording(zh="云泽县新芽社会工作服务中心", en="New Shoots"), Wording(zh="云泽县书院街20号", en="20 Shuyuan Street, Yunze")
    file = done(
        None,
        EnterFile(key=Slug("newcomer"), party=Slug("supplier"), nature=Slug("social-organisation"), name=name, level=None, place=None,
                  address=address),
        NEWCOMER,
    )  # fmt: skip
    done(file, ReviewFile(result=Slug("accepted")), KEEPER)


def opened() -> list[Docket]:
    return list(open_notices(clock.now()).order_by("closes"))


def bid_for(notice: Docket) -> bool:
    """Whether the newcomer gets the documents and seals a bid now, to key holders where there are any."""
    taken = ask(None, ObtainDocuments(procurement=notice.number), NEWCOMER)
    if isinstance(taken, Refused):
        return False
    content = BidContent(price=Fen((notice.budget_fen or 0) // 4))
    asked: Command = SealBid(lot="1", content=content)
    if state_of(notice.number).keys_digest is not None:
        asked = completed(Seals(content=content), taken.docket, NEWCOMER, "a secret of the tests", "bid", clock.now())
    return isinstance(ask(taken.docket, asked, NEWCOMER), Entered)


def past_the_last() -> None:
    """The clock goes on to the last closing, and makes its turn; whoever serves has just been started."""
    clock.set_demo_clock(opened()[-1].closes)
    Beat().turn()


def test_as_it_is_loaded_five_are_open_and_a_newcomer_bids_for_four() -> None:
    charity()
    notices = opened()
    assert len(notices) == FIVE
    assert sum(bid_for(one) for one in notices) == FIVE - 1
    assert {one.method for one in notices} == {"open-tender", "competitive-consultation", "below-threshold"}
    assert (len({one.body for one in notices}), len({one.closes for one in notices})) == (4, FIVE)


def test_as_it_is_loaded_one_is_sealed_to_key_holders_and_opened_with_two_of_their_shares() -> None:
    charity()
    (held,) = [one for one in opened() if state_of(one.number).keys_digest is not None]
    assert bid_for(held)
    clock.set_demo_clock(held.closes)
    Beat().turn()
    assert [len(state_of(held.number).closing.listed), state_of(held.number).opening] == [4, None]
    secret = run_secret(settings.OPERIS_DATA)
    for place, body in enumerate(("archives", "notary"), 1):
        assert (state_of(held.number).opening, place) == (None, place)
        keeper = Mandate(role=Role.KEY_HOLDER, office=f"{body}-key-holder", body=body, persons=(f"key-{place + 1}@yunze.example",))
        done(held.number, completed(GivesBack(), held.number, keeper, secret, "", clock.now()), keeper)
        Beat().turn()
    assert len(state_of(held.number).opening.opened) == 4


def test_past_the_last_five_more_are_open_and_five_more_past_those() -> None:
    charity()
    seen = {one.number for one in opened()}
    for _again in range(2):
        past_the_last()
        notices = opened()
        assert len({one.number for one in notices} - seen) == len(notices) == FIVE
        assert [bid_for(one) for one in notices] == [True] * FIVE
        assert all(one.closes is not None and one.closes - clock.now() > timedelta(days=10) for one in notices)
        seen |= {one.number for one in notices}


def test_of_what_is_called_the_bids_of_one_are_sealed_to_key_holders_whose_keys_the_demonstration_has() -> None:
    past_the_last()
    (held,) = [one for one in opened() if state_of(one.number).keys_digest is not None]
    secret = run_secret(settings.OPERIS_DATA)
    state = state_of(held.number)
    assert [one.key for one in state.key_holders] == [public_of(secret_of(secret, one)) for one in ("trading-centre", "archives", "notary")]


def test_who_comes_new_reads_the_documents_of_each_that_was_called_and_of_three_before() -> None:
    assert [len(documents(one)) for one in opened()] == [0, 0, 2, 2, 2]  # those of the first two are on paper
    past_the_last()
    assert [len(documents(one)) for one in opened()] == [2] * FIVE


def documents(notice: Docket) -> list[bytes]:
    """The files that a notice names, as everyone gets them."""
    said = next(one.said for one in read.entries(notice.number) if one.said["act"]["kind"] == "notice-published")
    named = said["act"]["fields"]["documents"]
    answers = [Client().get(f"/processes/{notice.number}/documents/{one['sha256']}") for one in named]
    content = [b"".join(answer.streaming_content) for answer in answers]  # type: ignore[attr-defined]
    assert [(len(one), sha256(one).hexdigest()) for one in content] == [(one["size"], one["sha256"]) for one in named]
    return content


def test_each_goes_as_the_law_has_it_with_nothing_to_be_told_of() -> None:
    for _again in range(2):
        past_the_last()
        assert [(one.number, note.row) for notice in opened() for one in read.entries(notice.number) for note in one.notes] == []


def test_what_comes_is_told_a_round_ahead() -> None:
    """Intentions stand for their thirty days (INT-03), and nothing is entered for a day that is past."""
    for _again in range(2):
        waits = set(Docket.objects.filter(kind="procurement", state="planned").values_list("number", flat=True))
        begun = clock.now()
        past_the_last()
        called = [one for one in opened() if one.method != "below-threshold"]
        assert {one.number for one in called} <= waits
        new = [one for docket in read.dockets() for one in read.entries(docket) if one.said["mandate"]["by"] == "import"]
        late = [one for one in new if begun < one.entered < clock.now() - timedelta(minutes=1)]
        assert late == []


def test_as_long_as_one_is_open_no_other_is_called() -> None:
    last = opened()[-1].closes
    assert last is not None
    clock.set_demo_clock(last - timedelta(minutes=1))
    Beat().turn()
    assert len(opened()) == 1


def test_it_goes_on_after_the_years_whose_holidays_are_known_and_over_the_turn_of_a_year() -> None:
    for day in (date(2026, 9, 30), date(2026, 12, 31), date(2027, 2, 5), date(2031, 6, 1)):
        clock.set_demo_clock(calendar().start(day) + timedelta(hours=9))
        Beat().turn()
        notices = opened()
        assert len(notices) == FIVE
        assert [one.number for one in notices if not calendar().is_working(calendar().day(one.closes or clock.now()))] == []
        assert {one.number.split("-")[1] for one in notices if one.method == "below-threshold"} == {f"{day:%Y}"}


def test_where_somebody_went_on_with_what_was_prepared_others_are_called() -> None:
    item = Wording(zh="调解", en="Mediation")
    line = BudgetLine(line="BL-N1-TW-1", item=item, budget_item="2040604", amount=Fen(1_00), basis="云泽财预〔2026〕60号")
    there = Docket.objects.get(kind="budget", body="township", number__startswith="DC-2026")
    done(there.number, EnterBudget(body="township", year=2026, lines=(line,)), KEEPER)
    past_the_last()
    first = opened()
    assert len(first) == FIVE
    past_the_last()
    assert len({one.number for one in opened()} - {one.number for one in first}) == FIVE


def test_a_copy_that_came_without_the_secret_goes_on_too(county: World, settings: Settings) -> None:
    for _again in range(2):
        past_the_last()
    (settings.OPERIS_DATA / "keys" / "run").unlink()
    for _again in range(2):
        before = {one.number for one in opened()}
        past_the_last()
        assert len({one.number for one in opened()} - before) == FIVE


@pytest.mark.parametrize(("language", "open_still", "none_open"), [
    ("en", "Past 12 June 2026, 09:30 (Beijing time), when the last open notice closes, others are published", "No notice is open"),
    ("zh-hans", "最后一个接受投标（响应）的公告于2026年6月12日 09:30（北京时间）截止", "目前没有接受投标（响应）的公告"),
])  # fmt: skip
def test_the_page_of_the_clock_says_so(language: str, open_still: str, none_open: str) -> None:
    page = f"/{language}/demonstration/"
    assert open_still in text(Client().get(page))
    clock.set_demo_clock(opened()[-1].closes)
    none = text(Client().get(page))
    assert (none_open in none, "Nothing is due to happen by itself." in none) == (True, False)
    Beat().turn()
    assert none_open not in text(Client().get(page))


def failing_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """From so many steps on each ends otherwise than written."""
    whole, done = Running.put, count(1)

    def failing(self: Running, asked: Any) -> Ran:
        ran = whole(self, asked)
        return ran if next(done) < step else Ran(asked, ran.docket, ran.said, "refused")

    monkeypatch.setattr(Running, "put", failing)


@pytest.mark.parametrize("step", [1, 2, 20, 38])
def test_all_of_them_are_entered_or_none_and_the_clock_goes_on(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    clock.set_demo_clock(opened()[-1].closes)
    one = Beat()
    monkeypatch.setattr(rounds, "TRIES", 2)
    monkeypatch.setattr(beat, "go_on", lambda: 0)
    one.turn()
    before = Entry.objects.count()
    monkeypatch.setattr(beat, "go_on", demonstration.go_on)
    with monkeypatch.context() as broken:
        failing_at(step, broken)
        one.turn()
        assert (Entry.objects.count(), one.again > 0) == (before, True)
    one.turn()  # not tried in each turn
    assert Entry.objects.count() == before
    one.again = 0
    one.turn()
    assert len(opened()) == FIVE


def test_two_processes_call_them_once() -> None:
    clock.set_demo_clock(opened()[-1].closes)
    now, office = clock.now(), demonstration.office()
    assert rounds.call_next(office, now) > 0
    assert rounds.call_next(office, now) == 0
    assert len(opened()) == FIVE


def test_a_ledger_that_counts_gets_none(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beat, "sequence_once", lambda: 0)  # its key signs under another name
    clock.set_demo_clock(opened()[-1].closes)
    settings.OPERIS_ORIGIN = "ledger.example/county"
    before = set(Docket.objects.values_list("number", flat=True))
    later = datetime(2027, 1, 4, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: later)
    Beat().turn()
    with CaptureQueriesContext(connection) as queries:
        assert demonstration.go_on() == 0
    assert (len(queries), opened()) == (0, [])
    assert set(Docket.objects.values_list("number", flat=True)) == before


def test_a_demonstration_with_a_record_of_its_own_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    clock.set_demo_clock(opened()[-1].closes)
    other = EnterFile(key=Slug("civil-affairs"), party=Slug("body"), nature=Slug("state-organ"), name=Wording(zh="别县民政局"))
    monkeypatch.setattr(demonstration, "_first", lambda: other)
    assert demonstration.go_on() == 0
    assert opened() == []


@pytest.mark.parametrize(("written", "said"), [
    ("2026-06-22", "2026-09-30"), ("2026-06-20", "2026-09-28"), ("2026-06-23", "2026-10-08"), ("2026-06-30T09:30", "2026-10-08T09:30"),
    ("2026-07-03", "2026-10-12"), ("2026-06", "2026-09"), ("2026-10", "2027-01"), ("2026", "2026"), ("2026-06-22 A", "2026-06-22 A"),
])  # fmt: skip
def test_days_to_come_fall_on_working_days_and_others_stay_as_far_away(written: str, said: str) -> None:
    assert rounds.later(Scalar(written, True, 1), date(2026, 6, 22), date(2026, 9, 30), calendar()) == said


def test_the_year_of_a_plan_is_that_of_the_day_and_a_quoted_number_stays() -> None:
    words = (Scalar("2026", True, 1), Scalar("2026", False, 1))
    assert [rounds.later(one, date(2026, 6, 22), date(2027, 1, 4), calendar()) for one in words] == ["2027", "2026"]
