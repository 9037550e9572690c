"""Registers are filled with as many processes as lists and searches shall be measured on: straight into their rows, past the clerk.

There is nothing of them in the ledger: their lists, feeds and searches work, their own pages do not. Each row is as an act would have
made it, the words of each are cut as those of an act are. The same number gives the same rows.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice, product
from random import Random
from typing import TypeVar

from django.db import connection, transaction

from operis.core.wording import Wording
from operis.dockets.procurement.comparing import RANKED, THROWN_OUT, WON
from operis.ledger.numbers import ordinal
from operis.registers import models
from operis.registers.bigrams import bigrams
from operis.registers.words import in_a_line

T = TypeVar("T")
CHUNK = 2_000
PLACES = ("410102", "410103", "410205", "330106", "350203", "510104")
WHAT = (
    ("社区养老服务", "Day care for older people"), ("社工站运营", "Social work station"), ("居家上门护理", "Home nursing"),
    ("学校食堂食材配送", "School canteen supplies"), ("农村生活垃圾清运", "Village waste collection"), ("法律援助值班", "Legal aid duty"),
    ("残疾人托养", "Care for persons with disabilities"), ("职业技能培训", "Skills training"), ("公园绿化养护", "Park maintenance"),
    ("老年助餐点运营", "Meals for older people"), ("心理咨询热线", "Counselling line"), ("城市道路保洁", "Street cleaning"),
    ("图书馆延时开放", "Longer library hours"), ("青少年夏令营", "Summer camps"), ("孤独症儿童康复", "Training for autistic children"),
    ("档案数字化", "Digitising archives"), ("国民体质监测", "Fitness monitoring"), ("饮用水水质检测", "Drinking water tests"),
)  # fmt: skip
WHERE = ("青石", "临川", "云泽", "白河", "石桥", "南塘", "柳林", "新安", "高坪", "平湖")
HOW = (
    ("每周五天，每天八小时", "five days a week"),
    ("覆盖三个乡镇", "in three townships"),
    ("服务对象不少于六十人", "for at least 60 people"),
)
NAMES = (("朝阳", "Sunrise"), ("溪谷", "Brook"), ("青松", "Pine"), ("和风", "Mild Wind"), ("百川", "Rivers"), ("明德", "Mingde"))
TRADES = (("社会服务中心", "Social Service"), ("养老服务有限公司", "Care Company"), ("物业管理有限公司", "Property Care"))
OFFICES = (("民政局", "Civil Affairs"), ("教育局", "Education"), ("文化局", "Culture"), ("水务局", "Water"), ("城管局", "City Care"))
STATES = ("receiving", "closed", "evaluating", "result", "result", "result", "planned", "filed", "failed", "terminated")


def fill(count: int, now: datetime) -> None:
    """So many procurements, a tenth of them open; with as many bodies and suppliers as would buy and sell so much."""
    chance = Random(count)
    bodies, suppliers = list(_parties("body", max(count // 200, 1))), list(_parties("supplier", max(count // 20, 3)))
    for some in _chunks([*bodies, *suppliers]):
        with transaction.atomic():
            models.Party.objects.bulk_create(some)
            models.Docket.objects.bulk_create(map(_file, some))
            models.Searchable.objects.bulk_create(_words(one.docket, one.name_zh, one.name_en, one.key) for one in some)
    for places in _chunks(range(1, count + 1)):
        rows = [_procurement(place, chance, bodies, now) for place in places]
        with transaction.atomic():
            models.Docket.objects.bulk_create(rows)
            models.Searchable.objects.bulk_create(
                _words(one.number, one.title_zh, one.title_en, "", one.about_zh, one.about_en) for one in rows
            )
            done = [one for one in rows if one.state == "result"]
            awards = [_award(one, chance.choice(suppliers)) for one in done]
            models.Award.objects.bulk_create(awards)
            models.Compared.objects.bulk_create(bid for one in awards for bid in _bids(one, chance, suppliers))
            signed = [_contract(*pair) for pair in zip(done, awards, strict=True)]
            models.Contract.objects.bulk_create(signed)
            models.Docket.objects.bulk_create(
                models.Docket(
                    number=one.docket, ordinal=ordinal(one.docket), kind="contract", body=one.body, need=one.procurement,
                    state="contract-done", acts=4,
                )
                for one in signed
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _chunks(rows: Iterable[T]) -> Iterator[list[T]]:
    left = iter(rows)
    while some := list(islice(left, CHUNK)):
        yield some


def _parties(party: str, count: int) -> Iterator[models.Party]:
    kinds = (
        list(product(WHERE, NAMES, TRADES))
        if party == "supplier"
        else [(where, office, ("", "")) for where, office in product(WHERE, OFFICES)]
    )
    for place in range(count):
        where, (zh, en), (of_zh, of_en) = kinds[place % len(kinds)]
        round_ = place // len(kinds)
        yield models.Party(
            key=f"{party}-{place}", docket=f"DC-2025-F-{place + (1 if party == 'body' else 500_001):04}", party=party, accepted=True,
            nature="state-organ" if party == "body" else "enterprise", name_zh=f"{where}{zh}{of_zh}{round_ or ''}",
            name_en=" ".join(filter(None, (en, of_en, f"{round_ or ''}"))), place=PLACES[place % len(PLACES)], level="county",
        )  # fmt: skip


def _file(one: models.Party) -> models.Docket:
    return models.Docket(
        number=one.docket, ordinal=ordinal(one.docket), kind="file", title_zh=one.name_zh, title_en=one.name_en, state="accepted", acts=2
    )


def _words(number: str, zh: str, en: str, *rest: str) -> models.Searchable:
    title = " \n".join((number, zh, en, *rest[:1]))
    return models.Searchable(docket=number, title=bigrams(title), whole=bigrams(" \n".join((title, *rest[1:]))))


def _procurement(place: int, chance: Random, bodies: list[models.Party], now: datetime) -> models.Docket:
    (zh, en), (how_zh, how_en), where = chance.choice(WHAT), chance.choice(HOW), chance.choice(WHERE)
    state, body = STATES[place % len(STATES)], bodies[place % len(bodies)]
    ahead = timedelta(days=chance.randrange(1, 60), minutes=chance.randrange(60 * 24))
    closes = now + ahead if state == "receiving" else now - ahead * 12
    noticed = state not in ("planned", "filed")
    text = Wording(zh=f"{where}{zh}，{how_zh}。" * 3, en=f"{en} in {where}, {how_en}. " * 3)
    about_zh, about_en = in_a_line(text)
    return models.Docket(
        number=f"DC-2026-S-{place:04}", ordinal=ordinal(f"DC-2026-S-{place:04}"), kind="procurement", body=body.key,
        title_zh=f"{where}{zh}项目", title_en=f"{en}, {where}",
        state=state, method=chance.choice(("open-tender", "competitive-consultation")), need=f"DC-2026-N-{place:04}",
        budget_fen=None if state == "planned" and place % 20 < 10 else chance.randrange(50_000_00, 5_000_000_00),
        closes=closes if noticed else None, noticed=(closes - timedelta(days=21)).date() if noticed else None, acts=3,
        about_zh=about_zh, about_en=about_en, kept=chance.choice(("", "", "part", "whole")),
        planned=(closes - timedelta(days=30)).date(), expected="2026-12" if state == "planned" else "",
        resulted=(closes + timedelta(days=9)).date() if state == "result" else None,
    )  # fmt: skip


def _award(one: models.Docket, supplier: models.Party) -> models.Award:
    price = (one.budget_fen or 0) * 9 // 10
    assert one.resulted is not None
    return models.Award(
        docket=one.number, lot="1", body=one.body, method=one.method, need=one.need, part="1", supplier=supplier.key, bid="",
        price_fen=price, lot_budget_fen=one.budget_fen or 0, published=one.resulted, form="purchase", term_months=12,
    )  # fmt: skip


def _bids(one: models.Award, chance: Random, suppliers: list[models.Party]) -> Iterator[models.Compared]:
    """The winner and up to four others, one of them thrown out now and then."""
    others = [each.key for each in chance.sample(suppliers, min(4, len(suppliers))) if each.key != one.supplier]
    for place, key in enumerate([one.supplier, *others[: chance.randrange(5)]]):
        how = WON if place == 0 else THROWN_OUT if place == 4 else RANKED
        yield models.Compared(
            docket=one.docket, lot=one.lot, body=one.body, supplier=key, how=how, price_fen=one.price_fen + place * 10_000,
            rank=None if how == THROWN_OUT else place + 1, published=one.published, limit_fen=one.lot_budget_fen,
        )  # fmt: skip


def _contract(one: models.Docket, award: models.Award) -> models.Contract:
    signed = award.published + timedelta(days=20)
    return models.Contract(
        docket=one.number.replace("-S-", "-C-"), procurement=one.number, lot="1", body=one.body, supplier=award.supplier,
        price_fen=award.price_fen, signed=signed, published=signed + timedelta(days=2),
    )  # fmt: skip
