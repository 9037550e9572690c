"""Who acts, for whom: what a rule may know of a person."""

from hypothesis import given
from hypothesis import strategies as st

from operis.core.mandates import ROLE_LABELS, THE_CLOCK, Mandate, Role
from tests.core.instances import TEXTS

MANDATES = st.builds(
    Mandate,
    role=st.sampled_from(Role),
    office=st.none() | TEXTS,
    body=st.none() | TEXTS,
    for_=st.none() | TEXTS,
    by=st.sampled_from(["person", "clock", "import"]),
    persons=st.lists(TEXTS, max_size=3).map(tuple),
    decided_by=st.none() | TEXTS,
    evidence=st.none() | TEXTS,
)


@given(MANDATES)
def test_a_mandate_comes_back_from_what_is_stored(mandate: Mandate) -> None:
    stored = mandate.plain()
    assert set(stored) == {"office", "body", "role", "for", "by", "persons", "decided_by", "evidence"}
    assert Mandate.load(stored) == mandate


def test_it_acts_for_the_body_that_gave_it_or_for_its_own() -> None:
    own = Mandate(role=Role.BUYER, body="civil-affairs")
    assert own.acts_for == "civil-affairs"
    assert Mandate(role=Role.AGENCY, body="agency", for_="civil-affairs").acts_for == "civil-affairs"
    assert THE_CLOCK.acts_for is None


def test_who_decided_elsewhere_is_the_one_whom_the_separation_of_duties_looks_at() -> None:
    assert Mandate(role=Role.BUYER, persons=("alice", "bea")).deciders == ("alice", "bea")
    assert Mandate(role=Role.BUYER, persons=("gina",), decided_by="alice").deciders == ("alice",)


def test_every_role_has_words_in_both_languages() -> None:
    assert set(ROLE_LABELS) == set(Role)
    assert all(label.en and label.zh for label in ROLE_LABELS.values())
