"""Between closing and opening every page says how many shares of the keys have come and from whom, and what to do where they do not fit."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from operis import clock, telling
from operis.dockets.procurement.commands import OpenBids
from operis.documents.awaited import Awaited, awaited
from operis.holding.files import shares_text
from operis.ledger import read
from operis.mail.models import Letter
from operis.mail.queue import words_of
from operis.registers.models import Refused, still_owed
from tests.api.programs import installed
from tests.holding.county import Held, ready
from tests.holding.seated import client_of, handed_in, text_of
from tests.ledger.tender import CLOSES, TENDER
from tests.statute import ALICE, BO
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = [pytest.mark.django_db]
FIRMS, WRONG = ("sunrise", "brook", "hill"), "ab" * 32
TO_END = {"en": "it has to end the purchase", "zh-hans": "应当终止采购"}
NONE = {"en": "The opening waits for shares of the keys: 2 are needed, and none has come.",
        "zh-hans": "等待密钥保管单位交出密钥份额：需要2份，尚未收到。"}  # fmt: skip
ONE = {"en": "The opening waits for shares of the keys: 1 of 2 have come, from archives.",
       "zh-hans": "等待密钥保管单位交出密钥份额：需要2份，已收到1份（archives）。"}  # fmt: skip
UNFIT = {"en": "Shares of the keys have come from trading-centre, archives, and they do not fit together: not every bid opens with them.",
         "zh-hans": "已收到trading-centre、archives交出的密钥份额，但份额不相符，不能开启全部投标（响应）文件。"}  # fmt: skip


SHUT = {
    "en": "Of some bids the envelopes do not open with the keys of trading-centre, archives, as they came: these wait for another share.",
    "zh-hans": "部分投标（响应）文件的信封按送达时的状态，不能用trading-centre、archives的密钥打开，还需其他保管单位的份额。",
}
MISFIT = {"en": "do not fit together", "zh-hans": "不相符"}
AGAIN = {"en": "Hand in your shares again", "zh-hans": "请重新交出"}


@pytest.fixture(autouse=True)
def _installed(_folder: None, settings: Any) -> None:
    installed(settings.OPERIS_DATA)


def closed(*firms: str) -> Held:
    held = ready(*firms)
    held.due()
    return held


def pages(held: Held, language: str) -> dict[str, str]:
    """What everyone reads, the officer at the desk, a bidder, and a holder."""
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    bidder = replace(BO, body="brook")
    officer, own = signed_in(ALICE, language=language), signed_in(bidder, email="bo@brook.example", language=language)
    everyone, holder = Client(), client_of("notary")
    return {
        "process": text_of(everyone.get(f"/{language}/processes/{TENDER}/")),
        "notice": text_of(everyone.get(f"/{language}/notices/{TENDER}/")),
        "officer": text_of(officer.get(f"/{language}/desk/{TENDER}/")),
        "bidder": text_of(own.get(f"/{language}/desk/{held.bids['brook']}/")),
        "bidder on the procurement": text_of(own.get(f"/{language}/desk/{TENDER}/")),
        "holder": text_of(holder.get(f"/{language}/keys/{TENDER}/")),
        "holder's docket": text_of(holder.get(f"/{language}/desk/{TENDER}/")),
    }


def silent(told: dict[str, str], *wanted: str) -> list[str]:
    """Pages that do not say all of this."""
    return [name for name, text in told.items() if any(one not in text for one in wanted)]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_while_shares_are_missing_every_page_says_how_many_came_and_nobody_is_told_to_end_the_purchase(language: str) -> None:
    held = closed(*FIRMS)
    assert silent(pages(held, language), NONE[language], "trading-centre", "archives", "notary") == []
    held.gives_back("archives")
    held.due()
    told = pages(held, language)
    assert silent(told, ONE[language], "trading-centre", "notary") == []
    assert [name for name, text in told.items() if TO_END[language] in text] == []


def test_the_desk_says_for_what_an_opening_waits_and_since_which_hour() -> None:
    held = closed(*FIRMS)
    held.gives_back("archives")
    held.due()
    clock.set_demo_clock(held.county.clock + timedelta(hours=3))
    assert "Shares of the keys: 1 of 2: 22 March 2026, 09:30" in text(signed_in(ALICE).get("/en/desk/"))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_shares_that_do_not_fit_are_told_with_who_can_mend_it(language: str) -> None:
    held = closed(*FIRMS)
    held.gives_back("trading-centre")
    held.gives_back("archives", brook=WRONG)
    assert held.due() == [("open-bids", False)]
    to_do = {"en": "notary: hand in shares; or trading-centre, archives: hand them in again",
             "zh-hans": "由notary交出密钥份额，或者由trading-centre、archives重新交出"}  # fmt: skip
    told = pages(held, language)
    assert silent(told, UNFIT[language], to_do[language]) == []
    assert [name for name, text in told.items() if TO_END[language] in text] == []


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_who_handed_in_the_shares_of_another_is_told_with_that_other(language: str) -> None:
    """Whoever alters key and place in another's file is known by it: no two holders have the same share."""
    held = closed(*FIRMS)
    of_bid = {bid: share for bid, _lot, share in held.shares("trading-centre").shares}
    held.gives_back("trading-centre")
    held.gives_back("archives", **{firm: of_bid[held.bids[firm]] for firm in FIRMS})
    assert held.due() == [("open-bids", False)]
    both = {"en": "trading-centre, archives handed in the same shares: one of them has not opened its own.",
            "zh-hans": "trading-centre、archives交出的密钥份额相同，其中有一家未开启本单位的份额。"}  # fmt: skip
    assert silent(pages(held, language), UNFIT[language], both[language]) == []
    facts = {"en": ": they do not fit together", "zh-hans": "交出份额：彼此不符"}[language]
    assert text_of(Client().get(f"/{language}/processes/{TENDER}/")).count(facts) == 2
    for gave in ("archives", "trading-centre"):
        assert "Hand in your shares again: they do not fit with the others" in text_of(client_of(gave, held).get("/en/desk/"))
    held.gives_back("notary")
    assert held.due() == [("open-bids", True)]
    assert awaited(TENDER) is None
    opening = held.state.opening
    assert opening is not None
    assert {one.failed for one in opening.opened} == {("archives",)}


def test_before_the_clock_has_tried_two_shares_are_no_misfit() -> None:
    held = closed(*FIRMS)
    held.gives_back("archives")
    held.due()
    held.gives_back("notary")
    assert awaited(TENDER) == Awaited(("archives", "notary"), ("trading-centre",), 2, since=CLOSES)
    assert "Opening Due 22 March 2026, 09:30" in text(Client().get(f"/en/processes/{TENDER}/"))
    assert held.due() == [("open-bids", True)]
    assert awaited(TENDER) is None


def test_who_gave_a_share_that_does_not_fit_is_asked_on_the_list_and_hands_in_again() -> None:
    held = closed(*FIRMS)
    held.gives_back("trading-centre")
    held.gives_back("archives", brook=WRONG)
    held.due()
    gave, third = client_of("archives", held), client_of("notary")
    assert "Shares of the keys do not fit together" in text_of(gave.get("/en/keys/"))
    assert "Hand in your shares again: they do not fit with the others" in text_of(gave.get("/en/desk/"))
    assert "Open your shares once more with the file of your key" in text_of(gave.get(f"/en/keys/{TENDER}/"))
    assert "Yours decide it: hand them in below." in text_of(third.get(f"/en/keys/{TENDER}/"))
    before = len(read.entries(TENDER))
    assert handed_in(gave, shares_text(held.shares("archives"))).status_code == 200
    assert len(read.entries(TENDER)) == before + 1
    held.county.clock = clock.now() + timedelta(minutes=1)
    assert held.due() == [("open-bids", True)]
    assert "Nothing is wanted of you now." in text_of(gave.get("/en/keys/"))
    assert "Hand in your shares again" not in text_of(gave.get("/en/desk/"))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_bid_that_was_sealed_so_that_its_envelopes_do_not_open_is_nobodys_misfit(language: str) -> None:
    """Both gave what they could: neither is asked again, and the third is; nobody reads that their shares do not fit."""
    held = closed(*FIRMS)
    for holder in ("trading-centre", "archives"):
        held.gives_back(holder, brook=None)
    assert held.due() == [("open-bids", False)]
    told = pages(held, language)
    assert silent({name: text for name, text in told.items() if name != "holder's docket"}, SHUT[language]) == []
    assert [name for name, text in told.items() if UNFIT[language][:20] in text and MISFIT[language] in text] == []
    gave = client_of("archives", held)
    assert (AGAIN[language] in text_of(gave.get(f"/{language}/desk/")), MISFIT[language] in text_of(gave.get(f"/{language}/keys/{TENDER}/"))
            ) == (False, False)  # fmt: skip
    waits = awaited(TENDER)
    assert waits is not None
    assert (dict(waits.unfit), waits.shut, waits.missing) == ({}, ("trading-centre", "archives"), ("notary",))
    telling.write_told()
    assert not [one for one in Letter.objects.all() if "do not fit together" in words_of(one)[0]]
    held.gives_back("notary")
    assert held.due() == [("open-bids", True)]


def test_of_two_bids_one_misfit_and_one_sealed_shut_both_are_told() -> None:
    held = closed(*FIRMS)
    held.gives_back("trading-centre", brook=None)
    held.gives_back("archives", brook=None, hill=WRONG)
    held.due()
    waits = awaited(TENDER)
    assert waits is not None
    assert (tuple(waits.unfit), waits.shut) == (("trading-centre", "archives"), ("trading-centre", "archives"))
    with override("en"):
        assert waits.says == f"{UNFIT['en']} {SHUT['en']}"


def test_holders_whose_shares_do_not_fit_get_a_letter_once_and_the_third_none() -> None:
    held = closed(*FIRMS)
    held.gives_back("trading-centre")
    held.gives_back("archives", brook=WRONG)
    assert telling.write_told() == 0
    held.due()
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    telling.write_told()
    telling.write_told()
    subject = f"{TENDER}: shares of the keys do not fit together"
    letters = [(one.to, words_of(one)[1]) for one in Letter.objects.order_by("to") if subject in words_of(one)[0]]
    assert [address for address, _text in letters] == ["archives@keys.example", "trading-centre@keys.example"]
    assert all(UNFIT["en"] in one and "09:30" in one and f"/keys/{TENDER}/" in one for _address, one in letters)


def test_a_holder_who_gave_back_is_not_asked_again_while_others_are_awaited() -> None:
    held = closed(*FIRMS)
    held.gives_back("archives")
    held.due()
    assert "Nothing is wanted of you now." in text_of(client_of("archives", held).get("/en/keys/"))
    assert "Your shares are wanted" in text_of(client_of("notary").get("/en/keys/"))


def test_too_few_bids_are_a_refusal_and_no_waiting() -> None:
    """O87-41 forbids the opening, whatever holders give."""
    held = closed("sunrise", "brook")
    assert awaited(TENDER) is None
    told = pages(held, "en")
    refused = {name: told[name] for name in ("process", "notice", "officer", "bidder")}
    ends = "End of the purchase: too few have bid"
    assert silent(refused, ends, "The opening was refused under this rule; the bids stay sealed.", TO_END["en"]) == []
    assert [name for name, text in told.items() if "waits for shares" in text] == []
    box = told["officer"].split("the bids stay sealed.")[1].split("</div>")[0]
    assert ('href="/en/rules/O87-41/"' in box, 'href="/en/rules/OURS-KEYS/"' in box) == (True, False)


def test_the_list_of_the_desk_counts_the_shares() -> None:
    held = closed(*FIRMS)
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    officer = signed_in(ALICE)
    assert "Shares of the keys: 0 of 2" in text_of(officer.get("/en/desk/"))
    held.gives_back("archives")
    held.due()
    assert "Shares of the keys: 1 of 2" in text_of(officer.get("/en/desk/"))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_try_that_waits_for_key_holders_is_no_refusal_of_anybody(language: str) -> None:
    held = closed(*FIRMS)
    held.gives_back("archives")
    held.due()
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    tried = Refused.objects.filter(docket=TENDER, command=OpenBids.slug).count()
    page = text_of(Client().get(f"/{language}/processes/{TENDER}/"))
    counted = {"en": "How often a step was refused here", "zh-hans": "各条规则"}[language]
    assert (tried > 1, counted in page, ONE[language] in page) == (True, False, True)


def test_the_very_shares_that_stand_are_entered_once() -> None:
    """Pressed again, or sent once more from another browser: it is said since when they stand, and the record does not grow."""
    held = closed(*FIRMS)
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    own, file = client_of("archives", held), shares_text(held.shares("archives"))
    assert handed_in(own, file).status_code == 200
    length = len(read.entries(TENDER))
    again = handed_in(client_of("archives", held), file)
    assert (again.status_code, "they stand, and nothing was entered once more." in text_of(again), len(read.entries(TENDER))) == (
        422, True, length)  # fmt: skip


def test_who_has_lost_its_key_says_so_from_the_page_of_its_key_before_bids_close_too() -> None:
    held = ready(*FIRMS)
    way = f'href="/en/desk/{TENDER}/record-finding/">Say that it is lost'
    assert way in text_of(client_of("archives", held).get(f"/en/keys/{TENDER}/"))
    held.due()
    assert way in text_of(client_of("archives", held).get(f"/en/keys/{TENDER}/"))
    form = text_of(client_of("archives", held).get(f"/en/desk/{TENDER}/record-finding/"))
    assert ["The letter in which your office says so" in form, "The answer or decision itself" in form] == [True, False]


def test_who_says_that_its_key_is_lost_is_asked_for_nothing_more() -> None:
    """After shares that do not fit: the page says whose key is lost since when, and only the others are asked."""
    held = closed(*FIRMS)
    held.gives_back("trading-centre")
    held.gives_back("archives", brook=WRONG)
    held.due()
    held.loses_its_key("archives")
    held.due()
    told = pages(held, "en")
    assert "; it says that its key is lost (entered on 22 March 2026" in told["process"]
    asked = "Who must act: notary: hand in shares; or trading-centre: hand them in again"
    assert silent({name: told[name] for name in ("process", "officer")}, asked) == []
    lost = client_of("archives", held)
    page = text_of(lost.get(f"/en/keys/{TENDER}/"))
    assert ("nothing is wanted of you any more" in page, "Say that it is lost" in page) == (True, False)
    assert "Hand in your shares again" not in text_of(lost.get("/en/desk/"))
    held.gives_back("notary")
    assert held.due() == [("open-bids", True)]


def test_a_holder_without_its_key_owes_no_shares() -> None:
    held = closed(*FIRMS)
    held.loses_its_key("archives")
    owed = still_owed().filter(docket=TENDER, command="release-shares").values_list("party", flat=True)
    assert sorted(owed) == ["notary", "trading-centre"]


def test_who_entered_that_a_key_is_lost_is_told_by_its_office() -> None:
    held = closed(*FIRMS)
    client_of("archives", held)
    held.loses_its_key("archives")
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    told = text_of(Client().get(f"/en/processes/{TENDER}/"))
    assert re.findall(r'<li>Entered by: <span class="said">([^<]*)</span>', told) == ["Key holder, archives"]


def test_an_opening_that_waits_for_shares_is_late_from_the_day_after_under_its_row() -> None:
    """O87-39 has bids opened at the closing: whose shares are missing stands on the public list, until they come."""
    held = closed(*FIRMS)
    late = []
    for days in (0, 1):
        clock.set_demo_clock(CLOSES + timedelta(days=days, minutes=5))
        late.append(text_of(Client().get("/en/overdue/")))
    assert ["Opening" in one and "O87-39" in one for one in late] == [False, True]
    assert "trading-centre, archives, notary" in late[1]
    held.gives_back("archives")
    held.loses_its_key("notary")
    clock.set_demo_clock(CLOSES + timedelta(days=1, minutes=5))
    assert "archives" not in text_of(Client().get("/en/overdue/")).partition("<main")[2]
