"""Walks over a whole county: whatever was tried, after each act every sentence holds, and at the end all doors tell the same."""

from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from tests.api.programs import installed
from tests.invariants.doors import doors_agree
from tests.invariants.walking import Walk

pytestmark = pytest.mark.slow
WALKS = 40


@pytest.mark.django_db
@pytest.mark.parametrize("half", [0, 1])
def test_nothing_that_is_tried_breaks_a_sentence(half: int, tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    counted, signed = Counter[str](), 0
    for number in range(half, WALKS, 2):
        begun = transaction.savepoint()
        walk = Walk(number).run()
        doors_agree(walk.world)
        transaction.savepoint_rollback(begun)
        counted, signed = counted + walk.counted, signed + (walk.signed > 0)
    tried = {kind: sum(count for name, count in counted.items() if name.startswith(f"{kind}: ")) for kind in ("lawful", "dishonest")}
    with capsys.disabled():
        print(
            f"\n{WALKS // 2} walks, {signed} to a signature; moves {tried}; dishonest {counted['dishonest: passed']} passed, "
            f"{counted['dishonest: refused']} refused"
        )
    assert signed >= WALKS / 2 / 3
    assert tried["dishonest"] >= (tried["lawful"] + tried["dishonest"]) / 5
