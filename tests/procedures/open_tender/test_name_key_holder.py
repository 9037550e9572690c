"""Each key holder gives a key of its own, with which it has opened the bid of a rehearsal; without three no notice: OURS-KEYS."""

import hashlib

import pytest

from operis.core.decider import follow
from operis.dockets.procurement.acts import BiddingDocumentsIssued, KeyHolderNamed, NoticePublished
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.documents import filed, intended, notice, noticed
from tests.procedures.keys import BEFORE, HOLDERS, KEYS, SHOWN, called, keeper, key_of, named
from tests.statute import ALICE, case

given = case(OPEN_TENDER)
CALLED = (filed(), called())


def test_a_holder_gives_its_key_and_gets_the_place_at_which_it_was_called() -> None:
    for place, holder in enumerate(HOLDERS, 1):
        (act,) = given(*CALLED).when(key_of(holder), by=keeper(holder)).then(KeyHolderNamed)
        assert isinstance(act, KeyHolderNamed)
        assert (act.place, act.holder, act.key, act.rehearsed) == (place, holder, KEYS[holder], SHOWN)


@pytest.mark.parametrize("key", ["", "11" * 31, "11" * 33, "zz" * 32, "AA" * 32])
def test_a_key_is_64_digits(key: str) -> None:
    given(*CALLED).when(key_of("notary", key=key), by=keeper("notary")).refused_under("OURS-KEYS", status=409)


def test_no_two_have_one_key() -> None:
    there = (*CALLED, *named("archives"))
    given(*there).when(key_of("notary", key=KEYS["archives"]), by=keeper("notary")).refused_under("OURS-KEYS", status=409)
    given(*there).when(key_of("archives"), by=keeper("archives")).then(KeyHolderNamed)


@pytest.mark.parametrize("shown", ["", "ab" * 31, "cd" * 32, "zz" * 32])
def test_who_has_not_opened_the_rehearsal_is_not_named(shown: str) -> None:
    given(*CALLED).when(key_of("notary", rehearsed=shown), by=keeper("notary")).refused_under("OURS-KEYS", status=409)


def test_who_was_not_called_gives_no_key() -> None:
    for there, by in ((CALLED, keeper("civil-affairs")), (CALLED, ALICE), ((filed(),), keeper("notary"))):
        given(*there).when(key_of("notary"), by=by).refused_under("OURS-KEYS", status=403)


def test_with_the_notice_the_keys_are_what_they_are() -> None:
    given(*BEFORE, noticed()).when(key_of("notary", key="44" * 32), by=keeper("notary")).refused_under("OURS-KEYS", status=409)
    given(*BEFORE).when(key_of("notary", key="44" * 32), by=keeper("notary")).then(KeyHolderNamed)


@pytest.mark.parametrize(("method", "row"), [(OPEN_TENDER, "tender"), (COMPETITIVE_CONSULTATION, "consultation")])
def test_the_notice_waits_until_all_three_have_given_theirs(method: object, row: str) -> None:
    plan = filed() if row == "tender" else filed(method="competitive-consultation", method_ground="purchase-of-services")
    start = case(method)  # type: ignore[arg-type]
    for missing in range(3):
        there = HOLDERS[:missing] + HOLDERS[missing + 1 :]
        start(intended(), plan, called(), *named(*there)).when(notice()).refused_under("OURS-KEYS", status=409)
    start(intended(), plan, called(), *named()).when(notice()).then(NoticePublished, BiddingDocumentsIssued)
    start(intended(), plan).when(notice()).then(NoticePublished, BiddingDocumentsIssued)


def test_bids_name_the_keys_by_one_digest_once_all_three_are_there() -> None:
    whole = hashlib.sha256(b"\x11" * 32 + b"\x22" * 32 + b"\x33" * 32).hexdigest()
    assert follow(OPEN_TENDER, (*CALLED, *reversed(named()))).keys_digest == whole
    for some in ((), named("trading-centre", "notary")):
        assert follow(OPEN_TENDER, (*CALLED, *some)).keys_digest is None
