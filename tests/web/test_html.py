"""Is the HTML of every page valid? Asked of html-validate, which comes from npm into a temporary folder and is no part of Operis.

The length of a title is no question of validity: it has the name of a process or of a rule in it, which may be long.
"""

import json
import subprocess
from pathlib import Path

import pytest

from tests.web.taken import Taken
from tests.web.verdicts import Verdicts

pytestmark = [pytest.mark.django_db, pytest.mark.node, pytest.mark.slow]
VERSION = "10.9.0"
CONFIG = Path(__file__).with_name("htmlvalidate.json")


@pytest.fixture(scope="module")
def validator(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which it stands."""
    folder = tmp_path_factory.mktemp("node")
    (folder / ".npmrc").write_text("omit-lockfile-registry-resolved=true\n")
    line = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", f"html-validate@{VERSION}"]
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"npm could not install html-validate {VERSION}; without Node on PATH this test is left out.\n{done.stderr}")
    (folder / ".htmlvalidate.json").write_bytes(CONFIG.read_bytes())
    return folder


def mistakes(validator: Path, pages: tuple[Taken, ...]) -> dict[str, list[str]]:
    files = {f"{place:04}.html": one for place, one in enumerate(pages)}
    for name, one in files.items():
        (validator / name).write_text(one.html, "utf8")
    line = [str(validator / "node_modules" / ".bin" / "html-validate"), "--formatter", "json", *files]
    with (validator / "said.json").open("w") as out:  # a pipe would lose what it says after 64 KB
        done = subprocess.run(line, cwd=validator, stdout=out, stderr=subprocess.PIPE, text=True)
    assert done.returncode in (0, 1), done.stderr
    said = json.loads((validator / "said.json").read_text("utf8"))
    return {files[Path(one["filePath"]).name].name: [_words(wrong) for wrong in one["messages"]] for one in said}


def _words(said: dict[str, object]) -> str:
    return f"{said['line']}:{said['column']} {said['ruleId']}: {said['message']}"


def test_every_page_is_valid_html(validator: Path, taken: tuple[Taken, ...], kept: Path) -> None:
    verdicts = Verdicts(kept, VERSION.encode() + CONFIG.read_bytes())
    left = tuple(verdicts.left(taken))
    found = mistakes(validator, left) if left else {}
    verdicts.keep(one for one in left if one.name not in found)
    assert found == {}


def test_what_is_not_valid_is_found(validator: Path) -> None:
    page = "<!DOCTYPE html>\n<html lang=en><head><title>Bad</title></head><body><p><div>Bad</div></p><ul><p>Bad</p></ul></body></html>\n"
    [said] = mistakes(validator, (Taken("bad", "en", "/", 200, page),)).values()
    assert {"attr-quotes", "element-permitted-content"} <= {one.split()[1].rstrip(":") for one in said}
