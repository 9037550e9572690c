"""What does a bidder's program read in the file of a form? The bid that it is for, the keys, and to what each question belongs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from operis.core.fields import ask, read, record, walk
from operis.core.money import Fen
from operis.core.wording import LANGUAGES, Slug, Wording
from operis.sealing.answers import AS_ASKED, CONDITION, CRITERION, HANDED_IN
from operis.sealing.bid import keys_digest
from operis.sealing.shares import PLACES
from operis.sealing.texts import UTC, needed, own, parsed
from operis.strict_yaml import Malformed, Mapping, Mistake, Node, Scalar, Sequence

FORM = "operis/bid-form/v1"
ANSWERED = {CONDITION: ("", ""), CRITERION: ("", ""), HANDED_IN: ("", ""), AS_ASKED: ("", "")}
KEY = re.compile(r"[0-9a-f]{64}")


@record
class Question:
    """A question, as far as its answer is bound to it."""

    key: str = ask("Key", "键")
    answers: Slug = ask("Answers", "响应对象", choices=ANSWERED)
    about: str = ask("About", "所涉事项", default="")
    needed: bool = ask("Needed", "必答", default=True)
    heading: Wording | None = ask("Heading", "标题", default=None)


@record
class Facts:
    docket: str = ask("Docket", "卷宗")
    lot: str = ask("Lot", "采购包")
    no: int = ask("Number", "序号")
    round: int = ask("Round", "轮次")
    stage: Slug = ask("Stage", "阶段")
    supplier: str = ask("Supplier", "供应商")
    small: bool = ask("Small or micro enterprise", "小微企业")
    closes: datetime | None = ask("Closing time", "截止时间", default=None)
    told: datetime | None = ask("Told at", "发出时间", default=None)
    limit: Fen | None = ask("Limit", "限价", default=None)
    sealed_max_bytes: int = ask("At most", "上限")


@dataclass(frozen=True, slots=True)
class Form:
    facts: Facts
    digest: str
    """Under which the notice froze the keys."""
    keys: tuple[bytes, ...]
    questions: tuple[Question, ...]
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    """What each question asks, in either language, by its key: for people, who answer it."""
    against: tuple[dict[str, str], ...] = ()
    """What stands in the way of any bid of this bidder, in each language, as the site told it."""
    closes: str = ""
    """When bids close, as the site writes it: by its clock and in its zone."""


def read_form(text: str, name: str = "") -> Form:
    """Malformed where it is no form, or the keys in it are not those that it names."""
    root = parsed(text, name)
    if root.pairs.get("v") is None or own(root, "v") != FORM:
        raise Malformed([Mistake("/v", "This is no form of a bid. Take it again from the page of the bid.")], name)
    facts = read(Facts, _only(root, Facts), zone=UTC)
    digest, keys = _keys(needed(root, "keys"), name)
    asked = list(_asked(root))
    questions, words = tuple(_question(one) for one in asked), dict(map(_told, asked))
    return Form(facts, digest, keys, questions, words, tuple(_against(root)), own(root, "closes"))


def _against(root: Mapping) -> Iterator[dict[str, str]]:
    """What it is, and what to do about it."""
    told = root.pairs.get("against")
    for one in told.items if isinstance(told, Sequence) else ():
        parts = [one.pairs.get(name) for name in ("says", "do")] if isinstance(one, Mapping) else []
        whole = [part for part in parts if isinstance(part, Mapping)]
        yield {language: " ".join(filter(None, (own(part, language) for part in whole))) for language in LANGUAGES}


def _only(node: Mapping, record: type) -> Mapping:
    """Of a table those members that are read here: a form has more for people."""
    return Mapping({key: one for key, one in node.pairs.items() if key in walk(record)}, node.key_lines, node.line)


def _keys(node: Node, name: str) -> tuple[str, tuple[bytes, ...]]:
    holders = node.pairs.get("holders") if isinstance(node, Mapping) else None
    rows = holders.items if isinstance(holders, Sequence) else ()
    told = {own(one, "place"): own(one, "key") for one in rows if isinstance(one, Mapping)}
    keys = [told.get(f"{place}", "") for place in PLACES]
    digest = own(node, "digest") if isinstance(node, Mapping) else ""
    whole = len(rows) == len(PLACES) and all(KEY.fullmatch(one) for one in keys)
    if not whole or keys_digest([bytes.fromhex(one) for one in keys]) != digest:
        raise Malformed(
            [Mistake("/keys", "The three keys are not those that this form names. Take it again from the page of the bid.")], name
        )
    return digest, tuple(bytes.fromhex(one) for one in keys)


def _asked(root: Mapping) -> Iterator[Mapping]:
    sections = needed(root, "sections")
    for one in sections.items if isinstance(sections, Sequence) else ():
        asked = one.pairs.get("questions") if isinstance(one, Mapping) else None
        yield from (each for each in (asked.items if isinstance(asked, Sequence) else ()) if isinstance(each, Mapping))


def _question(node: Mapping) -> Question:
    return read(Question, _without_nulls(_only(node, Question)), zone=UTC)


def _told(node: Mapping) -> tuple[str, dict[str, str]]:
    """Heading, what is asked, and what a tick says, one a line."""
    asked = node.pairs.get("asked")
    rows = [one.pairs.get("text") for one in asked.items if isinstance(one, Mapping)] if isinstance(asked, Sequence) else []
    parts = [node.pairs.get("heading"), *rows, node.pairs.get("tick")]
    whole = [_without_nulls(one) for one in parts if isinstance(one, Mapping)]
    said = {language: [own(one, language) for one in whole] for language in LANGUAGES}
    return own(node, "key"), {language: "\n".join(filter(None, texts)) for language, texts in said.items()}


def _without_nulls(node: Mapping) -> Mapping:
    """A heading that stands in one language alone, and what is about nothing."""
    pairs = {key: _without_nulls(one) if isinstance(one, Mapping) else one for key, one in node.pairs.items()}
    said = {key: one for key, one in pairs.items() if not (isinstance(one, Scalar) and (one.null or not one.text))}
    return Mapping(said, node.key_lines, node.line)
