"""Do the words of a contract's clauses say otherwise than award, documents and bid? Read by looks of the law data, against the record.

What is known is not typed, so that a price, a term or days of payment in free words can only repeat the record or bend it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from operis.core.decider import check
from operis.core.fields import Withheld
from operis.core.findings import Finding, found
from operis.core.money import yuan
from operis.core.wording import Slug, Wording
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import Clause
from operis.law.book import Law, Row
from operis.law.looks import ASK, PLACES, REFUSE, Look
from operis.rules.contracting import ContractCase, asked_now, changed_now, terms
from operis.rules.wording.finder import sights, weighed

CLAUSE, DRAWN, FORM = "clause", "clause-drawn", "form"
"""Any clause; one of the text itself, not of a change to it; one of a form."""
CHANGES = "changes/"
PRICE_RULE, EXTENSIONS, AGREED = "price-rule", "extensions", "agreed"


@dataclass(frozen=True, slots=True)
class Read:
    """What a look saw in a clause, under which row, and whether it refuses."""

    look: Look
    row: str
    severity: str
    group: Slug
    words: str
    at: str


@check(
    "No clause says otherwise than award, documents and bid, or what no contract may say.",
    "合同条款的文字与中标（成交）结果、采购文件和投标（响应）文件一致，也没有任何合同都不得约定的内容。",
)
def clauses_as_on_record(case: ContractCase, row: Row) -> Iterator[Finding]:
    """What the record refutes for certain, or the law forbids in so many words, refuses under its row."""
    yield from (_told(one) for one in _read(case) if one.severity == REFUSE and one.row == row.id)


@check("Clauses whose words may depart from the record are told to both sides.", "条款文字可能偏离采购文件的，向双方提示。")
def clauses_asked(case: ContractCase, row: Row) -> Iterator[Finding]:
    """What may be lawful is told to both sides beside the rule that it may break."""
    yield from (_told(one) for one in _read(case) if one.severity == ASK)


@check(
    "Clauses whose words depart or may depart from the record are told to who reviews the text.",
    "条款文字偏离或者可能偏离采购文件的，向审查人提示。",
)
def clauses_told(case: ContractCase, row: Row) -> Iterator[Finding]:
    """Everything that was seen is told to who reviews the text."""
    yield from map(_told, _read(case))


def _read(case: ContractCase) -> tuple[Read, ...]:
    if award not in case.facts:
        return ()
    known, text = case.facts[award], terms(case)
    lifts = ((EXTENSIONS,) if known.extension_months else ()) + ((PRICE_RULE,) if text.price_rule is not None else ())
    agreed = tuple(one for texts in known.agreed.values() for one in texts)
    return _read_once(case.law, case.method, tuple(clauses_of(case)), tuple(on_record(case).items()), lifts, agreed, str(text.form))


@lru_cache(maxsize=16)
def _read_once(
    law: Law, method: str | None, clauses: tuple[tuple[str, Clause, bool], ...], known: tuple[tuple[str, float], ...],
    lifts: tuple[str, ...], agreed: tuple[Wording, ...], form: str,
) -> tuple[Read, ...]:  # fmt: skip
    """One text is weighed under each row by itself, and read once; `agreed` is what documents and bid say."""
    found, numbers = dict[tuple[str, str], Read](), dict(known)
    for at, one, secret in clauses:
        of_text = () if at.startswith(CHANGES) else (DRAWN,)
        for where in (CLAUSE, *of_text, f"{CLAUSE}-{one.group}", f"{FORM}-{form}"):
            for sight in sights(law, one.text, where, known=numbers) if where in PLACES else ():
                firm = not sight.look.lifted_by or not _lifted(law, sight.look, lifts, agreed)
                row, severity = weighed(sight.look, law, method, firm=firm)
                found.setdefault((at, sight.look.id), Read(sight.look, row, severity, one.group, "…" if secret else sight.words, at))
    return tuple(found.values())


def _lifted(law: Law, look: Look, lifts: tuple[str, ...], agreed: tuple[Wording, ...]) -> bool:
    """Whether such words stand: months of extension that the plan counts, a rule on the price in the documents or in what was agreed."""
    seen = (one.look.id for text in agreed for place in (CLAUSE, DRAWN) for one in sights(law, text, place))
    return look.lifted_by in (*lifts, *((PRICE_RULE, AGREED) if look.id in seen else ()))


def clauses_of(case: ContractCase) -> Iterator[tuple[str, Clause, bool]]:
    """What is written, with its place; of what is kept back the words are never told."""
    if (changes := changed_now(case)) is not None:
        yield from ((f"{CHANGES}{no}/text", one, False) for no, one in enumerate(changes))
        return
    written = asked_now(case) or terms(case)
    yield from ((f"clauses/{no}/text", one, False) for no, one in enumerate(written.clauses))
    if asked_now(case) is not None and not isinstance(written.kept_back, Withheld):
        yield from (("kept_back", one, True) for one in written.kept_back)


def on_record(case: ContractCase) -> Mapping[str, float]:
    """Numbers that the text has from award and documents."""
    text, known = terms(case), case.facts[award]
    numbers = {
        "price-yuan": float(yuan(text.price)),
        "payment-days": text.payment_days,
        "term-months": known.term_months,
        "all-months": known.term_months + (known.extension_months or 0),
        "end-year": text.ends.year,
    }
    return {name: number for name, number in numbers.items() if number is not None}


def _told(one: Read) -> Finding:
    return found(
        "The clause on {group} says “{words}”. {means} ({rule})",
        at=one.at,
        do="Strike it out, or keep to the record. This would do: “{instead}”.",
        group=one.group,
        words=one.words,
        means=_both(one.look),
        instead=Wording(zh=one.look.instead.zh, en=one.look.instead.en),
        rule=one.row,
    )


def _both(look: Look) -> Wording:
    return Wording(zh=look.means.zh, en=look.means.en)
