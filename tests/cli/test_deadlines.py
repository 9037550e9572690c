"""What does `operis deadlines` answer, and with which status?"""

import json
from pathlib import Path

import pytest

from operis.cli import main

BROKEN = Path(__file__).parent.parent / "law" / "bad" / "syntax"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["deadlines", *words])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("OPERIS_LAW", raising=False)


def test_one_object_is_answered_for_each_period(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--law", "cn", "--on", "2026-03-02", "--method", "open-tender", "--json")
    status, out, err = run(capsys, *asked, "bidding-documents-issued=2026-03-02")
    assert (status, err) == (0, "")
    assert json.loads(out)[0] == {
        "rule": "GPL-35", "from": "bidding-documents-issued", "to": "bids-close", "bound": "min", "length": 20, "unit": "day",
        "date": "2026-03-22", "provisional": False,
        "how": "The first day is not counted. 2026-03-22 is a day off; that does not change a time to wait.",
        "term": "bidding_days_min", "methods": ["open-tender", "invited-tender"], "objects": ["goods", "services"], "levels": [],
        "citation": "Government Procurement Law, Art. 35", "binding": True,
    }  # fmt: skip
    assert [one["rule"] for one in json.loads(out)] == ["GPL-35", "REG-31a"]


def test_several_events_are_answered_each_by_the_law_of_its_day(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--json", "explanation-asked=2026-01-31T09:00", "result-published=2026-03-02", "--method", "single-source")
    out = json.loads(run(capsys, *asked)[1])
    assert [(one["rule"], one["date"]) for one in out] == [
        ("O94-22", "2026-02-06"), ("D135-03", "2026-03-03"), ("GPL-46", "2026-04-01"), ("O74-19", "2026-04-01"),
    ]  # fmt: skip
    on = json.loads(run(capsys, "--on", "2026-02-01", "--json", "explanation-asked=2026-01-31T09:00+08:00")[1])
    assert [(one["rule"], one["date"]) for one in on] == [("ALP-06", "2026-01-31T09:30:00+08:00"), ("O94-22", "2026-02-06")]


def test_words_are_for_people_in_their_language(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(capsys, "contract-signed=2026-03-02", "--method", "open-tender", "--object", "works")[1].splitlines()[:3] == [
        "not after 2026-03-04: Publication made [D135-05]",
        "    Implementation Regulation, Art. 50",
        "    The first day is not counted.",
    ]
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "公开 [D135-05]\n    《政府采购法实施条例》第五十条\n" in run(capsys, "contract-signed=2026-03-02")[1]
    assert "not before 2026-03-02 09:30: Explanation given" in run(capsys, "explanation-asked=2026-03-02T09:00", "--lang", "en")[1]
    assert "not before -: Explanation given" in run(capsys, "explanation-asked=2026-03-02", "--lang", "en")[1]


def test_an_event_that_starts_nothing_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "need-recorded=2026-03-02") == (0, "No period in this law starts from these events.\n", "")
    assert run(capsys, "--json", "need-recorded=2026-03-02") == (0, "[]\n", "")


def test_all_that_is_asked_wrongly_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ("contract-signed", "moon-landed=2026-03-02", "notice-published=2026-02-30", "need-recorded=1066-10-14")
    twice = ("result-published=2026-03-02", "result-published=2026-03-03")
    status, out, err = run(capsys, *wrong, *twice, "--on", "soon", "--law", "cn/4/town")
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        "contract-signed: write an event and its day: bidding-documents-issued=2026-03-02, or with T09:00",
        "moon-landed: is no act and no moment; operis deadlines --events lists them",
        "notice-published=2026-02-30: there is no such day or time",
        "need-recorded=1066-10-14: no period is counted from so far away a day",
        "result-published: is given twice; ask for one day at a time",
        "--on: write a day as 2026-03-02",
        "--law: cn/4/town: 4 is no code of a place; it has two, four or six digits",
        "--law: cn/4/town: town is no level; levels are central, province, city, county",
    ]
    assert run(capsys)[2] == "event: give at least one, as in bidding-documents-issued=2026-03-02\n"
    assert run(capsys, "need-recorded=2026-03-02", "--law", "us") == (2, "", "--law: there is no pack us; packs are cn, eu\n")


def test_a_method_or_an_object_that_is_none_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "result-published=2026-03-02", "--method", "lottery", "--object", "cats")
    assert (status, out) == (2, "")
    methods, objects = err.splitlines()
    assert methods.startswith("--method: there is no lottery; there are open-tender, ")
    assert objects == "--object: there is no cats; there are goods, services, works"


def test_without_a_method_each_line_says_for_which_it_holds(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "bidding-documents-issued=2026-03-02")[1].splitlines()
    assert "not before 2026-03-12: Bids close (Competitive consultation) [CC-10a]" in lines
    assert "not before 2026-03-22: Bids close (Open tendering, Invited tendering) [GPL-35]" in lines
    one = run(capsys, "bidding-documents-issued=2026-03-02", "--method", "open-tender")[1].splitlines()[0]
    assert one == "not before 2026-03-22: Bids close [GPL-35]"


def test_digits_of_full_width_are_digits(capsys: pytest.CaptureFixture[str]) -> None:
    written = run(capsys, "bidding-documents-issued=２０２６-０３-０２", "--on", "２０２６-０３-０２", "--json")
    assert written == run(capsys, "bidding-documents-issued=2026-03-02", "--on", "2026-03-02", "--json")
    assert written[0] == 0


def test_the_events_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "--events")
    assert status == 0
    assert {"contract-signed: Contract signed", "bids-close: Bids close"} <= set(out.splitlines())
    chinese = json.loads(run(capsys, "--events", "--json", "--lang", "zh")[1])
    assert (chinese["contract-signed"], chinese["bids-close"]) == ("合同签订", "投标（响应）截止")


def test_law_files_that_cannot_be_read_are_ours_to_mend(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPERIS_LAW", str(BROKEN))
    status, out, err = run(capsys, "need-recorded=2026-03-02")
    assert (status, out) == (3, "")
    assert err == (BROKEN / "expected.txt").read_text("utf8")
