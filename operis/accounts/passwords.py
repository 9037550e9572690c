"""Which passwords are refused? Those that are too short, and those of a few characters again and again."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from operis.accounts.models import User

SHORTEST, DIFFERENT = 12, 5


class LongEnough:
    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) < SHORTEST:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        return _("This password is too short: it needs at least {count} characters.").format(count=SHORTEST)


class Varied:
    def validate(self, password: str, user: User | None = None) -> None:
        if len(set(password.lower())) < DIFFERENT:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        return _("This password is too easy to guess: it needs at least {count} different characters.").format(count=DIFFERENT)
