"""How is a field of these pages drawn? As in every other form; what was typed stays, but for what is secret."""

from django import forms
from django.utils.translation import gettext as _

from operis.web.components.errors import Wrong
from operis.web.components.form import Part, described

LONGEST = 1_000
EMAIL, PASSWORD, CODE, CREDENTIAL = "email", "password", "code", "credential"


def field(name: str, label: str, *, value: str = "", wrong: str = "", hint: str = "", secret: bool = False, **attrs: str) -> Part:
    hints, mistakes = tuple(filter(None, [hint])), tuple(filter(None, [wrong]))
    widget = forms.PasswordInput() if secret else forms.TextInput()
    drawn = widget.render(name, None if secret else value, {"id": f"f-{name}", **attrs, **described(name, hints, mistakes)})
    return Part(name=name, label=label, hints=hints, wrong=mistakes, input=drawn)


def email_field(value: str, wrong: str = "") -> Part:
    return field(EMAIL, _("E-mail address"), value=value, wrong=wrong, autocomplete="username", spellcheck="false", autocapitalize="none",
                 inputmode="email")  # fmt: skip


def password_field(wrong: str = "", name: str = PASSWORD, label: str = "", hint: str = "", new: bool = False) -> Part:
    complete = "new-password" if new else "current-password"
    return field(name, label or _("Password"), wrong=wrong, hint=hint, secret=True, autocomplete=complete)


def code_field(wrong: str = "", hint: str = "", name: str = CODE) -> Part:
    """Shown as it is typed: it is worth nothing a minute later, and one has to compare it."""
    return field(name, _("Code"), wrong=wrong, hint=hint, autocomplete="one-time-code", spellcheck="false", autocapitalize="none")


def errors_of(wrong: dict[str, str]) -> list[Wrong]:
    return [Wrong(f"f-{at}" if at else "", says) for at, says in wrong.items()]


def too_long(*typed: str) -> bool:
    return any(len(one) > LONGEST or "\0" in one for one in typed)
