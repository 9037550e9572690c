"""Where is what a program looks for? Everything that everyone may read, by words, as the page for people finds it."""

from typing import Final

from django.http import HttpResponse
from django.urls import reverse

from operis.api.front import Call
from operis.api.problems import Wrong, answer, malformed, unfit
from operis.core.kinds import Json
from operis.core.money import yuan
from operis.core.wording import Wording
from operis.documents.searching.results import KINDS, Result, results, search
from operis.registers.bigrams import QUERY_MAX
from operis.registers.finding import searches

PAGE_ROWS: Final = 25
PLACE_DIGITS: Final = 5
"""A number of more digits is no page: fewer results are weighed."""


def found(call: Call) -> HttpResponse:
    """A page of what fits the words best, and how many there are of each kind."""
    asked = call.parameters("q", "kind", "page")
    errors: list[Wrong] = []
    words, kind, place = asked.get("q", ""), asked.get("kind"), asked.get("page", "1")
    wordless = [] if searches(words) else [Wrong("parameter", "q", "There is no word or number in “{given}”.", {"given": words})]
    if len(words) > QUERY_MAX:
        errors.append(Wrong("parameter", "q", "Search with {most} characters at most.", {"most": f"{QUERY_MAX}"}))
    if kind is not None and kind not in KINDS:
        says = "“{given}” is not one of: {choices}."
        errors.append(Wrong("parameter", "kind", says, {"given": kind, "choices": ", ".join(KINDS)}))
    if not (place.isascii() and place.isdecimal() and len(place) <= PLACE_DIGITS and int(place)):
        errors.append(Wrong("parameter", "page", "Write the page as a number, like 2, instead of “{given}”.", {"given": place}))
    if errors:
        raise malformed([*wordless, *errors])
    if wordless:
        raise unfit(wordless)
    all_of_it = search(words)
    kept, first = all_of_it.of(kind or ""), (int(place) - 1) * PAGE_ROWS
    told: list[Json] = [as_result(one) for one in results(kept[first : first + PAGE_ROWS])]
    instead: list[Json] = [{"typed": typed, "found": near} for typed, near in all_of_it.instead]
    counts: dict[str, Json] = {one: all_of_it.counts[one] for one in KINDS}
    return answer({
        "count": len(kept), "counts": counts, "has": all_of_it.has, "instead": instead,
        "more": all_of_it.more, "page": int(place), "next": int(place) + 1 if first + PAGE_ROWS < len(kept) else None, "results": told,
    })  # fmt: skip


def as_result(one: Result) -> dict[str, Json]:
    hit = one.hit
    return {
        "kind": hit.kind, "number": one.number, "title": _said(one.title), "about": _said(one.about), "body": _said(one.body),
        "amount": None if one.amount is None else yuan(one.amount), "day": f"{hit.day}" if hit.day else None, "fit": hit.fit,
        "url": _url(one),
    }  # fmt: skip


def _said(text: Wording | None) -> Json:
    return dict(text) if text is not None else None


def _url(one: Result) -> Json:
    """Where the API tells more of it; a page of help has none there."""
    match one.hit.kind:
        case "help":
            return None
        case "rule":
            return reverse("api-rule", args=[one.number])
        case "service":
            return reverse("api-docket", args=[one.hit.docket])
    return reverse("api-docket", args=[one.number])
