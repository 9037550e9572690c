"""What do two sides say before and after they signed: what is to be written otherwise, and what is changed in a signed text?"""

import hashlib
from collections.abc import Iterable

from operis.core.codec import canonical
from operis.core.fields import ask, plain, record
from operis.core.money import Fen
from operis.core.reading import CLAUSE_MAX
from operis.core.wording import Slug, Wording
from operis.dockets.contract.terms import GROUPS, Clause
from operis.dockets.procurement.terms import YUAN

SIDES = {"purchaser": ("the purchaser", "甲方（采购人）"), "provider": ("the provider", "乙方（供应商）")}
CLAUSE_NO = ("Clause", "条款序号")


@record
class Objection:
    """Which clause is not signed, and how it should read."""

    group: Slug = ask("Which clause", "哪一条", choices=GROUPS)
    how: Wording = ask("How it should read, and why", "怎样改，为什么", most=CLAUSE_MAX)


@record
class SendingBackTerms:
    objections: tuple[Objection, ...] = ask("What is to be written otherwise", "要求修改的条款")


@record
class AskedChange:
    """One clause of the text in force as it shall read, or one that is added."""

    clause: int | None = ask(
        *CLAUSE_NO,
        hint=("By its place in the text in force; empty for a clause that is added", "现行文本中的序号；增加条款的不填"),
        default=None,
    )
    group: Slug | None = ask(
        "Group", "条款类别", choices=GROUPS, hint=("Only for a clause that is added", "仅增加条款时填写"), default=None
    )
    text: Wording = ask("New text", "新条款", most=CLAUSE_MAX)


@record
class ChangedClause:
    """A clause beside the one that it replaces."""

    clause: int | None = ask(*CLAUSE_NO, default=None)
    group: Slug = ask("Group", "条款类别", choices=GROUPS)
    was: Wording | None = ask("As it was signed", "原条款", default=None)
    text: Wording = ask("New text", "新条款", most=CLAUSE_MAX)


@record
class ChangeReason:
    reason: Wording = ask("Ground of the change", "变更理由")
    supplement: Fen | None = ask(
        "Sum that is added",
        "追加金额",
        unit=YUAN,
        hint=(
            "Only where more of the same service is bought; all supplements together stay within the share that the law allows",
            "仅追加相同服务时填写；各次补充合同合计不超过法定比例",
        ),
        default=None,
        later=True,
    )


@record
class ChangeTerms(ChangeReason):
    """What both sides sign of a change."""

    changes: tuple[ChangedClause, ...] = ask("Changed clauses", "变更的条款", default=())


def change_sha256(contract: str, terms: ChangeTerms) -> str:
    """The fingerprint of a change: of its words, and of the text that it changes."""
    whole = plain(terms)
    said = {"changes": whole["changes"], "contract": contract, "reason": whole["reason"]}
    more = {"supplement": whole["supplement"]} if terms.supplement is not None else {}
    return hashlib.sha256(canonical({**said, **more})).hexdigest()


def as_changed(clauses: tuple[Clause, ...], changes: Iterable[ChangedClause]) -> tuple[Clause, ...]:
    """The clauses with what was changed in its place, and what was added, or is of no clause that is there, at the end."""
    texts = list(clauses)
    for one in changes:
        if one.clause is None or not 1 <= one.clause <= len(clauses):
            texts.append(Clause(group=one.group, text=one.text))
        else:
            texts[one.clause - 1] = Clause(group=one.group, text=one.text)
    return tuple(texts)
