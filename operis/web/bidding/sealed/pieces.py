"""How do the sealed bytes of a bid come? Piece by piece, on from where they were cut; what they are is compared at the end."""

from pathlib import PurePath

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from operis import clock
from operis.attachments.bidding import writing
from operis.attachments.frames import PIECE_BYTES
from operis.attachments.receiving import SEALED_MAX_BYTES
from operis.attachments.sealed_bids import SealedUpload, append, begin, finish
from operis.core.mandates import Mandate
from operis.web.bidding.sealed.entry import DIGEST, by_script, named_in, no, sealing
from operis.web.bidding.sealed.form import form_of
from operis.web.bidding.sitting import Bidding
from operis.web.reading.sizes import size_words

DIGITS_MAX = len(str(SEALED_MAX_BYTES)) + 1


@by_script
@require_safe
def form_file(request: HttpRequest, mandate: Mandate, number: str, lot: str) -> HttpResponseBase:
    """The form's file; with it the token without which nothing is taken, for a page that stands in no frame of ours."""
    answer = JsonResponse(form_of(sealing(request, mandate, number, lot)), json_dumps_params={"ensure_ascii": False})
    answer.headers["X-CSRFToken"] = get_token(request)
    answer.headers["X-Now"] = clock.now().isoformat()  # by which bids close, whatever clock the device has
    if "download" in request.GET:
        answer.headers["Content-Disposition"] = f'attachment; filename="{PurePath(number).name}-{PurePath(lot).name}.form.json"'
    return answer


@by_script
@require_http_methods(["POST"])
def pieces_begun(request: HttpRequest, mandate: Mandate, number: str, lot: str) -> HttpResponseBase:
    """Sealed bytes are announced: where they go, and how many of them are here from before."""
    at = sealing(request, mandate, number, lot)
    size, sha256 = counted(request.POST.get("size", "")), str(request.POST.get("sha256", ""))
    if not size or not DIGEST.fullmatch(sha256):
        return no(_("Say how many bytes are to come, and their fingerprint."), 400)
    if size > SEALED_MAX_BYTES:
        return no(too_large(size))
    with writing(at.number):
        row = begin(at.number, at.lot, size, sha256, clock.now(), named_in(at))
    return JsonResponse({"done": True} if row.whole else {"number": row.number, "at": row.arrived, "piece": PIECE_BYTES})


@by_script
@require_http_methods(["POST"])
def piece_come(request: HttpRequest, mandate: Mandate, number: str, lot: str, upload: str) -> HttpResponseBase:
    """The next piece; with the last one they are compared with the fingerprint that was announced."""
    body, at = request.body, sealing(request, mandate, number, lot)
    with writing(at.number):
        return _come(at, upload, counted(request.GET.get("at", ""), -1), body)


def _come(at: Bidding, upload: str, place: int, body: bytes) -> JsonResponse:
    row = SealedUpload.objects.filter(number=upload, docket=at.number).first()
    if row is None:
        raise Http404(upload)
    if row.whole:
        return JsonResponse({"done": True})
    if len(body) > PIECE_BYTES:
        return no(_("A piece may have {most} at most.").format(most=size_words(PIECE_BYTES)), 413)
    try:
        arrived = append(row, place, body)
    except OSError:
        return no(no_room(), 507)
    if arrived < row.size:
        return JsonResponse({"at": arrived}, status=200 if arrived == place + len(body) else 409)
    return JsonResponse({"done": True}) if finish(row, clock.arrived(at.request.META)) else no(other_bytes())


def other_bytes() -> str:
    return _("What came is not what was announced: its fingerprint is another. Nothing of it was kept. Send it again from the beginning.")


def too_large(size: int) -> str:
    says = _("The sealed bid has {size}; at most {most} are taken. Make its files smaller, and seal it anew.")
    return says.format(size=size_words(size), most=size_words(SEALED_MAX_BYTES))


def no_room() -> str:
    return _("The disk of this site takes nothing more. What came before is kept. Tell whoever runs it, and go on later.")


def counted(given: object, otherwise: int = 0) -> int:
    text = str(given)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX else otherwise
