"""Through how many modules goes one act, from a browser's POST to its receipt? Entered are those of which a function is called."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from tests.ledger.county import County, consultation, need_recorded
from tests.statute import ALICE
from tests.web.desk import confirm
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
BEFORE, MOST = 66, 87
"""As counted in the same way at commit 4325c6e, where drafts, places, marks of forms and what is told ahead had no modules of their own;
and what it may be now. The aim is half of what it was: who takes a module out of the way lowers this number."""


def entered(work: Callable[[], Any]) -> tuple[set[str], Any]:
    """The modules of the package that are entered meanwhile, and what came of it."""
    found: set[str] = set()

    def seen(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and (name := str(frame.f_globals.get("__name__", ""))).startswith("operis."):
            found.add(name)

    sys.setprofile(seen)
    try:
        came = work()
    finally:
        sys.setprofile(None)
    return found, came


def test_an_act_enters_no_more_modules_than_it_did(founded: County) -> None:
    client, need = signed_in(ALICE), founded.done(None, need_recorded()).docket
    path = f"/en/desk/{need}/record-consultation/"
    client.get(path)  # what is loaded or made once is not counted
    posted, answer = entered(lambda: confirm(client, path, consultation()))
    assert answer.status_code == 302
    shown, receipt = entered(lambda: client.get(answer["Location"]))
    assert receipt.status_code == 200
    together = posted | shown
    print(f"Modules entered: {len(posted)} by the POST, {len(shown)} by its receipt, {len(together)} together; {BEFORE} at 4325c6e.")
    assert len(together) <= MOST, sorted(together)
