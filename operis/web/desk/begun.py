"""What was begun at a form and not finished? Kept as it was typed for who typed it, even where the session had ended meanwhile.

Each form carries a mark: whose it is, and of which step, signed. What arrives with a mark and without the session or the token that
it needs is put to the draft of the one whose form it was, and read by nobody else; nothing of it is entered. Of what is sealed no
draft is kept: it goes back to the browser that it came from.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from secrets import token_urlsafe

from django.core import signing
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from operis import clock
from operis.accounts.models import Grant
from operis.core.acts import Command, commands
from operis.core.mandates import Mandate
from operis.dockets.kinds import KINDS
from operis.documents.shown import language
from operis.drafts.models import Draft, Place, Written, begun_at, discard, draft_at, drafts_of, keep
from operis.procedures import procedures
from operis.registers.models import Docket, public_dockets
from operis.web.account.recent import OWN
from operis.web.account.who import person, words_of
from operis.web.reading.lists import Heading, heading, headings

MARK, KEY, SEEN, DO = "desk-mark", "desk-key", "desk-seen", "desk-do"
FORM = "form"
"""In an address: which form it is, by its key, where several that would open a docket may be begun."""
CONTROLS = frozenset({MARK, KEY, SEEN, DO, "add", "remove", "keep", "csrfmiddlewaretoken"}) | OWN
KEYS = re.compile(r"[A-Za-z0-9_-]{43}")
"""What the key of a form looks like."""
SALT = "operis.desk.form"
MARK_SECONDS = 30 * 24 * 60 * 60
"""A form that was open for longer is no longer taken for its owner's without a session."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a mark says: the place of the form, its address, and whether what is typed there may be kept."""

    place: Place
    path: str
    kept: bool


def place_of(mandate: Mandate, docket: str | None, asked: type[Command], key: str = "") -> Place:
    """Where a form is kept; `key` is its own, and counts where there is no docket yet."""
    about = "" if docket else key
    return Place(mandate.persons[0], mandate.office or "", mandate.for_ or "", docket or "", asked.docket_kind, asked.slug, about)


def draft_for(request: HttpRequest, place: Place, fits: Callable[[Mapping[str, str]], bool]) -> Draft | None:
    """What was begun of this form; at an address that names no form, the newest that was begun there and fits it."""
    if FORM in request.GET and not place.docket:
        return draft_at(place)
    found = [draft_at(place)] if place.docket else begun_at(place, _path(request))
    return next((one for one in found if one is not None and fits(one.typed)), None)


def mark(request: HttpRequest, place: Place, asked: type[Command]) -> str:
    return signing.dumps([*asdict(place).values(), _path(request), not asked.attached], salt=SALT, compress=True)


def marked(request: HttpRequest) -> Marked | None:
    """The mark that came with a form, if it is ours and was made for this address."""
    try:
        *place, path, kept = signing.loads(str(request.POST.get(MARK, "")), salt=SALT, max_age=MARK_SECONDS)
    except signing.BadSignature:  # none, another's, or too old: then there is nobody to keep it for
        return None
    return Marked(Place(*place), path, kept) if path == _path(request) else None


def typed(request: HttpRequest) -> dict[str, str]:
    """What stands in the inputs of a form, without what steers it."""
    return {name: value for name, value in request.POST.items() if isinstance(value, str) and name not in CONTROLS}


def counted(given: object, otherwise: int) -> int:
    """A number that came with a form."""
    text = str(given)
    return int(text) if text.isascii() and text.isdigit() and len(text) < len(str(10**6)) else otherwise


def kept_again(request: HttpRequest, place: Place, asked: type[Command], written: Mapping[str, str], key: str, seen: int) -> None:
    """The draft of a form that was sent; of what is sealed there is none."""
    if not asked.attached:
        keep(place, Written(_path(request), written, key, seen), clock.now())


def rescued(request: HttpRequest) -> HttpResponseBase | None:
    """What becomes of a form that came too late, or after another session: kept for its owner, or given back to the browser."""
    found = marked(request)
    if found is None:
        return None
    if not found.kept:
        return _given_back(request)
    chosen = bool(request.FILES)
    seen = counted(request.POST.get(SEEN), 0)
    key = str(request.POST.get(KEY, ""))
    written = Written(found.path, typed(request), key if KEYS.fullmatch(key) else "", seen, chosen)
    keep(found.place, written, clock.now())
    answer = redirect(request.get_full_path())
    answer.status_code = 303
    return answer


def _given_back(request: HttpRequest) -> HttpResponse:
    """Only the browser holds what is to be sealed: it is told to sign in beside this page, and to go on from it."""
    held = {**typed(request), **{name: str(request.POST.get(name, "")) for name in (MARK, KEY, SEEN)}}
    context = {"held": sorted(held.items()), "sign_in": f"{reverse('sign-in')}?next={reverse('mandate')}"}
    return render(request, "web/desk/given_back.html", context, status=403)


def elsewhere(place: Place) -> list[str]:
    """The other mandates under which the same person has begun the same."""
    same = {"docket": place.docket, "kind": place.kind, "command": place.command}
    others = drafts_of(place.person).filter(**same).exclude(office=place.office, for_body=place.for_body)
    grants = Grant.objects.select_related("office").filter(user_id=place.person)
    words = {(one.office_id, one.for_body): words_of(one) for one in grants} if others else {}
    return list(dict.fromkeys(words.get((one.office, one.for_body), one.office) for one in others))


def beside(mandate: Mandate, asked: type[Command], here: Draft | None) -> list[dict[str, object]]:
    """The other forms of the same kind that were begun under this mandate."""
    return [one for one in begun(mandate, Q(docket="", kind=asked.docket_kind, command=asked.slug)) if one["draft"] != here]


def begun(mandate: Mandate, among: Q | None = None) -> list[dict[str, object]]:
    """What was begun under this mandate, for the list on the desk."""
    found = list(drafts_of(mandate.persons[0]).filter(among or Q(), office=mandate.office or "", for_body=mandate.for_ or ""))
    if not found:
        return []
    about = {one.pk: one.docket or _made_for(one) for one in found}
    own = Q(body=mandate.acts_for or "-") | Q(number__in=public_dockets().values("number"))
    lines = list(Docket.objects.filter(Q(number__in={one.docket for one in found}) | (own & Q(number__in={*about.values()}))))
    ended, titles = {one.number for one in lines if one.ended is not None}, headings(lines)
    return [{"draft": one, "words": _words(one), "url": _way_to(one), "about": titles.get(about[one.pk]) or _titled(one)}
            for one in found if one.docket not in ended or one.command in _following(one.kind)]  # fmt: skip


def _made_for(draft: Draft) -> str:
    """The docket that leads to the one that a form would open, as it was chosen there."""
    leads = (lead for kind in KINDS.values() for lead in kind.leads if lead.command.slug == draft.command)
    return next((draft.typed.get(lead.number, "").strip().upper() for lead in leads), "")


def _titled(draft: Draft) -> Heading:
    """The title that was typed."""
    return heading(*(draft.typed.get(f"title-{one}", "").strip() for one in ("zh", "en")))


def _following(kind: str) -> frozenset[str]:
    """What can still be entered where a docket of this kind has ended."""
    return frozenset(asked.slug for one in procedures() if one.of.name == kind for asked in one.follows)


@require_POST
def discard_begun(request: HttpRequest) -> HttpResponseBase:
    """To start afresh, or to leave it: only one's own can be discarded."""
    own, number = person(request), str(request.POST.get("draft", ""))
    found = drafts_of(str(own.pk)).filter(pk=number).first() if own and number.isascii() and number.isdigit() and len(number) < 19 else None
    if found is None:
        return redirect("desk")
    Draft.objects.filter(pk=found.pk).delete()
    return redirect(_address(found.path, "" if found.docket else token_urlsafe(32)) if "afresh" in request.POST else reverse("desk"))


def _words(draft: Draft) -> str:
    command = commands(draft.kind).get(draft.command)
    return command.title_words.within(language()) if command else _("A step that is no longer there")


def _path(request: HttpRequest) -> str:
    """The address below the language, so that a change of language is the same form; which form it is, its place says."""
    asked = request.GET.copy()
    asked.pop(FORM, None)
    path = request.get_full_path().partition("?")[0].lstrip("/").partition("/")[2]
    return f"{path}?{asked.urlencode()}" if asked else path


def _way_to(draft: Draft) -> str:
    return _address(draft.path, draft.about)


def _address(path: str, form: str) -> str:
    asked = f"{'&' if '?' in path else '?'}{FORM}={form}" if form else ""
    return f"/{_prefix()}/{path}{asked}"


def another(request: HttpRequest) -> str:
    """The address of one more form like this."""
    return _address(_path(request), token_urlsafe(32))


def _prefix() -> str:
    return reverse("home").strip("/")


__all__ = [
    "another", "begun", "beside", "counted", "discard", "discard_begun", "draft_at", "draft_for", "elsewhere", "kept_again", "mark",
    "marked", "place_of", "rescued", "typed",
]  # fmt: skip
