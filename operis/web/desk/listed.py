"""Which words may be chosen in a document? The lists of the rows that check it, so that nobody has to know their slugs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from operis.core.decider import Check, Step
from operis.core.wording import Label
from operis.dockets.contract.terms import GROUPS
from operis.dockets.procurement.commands import FilePlan
from operis.documents.labels import label
from operis.documents.shown import language
from operis.law.book import Law
from operis.procedures import METHODS
from operis.rules.contracts import groups_drafted, term_allowed
from operis.rules.notices import SUPPLIED_BY, four_items_announced, intention_complete, notice_complete
from operis.rules.plans import need_complete
from operis.rules.requirements import no_size_conditions, nobody_shut_out
from operis.rules.small import ground_for_none
from operis.web.forms import Options

SIMILAR = "similar-contracts"
CONDITIONS = ("qualification", SIMILAR)
"""What a condition may be about without harm; the lists of the law name what may not be asked."""
OPEN_TENDER = "open-tender"
COMPLETE = (notice_complete, four_items_announced, intention_complete)


def lists_of_plan(law: Law) -> Mapping[str, Options]:
    """Of an implementation plan, by the names of its inputs."""
    sizes = listed(law, no_size_conditions, "size_conditions")
    return {
        "method_ground": worded(_cases(law)),
        "contract_groups": _groups(listed(law, groups_drafted, "contents")),
        "term_grounds": worded(listed(law, term_allowed, "extended_term_all_of")),
        "requirements-*-about": elements(law),
        "conditions-*-about": worded((*CONDITIONS, *_of_law(law), *listed(law, nobody_shut_out, "discriminatory"), *sizes)),
        "criteria-*-about": worded((SIMILAR, *sizes)),
        "reservation-ground": worded(listed(law, ground_for_none, "no_reservation_if_any")),
    }


def _of_law(law: Law) -> tuple[str, ...]:
    """The conditions that the law itself has of every supplier."""
    row = law.having("conditions_all")
    return row.slugs("conditions_all") if row is not None else ()


def elements(law: Law) -> Options:
    """What a need has to say."""
    return worded(listed(law, need_complete, "need_contents"))


def listed(law: Law, check: Check[Any, Any], term: str) -> tuple[str, ...]:
    """A list of the row to which the main method's plan binds a check."""
    rows = next((rule.rows for rule in METHODS[OPEN_TENDER].steps[FilePlan].provided if rule.check is check), ())
    row = law.first(rows, method=OPEN_TENDER)
    return row.slugs(term) if row is not None and row.has(term) else ()


def _cases(law: Law) -> Iterator[str]:
    """Those in which a method may be used, of every method whose plan has to name one."""
    for method, procedure in METHODS.items():
        for rule in procedure.steps[FilePlan].provided:
            row = law.first(rule.rows, method=method) if rule.check.name == "method_fits" else None
            if row is not None:
                yield from row.slugs("cases_any_of")


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
    return frozenset(name for content in contents for name in SUPPLIED_BY[content])
