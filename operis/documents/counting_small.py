"""Why does a bid not count as one of a small or micro enterprise? In words, with the row that says so."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from operis.dockets.procurement.comparing import Fared
from operis.dockets.procurement.opened import Uncounted
from operis.dockets.procurement.reserving import lowered_by
from operis.dockets.procurement.state import Procurement
from operis.documents.labels import label
from operis.documents.lawbook import book
from operis.documents.shown import language
from operis.law.book import Row


def fact_said(one: Uncounted) -> str:
    """What is on file or missing."""
    says = {
        "not-declared": _("the bid does not say that it is one, which is said with: {about}"),
        "other-size": _("the supplier is on file as {about}"),
        "member-other-size": _("a member of its consortium is on file as {about}"),
        "no-such-kind": _("the supplier is on file as “{about}”, without the size of an enterprise"),
        "mark-not-held": _("the supplier is on file as “{about}” too, which a supplier of its kind cannot be"),
        "proof-missing": _("the bid has no file of: {about}"),
    }
    return says[one.ground].format(about=label(one.about, language()))


def row_of(one: Uncounted) -> Row | None:
    """As the book has it now: instrument and article are those of every day."""
    return book().rows.get(one.under) if one.under is not None else None


def uncounted_said(why: Iterable[Uncounted]) -> str:
    """Each fact with its row, one after the other; nothing where there is none."""
    return _("; ").join(_cited(one) for one in why)


def _cited(one: Uncounted) -> str:
    row = row_of(one)
    return _("{fact} ({row})").format(fact=fact_said(one), row=row.cite(language())) if row is not None else fact_said(one)


def unlowered_said(state: Procurement, lot: str, bid: Fared) -> Iterator[str]:
    """Of a bid that was compared where the prices of small enterprises were lowered, and that counted as none: why not."""
    if bid.compared and bid.uncounted and state.plan is not None and lowered_by(state.plan, lot) is not None:
        yield _("its price was not lowered as that of a small or micro enterprise: {why}").format(why=uncounted_said(bid.uncounted))
