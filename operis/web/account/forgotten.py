"""How does somebody get in who has forgotten the password? By Django's views and tokens, and a link in a letter.

Whether an address has an account is told to nobody but to who reads its letters. A second step is asked for afterwards as before.
"""

import unicodedata
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView, PasswordResetView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from operis.accounts.log import Event, event
from operis.accounts.models import User
from operis.accounts.ways import end_everything
from operis.documents.shown import language
from operis.lettering import ON_PASSWORD, tell_password_changed
from operis.mail.queue import is_address, is_on, send_later
from operis.web.account.counting import TooOftenError, may_send
from operis.web.account.entering import later
from operis.web.account.fields import EMAIL, LONGEST, email_field, errors_of, password_field

NEW, WHO, LINK = "new", "who", "link"
HOURS = settings.PASSWORD_RESET_TIMEOUT // 3600


class Letter(PasswordResetForm):
    """Who is asked is who reads the letter."""

    email = forms.CharField(max_length=LONGEST, required=False)

    def clean_email(self) -> str:
        email = unicodedata.normalize("NFKC", str(self.cleaned_data["email"])).strip().lower()
        if not is_address(email):
            raise forms.ValidationError(_("Enter your e-mail address."))
        return email

    def send_mail(
        self, subject_template_name: str, email_template_name: str, context: dict[str, Any], from_email: str | None, to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:  # fmt: skip
        """In our own words, and by the queue of letters."""
        query = urlencode({WHO: context["uid"], LINK: context["token"]})
        lines = (
            _("Somebody, most likely you, wants to choose a new password for {site}.").format(site=context["domain"]),
            _("Open this link:"),
            f"{context['protocol']}://{context['domain']}{reverse('forgotten-new')}?{query}",
            _("The link is good for {count} hours, and for one use.").format(count=HOURS),
            _("Was it not you? Then do nothing: the password stays as it is."),
        )
        send_later(to_email, _("A new password"), "\n\n".join(lines), language=language(), about=ON_PASSWORD)


class NewPassword(forms.Form):
    """One new password, as everywhere here."""

    new = forms.CharField(max_length=LONGEST, strip=False, required=False)

    def __init__(self, user: User, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.user = user

    def clean_new(self) -> str:
        validate_password(self.cleaned_data["new"], self.user)
        return str(self.cleaned_data["new"])

    def save(self) -> User:
        self.user.set_password(self.cleaned_data["new"])
        self.user.save(update_fields=["password"])
        return self.user


@method_decorator(never_cache, name="dispatch")
class Forgotten(PasswordResetView):
    form_class = Letter
    template_name = "web/account/forgotten.html"
    success_url = reverse_lazy("forgotten-sent")

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            may_send(self.request, form.cleaned_data[EMAIL])
        except TooOftenError as fault:
            form.add_error(EMAIL, _("Too many letters were asked for. Try again in an hour."))
            return later(self.render_to_response(self.get_context_data(form=form), status=429), fault)
        form.save(use_https=self.request.is_secure(), request=self.request, token_generator=self.token_generator)
        return cast(HttpResponse, redirect(self.success_url))

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        form = more.get("form") or self.get_form()
        wrong = {name: " ".join(map(str, says)) for name, says in form.errors.items()}
        asks = (email_field(str(form.data.get(EMAIL, ""))[:LONGEST], wrong.get(EMAIL, "")),)
        return {**super().get_context_data(form=form), "parts": asks, "errors": errors_of(wrong), "mail": is_on()}


@never_cache
@require_safe
def forgotten_sent(request: HttpRequest) -> HttpResponse:
    """The same words whether there is such an account or not."""
    return render(request, "web/account/forgotten_sent.html", {"hours": HOURS})


@never_cache
@require_safe
def forgotten_done(request: HttpRequest) -> HttpResponse:
    return render(request, "web/account/forgotten_done.html")


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class Choosing(PasswordResetConfirmView):
    """What the link bears stands behind a question mark, since addresses are written down in the log without it; the session takes it."""

    form_class = NewPassword  # type: ignore[assignment]
    template_name = "web/account/forgotten_new.html"
    success_url = reverse_lazy("forgotten-done")
    user: User

    def dispatch(self, request: HttpRequest, *args: Any, **names: Any) -> HttpResponseBase:
        if LINK in request.GET:
            request.session[WHO] = request.GET.get(WHO, "")
            request.session[INTERNAL_RESET_SESSION_TOKEN] = request.GET[LINK]
            return redirect(request.path)
        return super().dispatch(request, uidb64=request.session.get(WHO, ""), token=self.reset_url_token)

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.save()
        event(Event.PASSWORD_CHANGED, who=user.pk)
        end_everything(user, timezone.now())
        tell_password_changed(user.email)
        self.request.session.pop(INTERNAL_RESET_SESSION_TOKEN, None)
        return cast(HttpResponse, redirect(self.success_url))

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context = super().get_context_data(**more)
        form = context.get("form")
        if form is None or not context["validlink"]:
            return {**context, "hours": HOURS}
        wrong = {name: " ".join(map(str, says)) for name, says in form.errors.items()}
        hint = _("At least twelve characters; several words are easy to remember and hard to guess.")
        asks = (password_field(wrong.get(NEW, ""), name=NEW, label=_("New password"), hint=hint, new=True),)
        return {**context, "parts": asks, "errors": errors_of(wrong)}
