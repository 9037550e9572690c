"""What is entered when a command is put, under which number, and what is refused before the law is asked?"""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from operis.clerk import DRAIN, Entered, NoSuchDocketError, Refused, WentBackError, put
from operis.core.acts import Outside
from operis.core.codec import canonical, commitment
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.commands import WithdrawBid
from operis.dockets.file.acts import FileEntered
from operis.dockets.file.commands import ReviewFile
from operis.dockets.need.commands import Determine, RecordConsultation
from operis.dockets.need.terms import PartAnswers
from operis.ledger import read
from operis.ledger.tree import leaf_hash
from operis.strict_yaml import Malformed
from tests.ledger.county import ALICE, FAYE, MONDAY, OFFICE, County, body_file, budget, consultation, need_recorded, small_plan
from tests.ledger.tables import record, rows
from tests.procedures.documents import intention, notice, words
from tests.statute import at, book

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_an_act_comes_back_from_the_record_as_it_was_asked() -> None:
    entered = County().done(None, body_file())
    [stored] = read.entries(entered.docket)
    assert [stored] == list(entered.entries)
    act = stored.act
    assert isinstance(act, FileEntered)
    assert (act.key, act.name, act.level, act.place) == (OFFICE, words("Civil Affairs Office"), "county", "41")
    assert act.happened == stored.entered == at(MONDAY, "09:00:01")
    assert stored.mandate == ALICE
    assert stored.leaf == leaf_hash(stored.body.encode())
    assert stored.body.encode() == canonical(json.loads(stored.body))
    assert list(stored.said) == ["act", "docket", "entered", "facts", "law", "mandate", "no", "nonce", "notes", "request", "v"]


def test_a_private_value_stands_beside_the_entry_and_its_commitment_within() -> None:
    entered = County().done(None, body_file())
    [(pointer, (salt, value))] = read.private_values(entered.docket)[0].items()
    assert (pointer, value) == ("/act/fields/contact", "Ms Li, 000-2026-1037")
    assert entered.entries[0].said["act"]["fields"]["contact"] == {"private": commitment(salt, value)}
    assert "Ms Li" not in entered.entries[0].body


def test_numbers_in_a_docket_have_no_gap() -> None:
    county = County().founded()
    assert [one.no for one in read.entries("DC-2026-N-0001")] == [0, 1, 2]
    docket = county.done(None, small_plan()).docket
    assert isinstance(county.ask(docket, small_plan(directory_item=None), reviewed=False), Refused)
    county.done(docket, small_plan(budget=Fen(100)))
    assert [one.no for one in read.entries(docket)] == [0, 1, 2, 3, 4, 5]


def test_dockets_are_numbered_by_kind_and_year_and_a_refusal_leaves_no_gap() -> None:
    county = County().founded()
    assert sorted(read.dockets()) == ["DC-2026-D-0001", "DC-2026-F-0001", "DC-2026-G-0001", "DC-2026-N-0001"]
    assert county.done(None, small_plan()).docket == "DC-2026-S-0001"
    refused = county.ask(None, small_plan(directory_item=None), reviewed=False)
    assert isinstance(refused, Refused)
    assert refused.number == "X-2026-000001"
    assert county.need() == "DC-2026-N-0002"
    assert county.done(None, small_plan(need="DC-2026-N-0002")).docket == "DC-2026-S-0002"


def test_the_year_of_a_number_is_that_of_the_packs_zone() -> None:
    late = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight in Shanghai
    assert County(clock=late).done(None, body_file()).docket == "DC-2027-F-0001"
    refused = County(clock=late, name="again").ask(None, body_file())
    assert isinstance(refused, Refused)
    assert refused.number == "X-2027-000001"


def test_a_docket_is_found_whatever_its_case() -> None:
    county = County()
    docket = county.done(None, body_file()).docket
    assert county.done(docket.lower(), ReviewFile(result=Slug("accepted")), FAYE).docket == docket


@pytest.mark.parametrize("docket", ["DC-2026-N-0002", "DC-2026-F-0001", "DC-2026-B-0001", "nonsense"])
def test_a_docket_that_is_not_there_and_one_of_another_kind_give_one_answer(docket: str) -> None:
    county = County().founded()
    before = record()
    with pytest.raises(NoSuchDocketError) as told:
        county.ask(docket, consultation())
    assert str(told.value) == docket.upper()
    assert record() == before


def test_only_what_opens_a_docket_may_come_without_a_number() -> None:
    with pytest.raises(NoSuchDocketError):
        County().ask(None, consultation())


def test_what_happened_elsewhere_on_another_day_is_entered_with_proof_and_reason_and_has_both_days() -> None:
    county = County().founded()
    earlier = at(MONDAY - timedelta(days=3))
    late = replace(intention(), late_reason=words("Its number came on Monday"))
    refused = county.ask(None, late, happened=earlier)
    assert isinstance(refused, Refused)
    assert refused.refusal.rows == {"OURS-LATE"}
    shown = Outside(medium="China Government Procurement Network", on=earlier, link="https://www.ccgp.gov.cn/7")
    told = county.ask(None, replace(late, outside=shown), happened=earlier)
    assert isinstance(told, Entered)
    [entry] = told.entries
    assert (entry.act.happened, entry.entered) == (earlier, county.clock)
    assert [(one.row, one.check) for one in entry.notes] == [("OURS-LATE", "entered_on_its_day")]


def test_what_happens_when_it_arrives_is_not_entered_for_another_time() -> None:
    with pytest.raises(Malformed) as told:
        County().ask("DC-2026-B-0001", WithdrawBid(), happened=at(MONDAY - timedelta(days=3)))
    assert [mistake.pointer for mistake in told.value.mistakes] == ["/happened"]


def test_nothing_is_withdrawn_from_a_bid_that_is_not_there() -> None:
    with pytest.raises(NoSuchDocketError):
        County().ask("DC-2026-B-0001", WithdrawBid())


def test_answers_that_the_law_of_the_day_does_not_ask_for_are_malformed() -> None:
    county = County().founded()
    need = county.done(None, need_recorded()).docket
    before = record()
    with pytest.raises(Malformed) as told:
        county.ask(need, Determine(parts=(PartAnswers(part="1", answers={"G99": True}),)))
    assert [mistake.pointer for mistake in told.value.mistakes] == ["/parts/0/answers/G99"]
    assert record() == before


def test_a_day_alone_may_stand_for_when_it_happened() -> None:
    county = County().founded()
    county.ask("DC-2026-N-0001", consultation(), happened=MONDAY)
    last = read.entries("DC-2026-N-0001")[-1]
    assert last.said["act"]["happened"] == "2026-03-02"
    assert last.said["law"]["act_day"] == "2026-03-02"


def test_a_clock_that_went_back_two_seconds_enters_at_the_time_of_the_last_entry() -> None:
    county = County().founded()
    last = read.entries("DC-2026-N-0001")[-1].entered
    county.clock = last - DRAIN - timedelta(seconds=1)  # a second passes before each entry
    county.done("DC-2026-N-0001", consultation())
    assert read.entries("DC-2026-N-0001")[-1].entered == last


def test_a_clock_that_went_back_by_more_stops_the_docket() -> None:
    county = County().founded()
    last = read.entries("DC-2026-N-0001")[-1].entered
    county.clock = last - DRAIN - timedelta(seconds=1, microseconds=1)
    before = record()
    with pytest.raises(WentBackError) as told:
        county.ask("DC-2026-N-0001", consultation())
    assert str(told.value) == "DC-2026-N-0001 was last written at 2026-03-02 01:00:07 UTC; the clock says 2026-03-02 01:00:04 UTC."
    assert record() == before


def test_an_entry_keeps_the_law_and_the_facts_that_the_decision_looked_at() -> None:
    county = County().founded()
    first, second = county.done(None, small_plan()), county.done(None, small_plan(need=county.need()))
    said = second.entries[0].said
    assert said["law"] == {"act_day": "2026-03-02", "notice_day": None, "pack": book().digest("cn/41")}
    assert sorted(said["facts"]) == [
        "bought_before", "budget_line", "directory_item", "need_part", "other_plans", "small_holders", "year_spend",
    ]  # fmt: skip
    assert said["facts"]["year_spend"] == {"counted": {"money": "250000.00"}, "dockets": [first.docket], "amounts_fen": [25000000]}
    assert said["facts"]["need_part"]["recipients_count"] == {"count": 20}


def test_the_notices_day_governs_once_there_is_a_notice() -> None:
    county = County().founded()
    docket = county.done(None, small_plan()).docket
    published = county.done(docket, notice()).entries
    assert published[-1].said["law"]["notice_day"] is None
    county.clock += timedelta(days=1)
    county.ask(docket, notice())
    corrected = county.ask(docket, small_plan(), reviewed=False)
    assert isinstance(corrected, Refused)
    assert (corrected.law.act_day, corrected.law.notice_day) == (date(2026, 3, 3), MONDAY)


def test_what_was_told_beside_an_act_is_entered_and_listed() -> None:
    county = County().founded()
    entered = county.done("DC-2026-N-0001", RecordConsultation(on=MONDAY, market_count=1, recipients_count=0, summary=words("One")))
    [note] = entered.entries[0].notes
    assert (note.row, note.check, note.severity) == ("REQ-10", "firms_asked", "noted")
    assert rows("register_note") == [("DC-2026-N-0001", 3, "REQ-10", "firms_asked", "noted")]


def test_what_arrives_in_any_zone_is_entered_in_utc() -> None:
    county = County()
    here = at(MONDAY)
    entered = put(county.office, None, budget(), FAYE, happened=here, entered=here, key="zone")
    assert not isinstance(entered, Refused)
    assert entered.entries[0].said["entered"] == "2026-03-02T01:00:00.000000Z"
