"""What are those told who are asked for a final quote, who were drawn, and whom another replaces?"""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from operis import letters
from operis.dockets.kinds import KINDS
from operis.ledger import read
from operis.ledger.read import Stored
from operis.ledger.states import state_of
from operis.registers import models
from tests.api.programs import installed
from tests.cases.files import CASES
from tests.cases.halfway import PROCUREMENT, TALKS, until

pytestmark = pytest.mark.django_db
OPENED = "DC-2020-S-0001"


@pytest.fixture(autouse=True)
def _site(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def last(docket: str, kind: str) -> Stored:
    return next(one for one in reversed(read.entries(docket)) if one.act.kind == kind)


def test_each_who_remains_is_asked_for_a_final_quote_and_led_to_its_own_bid() -> None:
    until("open-round", path=TALKS)
    entry = last(OPENED, "round-opened")
    act: Any = entry.act
    [(to, letter)] = letters.OF["round-opened"]
    assert set(to(entry)) == {one.supplier for one in act.asked}
    for one in act.asked:
        subject, text = letter(entry, one.supplier)
        own = models.Standing.objects.get(kind="bid", identity=f"{OPENED}:{one.supplier}").docket
        assert f"{OPENED}: give your final quote" in subject
        assert (f"/en/desk/{own}/" in text, "until 21 October 2020, 17:30" in text) == (True, True)


def test_whom_another_replaces_learns_why_and_nothing_of_what_is_bought() -> None:
    until("replace-member", path=CASES / "constructed" / "own-panel.yaml")
    entry = last(PROCUREMENT, "member-replaced")
    act: Any = entry.act
    [(to, letter)] = letters.OF["member-replaced"]
    assert ([*to(entry)], "member-replaced" in letters.TO_PEOPLE) == ([act.person], True)
    subject, text = letter(entry, act.person)
    assert "You do not evaluate" in subject
    assert "Another evaluates in your place." in text
    assert "What was entered: recused" in text
    title = KINDS["procurement"].title(state_of(PROCUREMENT))
    assert title is not None
    assert not any(one in text for one in (PROCUREMENT, str(title.en), act.member.name))
