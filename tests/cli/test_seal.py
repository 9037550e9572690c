"""`operis seal` writes two files that the three key holders open and nobody else; with one seed they are always the same."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from operis.cli import main
from operis.sealing.bid import Sealed, key_from, share_of, unseal
from operis.sealing.plain import read_plain
from tests.sealing.answered import FILES, answers
from tests.sealing.made import SECRETS
from tests.web.bid_form import bid_form

SEED = "5a" * 32
NAME = "DC-2026-B-0007-1-0"


@pytest.fixture
def seal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    (tmp_path / "files").mkdir()
    for name, one in FILES.items():
        (tmp_path / "files" / name).write_bytes(one)

    def asked(*options: str, form: Any = None, given: Any = None, out: str = "out", named: bool = True) -> tuple[int, str, str]:
        (tmp_path / "form.json").write_text(json.dumps(bid_form() if form is None else form))
        (tmp_path / "answers.json").write_text(json.dumps(answers() if given is None else given))
        words = ["seal", f"{tmp_path / 'form.json'}", f"{tmp_path / 'answers.json'}", "--files", f"{tmp_path / 'files'}", "--out",
                 f"{tmp_path / out}", *(("--lang", "en") if named else ()), *options]  # fmt: skip
        status = main(words)
        told = capsys.readouterr()
        return status, told.out.replace(f"{tmp_path}", "T"), told.err.replace(f"{tmp_path}", "T")

    return asked


def test_two_files_are_written_that_any_two_holders_open(seal: Any, tmp_path: Path) -> None:
    status, out, err = seal()
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "Sealed: bid 0 of DC-2026-B-0007, lot 1, for 2500.33 yuan."
    assert out.splitlines()[-2:] == [f"T/out/{NAME}.sealed", f"T/out/{NAME}.json"]
    told = json.loads((tmp_path / "out" / f"{NAME}.json").read_text())
    sealed = Sealed(told["header_sha256"], told["sealed_sha256"], told["size"], told["commitment"],
                    tuple(base64.b64decode(one["sealed"]) for one in told["envelopes"]))  # fmt: skip
    k = key_from(sealed, {place: share_of(sealed, place, SECRETS[place]) for place in (2, 3)})
    opened = read_plain(unseal([(tmp_path / "out" / f"{NAME}.sealed").read_bytes()], sealed, k))
    assert [b"".join(one) for _document, one in opened.files()] == [FILES["licence.pdf"], FILES["日程.docx"], FILES["day.pdf"]]
    assert (opened.content.price, opened.content.small) == (2500_33, True)
    assert [path.name for path in sorted((tmp_path / "out").iterdir())] == [f"{NAME}.json", f"{NAME}.sealed"]


def test_one_seed_gives_one_bid_and_chance_another_each_time(seal: Any, tmp_path: Path) -> None:
    for no, options in enumerate((["--secret-number", SEED], ["--secret-number", SEED], [], [])):
        assert seal(*options, out=f"{no}")[0] == 0
    whole = [(tmp_path / f"{no}" / f"{NAME}.sealed").read_bytes() for no in range(4)]
    told = [(tmp_path / f"{no}" / f"{NAME}.json").read_bytes() for no in range(4)]
    assert (whole[0] == whole[1], told[0] == told[1], len(set(whole)), len(set(told))) == (True, True, 3, 3)


CLOSES = "2026-03-22T09:30:00+08:00"


@pytest.mark.parametrize(("told", "over"), [("2026-03-22T09:29:59+08:00", False), (CLOSES, True), (None, False)])
def test_when_bids_close_is_told_by_the_clock_of_the_site(seal: Any, told: str | None, over: bool) -> None:
    """Sealed is sealed, whatever the clock of the machine says: it ends well."""
    status, out, err = seal("--anyway", form=bid_form(closes=CLOSES, **({"told": told} if told else {})))
    assert (status, f"Bids close {CLOSES}, by the clock of the site." in out.splitlines()) == (0, True)
    assert err.splitlines() == ([f"Bids had closed when the form was taken: {CLOSES}, by the clock of the site."] if over else [])


AGAINST = {"says": {"zh": "采购包1专门面向中小企业。", "en": "Lot 1 is reserved."}, "do": {"zh": None, "en": "Look for another."}}
NOTHING_SEALED = "Nothing was sealed. Put it right, or seal it all the same with --anyway."


@pytest.mark.parametrize(("options", "ends"), [((), 1), (("--anyway",), 0)])
def test_what_may_cost_points_is_told_before_and_sealed_only_by_who_says_so(seal: Any, tmp_path: Path, options: Any, ends: int) -> None:
    given = answers(ticked=["as-asked"], price="380000.01")
    status, out, err = seal(*options, given=given, form=bid_form(against=[AGAINST]))
    assert (status, (tmp_path / "out").exists(), out.startswith("Sealed: ")) == (ends, ends == 0, ends == 0)
    assert err.splitlines() == [
        "Lot 1 is reserved. Look for another.", "Not answered: Condition 1", "Not answered: Condition 2",
        "The price is above 380000.00 yuan, the most that is paid: such a bid is invalid.",
        "The price list comes to something else than the price.", *([NOTHING_SEALED] if ends else []),
    ]  # fmt: skip


@pytest.mark.parametrize(("spoken", "lang", "says"), [
    ("C.UTF-8", (), "Not answered: Condition 1"), ("C", (), "Not answered: Condition 1"), ("en_GB.UTF-8", (), "Not answered: Condition 1"),
    ("zh_CN.UTF-8", (), "未作答：条件1"), ("C.UTF-8", ("--lang", "zh"), "未作答：条件1"),
])  # fmt: skip
def test_papers_are_named_in_the_language_that_is_asked_for(
    seal: Any, spoken: str, lang: tuple[str, ...], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", spoken)
    _status, _out, err = seal(*lang, given=answers(ticked=["as-asked", "condition-1"]), named=False)
    assert err.splitlines()[0] == says


def test_without_answers_a_file_to_begin_with_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "form.json").write_text(json.dumps(bid_form()))
    assert main(["seal", f"{tmp_path / 'form.json'}"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["v"], [*told["texts"]]) == (
        "operis/bid-answers/v1", ["condition-0", "condition-1", "as-asked", "materials", "criterion-plan"]
    )  # fmt: skip


def test_beside_the_empty_file_stands_an_example_with_the_keys_of_the_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "form.json").write_text(json.dumps(bid_form()))
    assert main(["seal", f"{tmp_path / 'form.json'}", "--lang", "en"]) == 0
    assert json.loads(capsys.readouterr().out)["example"] == {
        "price": None, "items": [{"name": "One month of service", "quantity": "12", "unit_price": "10000.00"}],
        "ticked": ["condition-0", "condition-1", "as-asked"], "texts": {"criterion-plan": "Write your answer here."},
        "files": {"materials": ["name-of-the-file.pdf"], "criterion-plan": ["name-of-the-file.pdf"]},
    }  # fmt: skip


def test_the_example_is_never_read(seal: Any) -> None:
    assert seal(given=answers(example={"price": "1.00", "ticked": ["nonsense"]}))[1].splitlines()[0].endswith("for 2500.33 yuan.")


def test_what_cannot_be_sealed_is_told_and_nothing_is_left(seal: Any, tmp_path: Path) -> None:
    for options, changed, says in (
        (["--secret-number", "5a"], {}, "--secret-number: A secret number has 64 digits: 0 to 9, a to f."),
        ([], {"form": bid_form(sealed_max_bytes=100)}, "at most 100 are taken. Make its files smaller."),
        ([], {"form": {"v": "x"}}, "This is no form of a bid."), ([], {"given": {}}, "This is no file of answers to a bid."),
    ):  # fmt: skip
        status, _out, err = seal(*options, **changed)
        assert (status, says in err) == (2, True)
    assert not (tmp_path / "out").exists()
    assert seal()[0] == 0
    status, _out, err = seal()
    assert (status, "is there already. Name another folder with --out." in err) == (2, True)
    assert len([*(tmp_path / "out").iterdir()]) == 2
    assert main(["seal", f"{tmp_path / 'gone.json'}"]) == 2
