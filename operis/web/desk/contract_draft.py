"""What is proposed for a contract? Our texts of its form, filled from award, plan, notice, need, bid, and the documents' answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from django.conf import settings

from operis.core.money import Fen
from operis.core.wording import LANGUAGES, Slug
from operis.dockets.bid.terms import PriceItem
from operis.dockets.contract.facts import AwardFact
from operis.dockets.contract.terms import Clause
from operis.documents.capitals import capitals, spelled
from operis.documents.lawbook import calendar
from operis.documents.purchasing.contract import CHOICES, clauses, is_promised
from operis.documents.purchasing.record import Known, facts_of
from operis.documents.purchasing.values import said_of
from operis.documents.slots import in_languages
from operis.documents.textbank import Words, banks
from operis.drafts.worksheet import worksheet_of
from operis.law.book import Period
from operis.registers.models import Party
from operis.registers.won import items_of, scored_of
from operis.web.desk.entry import docket_for
from operis.web.desk.guide_need import own_need
from operis.web.desk.purchasing import announced, drafting_of, party_words
from operis.web.desk.sitting import Sitting

ITEM = {
    "zh": "{name}：数量{quantity}，单价{unit_price}元（分项金额{amount}元）",
    "en": "{name}: quantity {quantity}, unit price CNY {unit_price} (item in all CNY {amount})",
}
PROMISE, STOP = {"zh": "{name}：{text}", "en": "{name}: {text}"}, {"zh": "。", "en": "."}
END = {"zh": "；", "en": "; "}


@dataclass(frozen=True)
class Open:
    """What the officer may set, and what the texts follow."""

    starts: date
    payment_days: int | None = None
    bond: Fen | None = None
    chosen: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ContractDraft:
    """The texts for one award; what hangs on the officer is worked in anew each time."""

    at: Sitting
    award: AwardFact

    def clauses(self, given: Open) -> tuple[Clause, ...]:
        known = replace(self._known, concluded=self._concluded(given))
        return clauses(facts_of(known), known.bank, known.slots)

    @cached_property
    def _known(self) -> Known:
        number, mandate = self.award.procurement, self.at.mandate
        docket = docket_for(number, mandate)
        plan = docket.state.plan
        need = own_need(str(plan.need).upper(), mandate)
        part = next((one for one in need.state.recorded.parts if one.part == plan.part), None) if need else None
        outcome = need.state.outcomes.get(plan.part) if need else None
        documents = drafting_of(self.at.request, mandate, docket)
        sheet = worksheet_of(str(plan.need).upper())
        bank = banks().get(sheet.bank)
        return Known(
            plan=plan, notice=announced(docket, None, {}), number=docket.number, site=settings.OPERIS_SITE_NAME,
            body=party_words(self.award.body), place=part.place if part else None, served=part.served if part else None,
            class_=outcome.class_ if outcome else None, asked=documents.known.asked if documents else {}, bank=bank,
            slots=in_languages(bank, sheet.values) if bank else {},
        )  # fmt: skip

    def _concluded(self, given: Open) -> Mapping[str, object]:
        award = self.award
        days = given.payment_days if given.payment_days is not None else award.payment_days
        return {
            "award": {"lot": award.lot, "price": award.price, "items": self._items, "promises": self._promises,
                      "price_words": {"zh": capitals(award.price), "en": spelled(award.price)}},
            "party": {**party_words(award.supplier), **self._party, "small": award.small},
            "contract": {"starts": given.starts, "ends": last_day(given.starts, award.term_months), "payment_days": days,
                         "bond": given.bond},
            "chosen": given.chosen,
        }  # fmt: skip

    @cached_property
    def _party(self) -> Mapping[str, object]:
        party = Party.objects.filter(key=self.award.supplier).first()
        return {"code": party.code.upper(), "size": Slug(party.size) if party.size else None} if party is not None else {}

    @cached_property
    def _items(self) -> Words | None:
        items = items_of(self.award.procurement, self.award.lot)
        return {language: END[language].join(_item(one, language) for one in items) for language in LANGUAGES} if items else None

    @cached_property
    def _promises(self) -> Words | None:
        """What the bid says to each criterion whose rule has it go into the contract."""
        scored = scored_of(self.award.procurement, self.award.lot)
        named = {str(one.id): one.called for one in self._known.plan.criteria if is_promised(one.rule)}
        said = [(said_of(named[about]), said_of(text)) for about, text in scored if about in named]
        listed = {language: END[language].join(_promise(*one, language) for one in said) + STOP[language] for language in LANGUAGES}
        return listed if said else None


def _promise(name: Words, text: Words, language: str) -> str:
    return PROMISE[language].format(name=name[language], text=text[language].rstrip("".join(STOP.values())))


def _item(one: PriceItem, language: str) -> str:
    said = {name: said_of(getattr(one, name))[language] for name in ("name", "quantity", "unit_price", "amount")}
    return ITEM[language].format(**said)


def last_day(starts: date, months: int) -> date:
    """Of a term of so many months: the day before the one on which it started."""
    return calendar().after(starts, Period("min", months, "month")) - timedelta(days=1)


__all__ = ["CHOICES", "ContractDraft", "Open", "last_day"]
