"""The commands of the help pages, run as they are written: from nothing to a backup, and from the backup to a whole installation."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from operis.web.public.helping import listed, page_of
from tests.ground.test_serving import ROOT, fetched

pytestmark = pytest.mark.slow
NOT_HERE = {
    "./run": "makes an environment, tried by the tests of ./run",
    "./run setup": "makes an environment, tried by the tests of ./run",
}
"""Commands that are tried elsewhere."""
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
    places = {"/var/lib/operis-restored": "restored", "/var/lib/operis": "data", "/backup": "backup", "/mnt/witness": "witness", "/safe": "safe"}
    (tmp_path / "witness").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPERIS_", "DJANGO_"))}
    own = {**kept, "PATH": f"{tmp_path / 'bin'}:{kept['PATH']}", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "OPERIS_PORT": "8963"}
    said = []
    for lines in commands("install"):
        for line in lines:
            if line in NOT_HERE:
                continue
            for there, here in places.items():
                line = line.replace(there, str(tmp_path / here)) if str(tmp_path) not in line else line
            line = line.replace(".venv/bin/operis", "operis")
            if line.startswith("export "):
                name, value = line.removeprefix("export ").split("=", 1)
                own[name] = value
            elif line == "operis serve":
                came_up(own)
            else:
                if "restore" in line:
                    shutil.copytree(tmp_path / "data" / "keys", tmp_path / "safe" / "keys")
                    own.pop("OPERIS_WITNESS")
                given = f"{PASSWORD}\n{PASSWORD}\n" if "password" in line else ""
                done = subprocess.run(["sh", "-c", line], cwd=tmp_path, env=own, input=given, capture_output=True, text=True, timeout=120)
                assert done.returncode == 0, (line, done.stdout, done.stderr)
                said.append((line, done.stdout + done.stderr))
    assert any("restore" in line and "All is whole." in told for line, told in said)


def came_up(own: dict[str, str]) -> None:
    with subprocess.Popen(["operis", "serve"], env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        assert fetched(f"http://127.0.0.1:{own['OPERIS_PORT']}/healthz") == "ok\n"
        time.sleep(1)
        server.send_signal(signal.SIGTERM)


def test_no_other_page_has_a_command_that_is_not_tried() -> None:
    typed = {line for slug in listed() if slug != "install" for lines in commands(slug) for line in lines}
    assert typed == set()
