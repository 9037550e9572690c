"""Many processes put at once; what came of it is printed as JSON.

python -m tests.ledger.competing split | repeats | opening | reading | numbering | rebuilding | lowering | refusing
"""

import json
import sys
from dataclasses import replace
from time import sleep
from typing import Any

from tests.ledger.yard import at_once, made

made()

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from operis import clerk  # noqa: E402
from operis.clerk import Entered, Refused, rebuild  # noqa: E402
from operis.core.acts import Command  # noqa: E402
from operis.core.money import Fen  # noqa: E402
from operis.core.wording import Slug  # noqa: E402
from operis.dockets.budget.terms import BudgetLine  # noqa: E402
from operis.dockets.file.commands import ReviewFile  # noqa: E402
from operis.ledger.sequence import sequence  # noqa: E402
from operis.registers.enter import enter  # noqa: E402
from tests.ledger.books import faults  # noqa: E402
from tests.ledger.county import FAYE, County, body_file, budget, consultation, need_recorded, small_plan  # noqa: E402
from tests.ledger.tables import registers  # noqa: E402
from tests.procedures.documents import words  # noqa: E402
from tests.statute import calendar  # noqa: E402

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NEED = "DC-2026-N-0001"


def told(outcome: Entered | Refused) -> list[Any]:
    """An outcome as JSON: what was entered and whether before, or the rows that refused and what they said."""
    if isinstance(outcome, Entered):
        return [
            "entered",
            outcome.docket,
            [one.no for one in outcome.entries],
            [one.leaf.hex() for one in outcome.entries],
            outcome.repeated,
        ]
    return ["refused", sorted(outcome.refusal.rows), [ground.plain()["facts"] for ground in outcome.refusal.grounds]]


def split() -> dict[str, Any]:
    """64 plans of an eighth each, each of a need of its own."""
    county = County(name="needs")
    needs = [NEED, *(county.need() for _ in range(63))]
    outcomes = at_once(64, lambda place: told(County(name=f"w{place}", clock=county.clock).ask(None, small_plan(need=needs[place]))))
    return {
        "entered": sorted(one[1] for one in outcomes if one[0] == "entered"),
        "refused": [one for one in outcomes if one[0] == "refused"],
    }


def repeats() -> dict[str, Any]:
    """One request 16 times: on a docket, and opening one."""
    clock = County().founded().clock
    return {
        "docket": at_once(16, lambda place: told(County(clock=clock).ask(NEED, consultation(), key="one"))),
        "opens": at_once(16, lambda place: told(County(clock=clock).ask(None, need_recorded(), key="two"))),
    }


def opening() -> list[Any]:
    """16 files of one party, each with a key of its own."""
    return at_once(16, lambda place: told(County(name=f"w{place}").ask(None, body_file("school"), FAYE)))


def reading() -> list[Any]:
    """16 processes add the same line to one budget: whoever comes second sees that it is there."""
    county = County().founded()
    line = BudgetLine(line="BL-9", item=words("More"), budget_item="2081006", amount=Fen(1), basis="2026-9")
    asked = replace(budget(), lines=(line,))
    return at_once(16, lambda place: told(County(name=f"w{place}", clock=county.clock).ask("DC-2026-G-0001", asked, FAYE)))


def numbering() -> dict[str, Any]:
    """16 processes put ten times each on one docket and open ten each, while two give places in the log."""
    clock = County().founded().clock

    def work(place: int) -> int:
        if place >= 16:
            return sum(sequence(settings.OPERIS_ORIGIN, KEY, settings.OPERIS_DATA / "checkpoint") for _ in range(30))
        county = County(name=f"w{place}", clock=clock)
        for _ in range(10):
            county.done(NEED, consultation())
            county.clock = clock  # all at one time: nobody's clock is ahead
            county.done(None, need_recorded())
        return 0

    placed = sum(at_once(18, work))
    return {"placed": placed + sequence(settings.OPERIS_ORIGIN, KEY, settings.OPERIS_DATA / "checkpoint")}


def rebuilding() -> dict[str, Any]:
    """The registers are made anew again and again, while eight processes put."""
    clock = County().founded().clock

    def work(place: int) -> None:
        county = County(name=f"w{place}", clock=clock)
        for _ in range(8):
            if place < 8:
                county.done(None, small_plan(need=county.need(), budget=Fen(100)))
            else:
                rebuild(calendar())

    at_once(9, work)
    before = registers()
    rebuild(calendar())
    return {"same": registers() == before, "spends": len(before["register_year_spend"])}


def _meanwhile(docket: str, asked: Command) -> list[Any]:
    """What becomes of a plan that comes while the finance department's act is entered and not there for others yet."""
    county = County().founded()
    planned = county.review(small_plan())

    def slowly(*about: Any) -> None:
        enter(*about)
        sleep(1.5)

    def work(place: int) -> list[Any]:
        one = County(name=f"w{place}", clock=county.clock)
        if place:
            sleep(0.5)
            return told(one.ask(planned, small_plan(), reviewed=False))
        vars(clerk)["enter"] = slowly
        return told(one.ask(docket, asked, FAYE))

    return at_once(2, work)


def lowering() -> list[Any]:
    """The line from which the plan is paid is lowered to a fen."""
    return _meanwhile("DC-2026-G-0001", replace(budget(), lines=(replace(budget().lines[0], amount=Fen(1), adjusts=True),)))


def refusing() -> list[Any]:
    """The file of the body that plans is not accepted."""
    return _meanwhile("DC-2026-F-0001", ReviewFile(result=Slug("refused"), reason=words("Closed down")))


if __name__ == "__main__":
    scenario = {one.__name__: one for one in (split, repeats, opening, reading, numbering, rebuilding, lowering, refusing)}[sys.argv[1]]
    if scenario is split:
        County().founded()
    print(json.dumps({"saw": scenario(), "faults": faults(), "vendor": connection.vendor}))
