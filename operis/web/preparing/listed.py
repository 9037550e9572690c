"""Which words may be chosen in a document? The lists of the rows that check it, so that nobody has to know their slugs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.text import Truncator

from operis.core.decider import Check, Step
from operis.core.fields import walk
from operis.core.wording import LANGUAGES, Label
from operis.dockets.contract.terms import GROUPS
from operis.dockets.procurement.commands import FilePlan
from operis.documents.labels import label
from operis.documents.shown import language
from operis.law.book import Law
from operis.procedures import METHODS
from operis.rules import lists
from operis.rules.cases import NARROWED
from operis.rules.contracts import groups_drafted, term_allowed
from operis.rules.notices import SUPPLIED_BY, four_items_announced, intention_complete, notice_complete
from operis.rules.plans import need_complete
from operis.rules.small import ground_for_none
from operis.web.forms import Options, Typed, rows_of

OPEN_TENDER = "open-tender"
SHORT = 60
"""So much of a requirement is shown where it is chosen."""
COMPLETE = (notice_complete, four_items_announced, intention_complete)


def lists_of_plan(law: Law, typed: Typed) -> Mapping[str, Options]:
    """Of an implementation plan, by the names of its inputs; what a condition may be follows the kind of service that is typed."""
    needed = _requirements(typed)
    return {
        "service": worded(lists.services(law)),
        "method_ground": worded(_of_method("method_fits", ("cases_any_of", "grounds_any"), law, typed)),
        "case_reason": worded(_of_method("reason_counts", tuple(NARROWED.values()), law, typed)),
        "contract_groups": _groups(listed(law, groups_drafted, "contents")),
        "term_grounds": worded(listed(law, term_allowed, "extended_term_all_of")),
        "requirements-*-about": elements(law),
        "conditions-*-about": worded(_conditions(law, typed)),
        "conditions-*-serves": needed,
        "criteria-*-about": worded((*lists.own_factors(law), *lists.forbidden(law))),
        "criteria-*-serves": needed,
        "price_not_scored": worded(lists.price_not_scored(law)),
        "reservation-ground": worded(listed(law, ground_for_none, "no_reservation_if_any")),
    }


def lists_of_correction(law: Law) -> Mapping[str, Options]:
    return {"changes-*-about": worded(lists.changes(law))}


def _conditions(law: Law, typed: Typed) -> Iterator[str]:
    """Those of the law for this service, the body's own, what may not be asked, and what was chosen before the service was."""
    service = typed.get("service", "")
    yield from lists.own_conditions(law)
    yield from (slug for slug, one in lists.statutory(law).items() if not service or one.asked_of(service))
    yield from lists.forbidden(law)
    yield from (chosen for row in range(rows_of(typed, "conditions")) if (chosen := typed.get(f"conditions-{row}-about", "")))


def _requirements(typed: Typed) -> Options:
    """The requirements on the page, by the number that they will have: an empty row has none."""
    rows = (_requirement(typed, row) for row in range(rows_of(typed, "requirements")))
    return tuple((str(no), f"{no}. {words}") for no, words in enumerate(filter(None, rows), start=1))


def _requirement(typed: Typed, row: int) -> str:
    about = typed.get(f"requirements-{row}-about", "")
    texts = [text for spoken in LANGUAGES if (text := typed.get(f"requirements-{row}-text-{spoken}", "").strip())]
    own = typed.get(f"requirements-{row}-text-{language()}", "").strip() or (texts[0] if texts else "")
    return Truncator(own).chars(SHORT) or (label(about, language()) if about else "")


def in_words_of_law(typed: Typed, law: Law) -> dict[str, str]:
    """What was typed, with the words of the law for each of its conditions that was chosen and has no words yet."""
    filled, known = dict(typed), lists.statutory(law)
    for row in range(rows_of(typed, "conditions")):
        at = f"conditions-{row}-text"
        chosen = known.get(typed.get(f"conditions-{row}-about", ""))
        if chosen is not None and not any(typed.get(f"{at}-{spoken}", "").strip() for spoken in LANGUAGES):
            filled |= {f"{at}-{spoken}": text for spoken, text in chosen.text}
    return filled


def elements(law: Law) -> Options:
    """What a need has to say."""
    return worded(listed(law, need_complete, "need_contents"))


def listed(law: Law, check: Check[Any, Any], term: str) -> tuple[str, ...]:
    """A list of the row to which the main method's plan binds a check."""
    row = law.first(METHODS[OPEN_TENDER].steps[FilePlan].rows_of(check), method=OPEN_TENDER)
    return row.slugs(term) if row is not None and row.has(term) else ()


def _of_method(name: str, terms: tuple[str, ...], law: Law, typed: Typed) -> Iterator[str]:
    """What the rows list to which a check of this name is bound: of the method that is chosen, where it has the check; else of all."""
    bound = {method: [rule for rule in own.steps[FilePlan].provided if rule.check.name == name] for method, own in METHODS.items()}
    chosen = typed.get("method", "")
    for method in (chosen,) if bound.get(chosen) else METHODS:
        for rule in bound[method]:
            row = law.first(rule.rows, method=method)
            yield from (one for term in terms if row is not None and row.has(term) for one in row.slugs(term))


def worded(slugs: Iterable[str]) -> Options:
    words = ((slug, label(slug, language())) for slug in dict.fromkeys(slugs))
    return tuple((slug, said[:1].upper() + said[1:]) for slug, said in words)


def _groups(slugs: Iterable[str]) -> Options:
    """The groups of clauses, in the words of a contract."""
    return tuple((slug, Label(*GROUPS[slug]).within(language()) if slug in GROUPS else label(slug, language())) for slug in slugs)


def demanded(step: Step[Any, Any], law: Law, method: str | None) -> frozenset[str]:
    """The fields of a notice or an intention that a row in force refuses to be without."""
    found = (law.first(rule.rows, method=method) for rule in step.provided if rule.check in COMPLETE)
    rows = [row for row in found if row is not None and row.blocks]
    contents = (content for row in rows for term in ("notice_contents", "contents") if row.has(term) for content in row.slugs(term))
    return frozenset(name for content in contents for name in SUPPLIED_BY[content] if name in walk(step.asked))
