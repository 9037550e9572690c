"""What others published, reckoned by the modules of the sealing page: X25519, HKDF, AES-256-GCM, HPKE."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.web.sealing import answered, tab_with

pytestmark = [pytest.mark.kit, pytest.mark.slow]

NOTHING = "00" * 32


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    with tab_with(chromium, "hpke.js") as one:
        yield one


def cases(kit: Path, name: str) -> list[dict[str, Any]]:
    made = json.loads((kit / "vectors" / name).read_text())
    return [{**case, **{"size": case.get("size", group.get("keySize")), "nonce": group.get("ivSize")}}
            for group in made["testGroups"] for case in group["tests"]]  # fmt: skip


COMMON = """const [how, cases] = given, found = [];
    for (const [secret, point] of cases) {
        try { found.push(hex(await (how === "ladder" ? of.ladder : of.common)(unhex(secret), unhex(point)))); }
        catch { found.push("refused"); }
    }
    return found;"""


def test_the_own_ladder_reckons_what_two_keys_have_in_common(kit: Path, tab: Page) -> None:
    made = cases(kit, "wycheproof_x25519.json")
    found = answered(tab, COMMON, "ladder", [[one["private"], one["public"]] for one in made])
    assert [one["tcId"] for one, there in zip(made, found, strict=True) if there != one["shared"]] == []
    assert len(made) == 518


def test_a_key_that_hides_nothing_is_refused_and_every_other_is_taken(kit: Path, tab: Page) -> None:
    made = cases(kit, "wycheproof_x25519.json")
    found = answered(tab, COMMON, "common", [[one["private"], one["public"]] for one in made])
    right = ["refused" if one["shared"] == NOTHING else one["shared"] for one in made]
    assert [one["tcId"] for one, there, due in zip(made, found, right, strict=True) if there != due] == []
    assert right.count("refused") == 31


def test_the_ladder_is_that_of_the_standard_also_a_thousand_times_over(kit: Path, tab: Page) -> None:
    text = (kit / "vectors" / "x25519_rfc7748.txt").read_text()
    made = re.findall(r"INPUT_SCALAR = (\w+)\nINPUT_U = (\w+)\nOUTPUT_U = (\w+)", text)
    assert answered(tab, COMMON, "ladder", [one[:2] for one in made]) == [one[2] for one in made]
    over = """let [secret, point] = [unhex(given[0]), unhex(given[0])];
        for (let count = 0; count < 1000; count += 1) [secret, point] = [of.ladder(secret, point), secret];
        return hex(secret);"""
    assert answered(tab, over, "09" + "00" * 31) == "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"


def test_one_key_follows_from_another(kit: Path, tab: Page) -> None:
    made = cases(kit, "wycheproof_hkdf_sha256.json")
    valid = [one for one in made if one["result"] == "valid"]
    body = """const found = [];
        for (const [salt, secret, info, size] of given[0])
            found.push(hex(await of.expand(await of.extract(unhex(salt), unhex(secret)), unhex(info), size)));
        return found;"""
    found = answered(tab, body, [[one["salt"], one["ikm"], one["info"], int(one["size"])] for one in valid])
    assert [one["tcId"] for one, there in zip(valid, found, strict=True) if there != one["okm"]] == []
    assert (len(valid), len(made)) == (83, 86)


def test_the_browser_seals_and_opens_with_aes_as_everybody_does(kit: Path, tab: Page) -> None:
    made = [one for one in cases(kit, "wycheproof_aes_256_gcm.json") if one["nonce"] == 96]
    body = """const found = [];
        for (const [key, iv, aad, sealed] of given[0]) {
            const own = await crypto.subtle.importKey("raw", unhex(key), "AES-GCM", false, ["decrypt"]);
            const how = { name: "AES-GCM", iv: unhex(iv), additionalData: unhex(aad) };
            try { found.push(hex(new Uint8Array(await crypto.subtle.decrypt(how, own, unhex(sealed))))); } catch { found.push("refused"); }
        }
        return found;"""
    found = answered(tab, body, [[one["key"], one["iv"], one["aad"], one["ct"] + one["tag"]] for one in made])
    right = [one["msg"] if one["result"] == "valid" else "refused" for one in made]
    assert [one["tcId"] for one, there, due in zip(made, found, right, strict=True) if there != due] == []
    assert len(made) > 50


def test_what_is_sealed_to_a_key_is_what_the_standard_seals(kit: Path, tab: Page) -> None:
    """Base mode, which alone is used here: both ends find the same key, and each of the 32 messages is the one of the vectors."""
    made = json.loads((kit / "vectors" / "rfc9180_x25519_sha256_aes256gcm.json").read_text())["vectors"]
    (base,) = [one for one in made if one["mode"] == 0]
    body = """const [one] = given, own = await of.keyPair(unhex(one.ikmE)), other = await of.keyPair(unhex(one.ikmR));
        const sent = await of.sealingContext(own, other.point, unhex(one.info));
        const taken = await of.openingContext(other.secret, own.point, unhex(one.info));
        const messages = [];
        for (const { aad, nonce, pt } of one.encryptions) {
            const key = await crypto.subtle.importKey("raw", sent.key, "AES-GCM", false, ["encrypt"]);
            const how = { name: "AES-GCM", iv: unhex(nonce), additionalData: unhex(aad) };
            messages.push(hex(new Uint8Array(await crypto.subtle.encrypt(how, key, unhex(pt)))));
        }
        const first = one.encryptions[0], bound = { info: unhex(one.info), aad: unhex(first.aad) };
        const whole = await of.sealTo(other.point, unhex(first.pt), { ...bound, own });
        const opened = await of.openWith(other.secret, whole, bound);
        return [own.secret, own.point, other.secret, other.point, sent.key, sent.nonce, taken.key, taken.nonce, whole, opened].map(hex)
            .concat(messages);"""
    first = base["encryptions"][0]
    assert answered(tab, body, base) == [
        base["skEm"], base["pkEm"], base["skRm"], base["pkRm"], base["key"], base["base_nonce"], base["key"], base["base_nonce"],
        base["enc"] + first["ct"], first["pt"], *(one["ct"] for one in base["encryptions"]),
    ]  # fmt: skip
