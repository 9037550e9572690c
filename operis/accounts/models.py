"""Who has an account? A person, known in the record only by an opaque number."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class Users(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None) -> "User":
        """A new person; without a password nobody can sign in as that person."""
        user = self.model(email=email.strip().lower(), name=name.strip())
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """The number stands in the record's mandates for ever; name and address can be corrected or erased here."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.TextField(unique=True)
    name = models.TextField()
    password = models.TextField()
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Users] = Users()

    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_email_lower", condition=models.Q(email=Lower("email"))),
            models.CheckConstraint(name="user_name_given", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """An office of a body, with the role in which it acts."""

    key = models.TextField(primary_key=True)
    body = models.TextField()
    role = models.TextField()
    name_zh = models.TextField(default="")
    name_en = models.TextField(default="")


class Grant(models.Model):
    """A mandate: this person, in this office, for this body if not the office's own, from day to day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    for_body = models.TextField(default="")
    first = models.DateField()
    last = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="grant_once", fields=["user", "office", "for_body", "first"]),
            models.CheckConstraint(name="grant_days", condition=models.Q(last=None) | models.Q(last__gte=models.F("first"))),
        ]


class Token(models.Model):
    """A bearer token: only its digest is here, so that a copy of the database opens no door."""

    digest = models.TextField(primary_key=True)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE)
    made = models.DateTimeField()
    last = models.DateField(null=True)
