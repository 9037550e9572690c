"""Does `./run` find a Python that really runs, and a port that is free?"""

import os
import socket
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from operis.cli.serve import free_port
from operis.documents.papers.pdf import LIBRARIES

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.delenv("OPERIS_PYTHON", raising=False)
    loader = SourceFileLoader("run", str(ROOT / "run"))
    spec = spec_from_loader("run", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def python(folder: Path, version: str, says: str, status: int = 0) -> str:
    file = folder / f"python{version}"
    file.write_text(f"#!/bin/sh\necho {says}\nexit {status}\n")
    file.chmod(0o755)
    return str(file)


def test_a_name_that_does_not_run_or_runs_another_version_is_passed_over(run: ModuleType, tmp_path: Path) -> None:
    assert run.version(python(tmp_path, "3.13", "", status=127)) == ""
    assert run.version(str(tmp_path / "missing")) == ""
    assert run.version(sys.executable) == f"{sys.version_info.major}.{sys.version_info.minor}"


def test_the_newest_that_runs_is_taken(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, whole = tmp_path / "broken", tmp_path / "whole"
    broken.mkdir()
    whole.mkdir()
    python(broken, "3.13", "", status=127)
    expected = python(whole, "3.13", "3.13")
    python(whole, "3.12", "3.12")
    monkeypatch.setenv("PATH", f"{broken}:{whole}")
    monkeypatch.setattr(sys, "executable", "/missing")
    assert run.newest() == expected


def test_a_python_that_was_given_is_the_only_one_asked(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "GIVEN", python(tmp_path, "3.11", "3.11"))
    assert run.newest() == run.GIVEN
    monkeypatch.setattr(run, "GIVEN", python(tmp_path, "3.14", "3.14"))
    with pytest.raises(SystemExit, match=r"No Python 3\.11, 3\.12 or 3\.13"):
        run.newest()


def test_a_busy_port_gives_way_to_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) > port
    assert free_port(port) == port


def hidden(folder: Path, *libraries: str) -> dict[str, str]:
    """An environment in which these libraries cannot be loaded: files of their names that are none are found first."""
    for library in libraries:
        (folder / library).touch()
    return {"PATH": "/missing", "LD_LIBRARY_PATH": str(folder)}


def test_what_is_missing_is_said_in_one_line_and_nothing_is_left_out_in_silence(run: ModuleType, tmp_path: Path) -> None:
    environment = hidden(tmp_path, *run.LIBRARIES.values())
    done = subprocess.run([sys.executable, ROOT / "run", "test"], env=environment, capture_output=True, text=True)
    line = f"apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk {' '.join(run.LIBRARIES)}"
    assert (done.returncode, done.stdout) == (2, f"The tests need more from this machine. As root: {line}\n")


def test_one_library_that_does_not_load_is_named_alone(run: ModuleType, tmp_path: Path) -> None:
    environment = hidden(tmp_path, "libharfbuzz-subset.so.0")
    script = f"from runpy import run_path; run = run_path({str(ROOT / 'run')!r}); print(*map(run['loads'], run['LIBRARIES'].values()))"
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)
    assert done.stdout == "True True False\n"


def test_the_libraries_are_those_that_the_papers_name(run: ModuleType) -> None:
    assert tuple(run.LIBRARIES) == LIBRARIES


def test_an_unknown_word_is_answered_with_the_words_there_are() -> None:
    done = subprocess.run([sys.executable, ROOT / "run", "bake"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "usage: ./run [serve|setup|test|bench|lock]\n")


def test_what_goes_beside_the_tests_is_told_whole_at_the_end_with_its_status(run: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    begun = run.behind(5, sys.executable, "-c", "import os; print(os.nice(0), 'x' * 100_000, flush=True); os._exit(3)")
    assert run.tell(begun) == 3
    nice, said = capfd.readouterr().out.split()
    assert (int(nice), len(said)) == (os.nice(0) + 5, 100_000)
