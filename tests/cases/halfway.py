"""Cases that have come as far as a test needs them, in the tables."""

from pathlib import Path

from operis.core.mandates import Mandate, Role
from operis.registers import models
from tests.cases.files import CASES, running

REFUSES, TALKS = CASES / "constructed" / "winner-refuses.yaml", CASES / "real" / "suizhou-canteen.yaml"
PROCUREMENT, REFUSED, SIGNED = "DC-2026-S-0001", "DC-2026-C-0001", "DC-2026-C-0002"


def until(*commands: str, path: Path = REFUSES) -> None:
    """Run the case until each of these has been entered, one after the other."""
    left = list(commands)
    for ran in running(path).run():
        assert not ran.failed, f"line {ran.step.line}: {ran.failed}"
        if left and ran.step.do == left[0] and ran.step.refused is None:
            left.pop(0)
            if not left:
                return


def buyer() -> Mandate:
    """Who buys for the body of that procurement."""
    return Mandate(role=Role.BUYER, office="purchasing", body=models.Docket.objects.get(number=PROCUREMENT).body, persons=("li",))
