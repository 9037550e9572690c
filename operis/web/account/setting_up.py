"""How does one get another way of signing in? One-time codes, recovery codes, passkeys, another password; each after a proof anew."""

import base64
from io import BytesIO

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from operis.accounts import passkeys
from operis.accounts.codes import address_of, begin_codes, confirm_codes, has_codes, in_fours, new_recovery, pending_secret, recovery_left
from operis.accounts.log import Event, event
from operis.accounts.models import User
from operis.accounts.ways import end_everything, has_second_step
from operis.lettering import tell_password_changed
from operis.web.account.counting import SessionOverError
from operis.web.account.entering import answer_of
from operis.web.account.entry import own_account_page
from operis.web.account.fields import CODE, CREDENTIAL, PASSWORD, code_field, errors_of, field, password_field, too_long
from operis.web.account.proof import ASKED_KEY, by_own_password, host, proved, taken
from operis.web.account.recent import needs_again, session_over

NEW, NAME = "new", "name"
NAME_MAX = 100


@never_cache
@own_account_page
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_codes(request: HttpRequest, user: User) -> HttpResponseBase:
    if again := needs_again(request):
        return again
    if has_codes(user):
        return redirect("security")
    secret, wrong = pending_secret(user) or begin_codes(user), ""
    if request.method == "POST":
        first = not has_second_step(user)
        typed = request.POST.get(CODE, "")
        if not too_long(typed) and confirm_codes(user, typed, timezone.now()):
            event(Event.CODES_ADDED)
            proved(request, strong=True)
            return _recovery_page(request, user) if first else redirect("security")
        wrong = _("This is not the code of this moment. Check the clock of your telephone, and take the next one.")
    address = address_of(secret, user.email, settings.OPERIS_SITE_NAME)
    context = {
        "parts": (code_field(wrong, _("The six digits that it shows now.")),), "errors": errors_of({CODE: wrong} if wrong else {}),
        "secret": in_fours(secret), "square": _square(address), "address": address,
    }  # fmt: skip
    return render(request, "web/account/codes.html", context, status=422 if wrong else 200)


@never_cache
@own_account_page
@require_http_methods(["GET", "HEAD", "POST"])
def renew_recovery(request: HttpRequest, user: User) -> HttpResponseBase:
    if again := needs_again(request):
        return again
    if not has_second_step(user):
        return redirect("security")
    if request.method == "POST":
        return _recovery_page(request, user)
    return render(request, "web/account/recovery.html", {"codes": [], "left": recovery_left(user)})


def _recovery_page(request: HttpRequest, user: User) -> HttpResponse:
    event(Event.RECOVERY_RENEWED)
    return render(request, "web/account/recovery.html", {"codes": new_recovery(user)})


@never_cache
@own_account_page
@require_http_methods(["GET", "HEAD", "POST"])
def add_passkey(request: HttpRequest, user: User) -> HttpResponseBase:
    if again := needs_again(request):
        return again
    wrong: dict[str, str] = {}
    name = request.POST.get(NAME, "").strip()
    if request.method == "POST":
        first, asked = not has_second_step(user), taken(request, ASKED_KEY)
        if not name or len(name) > NAME_MAX or "\0" in name:
            wrong[NAME] = _("Enter a name by which you know the device, of at most {count} characters.").format(count=NAME_MAX)
        elif not asked or not passkeys.register(
            user, host(request), asked, answer_of(request.POST.get(CREDENTIAL, "")) or {}, name, timezone.now()
        ):
            wrong[""] = _("The device has made no passkey for this site. Try again.")
        else:
            event(Event.PASSKEY_ADDED)
            proved(request, strong=True)
            return _recovery_page(request, user) if first else redirect("security")
    hint = _("So that you know it again, like: telephone, office computer")
    context = {
        "parts": (field(NAME, _("Name of the device"), value=name, wrong=wrong.get(NAME, ""), hint=hint),),
        "errors": errors_of(wrong),
    }
    return render(request, "web/account/passkeys.html", context, status=422 if wrong else 200)


@never_cache
@sensitive_post_parameters()
@own_account_page
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest, user: User) -> HttpResponseBase:
    """Asks for the old one itself; who has none shows in another way who it is."""
    has_one = user.has_usable_password()
    if not has_one and (again := needs_again(request)):
        return again
    if request.method != "POST":
        return _password_page(request, has_one, {})
    old, new = request.POST.get(PASSWORD, ""), request.POST.get(NEW, "")
    try:
        if has_one and (too_long(old) or not by_own_password(request, user, old)):
            return _password_page(request, has_one, {PASSWORD: _("This is not your password.")})
    except SessionOverError:
        return session_over(request, keep=False)
    try:
        if too_long(new):
            raise ValidationError(_("This password is too long."))
        validate_password(new, user)
    except ValidationError as wrong:
        return _password_page(request, has_one, {NEW: " ".join(wrong.messages)})
    user.set_password(new)
    user.save(update_fields=["password"])
    event(Event.PASSWORD_CHANGED, who=user.pk)
    update_session_auth_hash(request, user)
    end_everything(user, timezone.now(), keep=request.session.session_key)
    tell_password_changed(user.email)
    proved(request, strong=False)
    return render(request, "web/account/password_done.html")


def _password_page(request: HttpRequest, has_one: bool, wrong: dict[str, str]) -> HttpResponse:
    old = (password_field(wrong.get(PASSWORD, ""), label=_("Current password")),) if has_one else ()
    hint = _("At least twelve characters; several words are easy to remember and hard to guess.")
    new = password_field(wrong.get(NEW, ""), name=NEW, label=_("New password"), hint=hint, new=True)
    context = {"parts": (*old, new), "errors": errors_of(wrong)}
    return render(request, "web/account/password.html", context, status=422 if wrong else 200)


def _square(address: str) -> str:
    """The address as a QR code within the page, black on white in whatever light."""
    import qrcode  # type: ignore[import-untyped]  # and Pillow with it: only here
    from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]

    drawn = BytesIO()
    qrcode.make(address, image_factory=SvgPathFillImage, border=4).save(drawn)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.getvalue()).decode()}"
