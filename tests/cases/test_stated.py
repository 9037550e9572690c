"""Does every word answer alike to a law, a language, a file or a data folder that is not there?"""

import json
from pathlib import Path

import pytest
from django.conf import settings

from operis.accounts.models import User
from operis.cli import main
from operis.cli.init import ledger_pem, make_key
from tests.ground.running import operis

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("OPERIS_LAW", raising=False)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    status = main(words)
    return status, capsys.readouterr().err.splitlines()


def words_under(law: str, folder: Path) -> list[tuple[str, ...]]:
    need = folder / "need.yaml"
    need.write_text("answers: {G01: yes, F01: supplier, F02: quantity, F03: yes, F08: supplier}\n")
    overlay = folder / "overlay.yaml"
    overlay.write_text("rows: {}\n")
    example = ROOT / "operis" / "documents" / "examples"
    asked = [
        ("check", str(example / "notice.yaml")), ("score", str(example / "score.yaml")), ("determine", str(need)),
        ("deadlines", "result-published=2026-03-02"), ("law", "show", "GPL-35"), ("law", "lint"), ("law", "concordance"),
        ("law", "diff", "2026-01-01", "2026-02-01"), ("law", "what-if", str(overlay)),
    ]  # fmt: skip
    return [(*words, "--law", law) for words in asked]


def test_a_pack_that_is_not_there_is_answered_alike_by_every_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in words_under("mars", tmp_path):
        assert (words, *said(capsys, *words)) == (words, 2, ["--law: there is no pack mars; packs are cn, eu"])


def test_a_place_without_rows_of_its_own_is_named_and_the_law_for_every_place_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warning = "--law: no rows here are of {} alone, only those for every place; places with rows of their own are: {}."
    for law, told in (
        ("cn/99/county", warning.format("99", "33, 35, 41, 51")), ("eu/41", warning.format("41", "-")),
        ("cn", None), ("cn/central", None), ("cn/41/county", None), ("cn/4101/city", None),
    ):  # fmt: skip
        for words in words_under(law, tmp_path)[3:5]:
            lines = said(capsys, *words)[1]
            assert (words, lines) == (words, [told] if told else [])


def test_a_file_that_is_not_there_or_no_text_is_answered_alike_by_every_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chinese = tmp_path / "chinese.yaml"
    chinese.write_bytes("kind: notice\ntitle: 采购公告\n".encode("gb18030"))
    for word in ("check", "score", "determine"):
        assert said(capsys, word, "/nowhere.yaml") == (2, ["There is no file /nowhere.yaml."])
        status, lines = said(capsys, word, str(chinese))
        assert status == 2
        assert [line.removeprefix(f"{chinese}: ") for line in lines] == [
            "line 2: This is not UTF-8 text: byte 21 of the file, 0xB2, cannot stand there. Save the file as UTF-8."
        ]
    done = operis(None, "run", str(chinese))
    assert (done.returncode, done.stderr) == (2, f"{chinese}: {lines[0].removeprefix(f'{chinese}: ')}\n")


@pytest.mark.parametrize("word", ["check", "score", "determine", "deadlines", "run", "demo", "verify"])
def test_a_language_that_is_not_spoken_is_refused_with_those_that_are(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([word, "--lang", "xx"])
    assert ended.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1].replace("'", "")
    named = "--language/--lang" if word == "verify" else "--lang"
    assert last == f"operis {word}: error: argument {named}: invalid choice: xx (choose from zh, en)"


@pytest.mark.parametrize(
    "words",
    [
        ("serve", "--data", "NONE"), ("rebuild", "--data", "NONE"), ("run", "--record", "DC-2026-N-0001", "--data", "NONE"),
        ("run", "cases/demo/00-county.yaml", "--into", "NONE"), ("user", "--data", "NONE", "list"), ("user", "list", "--data", "NONE"),
        ("export", "--data", "NONE", "record", "DC-2026-N-0001"), ("export", "record", "DC-2026-N-0001", "--data", "NONE"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_without_a_data_folder_every_word_says_the_same(words: tuple[str, ...], tmp_path: Path) -> None:
    none = str(tmp_path / "none")
    done = operis(None, *(none if word == "NONE" else word for word in words))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"operis: there are no keys in {none}. Run `operis init` first.\n"
    assert not Path(none).exists()


@pytest.mark.django_db
def test_a_person_is_added_under_an_address_and_under_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    keys = Path(settings.OPERIS_DATA) / "keys"
    keys.mkdir(exist_ok=True)
    make_key(keys / "django", "a key of the tests")
    make_key(keys / "ledger.pem", ledger_pem())
    assert said(capsys, "user", "add", "notamail", "X") == (2, ["notamail is no address: write it like name@office.example."])
    assert said(capsys, "user", "add", "x@office.example", "X") == (0, [])
    assert list(User.objects.values_list("email", flat=True)) == ["x@office.example"]


def test_json_alone_stands_on_standard_output_where_a_place_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    main(["deadlines", "result-published=2026-03-02", "--law", "cn/99", "--json"])
    assert json.loads(capsys.readouterr().out) != []
