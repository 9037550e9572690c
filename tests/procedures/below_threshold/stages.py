"""Purchases below the threshold, up to what was examined and what was awarded."""

from typing import Any

from operis.core.acts import Act
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.facts import Contenders, contenders
from operis.procedures.below_threshold import BELOW_THRESHOLD
from tests.procedures.awards import MARCH_25, deciding
from tests.procedures.documents import filed, noticed
from tests.procedures.evaluating import closing, done, examining, lots_of, opening
from tests.statute import at, case

given = case(BELOW_THRESHOLD).happening(at(MARCH_25)).told(contenders, Contenders(()))
ASKED = {"sunrise": 180_000_00, "brook": 190_000_00, "hill": 210_000_00}


def examined(*invalid: str, lots: tuple[str, ...] = ("1",), **plan: Any) -> tuple[Act, ...]:
    """Three bids, the last over the 200,000 of the plan."""
    divided = {"lots": lots_of(*lots)} if len(lots) > 1 else {}
    acts: tuple[Act, ...] = (
        filed(**{"method": Slug("below-threshold"), "budget": Fen(200_000_00), **divided, **plan}),
        noticed(),
        closing(ASKED, lots),
        opening(ASKED, lots),
    )
    valid = tuple(one for one in ASKED if one not in invalid)
    acts = (*acts, *done(given(*acts), examining("qualification", *valid, invalid=invalid, lots=lots)))
    return (*acts, *done(given(*acts), examining("compliance", *valid, lots=lots)))


def awarded() -> tuple[Act, ...]:
    return (*examined(), *done(given(*examined()), deciding("sunrise")))
