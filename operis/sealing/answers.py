"""What do the answers to a bid's questions come to? One description for the form, for `operis seal` and for the page that seals.

    operis/bid-answers/v1   {v, questions, example, docket, lot, price, items: [{name, quantity, unit_price}], ticked: [key],
                             texts: {key: text}, members: [key], files: {key: [{name, sha256, size}]}}

An answer is bound to the key of its question; to what a question belongs (`answers`) and what it is about, the question says. What is
said with a paper of somebody else counts once its file is there. A text is
in the language in which it is written, and without space around it; a price that is not given is what its list comes to.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.terms import BY_PAPER, BidContent, Offered, PriceItem
from operis.dockets.procurement.terms import Document

FORM = "operis/bid-answers/v1"
CONDITION, CRITERION, HANDED_IN, AS_ASKED = "condition", "criterion", "handed-in", "as-asked"
DECLARED = frozenset({"sme-declaration", "own-declaration"}) | BY_PAPER
"""By what a bid states that its bidder is favoured as a small enterprise, in the words of the law; it answers as a condition does."""
MET = Wording(zh="我方符合本项条件。", en="We meet this condition.")
SEE_FILES = Wording(zh="见所附文件。", en="See the files.")
CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


class Asked(Protocol):
    """A question, as far as its answer is bound to it."""

    @property
    def key(self) -> str: ...
    @property
    def answers(self) -> str:
        """What of the documents it is asked for: a condition, what is wanted, the materials to hand in, or a criterion."""

    @property
    def about(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered, by the key of the question."""

    texts: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    files: Mapping[str, tuple[Document, ...]] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    items: tuple[PriceItem, ...] = ()
    price: Fen | None = None

    @property
    def asks(self) -> Fen:
        """The price that was given, else what its list comes to."""
        return Fen(sum(one.amount for one in self.items)) if self.price is None else self.price

    def text(self, key: str) -> str:
        return self.texts.get(key, "").strip()

    def says(self, one: Asked) -> bool:
        """Whether it is ticked, and its paper is there where it is said with one."""
        return one.key in self.ticked and (one.about not in BY_PAPER or bool(self.files.get(one.key)))

    def files_at(self, keys: Iterable[str]) -> tuple[Document, ...]:
        return tuple(one for key in keys for one in self.files.get(key, ()))


def content_of(questions: Sequence[Asked], said: Answers, *, small: bool) -> BidContent:
    """The content that is sealed; who is asked for the declaration of a small enterprise is one once it is made."""
    small = small and all(said.says(one) for one in questions if one.about in DECLARED)
    deviations = next((text for one in questions if one.answers == AS_ASKED and (text := said.text(one.key))), "")
    handed_in = dict.fromkeys(said.files_at(one.key for one in questions if one.answers == HANDED_IN))  # one scan may answer several
    return BidContent(
        price=said.asks, small=small, members=said.members, items=said.items, statements=tuple(_declared(questions, said)),
        offers=tuple(_offers(questions, said)), documents=tuple(handed_in),
        deviations=worded(deviations) if deviations else None,
    )  # fmt: skip


def _declared(questions: Sequence[Asked], said: Answers) -> Iterator[Slug]:
    """Each condition that is declared to be met, once, then that all is offered as it is asked."""
    ticked = [one for one in questions if said.says(one)]
    yield from dict.fromkeys(Slug(one.about) for one in ticked if one.answers == CONDITION)
    yield from (Slug(AS_ASKED) for one in ticked if one.answers == AS_ASKED)


def _offers(questions: Sequence[Asked], said: Answers) -> Iterator[Offered]:
    """What is shown of each condition and the answer to each criterion, in the order of the questions; then each paper."""
    for one in questions:
        text, files = said.text(one.key), said.files_at((one.key,))
        if one.answers == CONDITION and files:
            yield Offered(about=Slug(one.about), text=MET, answers=Slug(CONDITION), documents=files)
        elif one.answers == CRITERION and (text or files):
            yield Offered(about=Slug(one.about), text=worded(text) if text else SEE_FILES, answers=Slug(CRITERION), documents=files)
    for one in questions:
        if one.answers == HANDED_IN and one.about and said.files_at((one.key,)):  # a form of before does not say which paper it is
            yield Offered(about=Slug(one.about), text=SEE_FILES, answers=Slug(HANDED_IN), documents=said.files_at((one.key,)))


def worded(text: str) -> Wording:
    """A text in the language in which it is written."""
    return Wording(zh=text) if CJK.search(text) else Wording(en=text)
