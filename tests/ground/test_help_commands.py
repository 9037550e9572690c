"""The commands of the help pages, run as they are written: from nothing to a backup, and from the backup to a whole installation."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock
from operis.accounts.models import Grant, Office
from operis.cli import main, words
from operis.config.asked import ASKED
from operis.documents.helping import page_of
from operis.documents.lawbook import calendar
from operis.web.public.helping import listed
from tests.api.programs import installed
from tests.ground.running import ROOT, fetched

pytestmark = pytest.mark.slow
NOT_HERE = {
    "./run": "makes an environment, tried by the tests of ./run",
    "./run setup": "makes an environment, tried by the tests of ./run",
}
ELSEWHERE = {
    "operis user reset you@office.example",  # tests/accounts/test_user_command.py
    "operis user password you@office.example",
    "python operis_verify.py record.jsonl",  # tests/verifier
    "python operis_verify.py DC-2026-S-0008.jsonl --key 'KEY' --checkpoint checkpoint",
    "python operis_recompute.py DC-2026-S-0008.jsonl --law law.json",
    "python operis_invariants.py records/",
    'curl "https://SITE/api/v1/search?q=cleaning"',  # tests/searching/test_api.py
    "curl https://SITE/api/v1/dockets/DC-2026-S-0008",  # tests/api/test_reading.py
    'curl "https://SITE/api/v1/changes?since=0"',  # tests/api/test_changes.py
    "operis clock",  # tests/test_watch.py
    "operis clock --confirm",
    "operis restore /srv/copies --keys /media/keys --data /srv/operis-restored",  # tests/cli/test_backup.py
    "operis doctor",  # tests/cli/test_doctor.py
    "operis verify --all",  # tests/cli/test_fit.py
    ".venv/bin/operis holder-key again.key --from-code RECOVERY-CODE",  # tests/holding/test_release.py
    "tar xzf operis.tar.gz",  # tests/web/test_taken.py
    "cd operis",
    ".venv/bin/operis seal FORM > answers.json",  # tests/cli/test_seal.py
    ".venv/bin/operis seal FORM answers.json --files FOLDER --out sealed",
}
"""Commands that are tried elsewhere."""
PEOPLE = {line for step in page_of("keep-running").steps for line in (step.code or "").splitlines() if line.startswith("operis user ")}
PLACES = re.compile(r"(?<=[ =])/(var|backup|mnt|safe)\b")
"""Folders of the whole machine, which a test has within its own."""
PASSWORD = "a sentence that is long enough"


def commands(slug: str) -> list[list[str]]:
    """The lines to type of each step."""
    return [step.code.splitlines() for step in page_of(slug).steps if step.code]


def test_the_page_of_who_runs_it_leads_from_nothing_to_a_restored_installation(tmp_path: Path) -> None:
    for program in ("operis",):
        path = tmp_path / "bin" / program
        path.parent.mkdir()
        path.write_text(f"#!{sys.executable}\nimport sys\nfrom operis.cli import main\nsys.exit(main())\n")
        path.chmod(0o755)
    (tmp_path / "mnt").mkdir()
    (tmp_path / "var" / "lib").mkdir(parents=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPERIS_", "DJANGO_"))}
    own = {**kept, "PATH": f"{tmp_path / 'bin'}:{kept['PATH']}", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "OPERIS_PORT": "8963"}
    said = []
    for lines in commands("install"):
        for line in lines:
            if line in NOT_HERE:
                continue
            line = PLACES.sub(lambda found: f"{tmp_path}{found[0]}", line).replace(".venv/bin/operis", "operis")
            if line.startswith("export "):
                name, value = line.removeprefix("export ").split("=", 1)
                own[name] = value
            elif line == "operis serve":
                came_up(own)
            else:
                if "restore" in line:
                    shutil.copytree(Path(own["OPERIS_DATA"]) / "keys", tmp_path / "safe" / "keys")
                    own.pop("OPERIS_WITNESS")
                given = f"{PASSWORD}\n{PASSWORD}\n" if "password" in line else ""
                done = subprocess.run(["sh", "-c", line], cwd=tmp_path, env=own, input=given, capture_output=True, text=True, timeout=120)
                assert done.returncode == 0, (line, done.stdout, done.stderr)
                said.append((line, done.stdout + done.stderr))
    empty = "There is nothing to look at yet: this installation has no entry."  # the page enters none; tests/cli/test_backup.py does
    assert any("restore" in line and empty in told for line, told in said)


def came_up(own: dict[str, str]) -> None:
    """It answers under the name that was set, and stops when it is told to."""
    asked = urllib.request.Request(f"http://127.0.0.1:{own['OPERIS_PORT']}/healthz", headers={"Host": own["OPERIS_HOSTS"]})
    with subprocess.Popen(["operis", "serve"], env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            assert fetched(asked) == "ok\n"
        finally:
            server.send_signal(signal.SIGTERM)


def test_every_command_of_another_page_is_tried_somewhere() -> None:
    typed = {line for slug in listed() if slug != "install" for lines in commands(slug) for line in lines}
    assert typed - PEOPLE - NOT_HERE.keys() == ELSEWHERE
    assert typed >= PEOPLE


@pytest.mark.django_db
def test_the_commands_about_people_do_what_their_page_says(tmp_path: Path, settings: Settings) -> None:
    """As they are written; who leaves goes last."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    (tmp_path / "keys" / "django").write_text("key")
    offices = ("civil-affairs-desk", "civil-afairs-desk")
    for key in offices:
        assert main(["user", "office", key, "civil-affairs", "buyer"]) == 0
    for email in ("li.na", "wang.wu"):
        assert main(["user", "add", f"{email}@office.example", email]) == 0
    for first in ([], ["--from", "2026-12-30"]):
        assert main(["user", "grant", "li.na@office.example", "civil-affairs-desk", *first]) == 0
    lines = [line for lines in commands("keep-running") for line in lines if line in PEOPLE]
    given_again = "operis user end li.na@office.example civil-affairs-desk --from 2026-11-30"  # of two that run, each is ended by itself
    for line in [*lines[2:], given_again, *lines[:2]]:
        assert main(line.split()[1:]) == 0, line
    assert [one.key for one in Office.objects.all()] == [offices[0]]
    today = calendar().day(clock.now())
    assert {(one.user.is_active, one.last) for one in Grant.objects.select_related("user")} == {(False, today), (True, today)}


UNITS = (ROOT / "docs" / "systemd.md").read_text(encoding="utf-8")


def unit(name: str) -> dict[str, str]:
    """The lines of a unit, by their names."""
    text = next(part for part in re.findall(r"```ini\n(.*?)```", UNITS, re.DOTALL) if f"/{name}\n" in part)
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


@pytest.mark.parametrize("name", ["operis.service", "operis-backup.service"])
def test_a_unit_runs_a_word_that_there_is(name: str) -> None:
    program, word, *_ = unit(name)["ExecStart"].split()
    assert (Path(program).name, word in words()) == ("operis", True)


def test_settings_of_the_units_are_settings() -> None:
    given = {line.split("=", 1)[0] for line in UNITS.splitlines() if line.startswith("OPERIS_")}
    assert (len(given), given - ASKED.keys()) == (5, set())


def test_old_copies_go_and_newer_ones_and_whatever_else_lies_there_stay(tmp_path: Path) -> None:
    now = time.time()
    for name, days in (("2026-01-01T023000Z", 120), ("2026-03-30T023000Z", 40), ("2026-05-09T023000Z", 0), ("notes", 400)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (now - days * 86400,) * 2)
    line = unit("operis-backup.service")["ExecStartPost"].replace("/backup", f"{tmp_path}")
    subprocess.run(line.split(), check=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2026-03-30T023000Z", "2026-05-09T023000Z", "notes"]
