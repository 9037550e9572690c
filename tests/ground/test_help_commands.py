"""The commands of the help pages, run as they are written: from nothing to a backup, and from the backup to a whole installation."""

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from operis.web.public.helping import listed, page_of
from tests.ground.test_serving import ROOT, fetched

pytestmark = pytest.mark.slow
NOT_HERE = {
    "./run": "makes an environment, tried by the tests of ./run",
    "./run setup": "makes an environment, tried by the tests of ./run",
}
ELSEWHERE = {
    "operis user reset you@office.example",  # tests/accounts/test_user_command.py
    "operis user password you@office.example",
    "python operis_verify.py record.json",  # tests/verifier
}
"""Commands that are tried elsewhere."""
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
    (tmp_path / "mnt" / "witness").mkdir(parents=True)
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
    assert any("restore" in line and "All is whole." in told for line, told in said)


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
    assert typed == ELSEWHERE
