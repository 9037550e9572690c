"""Which cases stand in files, and what comes of one that is run through?"""

from pathlib import Path

from operis.cases.casefile import read_case
from operis.cases.running import Ran, Running
from operis.law.book import parse_place
from operis.weighing import Office
from tests.statute import ZONE, book

CASES = Path(__file__).parents[2] / "cases"
FOLDERS = ("real", "constructed", "demo", "demo/next")
FILES = [path for folder in FOLDERS for path in sorted((CASES / folder).glob("*.yaml"))]


def running(path: Path) -> Running:
    """Its steps, each done as it is asked for."""
    case = read_case(path.read_text("utf8"), path.name, ZONE)
    pack, place, level = parse_place(case.law)
    return Running(case, Office(book(), pack, place, level), "a secret of the tests", path.parent)


def ran(path: Path) -> list[Ran]:
    return list(running(path).run())
