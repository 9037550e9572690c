"""A finding is a template with typed facts; a ground adds the row, the day on which it was read, and its weight."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operis.core.codec import canonical
from operis.core.findings import NOTED, REFUSED, TO_BE_CHECKED, WARNING, Ground, found, loaded_fact, stored_fact
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.law.book import Period
from tests.core.golden import FACTS, GROUND
from tests.core.instances import DAYS, MOMENTS, SLUGS, TEXTS

VALUES = st.one_of(
    DAYS,
    MOMENTS,
    st.integers(-(10**15), 10**15).map(Fen),
    st.integers(-1000, 1000),
    st.booleans(),
    st.decimals(0, 10**6, places=2),
    st.builds(Period, st.sampled_from(["min", "max", "exact"]), st.integers(0, 400), st.sampled_from(["day", "working-day", "year"])),
    SLUGS.map(Slug),
    TEXTS,
    st.builds(Wording, zh=TEXTS),
    st.lists(SLUGS, max_size=3).map(tuple),
)


@given(VALUES)
def test_a_fact_keeps_its_type(value: Any) -> None:
    stored = stored_fact(value)
    back = loaded_fact(stored)
    assert (back, type(back)) == (value, type(value))
    assert len(canonical(stored)) > 0


def test_each_kind_of_fact_has_a_word() -> None:
    words = {next(iter(stored_fact(value))) for value in FACTS.values()}
    assert words == {"day", "moment", "money", "count", "number", "period", "slug", "text", "wording", "slugs", "yes"}


def test_what_is_no_fact_is_a_mistake_of_ours() -> None:
    no_fact: Any = 1.5
    with pytest.raises(TypeError, match="is no fact"):
        stored_fact(no_fact)
    with pytest.raises(TypeError, match="colour is no kind of fact"):
        loaded_fact({"colour": "red"})


@pytest.mark.parametrize(("severity", "blocks"), [(REFUSED, True), (WARNING, False), (TO_BE_CHECKED, False), (NOTED, False)])
def test_only_what_refuses_blocks(severity: str, blocks: bool) -> None:
    assert replace(GROUND, severity=severity).blocks is blocks


def test_a_ground_comes_back_from_what_is_stored() -> None:
    assert Ground.load(GROUND.plain()) == GROUND
    bare = Ground("c", "GPL-35", date(2026, 3, 2), REFUSED, found("Nothing is there.", do="Have it entered."))
    assert Ground.load(bare.plain()) == bare
    assert (bare.finding.at, bare.finding.facts) == (None, {})
