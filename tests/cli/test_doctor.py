"""Does `operis doctor` name what is missing, with its cure, and does its status say whether that stops the work?"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from pytest_django import Settings

from operis.attachments.receiving import FREE_MIN_BYTES
from operis.cli import main
from operis.cli.doctor import data_folder, disk, font, mail
from operis.cli.doctor import whole as whole_told
from operis.clock import look_over
from operis.documents.papers.pdf import FONT, LIBRARIES
from operis.mail.models import Letter
from operis.mail.queue import send_later
from operis.watch import synchronised
from tests.api.programs import installed
from tests.ground.running import anew, operis

ROOT = Path(__file__).parents[2]
CURE = f"apt-get install {' '.join(LIBRARIES)}"


def doctor(data: Path, **environment: str) -> tuple[int, Mapping[str, tuple[str, str]]]:
    """Its status, and for each thing it looked at the word before it and all that it says."""
    ask = anew if "LD_LIBRARY_PATH" in environment else operis
    done = ask(data, "doctor", **environment)
    assert done.stderr == ""
    told: dict[str, tuple[str, str]] = {}
    about = ""
    for line in done.stdout.split("\n\n")[0].splitlines():
        if line[0] != " ":
            word, about, says = line[:9].strip(), *line[9:].split(": ", 1)
            told[about] = word, says
        else:
            told[about] = told[about][0], f"{told[about][1]} {line.strip()}"
    return done.returncode, told


@pytest.fixture
def data(initial: Path, tmp_path: Path) -> Path:
    """An installation as `operis init` makes it, which a test may spoil."""
    return Path(shutil.copytree(initial, tmp_path / "data"))


def test_a_whole_installation_is_well(data: Path) -> None:
    status, told = doctor(data)
    advice = {"witness"} | ({"clock"} if synchronised() is False else set())
    assert {about: word for about, (word, _) in told.items() if word != "ok"} == dict.fromkeys(advice, "advice")
    assert [*told] == [
        "data folder", "disk", "keys", "bids", "database", "ledger", "registers", "whole", "witness", "clock", "arrivals", "due",
        "proxy", "pages", "PDF", "font", "mail",
    ]  # fmt: skip
    assert status == 0


def test_a_proxy_that_no_setting_tells_of_is_told(data: Path) -> None:
    told = {"proxy": {"proxy": {"says": "Requests come through a proxy.", "since": "2026-03-02T09:30:00Z"}}}
    (data / "troubles.json").write_text(json.dumps(told), encoding="utf-8")
    word, says = doctor(data)[1]["proxy"]
    assert word == "advice"
    assert says == "since 2026-03-02T09:30:00Z: Requests come through a proxy. Set OPERIS_PROXIES=1 and serve anew."
    assert doctor(data, OPERIS_PROXIES="1")[1]["proxy"][0] == "ok"


def test_without_pango_the_cure_is_told(data: Path, tmp_path: Path) -> None:
    """A library of that name that is none comes first, as where it is not installed."""
    for name in ("libpango-1.0.so.0", "libpango-1.0-0", "libpango-1.0-0.so"):
        (tmp_path / name).touch()
    status, told = doctor(data, LD_LIBRARY_PATH=str(tmp_path))
    assert (status, told["PDF"][0], CURE in told["PDF"][1]) == (1, "missing", True)
    assert [about for about, (word, _) in told.items() if word == "missing"] == ["PDF"]


def test_without_the_library_that_cuts_fonts_the_cure_is_the_same(data: Path, tmp_path: Path) -> None:
    (tmp_path / "libharfbuzz-subset.so.0").touch()
    status, told = doctor(data, LD_LIBRARY_PATH=str(tmp_path))
    assert (status, told["PDF"]) == (1, ("missing", f"cannot be made: libharfbuzz-subset cannot be loaded {CURE}"))


def test_where_nothing_was_made_yet_init_is_the_cure(tmp_path: Path) -> None:
    status, told = doctor(tmp_path / "none")
    assert (status, told["data folder"][0], "Run `operis init`" in told["data folder"][1]) == (1, "missing", True)
    assert "keys" not in told


def test_what_others_can_read_is_named_with_its_cure(data: Path) -> None:
    key = data / "keys" / "ledger.pem"
    key.chmod(0o644)
    status, told = doctor(data)
    assert (status, told["data folder"]) == (1, ("missing", f"others on this machine can read {key}. chmod go= {key}"))
    for path in (data, *data.rglob("*")):
        path.chmod(0o755)
    says = doctor(data)[1]["data folder"][1]
    assert (f"others on this machine can read {data}, " in says, says.endswith(f" more. chmod -R go= {data}")) == (True, True)


def test_init_makes_everything_for_its_owner_alone_and_mends_what_was_wider(data: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in (data, *data.rglob("*")) if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in data.rglob("*") if path.is_file()} == {0o600}
    (data / "operis.sqlite3").chmod(0o644)
    data.chmod(0o755)
    done = operis(None, "init", "--data", str(data))
    assert f"Closed to others: {data}\nClosed to others: {data / 'operis.sqlite3'}\n" in done.stdout
    assert doctor(data)[1]["data folder"] == ("ok", f"{data} can be written, and only its owner reads it.")


def test_keys_that_are_gone_are_told(data: Path) -> None:
    (data / "keys" / "ledger.pem").unlink()
    status, told = doctor(data)
    assert (status, told["keys"][0], told["ledger"][0]) == (1, "missing", "missing")
    assert f"ledger.pem missing in {data / 'keys'}." in told["keys"][1]


def test_what_was_not_looked_at_is_not_called_whole(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """A ledger that is too long to be looked through while one waits: what the last look found is told."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    monkeypatch.setattr("operis.cli.doctor.LOOKED_AT_ONCE", -1)
    told = whole_told(tmp_path)
    assert (told.word, told.says) == ("advice", "entries, registers, what is sealed and files were not looked at yet.")
    look_over()
    told = whole_told(tmp_path)
    assert (told.word, told.says.endswith(": nothing was found.")) == ("ok", True)
    kept = json.loads((tmp_path / "looked.json").read_text())
    (tmp_path / "looked.json").write_text(json.dumps({**kept, "at": "2026-01-01T00:00:00+00:00"}))
    told = whole_told(tmp_path)
    assert (told.word, told.says) == ("advice", "nothing was found, but the last look was at 2026-01-01 00:00 UTC.")


def test_a_ledger_that_is_not_long_is_looked_through_at_once(data: Path) -> None:
    word, says = doctor(data)[1]["whole"]
    assert (word, says.endswith(": nothing was found.")) == ("ok", True)
    (data / "attachments" / "00").mkdir(parents=True)
    (data / "attachments" / "00" / ("0" * 64)).touch()
    assert operis(data, "verify", "--all").returncode == 1
    status, told = doctor(data)
    assert (status, told["whole"][0], "1 findings at" in told["whole"][1]) == (1, "missing", True)
    assert f"File {'0' * 64}: nobody brought it." in told["whole"][1]


def test_without_the_key_of_the_bids_it_is_said_what_is_lost(data: Path) -> None:
    (data / "keys" / "bids").unlink()
    word, says = doctor(data)[1]["bids"]
    assert (word, "Without it closed bids cannot be opened" in says, "Run `operis init`: it makes it." in says) == ("advice", True, True)


def test_the_key_sheet_has_each_key(data: Path) -> None:
    sheet = operis(None, "keys", "--sheet", "--data", str(data), "--lang", "en").stdout
    assert [name for name in ("ledger.pem", "bids", "django") if (data / "keys" / name).read_text().strip() not in sheet] == []
    assert "Without this file closed bids cannot be opened" in sheet


def test_a_database_without_its_tables_is_told(data: Path) -> None:
    (data / "operis.sqlite3").unlink()
    status, told = doctor(data)
    assert (status, told["database"]) == (
        1,
        ("missing", "SQLite lacks tables or columns of this version. Run `operis init`: it adds them."),
    )


def test_a_database_that_does_not_answer_is_told(data: Path) -> None:
    status, told = doctor(data, OPERIS_DATABASE="postgresql://nobody@127.0.0.1:9/none")
    assert (status, told["database"][0]) == (1, "missing")
    assert told["database"][1].startswith("PostgreSQL does not answer: ")
    assert "Look at OPERIS_DATABASE" in told["database"][1]


def test_a_copy_of_the_database_that_is_older_than_what_was_signed_is_told(data: Path) -> None:
    (data / "checkpoint").write_text("no note at all\n")
    status, told = doctor(data)
    assert (status, told["ledger"][0]) == (1, "missing")


def test_a_folder_that_cannot_be_written_is_told() -> None:
    told = data_folder(Path("/proc"))  # where not even root writes
    assert (told.word, told.says.startswith("/proc cannot be written: "), told.cure.startswith("Give it to the user")) == (
        "missing",
        True,
        True,
    )


def test_a_disk_is_nearly_full_when_less_than_ten_large_files_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = FREE_MIN_BYTES
    monkeypatch.setattr(shutil, "disk_usage", lambda _: type("Usage", (), {"free": free}))
    assert disk(tmp_path).word == "ok"
    free -= 1
    assert (disk(tmp_path).word, disk(tmp_path).cure[:9]) == ("missing", "Make room")


def test_without_fonts_of_the_system_rare_characters_are_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (font(tmp_path).word, font(tmp_path).cure) == ("advice", "apt-get install fonts-noto-cjk")
    assert FONT.is_file()


def test_help_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    assert "doctor       what this installation lacks" in capsys.readouterr().out


@pytest.mark.django_db
def test_of_mail_is_told_where_letters_go_and_which_do_not(tmp_path: Path, settings: Settings) -> None:
    assert (mail(tmp_path).word, mail(tmp_path).says) == ("ok", f"letters go to files of {settings.EMAIL_FILE_PATH}; 0 wait.")
    settings.OPERIS_ORIGIN = "ledger.example"
    assert (mail(tmp_path).word, mail(tmp_path).says) == ("advice", "is off: no letter is sent, and the pages that need one say so.")
    settings.OPERIS_MAIL_HOST, settings.EMAIL_HOST, settings.EMAIL_PORT = "mail.example", "mail.example", 587
    send_later("li.na@office.example", "Answered", "It was answered.", language="en")
    assert (mail(tmp_path).word, mail(tmp_path).says) == ("ok", "letters go to mail.example:587; 1 wait.")
    Letter.objects.update(tries=1, fault="no-server", says="TimeoutError: timed out")
    assert (mail(tmp_path).word, mail(tmp_path).says) == (
        "advice",
        f"1 letters could not be delivered. no. {Letter.objects.get().pk} to li.na@office.example, waiting after 1 tries: no-server "
        "TimeoutError: timed out",
    )
