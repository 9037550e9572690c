"""What a purchasing document is drafted from: a plan, a notice and answers that leave nothing open."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.documents.lawbook import book
from operis.documents.purchasing.asking import asking
from operis.documents.purchasing.filling import Facts
from operis.documents.purchasing.record import Known, facts_of
from operis.documents.purchasing.texts import Text
from operis.law.book import Law
from tests.procedures.documents import notice, plan, words

MARCH_2 = date(2026, 3, 2)
BODY = {"name": {"zh": "民政局", "en": "Civil Affairs Office"}, "address": {"zh": "望湖路18号", "en": "18 Wanghu Road"}}
FINANCE = {"name": {"zh": "财政局", "en": "Finance Bureau"}, "address": {"zh": "人民路1号", "en": "1 Renmin Road"}}
LATER = {
    "framework": {"elimination_percent": 20, "months": 24, "shortlist_max": 5, "stage_two": "direct", "unit": {"zh": "次", "en": "visit"},
                  "unit_ceiling": Fen(100_00), "users": {"zh": "全县各单位", "en": "all bodies of the county"}},
    "supplier": {"name": {"zh": "清禾公司", "en": "Qinghe"}, "address": {"zh": "望湖路20号", "en": "20 Wanghu Road"}},
}  # fmt: skip
"""What the product does not keep yet."""
OF_NOTICE = {one.name for one in fields(notice()) if one.init}


def law(day: date = MARCH_2) -> Law:
    return Law(book(), "cn", "41", "county", act_day=day)


def known(asked: Mapping[str, Any] | None = None, announced: Mapping[str, Any] | None = None, **changed: Any) -> Known:
    own = notice()
    said = {name: getattr(own, name) for name in OF_NOTICE}
    whole = plan(**{"method_ground": Slug("complex-or-special"), **changed})
    return Known(plan=whole, notice={**said, **(announced or {})}, number="DC-2026-S-0001", site="example.cn", body=BODY, finance=FINANCE,
                 place=words("Three villages"), class_="public", asked=asked or {})  # fmt: skip


def answered(text: Text, given: Known) -> Facts:
    """The facts with our proposal for everything that has to be filled in, and what the product does not keep yet."""
    first = facts_of(given)
    asked = {
        one.asked.name: one.proposal if any(one.proposal.values()) else Slug("other") for one in asking(text, first) if not one.optional
    }
    return {**facts_of(replace(given, asked={**asked, **given.asked})), **LATER}
