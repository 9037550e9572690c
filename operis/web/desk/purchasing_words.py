"""How are sources and changes of purchasing documents told on a page? By the words of their fields, with the way to where they are said."""

from dataclasses import dataclass, is_dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from operis.core.fields import walk
from operis.core.wording import Wording
from operis.dockets.procurement.commands import FilePlan, PublishNotice
from operis.dockets.procurement.terms import NoticeTerms, PlanTerms
from operis.documents.papers.blocks import field
from operis.documents.purchasing.filling import BLANK, Filled
from operis.documents.purchasing.texts import LAW, sources
from operis.documents.purchasing.values import looked_up, of_law, root_of, said_of
from operis.documents.shown import language
from operis.documents.slots import CODES
from operis.web.components.links import Link
from operis.web.desk.purchasing import Drafting

NOTICE, PLAN, ASKED = "notice", "plan", "asked"
FORMS = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Change:
    """What the documents say and what the notice or the plan says now; empty where it is too long to be told."""

    words: str
    before: str
    now: str


def step_url(drafting: Drafting, slug: str) -> str:
    return reverse("desk-step", args=[drafting.docket.number, slug])


def missing(drafting: Drafting) -> list[Link]:
    """What nothing was found at, each with where it is said."""
    return list({words: Link(words, url) for words, url in (_missing(drafting, source) for source in drafting.missing)}.values())


def _missing(drafting: Drafting, source: str) -> tuple[str, str]:
    match root_of(source):
        case "notice":
            return _("In the notice: {field}").format(field=words_of(source)), step_url(drafting, PublishNotice.slug)
        case "plan":
            return _("In the filed plan: {field}").format(field=words_of(source)), step_url(drafting, FilePlan.slug)
        case "asked":
            asked = sources().asked[source.partition(".")[2]]
            plain = asked.number or asked.choices
            return words_of(source), f"#f-{asked.name}" if plain else f"#f-{asked.name}-{language()}"
    return _("Not kept here yet: {field}").format(field=words_of(source)), ""


def words_of(source: str) -> str:
    """The name of the field, or of the group around it."""
    root, _dot, name = source.partition(".")
    name = name.partition(".")[0].partition("[")[0]
    if root == ASKED:
        return sources().asked[name].words.within(language())
    record = {NOTICE: NoticeTerms, PLAN: PlanTerms}.get(root)
    return field(record, name) if record is not None and name in walk(record) else source


def in_one_language(drafting: Drafting) -> list[str]:
    """What was written in one language alone, so that it stands so in both documents."""
    sources_ = dict.fromkeys(source for one in drafting.draft.clauses for source in one.clause.sources if not source.startswith(LAW))
    found = (source for source in sources_ if any(_alone(value) for value in _values(looked_up(drafting.facts, source))))
    return list(dict.fromkeys(words_of(source) for source in found if words_of(source) != source))


def _alone(value: object) -> bool:
    return isinstance(value, Wording) and not (value.zh and value.en)


def _values(value: object) -> tuple[object, ...]:
    """A value, or those of each record of a list."""
    if not isinstance(value, tuple):
        return (value,)
    return tuple(getattr(one, field.attribute) for one in value if is_dataclass(one) for field in walk(type(one)).values())


def changes(drafting: Drafting) -> list[Change]:
    """What says something else than the documents that are in the notice."""
    spoken, before, now = language(), drafting.kept.facts, drafting.drawn
    told = {words_of(one): (before[one].get(spoken, ""), now[one].get(spoken, "")) for one in drafting.stale}
    return [Change(words, *said) for words, said in told.items()]


def filling(drafting: Drafting, source: str) -> str:
    """What a slot holds now."""
    if source.startswith(LAW):
        return of_law(drafting.law, source) or ""
    if root_of(source) == BLANK:
        return _("a line for the supplier")
    return said_of(looked_up(drafting.facts, source))[language()] or words_of(source)


def files(drafting: Drafting) -> list[Link]:
    """The draft to take along, in either language."""
    found = []
    for spoken, words in (("zh", _("Chinese")), ("en", _("English"))):
        with translation.override(CODES[spoken]):
            urls = {form: reverse("desk-purchasing-file", args=[drafting.docket.number, form]) for form in FORMS}
        found += [Link(_("{language}, {form}").format(language=words, form=form.upper()), url) for form, url in urls.items()]
    return found


def articles(one: Filled) -> list[str]:
    """Law that is no row yet, by its name; and where no row counts, what the document rests on."""
    return [article.within(language()) for article in one.clause.articles]
