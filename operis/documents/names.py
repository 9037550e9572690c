"""By which names do people know a body or a supplier? Keys stay inside: what a page says of somebody is said by name."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from operis.accounts.models import User
from operis.core.fields import Happened
from operis.core.findings import FactValue, Finding
from operis.core.reading import TITLE_MAX
from operis.documents.lawbook import calendar
from operis.documents.shown import language
from operis.registers import models
from operis.strict_yaml import cut

PARTIES = frozenset({
    "authority", "bidder", "equal", "first", "holder", "member", "one", "other", "party", "purchaser", "supplier", "suppliers", "unit",
})  # fmt: skip
"""The facts of findings that are keys of bodies and suppliers: one, or several with commas between them."""
PEOPLE = frozenset({"person"})
"""The facts that are accounts."""
BETWEEN = ", "
ACCOUNT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def names_of(keys: set[str]) -> dict[str, str]:
    """Bodies and suppliers by their short names, in the language of the page."""
    return in_language(models.Party.objects.filter(key__in=keys).values_list("key", "name_zh", "name_en"))


def people_named(accounts: set[str]) -> dict[str, str]:
    """Accounts by the names of their people; one that is not there any more is told as such."""
    asked = {one for one in accounts if ACCOUNT.fullmatch(one)}
    known = dict(User.objects.filter(pk__in=asked).values_list("pk", "name")) if asked else {}
    names = {str(key): name for key, name in known.items()}
    return {one: names.get(one) or _("somebody without an account here") for one in asked}


@dataclass(frozen=True, slots=True)
class Names:
    """All names that parties bore, by key."""

    borne: Mapping[str, Sequence[tuple[str, str, str]]]

    def at(self, happened: Happened) -> dict[str, str]:
        """The name of that time, and beside it the one of now where that is another."""
        by, found = calendar().last_of(happened), {}
        for key, borne in self.borne.items():
            then = next((one for one in reversed(borne) if datetime.fromisoformat(one[0]) <= by), borne[0])
            was, now = (in_language([(key, zh, en)])[key] for _since, zh, en in (then, borne[-1]))
            found[key] = was if was == now else _("{name} (now: {now})").format(name=was, now=now)
        return found


def names_borne(keys: set[str]) -> Names:
    rows = models.Party.objects.filter(key__in=keys).values_list("key", "names")
    return Names({key: names for key, names in rows if names})


def in_language(rows: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    return {key: cut((zh or en) if language() == "zh" else (en or zh), TITLE_MAX) for key, zh, en in rows}


def by_name(finding: Finding, *, people: bool = True) -> Finding:
    """The same for a reader: bodies, suppliers and people by their names; who has no file stays as it was written.

    `people`: whether the reader may know who somebody is, such as a member of a panel before the result.
    """
    finding = _people(finding, people)
    told = {name: value.split(BETWEEN) for name, value in finding.facts.items() if name in PARTIES and isinstance(value, str)}
    if not told:
        return finding
    names = names_of({key for keys in told.values() for key in keys})
    named: dict[str, FactValue] = {name: BETWEEN.join(names.get(key, key) for key in keys) for name, keys in told.items()}
    return replace(finding, facts={**finding.facts, **named})


def _people(finding: Finding, named: bool) -> Finding:
    told = {name: value for name, value in finding.facts.items() if name in PEOPLE and isinstance(value, str) and ACCOUNT.fullmatch(value)}
    if not told:
        return finding
    names = people_named({*told.values()}) if named else {one: _("a member of the panel") for one in told.values()}
    return replace(finding, facts={**finding.facts, **{name: names[value] for name, value in told.items()}})
