"""A single source until its approval: plans, opinions, objections and arguments that the law lets pass."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from operis.core.acts import Act, Due, Outside
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.facts import Bars
from operis.dockets.procurement.one_supplier import OneSupplier
from operis.dockets.procurement.sole import (
    REJECTED,
    ArgueObjections,
    ExpertOpinion,
    ExpertOpinionGiven,
    ObjectionRaised,
    ObjectToSingleSource,
    PubliciseSingleSource,
    SingleSourcePublicised,
)
from operis.dockets.procurement.sole_facts import SoleParty, sole_bars, sole_party
from operis.procedures.single_source import SINGLE_SOURCE
from tests.procedures.approving import ABOVE
from tests.procedures.documents import filed, intended, words
from tests.statute import Given, at, case

ONLY, EMERGENCY, CONTINUED = "only-one-supplier", "unforeseeable-emergency", "continuation"
KNOW_HOW = Slug("irreplaceable-patent-or-know-how")
SUNRISE = OneSupplier(supplier="sunrise")
LETTER = Outside(medium="Letter", on=date(2026, 3, 4), number="2026-31", scan="ab" * 32)
PUBLICISED, OVER = at(date(2026, 3, 2)), date(2026, 3, 9)
"""From Monday, 2 March, five working days: until Monday, 9 March."""
WHY = words("Nobody else has carers who sign the dialect of those served")


def single_source() -> Given:
    """A docket of a single source, with the supplier on file and nothing that bars it."""
    whole = case(SINGLE_SOURCE)
    on_file = SoleParty("sunrise", accepted=True, refused=False, address=words("2 High Street"))
    return replace(whole, facts={**whole.facts, sole_party: on_file, sole_bars: Bars(())})


given = single_source()


def planned(ground: str = ONLY, budget: Fen = ABOVE, **changed: Any) -> ImplementationPlanFiled:
    """A plan for the only supplier at the open-tender amount, that says that approval is applied for."""
    said = {"method": Slug("single-source"), "method_ground": Slug(ground), "case_reason": KNOW_HOW, "one_supplier": SUNRISE,
            "approval": Slug("to-be-applied-for")}  # fmt: skip
    return filed(**{**said, "budget": budget, **changed})


def opinion(name: str = "Hu Wen") -> ExpertOpinion:
    return ExpertOpinion(name=name, employer="College of special education", title="Professor", opinion=WHY)


def publishing(*names: str, **changed: Any) -> PubliciseSingleSource:
    return replace(PubliciseSingleSource(opinions=tuple(opinion(one) for one in names or ("Hu Wen",)), finance="finance"), **changed)


def publicised(on: datetime = PUBLICISED) -> SingleSourcePublicised:
    return SingleSourcePublicised(
        happened=on, opinions=(opinion(),), finance="finance", method=Slug("single-source"), method_ground=Slug(ONLY), budget=ABOVE,
        supplier="sunrise", supplier_address=words("2 High Street"), case_reason=KNOW_HOW, stands_until=Due(day=OVER, row="REG-38"),
    )  # fmt: skip


def objecting(**changed: Any) -> ObjectToSingleSource:
    return replace(ObjectToSingleSource(reason=words("We have carers who sign it too")), **changed)


def objected(no: int = 1, supplier: str | None = "brook") -> ObjectionRaised:
    return ObjectionRaised(happened=at(date(2026, 3, 3)), reason=words("We have carers who sign it too"), no=no, supplier=supplier)


def arguing(result: str = REJECTED, **changed: Any) -> ArgueObjections:
    return replace(ArgueObjections(opinions=(opinion("Lu Fang"),), result=Slug(result), reason=WHY), **changed)


def argued(*objections: int, result: str = REJECTED) -> ExpertOpinionGiven:
    return ExpertOpinionGiven(happened=at(OVER), opinions=(opinion("Lu Fang"),), result=Slug(result), reason=WHY,
                              objections=objections or (1,))  # fmt: skip


def before(*acts: Act, **changed: Any) -> tuple[Act, ...]:
    return intended(), planned(**changed), *acts
