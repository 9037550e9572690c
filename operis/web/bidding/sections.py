"""Into which sections is a bid divided? Who bids, what is wanted, one for each criterion that is no price, and the price."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from operis.core.fields import ask, record
from operis.core.money import Fen
from operis.core.reading import CLAUSE_MAX, ROLL_MAX, TITLE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Label, Wording
from operis.dockets.bid.terms import BY_PAPER
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import YUAN, Band, Criterion
from operis.documents.handed_in import forms_to_sign, paper_name, papers
from operis.documents.labels import label
from operis.documents.lawbook import book
from operis.documents.shown import language
from operis.law.book import Row
from operis.rules.lists import asking_nothing
from operis.sealing.answers import AS_ASKED, CONDITION, CRITERION, DECLARED, HANDED_IN
from operis.web.bidding.draft import Draft

WHO, WANTED, PRICE = "who", "wanted", "price"
DECLARATION = "declaration"
PRICE_KIND = "price"
SIGNS_MAX = CLAUSE_MAX
SIGN_IT = Label("Where the documents ask for it: signed, it is added here.", "采购文件要求提供的，签字盖章后附在此处。")


@record
class Joined:
    """Who bids together with the bidder."""

    members: tuple[str, ...] = ask(
        "Members of the consortium", "联合体成员", default=(), of=RefersTo.SUPPLIER,
        hint=("Left empty where you bid alone; else the agreement that all members signed goes among your files",
              "单独参加的不填写；组成联合体的，全体成员签订的联合体协议放入所附文件"),
    )  # fmt: skip


@record
class Listed:
    """One line of a price list; its amount is reckoned, not asked."""

    name: Wording = ask("Item", "分项名称", most=TITLE_MAX)
    quantity: Decimal = ask("Quantity", "数量")
    unit_price: Fen = ask("Unit price", "单价", unit=YUAN)


@record
class Priced:
    """The price, and the list that it is the sum of."""

    price: Fen | None = ask(
        "Price", "报价", unit=YUAN, default=None,
        hint=("With everything in it; left empty where there is a price list: then its sum is the price",
              "含全部费用；有分项报价的可以不填，以分项合计为报价"),
    )  # fmt: skip
    items: tuple[Listed, ...] = ask("Price list", "分项报价", default=(), most=ROLL_MAX)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked: to be ticked, written or shown by files, each as far as it fits."""

    key: str
    heading: str
    answers: str
    """What of the documents it is asked for; with `about` it says what the answer is in the bid."""
    about: str = ""
    asked: tuple[tuple[str, Wording], ...] = ()
    """What the documents say, each under its word where it has one."""
    bands: tuple[Band, ...] = ()
    tick: str = ""
    text: str = ""
    """The label of the answer; empty where nothing is written."""
    files: bool = True
    needed: bool = True
    """Whether the bid is told to lack something without an answer."""
    signed: bool = False
    """Whether it is a form that the documents hand out to be signed: without its file the bid is looked at once more, and lacks nothing."""

    def said_twice(self, draft: Draft) -> bool:
        """Whether all of it is offered as asked, and a difference is named too."""
        return self.key == AS_ASKED and self.key in draft.ticked and bool(draft.text(self.key).strip())

    def answered(self, draft: Draft) -> bool:
        if self.tick and self.key not in draft.ticked:
            return bool(self.text and draft.text(self.key).strip())
        if self.about in BY_PAPER:
            return bool(draft.files_at(self.key))
        return bool(self.tick) or bool(self.text and draft.text(self.key).strip()) or bool(draft.files_at(self.key))

    def lack(self, draft: Draft) -> str:
        """What of it is missing, in words."""
        ticked = self.key in draft.ticked and self.about in BY_PAPER
        return _("{what}: ticked, and counted only with its file").format(what=self.heading) if ticked else self.heading


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    heading: str
    points: str = ""
    counted: str = ""
    """How its points are given: counted or judged."""
    questions: tuple[Question, ...] = ()
    form: type | None = None
    """The record of its fields, where it has some."""

    def unsigned(self, draft: Draft) -> tuple[Question, ...]:
        """The forms to sign that are not there."""
        return tuple(one for one in self.questions if one.signed and not draft.files_at(one.key))

    def missing(self, draft: Draft) -> tuple[Question, ...]:
        return tuple(one for one in self.questions if one.needed and not one.answered(draft))


@dataclass(frozen=True, slots=True)
class Declares:
    """The proof by which a bidder is favoured as a small enterprise, and what the law says of it."""

    proof: str
    says: Wording
    row: Row


def sections(state: Procurement, round: int, declares: Declares | None = None) -> tuple[Section, ...]:
    """Of a first bid all of them; of a final quote the price alone."""
    price = Section(PRICE, _("Price"), points=_points(state, PRICE_KIND), form=Priced)
    if round > 1 or state.plan is None:
        return (price,)
    scored = tuple(_criterion(one) for one in state.plan.criteria if one.kind != PRICE_KIND)
    return (_who(state, declares), _wanted(state), *scored, price)


def _points(state: Procurement, kind: str) -> str:
    found = [one.weight for one in state.plan.criteria if one.kind == kind] if state.plan else []
    return f"{sum(found):f}" if found else ""


def _declaration(one: Declares) -> Question:
    """Made by whoever is one, or the bid lacks it: without it no price is lowered, and no reserved lot can be won."""
    ticks = {
        "sme-declaration": _("We declare that we are an enterprise of the size on our file, and make the small-enterprise declaration"),
        "own-declaration": _("We declare that we are a welfare unit for disabled people"),
    }
    tick = ticks.get(one.proof, _("We are a prison enterprise, and add the certificate"))
    words = label(one.proof, language())
    return Question(DECLARATION, words[:1].upper() + words[1:], CONDITION, one.proof, (("", one.says),), tick=tick)


def _who(state: Procurement, declares: Declares | None) -> Section:
    assert state.plan is not None
    assert state.notice is not None
    asked = tuple(
        Question(
            f"{CONDITION}-{no}",
            _("Condition {no}").format(no=no + 1),
            CONDITION,
            one.about,
            (("", one.text),),
            tick=_("We meet this condition"),
        )
        for no, one in enumerate(state.plan.conditions)
        if one.about not in asking_nothing(book())
    )
    joins = Joined if state.notice.consortia_allowed is not False else None
    made = (_declaration(declares),) if declares is not None else ()
    return Section(WHO, _("Who you are, and whether you may bid"), questions=(*asked, *made), form=joins)


def _wanted(state: Procurement) -> Section:
    assert state.plan is not None
    assert state.notice is not None
    abouts = ["", *(one.about for one in state.plan.requirements)]
    says = tuple((label(one.about, language()) if one.about != before else "", one.text)
                 for before, one in zip(abouts, state.plan.requirements, strict=False))  # fmt: skip
    offer = Question(AS_ASKED, _("What is wanted"), AS_ASKED, AS_ASKED, says, tick=_("We offer all of it as it is asked"),
                     text=_("Or: where your offer differs"), files=False)  # fmt: skip
    asked = papers(state.notice.materials)
    hand_in = tuple(_paper(key, one, alone=len(asked) == 1) for key, one in asked.items())
    sign_it = (("", Wording(zh=SIGN_IT.zh, en=SIGN_IT.en)),)
    to_sign = (Question(key, title.within(language()), HANDED_IN, key, sign_it, needed=False, signed=True)
               for key, title in forms_to_sign(state).items())  # fmt: skip
    return Section(WANTED, _("What is wanted, and what to send"), questions=(offer, *hand_in, *to_sign))


def _paper(key: str, wanted: Wording | None, *, alone: bool) -> Question:
    """Under its own name where that is short; what is declared by a tick elsewhere is not demanded as a paper once more."""
    name = "" if alone else paper_name(wanted)
    texts = [text for text in (wanted.zh, wanted.en) if text] if wanted is not None else []
    ticked = any(label(one, spoken) in text for text in texts for one in DECLARED for spoken in ("zh", "en"))
    asked = (("", wanted),) if wanted is not None and not name else ()
    return Question(key, name or _("What to send"), HANDED_IN, key, asked, needed=wanted is not None and not (ticked and not alone))


def _criterion(one: Criterion) -> Section:
    heading = one.name.within(language())[1] if one.name else label(one.id, language())
    asked = (("", one.rule),) if one.rule else ()
    question = Question(f"{CRITERION}-{one.id}", heading, CRITERION, one.id, asked, one.bands, text=_("Your answer"))
    return Section(f"{CRITERION}-{one.id}", heading, f"{one.weight:f}", label(one.kind, language()), (question,))
