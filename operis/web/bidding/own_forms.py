"""Which forms do the documents ask for, and what of them is known? File, notice and draft fill them in, to be signed and sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings

from operis import clock
from operis.core.wording import Slug, Wording
from operis.dockets.file.state import File
from operis.documents.capitals import capitals
from operis.documents.lawbook import book, calendar
from operis.documents.names import names_of
from operis.documents.papers.blocks import Paper
from operis.documents.papers.purchasing import bid_forms
from operis.documents.purchasing.asking import asking
from operis.documents.purchasing.filling import Facts, forms_filled
from operis.documents.purchasing.record import Known, facts_of
from operis.documents.purchasing.texts import Text, forms_for
from operis.documents.purchasing.values import said_of
from operis.documents.shown import language
from operis.drafts.purchasing import purchasing_draft
from operis.law.book import PACK, Law
from operis.ledger.states import state_of
from operis.rules.bids import DECLARED_BY, SIZED, TREATED_BY, treating
from operis.sealing.answers import AS_ASKED
from operis.web.bidding.joining import member_keys
from operis.web.bidding.pricing import price_of
from operis.web.bidding.sitting import Bidding
from operis.web.desk.purchasing import answers_of, party_words


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of the documents as far as this bidder's are known."""

    at: Bidding
    text: Text

    def facts(self) -> Mapping[str, object]:
        notice, plan = self.at.wanted.notice, self.at.wanted.plan
        assert notice is not None
        assert plan is not None
        said = {name: getattr(notice, name) for name in type(notice).__dataclass_fields__}
        known = Known(plan=plan, notice=said, number=self.at.procurement.number, site=settings.OPERIS_SITE_NAME,
                      body=party_words(self.at.procurement.body))  # fmt: skip
        return {**facts_of(replace(known, asked=self.filled_in(facts_of(known)))), "blank": self.known()}

    def filled_in(self, facts: Facts) -> Mapping[str, Any]:
        """What the purchaser filled in of the documents that the record has by their fingerprints; of others nobody here knows it."""
        wanted, kept = self.at.wanted, purchasing_draft(self.at.procurement.number)
        issued = [one.documents for one in (wanted.notice, *wanted.corrections) if one is not None]
        there = {one.sha256 for documents in issued for one in documents}
        return answers_of(asking(self.text, facts), kept.said) if kept.files and there.issuperset(kept.files) else {}

    def known(self) -> dict[str, Any]:
        """What the file and the draft say of what the bidder would write."""
        party, draft = self.at.party, self.at.draft
        file: File | None = state_of(party.docket) if party is not None else None
        entered = file.entered if file is not None else None
        price = price_of(draft, self.at.limit)
        none = Wording(zh="无", en="none") if AS_ASKED in draft.ticked else None
        own: dict[str, Any] = {"deviations": draft.text(AS_ASKED).strip() or none}
        if party is not None:
            name = party_words(party.key)["name"]
            own |= {"company": name, "size_company": name, "size": Slug(party.size) if party.size else None}
        if entered is not None:
            own |= {"code": entered.code, "person": entered.head}
        if price is not None and price.price is not None:
            own |= {"price": price.price, "price_words": capitals(price.price), "items": price.items}
        if members := member_keys(draft):
            names = names_of({*members})
            own["members"] = "、".join(names.get(one, one) for one in members)
        return own

    @property
    def law(self) -> Law:
        """That of the notice."""
        on = self.at.wanted.notice.happened if self.at.wanted.notice is not None else clock.now()
        return Law(book(), PACK, act_day=calendar().day(on))

    def untrue(self) -> frozenset[str]:
        """The rows of declarations that this bidder cannot make: nothing false is laid before anybody to be signed."""
        party = self.at.party
        if party is None:
            return frozenset()
        favoured = {row.id for row in treating(self.law, party.nature, party.marks.split())}
        sized = party.nature in SIZED or bool(member_keys(self.at.draft))
        return frozenset(TREATED_BY.values()) - favoured | (frozenset() if sized else {DECLARED_BY})

    def paper(self) -> Paper:
        draft = forms_filled(self.text, self.facts(), self.law, self.untrue())
        names = {key: said_of(party_words(key).get("name"))[language()] for key in (self.at.procurement.body, self.at.state.body or "")}
        return bid_forms(draft, about=self.at.title.within(language())[1], number=self.at.procurement.number,
                         purchaser=names[self.at.procurement.body], bidder=names[self.at.state.body or ""], made=clock.now())  # fmt: skip


def forms_of(at: Bidding) -> Forms | None:
    """Of a first bid; of final quotes there are none."""
    plan = at.wanted.plan
    text = forms_for(plan.method) if plan is not None and at.wanted.notice is not None and at.round == 1 else None
    return Forms(at, text) if text is not None else None
