"""What a condition, requirement, criterion or change is about is chosen from lists: a word of none is a mistake at every door."""

import re
from pathlib import Path
from typing import Any

import pytest

from operis import rules
from operis.core.wording import Slug
from operis.dockets.procurement.terms import Change, Condition, Criterion, Requirement
from operis.documents.checking import checked
from operis.documents.labels import labelled
from operis.law.book import Law
from operis.law.looks import LANGUAGES
from operis.procedures import procedures
from operis.procedures.open_tender import OPEN_TENDER
from operis.rules.lists import changes, changes_chosen_from_list, conditions, elements, factors, plan_chosen_from_lists, services, statutory
from operis.strict_yaml import Malformed
from tests.ledger.county import County
from tests.procedures.documents import correction, criteria, intention, plan, words
from tests.statute import book, case

LAW: Law = case(OPEN_TENDER)().case(plan()).law
SOUGHT = re.compile(r'on_record\(.*?, "([a-z-]+)"\)')
"""What a rule looks for in the acts that are there already."""
CAPITALS = Slug("registered-capitals")


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({"service": CAPITALS}, "/service"),
        ({"conditions": (Condition(about=CAPITALS, text=words("Registered capital")),)}, "/conditions/0/about"),
        ({"requirements": (Requirement(about=CAPITALS, text=words("As written")),)}, "/requirements/0/about"),
        ({"criteria": (*criteria(), Criterion(id=Slug("c"), weight=criteria()[0].weight, kind=Slug("counted"), about=CAPITALS))},
         "/criteria/2/about"),
    ],
)  # fmt: skip
def test_a_word_of_no_list_is_told_with_the_list(changed: dict[str, Any], at: str) -> None:
    (mistake,) = plan_chosen_from_lists(plan(**changed), LAW)
    assert (mistake.pointer, mistake.facts["given"]) == (at, "registered-capitals")
    assert mistake.facts["choices"].split(", ") == [*told(at)]


def told(at: str) -> tuple[str, ...]:
    lists = {"service": services, "conditions": conditions, "requirements": elements, "criteria": factors}
    return lists[at.split("/")[1]](LAW)


def test_every_word_of_a_list_is_taken() -> None:
    named = tuple(Condition(about=Slug(one), text=words("As written")) for one in conditions(LAW))
    assert list(plan_chosen_from_lists(plan(conditions=named), LAW)) == []
    changed = tuple(Change(about=Slug(one), new=words("New")) for one in changes(LAW))
    assert list(changes_chosen_from_list(correction(changes=changed), LAW)) == []
    (mistake,) = changes_chosen_from_list(correction(changes=(Change(about=CAPITALS, new=words("New")),)), LAW)
    assert mistake.pointer == "/changes/0/about"


def test_every_word_of_a_list_has_words_in_both_languages() -> None:
    assert [one for one in (*services(LAW), *conditions(LAW), *elements(LAW), *factors(LAW), *changes(LAW)) if not labelled(one)] == []
    assert [one.slug for one in statutory(LAW).values() if {language for language, _text in one.text} != set(LANGUAGES)] == []


def test_whatever_may_not_be_on_record_yet_has_words_in_both_languages() -> None:
    facts = {fact.name for one in procedures() for step in one.listed for fact in step.needs}
    sought = {name for file in Path(rules.__file__).parent.rglob("*.py") for name in SOUGHT.findall(file.read_text("utf8"))}
    assert (len(facts) > 20, len(sought) > 5) == (True, True)
    assert sorted(one for one in facts | sought if not labelled(one)) == []


def test_the_list_has_each_condition_that_the_law_has_of_every_supplier() -> None:
    row = LAW.get("GPL-22")
    assert row is not None
    assert set(row.slugs("conditions_all")) <= set(statutory(LAW))
    known = set(services(LAW))
    assert [one.slug for one in statutory(LAW).values() if not one.services <= known] == []


def test_a_law_without_lists_takes_every_word() -> None:
    abroad = Law(book(), "eu", act_day=LAW.act_day)
    assert [one for one in plan_chosen_from_lists(plan(service=CAPITALS), abroad) if one.pointer == "/service"] == []


# Doors


def test_a_file_is_told_where() -> None:
    text = (
        "kind: plan\nlanguage: en\nneed: DC-2026-N-0001\nmethod: open-tender\nfiscal_year: 2026\nbudget_line: BL-1\ncategory: C01\n"
        'budget: "860000.00"\nterm_months: 12\nconditions: [{about: registered-capitals, text: Registered capital}]\n'
    )
    with pytest.raises(Malformed) as raised:
        checked(book(), text, "plan.yaml", LAW)
    assert [one.pointer for one in raised.value.mistakes] == ["/conditions/0/about"]


@pytest.mark.django_db
def test_the_clerk_enters_nothing(founded: County) -> None:
    founded.done(None, intention())
    with pytest.raises(Malformed) as raised:
        founded.ask("DC-2026-S-0001", plan(conditions=(Condition(about=CAPITALS, text=words("Registered capital")),)))
    assert [one.pointer for one in raised.value.mistakes] == ["/conditions/0/about"]
