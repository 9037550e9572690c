"""With whom does a supplier bid together? Chosen by name among the suppliers on file."""

from operis.documents.lawbook import calendar
from operis.documents.names import names_of
from operis.web.bidding.draft import Draft
from operis.web.bidding.sections import Joined
from operis.web.bidding.sitting import Bidding
from operis.web.desk.guided import offers_of
from operis.web.forms import CommandForm, Options, form_for

WITHIN = "content-"
"""Before the name of an input where the whole bid is asked for."""


def joined_form(at: Bidding, *, bound: bool) -> CommandForm:
    own = {name: text for name, text in at.draft.typed.items() if name.partition("-")[0] == "members"}
    found = offers_of(at.step(), {f"{WITHIN}{name}": text for name, text in own.items()})
    ours = ((name.removeprefix(WITHIN), options) for name, options in found.items())
    offers: dict[str, Options] = {name: options for name, options in ours if name.startswith("members")}
    form = form_for(Joined)
    return form(own, zone=calendar().zone, offers=offers) if bound else form(zone=calendar().zone, initial=own, offers=offers)


def member_keys(draft: Draft) -> tuple[str, ...]:
    form = form_for(Joined)({name: text for name, text in draft.typed.items() if name.startswith("members")}, zone=calendar().zone)
    return tuple(form.asked.members) if form.is_valid() else ()


def members_of(draft: Draft) -> tuple[str, ...]:
    """Their names."""
    keys = member_keys(draft)
    names = names_of(set(keys))
    return tuple(names.get(one, one) for one in keys)
