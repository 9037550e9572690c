"""Who bid and does not count as a small firm: where does it read why, and who else does?"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.procurement.opened import UNCOUNTED, Uncounted
from operis.documents.counting_small import uncounted_said
from operis.ledger.states import state_of
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, REFUSES, buyer, until
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
WHOLE, OPEN = "reservation: {way: whole}", "reservation: {way: none, ground: smes-cannot-ensure-competition, deduction_percent: 10}"
FACT = {
    "en": "the bid does not say that it is one, which is said with: small-enterprise declaration",
    "zh-hans": "投标（响应）文件未声明为小微企业（应凭中小企业声明函声明）",
}
ROW = {"en": "CaiKu [2020] No. 46", "zh-hans": "财库〔2020〕46号"}
SAID = {
    "en": "The prices of small and micro enterprises were lowered by 10% for the evaluation. Your bid did not count as one of these at the"
    f" opening, and its price was not lowered: {FACT['en']} ({ROW['en']}). If that is wrong, say so in the way told below;",
    "zh-hans": "评审时对小微企业的报价给予10%的扣除。贵单位的投标（响应）开启时不按小微企业计算，报价未予扣除："
    f"{FACT['zh-hans']}（{ROW['zh-hans']}）。认为有误的，按下文所述途径提出；",
}
KEPT = {
    "en": "Lot 1 is kept for small and medium enterprises. Your bid did not count as one of a small or micro enterprise at the opening:"
    f" {FACT['en']} ({ROW['en']}). If that is wrong, say so in the way told below;",
    "zh-hans": "采购包1专门面向中小企业。贵单位的投标（响应）开启时不按小微企业计算："
    f"{FACT['zh-hans']}（{ROW['zh-hans']}）。认为有误的，按下文所述途径提出；",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def ran(tmp_path: Path, *commands: str, path: Path = REFUSES, changed: Mapping[str, str]) -> None:
    """A case with other words in some places."""
    told = path.read_text(encoding="utf-8")
    for old, new in changed.items():
        assert old in told, old
        told = told.replace(old, new)
    (tmp_path / "case.yaml").write_text(told, encoding="utf-8")
    until(*commands, path=tmp_path / "case.yaml")


UNSAID = {'price: "800000.00", small: yes': 'price: "800000.00"'}
"""Brook, on file as a small enterprise, does not say so."""


def supplier(key: str, language: str = "en") -> Client:
    own = Mandate(role=Role.SUPPLIER, office=f"{key}-sells", body=key, persons=("bo",))
    return signed_in(own, email=f"bo@{key}.example", language=language)


def letter(key: str, language: str = "en") -> str:
    answer = supplier(key, language).get(f"/{language}/desk/{PROCUREMENT}/letters/1/{key}/")
    assert answer.status_code == 200
    return text(answer)


@pytest.mark.parametrize("language", SAID)
def test_where_prices_were_lowered_the_letter_of_who_could_have_said_so_has_the_fact_and_its_row(tmp_path: Path, language: str) -> None:
    ran(tmp_path, "publish-result", changed={WHOLE: OPEN, **UNSAID})
    assert [(one.supplier, one.small) for one in state_of(PROCUREMENT).openings[0].opened] == [("s1", True), ("s2", False), ("s3", True)]
    assert (SAID[language] in letter("s2", language), KEPT[language] in letter("s2", language)) == (True, False)
    assert [part in letter("s3", language) for part in ("lowered", "did not count", "扣除", "不按小微企业计算")] == [False] * 4


@pytest.mark.parametrize("language", KEPT)
def test_where_the_lot_is_kept_for_small_firms_the_letter_says_that(tmp_path: Path, language: str) -> None:
    ran(tmp_path, "publish-result", changed=UNSAID)
    assert (SAID[language] in letter("s2", language), KEPT[language] in letter("s2", language)) == (False, True)
    assert KEPT[language][:12] not in letter("s3", language)


def test_its_page_names_the_fact_to_its_bidder_with_the_row(tmp_path: Path) -> None:
    ran(tmp_path, "open-bids", changed={WHOLE: OPEN, **UNSAID})
    bids = {one.supplier: one.bid for one in state_of(PROCUREMENT).openings[0].opened}
    for language, label in (("en", "Not counted as small or micro"), ("zh-hans", "不按小微企业计算的原因")):
        told = text(supplier("s2", language).get(f"/{language}/desk/{bids['s2']}/"))
        assert (f"{label} {FACT[language]} " in told, ROW[language] in told) == (True, True)
        assert label not in text(supplier("s3", language).get(f"/{language}/desk/{bids['s3']}/"))
    process = text(Client().get(f"/en/processes/{PROCUREMENT}/"))
    assert f"Brook CNY 800,000.00 no {FACT['en']} ({ROW['en']})" in process


def test_panel_award_and_result_say_beside_its_price_why_it_was_not_lowered(tmp_path: Path) -> None:
    ran(tmp_path, "report-evaluation", changed={WHOLE: OPEN, **UNSAID})
    says = f"its price was not lowered as that of a small or micro enterprise: {FACT['en']}"
    award = text(signed_in(buyer()).get(f"/en/desk/{PROCUREMENT}/decide-award/"))
    assert award.count(says) == 1
    assert says not in text(Client().get(f"/en/processes/{PROCUREMENT}/"))


def test_the_result_says_it_to_everybody_once_it_is_published(tmp_path: Path) -> None:
    ran(tmp_path, "publish-result", changed={WHOLE: OPEN, **UNSAID})
    says = f"its price was not lowered as that of a small or micro enterprise: {FACT['en']}"
    assert text(Client().get(f"/en/processes/{PROCUREMENT}/result/")).count(says) == 1


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_ground_has_words_of_its_own_in_both_languages(language: str) -> None:
    with override(language):
        said = [uncounted_said([Uncounted(ground=Slug(one), about=Slug("large"), under="SME-11")]) for one in UNCOUNTED]
    row = "CaiKu [2020] No. 46" if language == "en" else "财库〔2020〕46号"
    assert [row in one for one in said] == [True] * len(UNCOUNTED)
    assert len({*said}) == len(UNCOUNTED)
    with override(language):
        assert row not in uncounted_said([Uncounted(ground=Slug("other-size"), about=Slug("large"))])
