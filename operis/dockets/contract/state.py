"""What do the acts on a contract add up to?"""

from dataclasses import replace
from typing import assert_never

from operis.core.fields import record
from operis.core.money import Fen
from operis.dockets.contract.acts import (
    ContractChanged,
    ContractChangeDrawnUp,
    ContractDrawnUp,
    ContractReviewed,
    ContractSentBack,
    ContractSigned,
    FilingMade,
    PublicationMade,
    SignatureRefused,
)
from operis.dockets.contract.changing import as_changed
from operis.dockets.contract.terms import Clause

ContractAct = (
    ContractReviewed
    | ContractDrawnUp
    | ContractSigned
    | ContractSentBack
    | ContractChangeDrawnUp
    | ContractChanged
    | SignatureRefused
    | PublicationMade
    | FilingMade
)


@record
class Contract:
    """Each document is absent until an act supplies it."""

    reviews: tuple[ContractReviewed, ...] = ()
    drawn_up: ContractDrawnUp | None = None
    signed: ContractSigned | None = None
    refused: SignatureRefused | None = None
    published: PublicationMade | None = None
    filed: FilingMade | None = None
    sent_back: ContractSentBack | None = None
    """What was said of the text or the change that waits, until it is drawn up anew or signed all the same."""
    change: ContractChangeDrawnUp | None = None
    """What one side has drawn up and the other has not signed: it changes nothing."""
    changes: tuple[ContractChanged, ...] = ()

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

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """As they are in force: those of the text, with what both sides changed."""
        written = self.drawn_up.clauses if self.drawn_up else ()
        return as_changed(written, (one for act in self.changes for one in act.changes))

    @property
    def supplements(self) -> tuple[Fen, ...]:
        """What both sides signed to be added to the price, each sum."""
        return tuple(act.supplement for act in self.changes if act.supplement is not None)

    @property
    def text_in_force(self) -> str:
        """The fingerprint of what both have signed last."""
        last = self.changes[-1] if self.changes else self.drawn_up
        return last.text_sha256 if last else ""


def evolve(state: Contract, act: ContractAct) -> Contract:
    match act:
        case ContractReviewed():
            return replace(state, reviews=(*state.reviews, act))
        case ContractDrawnUp():
            return replace(state, drawn_up=act, sent_back=None)
        case ContractSigned():
            return replace(state, signed=act, sent_back=None)
        case ContractSentBack():
            return replace(state, sent_back=act)
        case ContractChangeDrawnUp():
            return replace(state, change=act, sent_back=None)
        case ContractChanged():
            return replace(state, changes=(*state.changes, act), change=None, sent_back=None)
        case SignatureRefused():
            return replace(state, refused=act)
        case PublicationMade():
            return replace(state, published=act)
        case FilingMade():
            return replace(state, filed=act)
        case _:
            assert_never(act)
