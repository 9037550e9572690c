"""Who has an account, in which offices, and by what is the person known again? In the record a person is an opaque number alone."""

from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower

if TYPE_CHECKING:
    from operis.accounts.sessions import SessionStore


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
    """A mandate: this person, in this office, for this body if not the office's own, from day to day.

    Who stands in for somebody does so until a day that is known; an agency acts under a mandate in writing, by its number or digest.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT)
    stands_for = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="stand_ins")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    for_body = models.TextField(default="")
    first = models.DateField()
    last = models.DateField(null=True)
    written = models.TextField(default="")
    written_sha256 = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="grant_once", fields=["user", "office", "for_body", "first"]),
            models.CheckConstraint(name="grant_days", condition=models.Q(last=None) | models.Q(last__gte=models.F("first"))),
            models.CheckConstraint(name="stand_in_ends", condition=models.Q(stands_for=None) | models.Q(last__isnull=False)),
        ]


class Token(models.Model):
    """A bearer token: only its digest is here, so that a copy of the database opens no door.

    What has ended stays, so that nothing makes it good again; `commands` are those that it may put, with blanks between, or all.
    """

    digest = models.TextField(primary_key=True)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE)
    made = models.DateTimeField()
    last = models.DateField()
    ended = models.DateTimeField(null=True)
    commands = models.TextField(default="")


class Session(AbstractBaseSession):
    """A browser in which somebody is signed in, or is about to be: Django's session, with what its owner is shown of it.

    Its key is here as a digest alone, so that a copy of the database opens no session.
    """

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE)
    place = models.TextField(default="")
    browser = models.TextField(default="")
    first = models.DateTimeField(null=True)

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        from operis.accounts.sessions import SessionStore  # which imports this module

        return SessionStore


class OneTime(models.Model):
    """The secret of somebody's one-time codes, encrypted; without `since` it has not been confirmed by a code yet."""

    user = models.OneToOneField(User, primary_key=True, on_delete=models.CASCADE)
    secret = models.TextField()
    last_step = models.BigIntegerField(default=0)
    since = models.DateTimeField(null=True)


class Recovery(models.Model):
    """A code for the day on which the telephone is lost: used once, and only its digest is here."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    digest = models.TextField()
    used = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="recovery_once", fields=["user", "digest"])]


class Passkey(models.Model):
    """A key that somebody's device keeps: here are its public half and how often it has signed."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    name = models.TextField()
    credential = models.TextField(unique=True)
    public = models.BinaryField()
    counter = models.BigIntegerField()
    made = models.DateTimeField()
    used = models.DateTimeField(null=True)


class Linked(models.Model):
    """Somebody as another site knows them: once linked, found by its number for the person, and never again by the address."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    issuer = models.TextField()
    subject = models.TextField()
    made = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="linked_subject_once", fields=["issuer", "subject"]),
            models.UniqueConstraint(name="linked_person_once", fields=["issuer", "user"]),
        ]


class Try(models.Model):
    """An attempt to prove who one is that has not succeeded: by the digest of whose it is and of where it came from."""

    key = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="try_by_key", fields=["key", "at"])]


class Seen(models.Model):
    """That somebody has signed in from a place, by the digest of both."""

    key = models.TextField(primary_key=True)
    at = models.DateTimeField()


class Registration(models.Model):
    """What somebody has written who is not known yet, until the letter to the address is opened; a link opens it by its digest alone.

    `person` is the number that the account will have. What was written is encrypted, and gone once the link is used.
    """

    digest = models.TextField(primary_key=True)
    person = models.UUIDField(default=uuid4)
    email = models.TextField()
    name = models.TextField()
    sealed = models.TextField()
    onward = models.TextField(default="")
    """Where the person was going."""
    made = models.DateTimeField()
    used = models.DateTimeField(null=True)


class Invitation(models.Model):
    """Somebody whom a person of an office asks to act for it too, by a letter; a link opens it by its digest alone."""

    digest = models.TextField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.CASCADE)
    by = models.ForeignKey(User, on_delete=models.CASCADE)
    email = models.TextField()
    name = models.TextField()
    made = models.DateTimeField()
    used = models.DateTimeField(null=True)
