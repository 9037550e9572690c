"""A bid that is sealed elsewhere comes by pieces and is sent; what is wrong with it is told in its own words, and nothing is entered."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import Settings

from operis import clock
from operis.attachments.receiving import SEALED_MAX_BYTES, folder
from operis.attachments.sealed_bids import UNSENT_MAX, SealedUpload, sealed_pieces
from operis.clerk import Refused
from operis.core.money import Fen
from operis.dockets.bid.commands import SealBid
from operis.dockets.bid.terms import BidContent
from operis.documents.names import names_of
from operis.export.beside import sealed, sealed_to_holders
from operis.ledger import read
from operis.ledger.states import state_of
from operis.nightly import UNSENT, forget
from operis.sealing.bid import key_from, share_of, unseal
from operis.sealing.plain import read_plain
from tests.ledger.county import County
from tests.procedures.keys import HOLDERS
from tests.sealing.made import SECRETS
from tests.statute import BO
from tests.web.bidding import CLOSES, bidder
from tests.web.held import RIVAL, SCAN, WANTED, Written, brought, form_of, held, sent, taken, written
from tests.web.reading import text
from tests.web.shown import EVERYTHING, show, shown, violations
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
OTHER_KEY = "o" * 43


@pytest.fixture
def client(bid: str) -> Client:
    return bidder()


def entries(bid: str) -> int:
    return len(read.entries(bid))


def said(answer: Any) -> list[str]:
    told = answer.json()
    return [one["says"] for one in told.get("grounds", [])] or told.get("errors") or [told["says"]]


def test_a_bid_is_sent_that_any_two_of_the_holders_open(client: Client, bid: str) -> None:
    made = written(form_of(client, bid))
    assert brought(client, bid, made.bytes_).json() == {"done": True}
    answer = sent(client, bid, made.json)
    told = answer.json()
    assert (answer.status_code, told["late"], told["docket"]) == (201, False, bid)
    act = state_of(bid).in_force["1"]
    assert (act.sealing, act.sealed_sha256, act.commitment, act.size) == (
        "shares", made.told.sealed_sha256, made.told.commitment, len(made.bytes_)
    )  # fmt: skip
    pieces = sealed_pieces(bid, act.sealed_sha256)
    assert pieces is not None
    k = key_from(made.told, {place: share_of(made.told, place, SECRETS[place]) for place in (1, 3)})
    opened = read_plain(unseal(pieces, made.told, k))
    assert (opened.content, [b"".join(one) for _document, one in opened.files()]) == (WANTED, [SCAN])


def test_the_same_again_gets_the_same_receipt_here_and_on_its_page(client: Client, bid: str) -> None:
    made = written(form_of(client, bid))
    brought(client, bid, made.bytes_)
    first, again = sent(client, bid, made.json), sent(client, bid, made.json)
    assert (first.status_code, again.status_code, entries(bid)) == (201, 200, 2)
    assert first.json() == again.json()
    assert first.json()["receipt"] in client.get(f"/en/desk/{bid}/receipts/2/").content.decode().replace("&#x27;", "'")
    assert "closes 2026-03-22T09:30:00+08:00" in first.json()["receipt"]


def test_a_key_that_came_with_another_bid_is_told(client: Client, bid: str) -> None:
    first = written(form_of(client, bid))
    brought(client, bid, first.bytes_)
    sent(client, bid, first.json)
    second = written(form_of(client, bid))
    brought(client, bid, second.bytes_)
    answer = sent(client, bid, second.json)
    assert (answer.status_code, entries(bid), "sent before, with other words" in answer.json()["says"]) == (409, 2, True)
    assert sent(client, bid, second.json, OTHER_KEY).status_code == 201
    assert state_of(bid).in_force["1"].no == 1


def test_the_form_has_everything_that_a_bidders_program_asks_for(client: Client, bid: str, notice: str) -> None:
    answer = client.get(f"/supply/seal/{bid}/1/form.json")
    told = answer.json()
    assert (told["v"], told["docket"], told["lot"], told["no"], told["round"], told["stage"]) == (
        "operis/bid-form/v1", bid, "1", 0, 1, "bid"
    )  # fmt: skip
    assert (told["supplier"], told["small"], told["procurement"], told["limit"]) == ("sunrise", True, notice, "860000.00")
    assert told["closes"] == CLOSES.isoformat()
    assert told["keys"]["digest"] == state_of(notice).keys_digest
    assert [(one["place"], one["key"]) for one in told["keys"]["holders"]] == [
        (one.place, one.key) for one in state_of(notice).key_holders
    ]
    assert [one["key"] for one in told["sections"]] == ["who", "wanted", "criterion-plan", "price"]
    [plan] = told["sections"][2]["questions"]
    assert (plan["answers"], plan["about"], plan["files"], plan["needed"]) == ("criterion", "plan", True, True)
    tick = told["sections"][1]["questions"][0]["tick"]
    assert (tick["en"], tick["zh"] != tick["en"]) == ("We offer all of it as it is asked", True)
    assert [one["price"] for one in told["sections"]] == [False, False, False, True]
    assert answer.headers["X-CSRFToken"]
    assert "attachment" in client.get(f"/supply/seal/{bid}/1/form.json?download").headers["Content-Disposition"]


def test_the_next_bid_has_the_next_number(client: Client, bid: str) -> None:
    made = written(form_of(client, bid))
    brought(client, bid, made.bytes_)
    sent(client, bid, made.json)
    assert form_of(client, bid)["no"] == 1


def test_bytes_that_were_cut_go_on_where_they_were(client: Client, bid: str) -> None:
    made = written(form_of(client, bid), WANTED, k=bytes(32))
    whole, url = made.bytes_, f"/supply/seal/{bid}/1/pieces/"
    begun = client.post(url, {"size": len(whole), "sha256": made.told.sealed_sha256}).json()
    piece = f"{url}{begun['number']}/"

    def put(at: int, body: bytes) -> Any:
        return client.post(f"{piece}?at={at}", body, content_type="application/octet-stream")

    assert put(0, whole[:100]).json() == {"at": 100}
    assert put(0, whole[:100]).json() == {"at": 100}
    wrong = put(0, whole[:99])
    assert (wrong.status_code, wrong.json()) == (409, {"at": 100})
    assert (put(50, whole[50:]).status_code, put(100, whole[100:] + b"x").status_code) == (409, 409)
    assert client.post(url, {"size": len(whole), "sha256": made.told.sealed_sha256}).json()["at"] == 100
    assert said(sent(client, bid, made.json)) == ["The sealed bid is not here whole under this fingerprint."]
    assert put(100, whole[100:]).json() == {"done": True}
    assert put(100, whole[100:]).json() == {"done": True}
    assert sent(client, bid, made.json, OTHER_KEY).status_code == 201


def test_a_bid_that_was_cut_at_any_byte_is_not_sent(client: Client, bid: str) -> None:
    made = written(form_of(client, bid), BidContent(price=Fen(1)), ())
    for place in range(1, len(made.bytes_), 37):
        begun = client.post(f"/supply/seal/{bid}/1/pieces/", {"size": len(made.bytes_), "sha256": made.told.sealed_sha256}).json()
        client.post(f"/supply/seal/{bid}/1/pieces/{begun['number']}/?at={begun['at']}", made.bytes_[begun["at"] : place],
                    content_type="application/octet-stream")  # fmt: skip
        assert sent(client, bid, made.json, f"{place:043}").status_code == 409
    assert entries(bid) == 1


def test_other_bytes_than_were_announced_are_thrown_away(client: Client, bid: str) -> None:
    made = written(form_of(client, bid))
    answer = brought(client, bid, made.bytes_[:-1] + b"x", made.told.sealed_sha256)
    assert (answer.status_code, "its fingerprint is another" in answer.json()["says"]) == (422, True)
    assert (SealedUpload.objects.count(), [path for path in (folder() / "bids").rglob("*") if path.is_file()]) == (0, [])


@pytest.mark.parametrize(("header", "told", "says"), [
    ({}, {"sealed_sha256": "00" * 32}, "The sealed bid is not here whole under this fingerprint."),
    ({"docket": "DC-B-0123456789ABCDEFGHJKMNPQRS"}, {}, "It was sealed for another bid: DC-B-0123456789ABCDEFGHJKMNPQRS."),
    ({"lot": "2"}, {"lot": "1"}, "It was sealed for lot 2, not for lot 1."),
    ({"supplier": "rival"}, {}, "It was sealed for another supplier than the one you act for."),
    ({"no": 1}, {"no": 0}, "It was sealed with another number than the one that is named."),
    ({"keys": "ab" * 32}, {}, "The bid is sealed to other keys than those of this notice."),
    ({"keys": "ab" * 32}, {"keys": None}, "It was sealed to other keys than those that are named."),
    ({}, {"size": 7}, "7 bytes are said, and {size} are here."),
    ({}, {"round": 2}, "Round 1 is open, for: bid."),
    ({}, {"commitment": "x"}, "This is no fingerprint: it has 64 figures and letters from a to f."),
    ({}, {"envelopes": []}, "There is one envelope for each of the three key holders, in their order."),
])  # fmt: skip
def test_what_is_wrong_is_told_in_its_own_words(
    client: Client, bid: str, header: dict[str, Any], told: dict[str, Any], says: str
) -> None:
    form = form_of(client, bid)
    made = written(form, **header)
    brought(client, bid, made.bytes_)
    own = {**made.descriptor, "docket": bid, **told}
    own["keys"] = own["keys"] or form["keys"]["digest"]
    answer = sent(client, bid, json.dumps(own).encode())
    assert (says.format(size=len(made.bytes_)) in said(answer), answer.status_code, entries(bid)) == (True, 409, 1)


@pytest.mark.parametrize(("told", "says"), [
    ({"v": "operis/sealed-bid/v2"}, "This is no descriptor of a sealed bid."),
    ({"docket": "DC-B-OTHER"}, "This descriptor belongs to another bid: DC-B-OTHER."),
    ({"lot": "2"}, "This descriptor belongs to lot 2."),
    ({"size": "many"}, "/size: Write a whole number instead of “many”."),
])  # fmt: skip
def test_what_is_no_descriptor_of_this_bid_is_not_read_further(client: Client, bid: str, told: dict[str, Any], says: str) -> None:
    made = written(form_of(client, bid))
    answer = sent(client, bid, json.dumps({**made.descriptor, **told}).encode())
    assert (answer.status_code, said(answer), entries(bid)) == (422, [says], 1)
    for nothing in (b"", b"\xff", b"[]", b"{", b"7"):
        assert (sent(client, bid, nothing).status_code, entries(bid)) == (422, 1)


def test_a_bid_one_second_late_is_recorded_and_nothing_of_it_is_kept(client: Client, bid: str) -> None:
    made = written(form_of(client, bid))
    brought(client, bid, made.bytes_)
    clock.set_demo_clock(CLOSES + timedelta(seconds=1))
    answer = sent(client, bid, made.json)
    told = answer.json()
    assert (answer.status_code, told["late"], "operis/receipt/" in told["receipt"]) == (409, True, True)
    assert (state_of(bid).in_force, len(state_of(bid).late)) == ({}, 1)
    assert (SealedUpload.objects.count(), [path for path in (folder() / "bids").rglob("*") if path.is_file()]) == (0, [])


def test_too_large_and_too_many_are_told(client: Client, bid: str) -> None:
    url = f"/supply/seal/{bid}/1/pieces/"
    for size, sha256, status in ((SEALED_MAX_BYTES + 1, "0" * 64, 422), (0, "0" * 64, 400), (5, "zz", 400), (10**30, "0" * 64, 400)):
        assert client.post(url, {"size": size, "sha256": sha256}).status_code == status
    assert client.post(url, {"size": SEALED_MAX_BYTES, "sha256": "0" * 64}).status_code == 200
    for no in range(UNSENT_MAX + 3):
        client.post(url, {"size": 5, "sha256": f"{no}" * 64})
    assert SealedUpload.objects.count() == UNSENT_MAX
    begun = client.post(url, {"size": 3 << 20, "sha256": "9" * 64}).json()
    large = client.post(f"{url}{begun['number']}/?at=0", bytes((1 << 20) + 1), content_type="application/octet-stream")
    assert large.status_code == 413


def test_what_a_bid_names_is_not_pushed_out_by_what_is_only_brought(client: Client, bid: str) -> None:
    made = written(form_of(client, bid))
    brought(client, bid, made.bytes_)
    sent(client, bid, made.json)
    for no in range(UNSENT_MAX + 1):
        client.post(f"/supply/seal/{bid}/1/pieces/", {"size": 5, "sha256": f"{no}" * 64})
    assert sealed_pieces(bid, made.told.sealed_sha256) is not None


def test_of_anothers_bid_there_is_no_such_page(client: Client, bid: str, founded: County) -> None:
    rival = signed_in(RIVAL, email="ria@rival.example")
    for url in ("form.json", "pieces/", "send/"):
        ask = rival.get if url == "form.json" else rival.post
        assert ask(f"/supply/seal/{bid}/1/{url}", headers={"idempotency-key": "k" * 43}).status_code == 404
    assert rival.get(f"/en/supply/seal/{bid}/1/").status_code == 404
    assert Client().get(f"/supply/seal/{bid}/1/form.json").status_code == 401
    assert Client().get(f"/en/supply/seal/{bid}/1/").status_code == 302


def test_where_bids_are_sealed_to_holders_nothing_is_written_in_the_sight_of_this_site(client: Client, bid: str, founded: County) -> None:
    for page in ("", "1/", "1/price/", "1/check/", "1/price-list.csv"):
        led = client.get(f"/en/desk/{bid}/bid/{page}", follow=True)
        assert led.redirect_chain[-1][0] == f"/en/supply/seal/{bid}/1/"
    for page in ("1/price/", "1/check/", "1/upload/"):
        assert client.post(f"/en/desk/{bid}/bid/{page}", {"price": "1"}).status_code == 404
    founded.clock = clock.now()
    refused = founded.ask(bid, SealBid(content=BidContent(price=Fen(1))), BO)
    assert isinstance(refused, Refused)
    assert refused.refusal.rows == {"OURS-KEYS"}


def test_who_may_bid_is_told_nothing_that_stands_in_the_way(client: Client, bid: str) -> None:
    assert "This stands in the way" not in text(client.get(f"/en/supply/seal/{bid}/1/"))


def test_off_line_it_begins_with_a_file_to_write_into(client: Client, bid: str) -> None:
    told = client.get(f"/en/supply/seal/{bid}/1/").content.decode()
    assert f".venv/bin/operis seal {bid}-1.form.json &gt; answers.json" in told
    assert f'href="/en/desk/{bid}/bid/1/forms.docx"' in told


def test_what_keeps_every_bid_of_a_bidder_away_is_told_before_it_writes_one(founded: County) -> None:
    bid = taken(founded, held(founded, "social-group", None))
    clock.set_demo_clock(founded.clock + timedelta(minutes=1))
    page = bidder().get(f"/en/supply/seal/{bid}/1/")
    assert "Checked now for you. This stands in the way:" in text(page)
    assert {one.row for one in page.context["barred"]} == {"SME-07"}


def test_the_desk_offers_one_way_to_seal_alone(client: Client, bid: str) -> None:
    page = text(client.get(f"/en/desk/{bid}/"))
    assert ("Send the bid sealed to the key holders" in page, "Seal and send the bid" in page) == (True, False)
    assert "Replace the sealed bid" not in page
    led = client.get(f"/en/desk/{bid}/send-sealed-bid/", follow=True)
    assert led.redirect_chain[-1][0] == f"/en/supply/seal/{bid}/1/"


def test_once_a_bid_stands_sealed_the_step_says_that_another_takes_its_place(client: Client, bid: str) -> None:
    made = written(form_of(client, bid))
    brought(client, bid, made.bytes_)
    assert sent(client, bid, made.json).status_code == 201
    page = text(client.get(f"/en/desk/{bid}/"))
    assert ("Replace the sealed bid" in page, "Send the bid sealed to the key holders" in page.partition("Timeline")[0]) == (True, False)


def test_who_must_open_is_told_by_name_until_shares_are_back(client: Client, notice: str) -> None:
    found = names_of({*HOLDERS})
    names = [found.get(one, one) for one in HOLDERS]
    for page in (f"/en/processes/{notice}/", f"/zh-hans/processes/{notice}/"):
        line = text(client.get(page)).rpartition("Opening" if "/en/" in page else "开标（开启）")[2]
        who = "Who must act: " + ", ".join(names) if "/en/" in page else "、".join(names)
        assert (who in line, "this installation" in line, "本平台" in line[:80]) == (True, False, False)


def by_form(client: Client, bid: str, made: Written, language: str = "en", changed: Mapping[str, bytes] | None = None) -> Any:
    files = {"sealed-bytes": made.bytes_, "sealed-descriptor": made.json, **(changed or {})}
    sending = {name: SimpleUploadedFile(name, one) for name, one in files.items()}
    return client.post(f"/{language}/supply/seal/{bid}/1/", sending)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_without_script_two_files_are_chosen_checked_and_sent(client: Client, bid: str, language: str) -> None:
    made = written(form_of(client, bid))
    page = by_form(client, bid, made, language)
    assert (page.status_code, made.told.sealed_sha256 in text(page)) == (200, True)
    fields = {name: page.context[key] for name, key in (("sealed-told", "descriptor"), ("desk-key", "key"))}
    done = client.post(f"/{language}/supply/seal/{bid}/1/", fields)
    assert (done.status_code, "operis/receipt/" in text(done)) == (200, True)
    assert client.post(f"/{language}/supply/seal/{bid}/1/", fields).status_code == 200
    assert entries(bid) == 2


def test_without_script_what_is_wrong_is_told_too(client: Client, bid: str) -> None:
    made, other = written(form_of(client, bid)), written(form_of(client, bid))
    for changed, says in (
        ({"sealed-bytes": other.bytes_}, "These bytes are not those that the descriptor names."),
        ({"sealed-descriptor": b"{}"}, "This is no descriptor of a sealed bid."),
        ({"sealed-descriptor": bytes(70_000)}, "This is no descriptor of a sealed bid."),
        ({"sealed-bytes": b""}, "did not come along, or is empty"),
    ):  # fmt: skip
        page = by_form(client, bid, made, changed=changed)
        assert (page.status_code, says in text(page)) == (422, True)
    assert client.post(f"/en/supply/seal/{bid}/1/", {}).status_code == 422
    wrong = by_form(client, bid, written({**form_of(client, bid), "no": 4}))
    assert "This bid has not the next number for lot 1" in text(wrong)
    assert ("Send the sealed bid" in text(wrong), entries(bid)) == (False, 1)


def test_the_look_through_everything_names_a_sealed_bid_that_is_gone_or_changed(client: Client, bid: str) -> None:
    made = written(form_of(client, bid))
    brought(client, bid, made.bytes_)
    sent(client, bid, made.json)
    assert [*sealed_to_holders([bid])] == [*sealed([bid])] == []
    [path] = [path for path in (folder() / "bids").rglob("*") if path.is_file()]
    path.write_bytes(made.bytes_[:-1] + b"x")
    assert [one.says for one in sealed_to_holders([bid])] == ["{docket}: what is kept is not what was sealed ({sha256})"]
    path.write_bytes(made.bytes_[:-1])
    assert [one.says for one in sealed_to_holders([bid])] == ["{docket}: what was sealed is not there ({sha256})"]


def test_what_was_brought_and_never_sent_is_forgotten_after_a_month(client: Client, bid: str) -> None:
    made, other = written(form_of(client, bid)), written(form_of(client, bid))
    brought(client, bid, made.bytes_)
    sent(client, bid, made.json)
    brought(client, bid, other.bytes_)
    clock.set_demo_clock(clock.now() + UNSENT - timedelta(minutes=1))
    forget()
    assert SealedUpload.objects.count() == 2
    clock.set_demo_clock(clock.now() + timedelta(days=1))
    forget()
    assert [one.sha256 for one in SealedUpload.objects.all()] == [made.told.sealed_sha256]
    assert len([path for path in (folder() / "bids").rglob("*") if path.is_file()]) == 1


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
def test_on_every_screen_nothing_is_cut_and_axe_finds_nothing(
    client: Client, bid: str, chromium: Browser, language: str, width: int
) -> None:
    form = form_of(client, bid)
    made, wrong = written(form), written({**form, "no": 4})
    answers = [client.get(f"/{language}/supply/seal/{bid}/1/"), client.post(f"/{language}/supply/seal/{bid}/1/", {}),
               by_form(client, bid, made, language), by_form(client, bid, wrong, language)]  # fmt: skip
    with shown(chromium) as tab:
        tab.set_viewport_size({"width": width, "height": 800})
        for place, answer in enumerate(answers):
            show(tab, answer.content.decode())
            assert violations(tab, EVERYTHING) == [], place
            assert tab.evaluate("document.documentElement.scrollWidth") == width, place


def test_nothing_is_taken_without_the_token_that_the_form_has_told(client: Client, bid: str) -> None:
    client.handler.enforce_csrf_checks = True
    answer = client.get(f"/supply/seal/{bid}/1/form.json")
    made = written(answer.json())
    announced = {"size": len(made.bytes_), "sha256": made.told.sealed_sha256}
    url = f"/supply/seal/{bid}/1/"
    assert client.post(f"{url}pieces/", announced).status_code == 403
    assert client.post(f"{url}send/", made.json, content_type="application/json").status_code == 403
    assert client.post(f"{url}pieces/", announced, headers={"x-csrftoken": answer.headers["X-CSRFToken"]}).status_code == 200
    assert entries(bid) == 1


def test_whose_last_proof_is_old_shows_once_more_who_it_is_before_a_bid_is_sent(client: Client, bid: str, settings: Settings) -> None:
    made = written(form_of(client, bid))
    brought(client, bid, made.bytes_)
    settings.OPERIS_PROOF_MINUTES = -1
    answer = sent(client, bid, made.json)
    assert (answer.status_code, again := answer.json()["again"], entries(bid)) == (401, f"/en/supply/seal/{bid}/1/?again", 1)
    assert 'name="again-password"' in client.get(again).content.decode()
    told = by_form(client, bid, made).context
    fields = {"sealed-told": told["descriptor"], "desk-key": told["key"]}
    assert (client.post(f"/en/supply/seal/{bid}/1/", fields).status_code, entries(bid)) == (200, 1)
    settings.OPERIS_PROOF_MINUTES = 10
    assert (client.get(again).status_code, sent(client, bid, made.json).status_code) == (200, 201)
