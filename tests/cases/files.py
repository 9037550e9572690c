"""Which cases stand in files, and what comes of one that is run through?"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from operis.cases.casefile import read_case
from operis.cases.running import Ran, Running
from operis.law.book import parse_place
from operis.ledger import read
from operis.weighing import Office
from tests.invariants.county import sentences
from tests.once import once
from tests.statute import ZONE, book

CASES = Path(__file__).parents[2] / "cases"
FOLDERS = ("real", "constructed", "demo", "demo/next")
FILES = [path for folder in FOLDERS for path in sorted((CASES / folder).glob("*.yaml"))]


@dataclass(frozen=True)
class Gone:
    """What came of a case, for all tests that look at it."""

    steps: int
    failed: tuple[str, ...]
    notes: frozenset[str]
    """What was said and advised beside its acts."""
    broken: tuple[str, ...]
    """Sentences that its record breaks."""
    bodies: dict[str, tuple[str, ...]]
    """The entries of the dockets that its steps came to."""
    own_law: str | None
    """What the law says, where the case supplies some of it."""


def running(path: Path) -> Running:
    """Its steps, each done as it is asked for."""
    case = read_case(path.read_text("utf8"), path.name, ZONE)
    pack, place, level = parse_place(case.law)
    return Running(case, Office(book(), pack, place, level), "a secret of the tests", path.parent)


def ran(path: Path) -> list[Ran]:
    return list(running(path).run())


def gone(factory: pytest.TempPathFactory, path: Path) -> Gone:
    """What comes of it on an empty database, on which it is run once for all workers."""
    return once(factory, f"{path.parent.name}-{path.stem}", lambda: come_of(path))


def come_of(path: Path) -> Gone:
    one = running(path)
    steps, everything = list(one.run()), {docket: read.entries(docket) for docket in read.dockets()}
    findings = [note.finding for entries in everything.values() for entry in entries for note in entry.notes]
    broken = sentences().broken({docket: [entry.said for entry in entries] for docket, entries in everything.items()})
    numbers = {step.docket for step in steps}
    return Gone(
        steps=len(steps),
        failed=tuple(f"line {step.step.line}: {step.failed}" for step in steps if step.failed),
        notes=frozenset(text for finding in findings for text in (finding.says, finding.do)),
        broken=tuple(f"{each}" for each in broken if each.weight == sentences().BROKEN),
        bodies={docket: tuple(entry.body for entry in entries) for docket, entries in everything.items() if docket in numbers},
        own_law=law_of(one) if one.case.amounts is not None else None,
    )


def law_of(one: Running) -> str:
    """All that the law says to the case, as its entries name it."""
    office = one.office
    return office.book.written(f"{office.pack}/{office.place}" if office.place else office.pack)
