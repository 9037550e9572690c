"""What does an act say? Its public fields with their words, as they were entered; what is private or withheld is not among them."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from operis.accounts.models import Grant
from operis.core.acts import Act, Due
from operis.core.fields import Field, Withheld, walk
from operis.core.kinds import AnswersKind, CountKind, DecimalKind, Kind, ManyKind, OptionalKind, RecordKind, SlugKind
from operis.core.mandates import ROLE_LABELS, Role
from operis.core.refers import PARTIES, RefersTo
from operis.core.scores import ScoresKind
from operis.core.wording import Wording
from operis.dockets.procurement.evaluating import Member
from operis.dockets.procurement.terms import Criterion
from operis.documents.labels import label, labelled
from operis.documents.lawbook import book, calendar
from operis.documents.names import names_borne, names_of
from operis.documents.said import TAGS
from operis.documents.shown import language, shown, text
from operis.law.book import PACK, Law, LawError, Row
from operis.ledger.states import state_of
from operis.rules.determination import Rulebook, rulebook
from operis.web.reading.dockets import agencies_of

ACCOUNT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DRAFTED, CLAUSE_OF, AGREED = "of", "group", "agreed"
"""The field of a clause, which has a group, that names our text: it says nothing to a reader. What documents and bid say of a contract."""
ABOUT = "about"
"""The field of a text that names what it is about: an element of the law, or a criterion."""
COUNTED = "no"
"""The field that counts the versions of a bid: stored from 0, read from 1 like the numbers of acts."""
OFFICES = tuple(str(one) for one in (
    Role.REVIEWER, Role.BUYER, Role.AGENCY, Role.UNIT, Role.FINANCE, Role.FINANCE_UPPER, Role.KEY_HOLDER,
))  # fmt: skip
"""By which office somebody is told who wrote in it; the first, where several are held."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A field in words, or a table of fields; `row` is the law that a day rests on."""

    label: str | SafeString
    words: str | SafeString = ""
    inside: tuple["Entered", ...] = ()
    row: Row | None = None


def entered(
    act: Act, state: Any = None, *, told: bool = False, alone: Collection[str] | None = None, people: Mapping[str, str] | None = None
) -> tuple[Entered, ...]:
    """Every public field that was filled in, in the order of the record; members and criteria go by their names in its docket.

    `told`: of an act that is kept from the reader, what everybody is told of it all the same; `alone`: of these fields; `people`: the
    names of accounts that this reader may know.
    """
    parties = {value for value in _texts(act) if value}
    names = {**offices_of(parties), **_agency(act), **names_borne(parties).at(act.happened), **people_of(state), **(people or {})}
    above = getattr(act, "procurement", None) if hasattr(act, AGREED) else None
    criteria = criteria_in(above) if above else criteria_of(state)
    return tuple(_fields(act, _Words(act, names, criteria), act.told if told else alone))


def _agency(act: Act) -> dict[str, str]:
    """The agency that the act names, if it names one."""
    key = getattr(act, "agency", None)
    return agencies_of({key}) if isinstance(key, str) else {}


def offices_of(keys: set[str]) -> dict[str, str]:
    """Those who reviewed or wrote, by account, as the office that they hold: who they are is no matter of the record."""
    accounts = [key for key in keys if ACCOUNT.fullmatch(key)]
    held = Grant.objects.filter(user_id__in=accounts, office__role__in=OFFICES) if accounts else Grant.objects.none()
    offices = {(str(user), role): body for user, role, body in held.values_list("user_id", "office__role", "office__body")}
    names = names_of({*offices.values()}) if offices else {}
    found: dict[str, str] = {}
    for role in OFFICES:  # who holds several offices is named by the first
        for (user, named), body in offices.items():
            if named == role:
                words = ROLE_LABELS[Role(role)].within(language())
                found.setdefault(user, _("{role}, {body}").format(role=words, body=names.get(body, body)))
    return found


def members_of(state: Any) -> tuple[Member, ...]:
    """Those who sit or sat on a panel."""
    panel = getattr(state, "panel", None)
    came = (one.member for one in getattr(state, "replaced", ()))
    return (*(panel.members if panel else ()), *came)


def people_of(state: Any) -> dict[str, str]:
    """Their names, by account."""
    watch = getattr(state, "watch", None)
    watchers = (*watch.past, *watch.called) if watch is not None else ()
    return {one.person: one.name for one in (*watchers, *members_of(state))}


def criteria_of(state: Any) -> dict[str, str | SafeString]:
    """The names that the plan gives to its criteria."""
    plan = getattr(state, "plan", None)
    return {one.id: written(one.name) for one in getattr(plan, "criteria", ()) if one.name}


def criteria_in(number: str) -> dict[str, str | SafeString]:
    """Those of a procurement, for what follows from it."""
    return criteria_of(state_of(number.upper()))


def about_of(slug: str, criteria: Mapping[str, str | SafeString]) -> str | SafeString:
    """What a text is about: a criterion by its name in the plan, else the word of the law for it."""
    return criteria.get(slug) or label_of(slug)


@dataclass(frozen=True, slots=True)
class _Words:
    act: Act
    names: Mapping[str, str]
    criteria: Mapping[str, str | SafeString]

    def questions(self) -> Rulebook | None:
        try:
            return rulebook(Law(book(), PACK, act_day=calendar().day(self.act.happened)))
        except LawError:
            return None


def _texts(value: Any) -> Iterator[str]:
    """The values of fields that may name somebody, at any depth."""
    for field in walk(type(value)).values():
        inner = getattr(value, field.attribute)
        if field.asked.of in PARTIES:
            yield from (one for one in (inner if isinstance(inner, tuple) else (inner,)) if isinstance(one, str))
        for one in inner if isinstance(inner, tuple) else (inner,):
            if hasattr(type(one), "__dataclass_fields__") and isinstance(_inner(field.kind), RecordKind):
                yield from _texts(one)


def _inner(kind: Kind) -> Kind:
    while isinstance(kind, (ManyKind, OptionalKind)):
        kind = kind.of
    return kind


def _fields(record: object, words: _Words, alone: Collection[str] | None = None) -> Iterator[Entered]:
    for name, field in walk(type(record)).items():
        if alone is not None and name not in alone:
            continue
        value = getattr(record, field.attribute)
        if name == DRAFTED and hasattr(record, CLAUSE_OF):
            continue
        if field.private or isinstance(value, Withheld) or value is None or value == () or value == {}:
            continue
        yield _entered(name, field, value, words)


def _entered(name: str, field: Field, value: Any, words: _Words) -> Entered:
    head, kind = field.asked.label.within(language()), _inner(field.kind)
    if isinstance(value, Due):
        return Entered(head, shown(value.day), row=book().rows[value.row].at(value.day) if value.row in book().rows else None)
    if isinstance(kind, AnswersKind):
        return Entered(head, inside=tuple(answered(words.questions(), value)))
    if isinstance(kind, ScoresKind):
        return Entered(head, inside=tuple(_points(id, figures, words) for id, figures in value.items()))
    if isinstance(kind, RecordKind):
        several = value if isinstance(value, tuple) else None
        return Entered(head, inside=tuple(_one(each, words) for each in several) if several else tuple(_fields(value, words)))
    say = _saying(name, field, kind, words)
    if isinstance(value, tuple):
        return Entered(head, SafeString(_(", ").join(format_html("{}", say(each)) for each in value)))
    return Entered(head, say(value))


def _one(record: object, words: _Words) -> Entered:
    """One of several: its first field is its name; of what is told by lot and supplier, both are; a criterion has a name in words."""
    first, *rest = _fields(record, words)
    if isinstance(record, Criterion) and record.name:
        return Entered(written(record.name), inside=tuple(one for one in rest if one.words != written(record.name)))
    lot, supplier = getattr(record, "lot", None), getattr(record, "supplier", None)
    if lot and supplier:
        name = _("Lot {lot}: {supplier}").format(lot=lot, supplier=words.names.get(supplier, supplier))
        return Entered(name, inside=tuple(rest[1:]))
    if lot:
        return Entered(_("Lot {lot}").format(lot=lot), inside=tuple(rest))
    if not first.words:
        return Entered(first.label, inside=(first, *rest))
    bare = str(first.words).isdecimal()  # a number by itself says nothing
    return Entered(f"{first.label} {first.words}" if bare else first.words, inside=tuple(rest))


def _points(id: str, figures: tuple[Decimal, ...], words: _Words) -> Entered:
    return Entered(words.criteria.get(id) or label_of(id), _(", ").join(f"{one:f}" for one in figures))


def _saying(name: str, field: Field, kind: Kind, words: _Words) -> Callable[[Any], str | SafeString]:
    """How one value of a field is written."""
    choices = {slug: label.within(language()) for slug, label in field.asked.choices}
    unit = field.asked.unit

    def say(value: Any) -> str | SafeString:
        if isinstance(value, Wording):
            return written(value)
        if field.asked.of is RefersTo.CRITERION or name == ABOUT:
            return about_of(value, words.criteria)
        if field.asked.of in PARTIES:
            return words.names.get(value, value)
        if isinstance(kind, SlugKind):
            return choices.get(value) or label_of(value)
        if field.asked.of is RefersTo.ROW:
            return code(value)
        if name == COUNTED and not field.asked.hint:  # what a person counts from 1 himself says so beside the field
            return str(value + 1)
        if unit and isinstance(kind, (CountKind, DecimalKind)):
            return f"{value}%" if unit.en == "percent" else f"{value}{' ' if language() == 'en' else ''}{unit.within(language())}"
        return str(value) if isinstance(kind, (CountKind, DecimalKind)) and not isinstance(value, bool) else shown(value)

    return say


def written(value: Wording) -> SafeString:
    """What a person wrote, marked where it is in the other language."""
    tongue, words = value.within(language())
    return format_html("{}", words) if tongue == language() else format_html('<span lang="{}">{}</span>', TAGS[tongue], words)


def label_of(slug: str) -> str:
    """Words for it; one that the law does not know stands as it was written, and marked as no word of this language."""
    return label(slug, language()) if labelled(slug) else format_html('<span lang="en">{}</span>', label(slug, language()))


def code(value: str) -> str:
    """An outcome or a ground by its words; a question or a rule by what it says."""
    if labelled(value):
        return label(value, language())
    return text(book().rows[value].says) if value in book().rows else value


def answered(rules: Rulebook | None, answers: Mapping[str, bool | int | str]) -> Iterator[Entered]:
    """Question and answer, as they stood on the day."""
    for id, answer in answers.items():
        question = rules.questions.get(id) if rules else None
        yield Entered(text(question.row.says), text(question.label(answer))) if question else Entered(id, shown(answer))
