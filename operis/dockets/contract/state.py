"""What do the acts on a contract add up to?"""

from dataclasses import replace
from typing import assert_never

from operis.core.fields import record
from operis.dockets.contract.acts import ContractDrawnUp, ContractReviewed, ContractSigned, FilingMade, PublicationMade, SignatureRefused

ContractAct = ContractReviewed | ContractDrawnUp | ContractSigned | SignatureRefused | PublicationMade | FilingMade


@record
class Contract:
    """Each document is absent until an act supplies it."""

    reviews: tuple[ContractReviewed, ...] = ()
    drawn_up: ContractDrawnUp | None = None
    signed: ContractSigned | None = None
    refused: SignatureRefused | None = None
    published: PublicationMade | None = None
    filed: FilingMade | None = None

    @property
    def first(self) -> ContractDrawnUp | ContractReviewed | None:
        """What says whose contract it is, and of which lot."""
        return self.drawn_up or (self.reviews[0] if self.reviews else None)

    @property
    def body(self) -> str | None:
        return self.first.body if self.first else None

    @property
    def procurement(self) -> str | None:
        return self.first.procurement if self.first else None


def evolve(state: Contract, act: ContractAct) -> Contract:
    match act:
        case ContractReviewed():
            return replace(state, reviews=(*state.reviews, act))
        case ContractDrawnUp():
            return replace(state, drawn_up=act)
        case ContractSigned():
            return replace(state, signed=act)
        case SignatureRefused():
            return replace(state, refused=act)
        case PublicationMade():
            return replace(state, published=act)
        case FilingMade():
            return replace(state, filed=act)
        case _:
            assert_never(act)
