"""What has somebody written who registers? It waits in the session, encrypted, and is read as the command it will be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.http import HttpRequest
from django.utils.translation import gettext as _

from operis.accounts.registering import key_of_person, opened, sealed
from operis.core.fields import walk
from operis.core.findings import Finding
from operis.core.reading import PARAGRAPH_MAX
from operis.core.wording import LANGUAGES, Wording
from operis.dockets.establishment.terms import CATEGORIES
from operis.dockets.file.commands import EnterFile
from operis.dockets.file.facts import folded, plain_name
from operis.dockets.file.terms import NATURES, NO_LONGER
from operis.documents.lawbook import calendar
from operis.documents.onfile import INSTITUTION, asked_of
from operis.documents.said import said
from operis.documents.shown import language
from operis.registers import models
from operis.registers.search import namesakes_of
from operis.rules.bids import PROVIDING_CATEGORIES, treating
from operis.rules.names import in_letters, in_name
from operis.rules.numbers import INDIVIDUAL, in_code, in_resident_number
from operis.web.forms import MISSING, CommandForm, Options, form_for, named, rows_of
from operis.web.lawbook import law

SESSION = "register"
NUMBER, PERSON, EMAIL, ONWARD = "number", "person", "email", "onward"
NOT_PROVIDING = frozenset({"state-organ", "party-organ", "group-organisation"})
"""Who lives on the budget provides nothing to it."""
ORGANISATION: tuple[str, ...] = ("nature", "name")
IN_CHINESE = "name-zh"
LONGEST, INPUTS_MAX = PARAGRAPH_MAX + 1, 40
"""No more is kept of a page: one sign over what is read, so that it is told to be too long."""
LIMIT = 200
"""Signs of what is no field of the record: the number as it is typed, a person's name."""


@dataclass(frozen=True, slots=True)
class Written:
    """All that was written so far, with what is wrong of it by the names of the inputs."""

    typed: Mapping[str, str]
    form: CommandForm
    wrong: Mapping[str, tuple[str, ...]]

    def wrong_of(self, *fields: str) -> dict[str, tuple[str, ...]]:
        """What is wrong in these fields, and in the languages and rows of them."""
        return {name: says for name, says in self.wrong.items() if name in fields or name.partition("-")[0] in fields}

    @property
    def nature(self) -> str:
        return self.typed.get("nature", "")

    @property
    def number(self) -> str:
        return folded(self.typed.get(NUMBER, ""))

    @property
    def taken(self) -> models.Party | None:
        """Who is on file under this number already."""
        one = {"key": self.form.typed["key"]} if self.nature == INDIVIDUAL else {"code": self.number}
        return models.Party.objects.filter(party="supplier", **one).first() if not self.wrong_of(NUMBER) else None

    def name_taken(self) -> dict[str, tuple[str, ...]]:
        """By the names of the inputs, where somebody else is on file under what was written."""
        names = {language: self.typed.get(f"name-{language}", "") for language in LANGUAGES}
        keys = tuple(sorted({plain_name(one) for one in names.values()} - {""}))
        there = namesakes_of(keys, None)
        name = Wording(**{language: name for language, name in names.items() if name})
        wrong = (*in_name(name, self.nature, there), *in_letters(name, law().row("OURS-NAME"))) if keys else ()
        return {f"{one.at}".replace("/", "-"): (_in_words(one),) for one in wrong}

    @property
    def about(self) -> tuple[str, ...]:
        """What is asked of this kind beside its name."""
        return asked_of(self.nature)


def begun(request: HttpRequest) -> dict[str, str]:
    return opened(request.session.get(SESSION, ""))


def keep(request: HttpRequest, typed: Mapping[str, str]) -> None:
    request.session[SESSION] = sealed(typed)


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION, None)


def taken_over(request: HttpRequest, typed: Mapping[str, str], *fields: str) -> dict[str, str]:
    """What was written before, with the fields of this page as they were sent."""
    sent = ((name, value) for name, value in request.POST.items() if isinstance(value, str) and name.partition("-")[0] in fields)
    own = {name: value[:LONGEST] for name, value in islice(sent, INPUTS_MAX)}
    rest = {name: value for name, value in typed.items() if name.partition("-")[0] not in fields}
    return {**rest, **own}


def read(typed: Mapping[str, str]) -> Written:
    """Read as the whole command: what a page has not asked yet is missing there."""
    nature, number = typed.get("nature", ""), folded(typed.get(NUMBER, ""))
    asked = {*ORGANISATION, *asked_of(nature)}
    full = {name: value for name, value in typed.items() if name.partition("-")[0] in asked}
    full |= {"party": "supplier", "key": _key(nature, number), "contact": typed.get(PERSON, "")}
    full["resident_number" if nature == INDIVIDUAL else "code"] = number
    full |= {"marks-rows": str(rows_of(typed, "marks"))} if "marks" in asked else {}
    form = form_for(EnterFile)(full, zone=calendar().zone, offers=offers(nature))
    form.is_valid()
    for at, says in _missing(form, nature):
        form.wrong.setdefault(at, []).append(says)
    wrong = {name: tuple(all_) for name, all_ in form.wrong.items() if name not in ("code", "resident_number", "key", "contact")}
    if of_number := tuple(_number_wrong(nature, typed)):
        wrong[NUMBER] = of_number
    return Written(typed, form, wrong)


def offers(nature: str) -> Mapping[str, Options]:
    """Kinds that may provide something, in words; of what has a finer kind or a mark, that; the marks that the kind can have."""
    kinds = {one: words for one, words in NATURES.items() if one not in NO_LONGER | NOT_PROVIDING}
    day_law = law()
    marks = {one: words for one, words in walk(EnterFile)["marks"].asked.choices if any(treating(day_law, nature, (one,)))}
    return {
        "nature": tuple((one, words[language() == "zh"]) for one, words in kinds.items()),
        "marks": tuple((one, words.within(language())) for one, words in marks.items()),
    }


def _key(nature: str, number: str) -> str:
    """Nobody types the key of a file: it comes from what the supplier is known by."""
    if not number:
        return "unknown"
    return key_of_person(number) if nature == INDIVIDUAL else number.lower() if number.isascii() and number.isalnum() else "unknown"


def needs_chinese(nature: str) -> bool:
    """Receipts and results are in Chinese, and an organisation is registered under a name in Chinese; a person may have none."""
    return nature != INDIVIDUAL


def _missing(form: CommandForm, nature: str) -> Iterator[tuple[str, str]]:
    """What the record can do without, and this page cannot: a result names it, or a rule looks at it."""
    fields = walk(EnterFile)
    for name in asked_of(nature):
        inputs = [named(name, one) for one in (language(), *LANGUAGES)] if name == "address" else [name]
        if name != "marks" and not any(form.typed.get(one, "").strip() for one in inputs):
            yield inputs[0], said(MISSING, {"field": fields[name].asked.label.within(language())})
    if needs_chinese(nature) and not form.typed.get(IN_CHINESE, "").strip() and form.typed.get("name-en", "").strip():
        yield IN_CHINESE, _("Enter the name in Chinese too, as it stands on your certificate.")
    if nature in NOT_PROVIDING | NO_LONGER:
        yield "nature", _("Choose a kind of the list: others provide no services to government, or have a finer name.")
    if nature == INSTITUTION and form.typed.get("category", "") in CATEGORIES.keys() - PROVIDING_CATEGORIES:
        yield "category", _("An institution of this category provides no services to government.")


def _number_wrong(nature: str, typed: Mapping[str, str]) -> Iterator[str]:
    number, now = typed.get(NUMBER, ""), law()
    row = now.get("STD-RESIDENT" if nature == INDIVIDUAL else "STD-CODE")
    if not number.strip():
        yield _("Enter the resident number.") if nature == INDIVIDUAL else _("Enter the unified social credit code.")
    elif row is not None:
        found = in_resident_number(number[:LIMIT], row) if nature == INDIVIDUAL else in_code(number[:LIMIT], row, nature)
        yield from map(_in_words, found)


def _in_words(finding: Finding) -> str:
    return ("" if language() == "zh" else " ").join(said(one, finding.facts) for one in (finding.says, finding.do))
