"""`operis user`: who may act here? People, offices, mandates, stand-ins, tokens, and a second step that was lost."""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from datetime import date
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from operis.cli._setting import ask_data, open_installation
from operis.cli._shell import DONE, MALFORMED, complain
from operis.core.mandates import Role

if TYPE_CHECKING:
    from operis.accounts.models import Grant, Office, User


class WrongWordError(Exception):
    """What was typed does not fit what is here; the words say what."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis user", description="People, passwords, offices, mandates and tokens of this installation.")
    words = parser.add_subparsers(dest="word", required=True)
    person = words.add_parser("add", help="add a person")
    person.add_argument("email")
    person.add_argument("name")
    password = words.add_parser("password", help="set a person's password: asked for, or the first line of what is piped in")
    reset = words.add_parser("reset", help="take a person's codes, recovery codes and passkeys away, and sign the person out everywhere")
    leaves = words.add_parser("close", help="let a person sign in no more; mandates and what was done under them stay")
    returns = words.add_parser("reopen", help="let a person sign in again")
    for each in (password, reset, leaves, returns):
        each.add_argument("email")
    office = words.add_parser("office", help="add an office of a body, or change its name")
    office.add_argument("key")
    office.add_argument("body")
    office.add_argument("role", choices=[str(role) for role in Role])
    office.add_argument("--zh", default="")
    office.add_argument("--en", default="")
    grant = words.add_parser("grant", help="give a person a mandate, or another last day to one that is there")
    token = words.add_parser("token", help="make a bearer token for a mandate; it is shown once")
    end = words.add_parser("end", help="let a mandate end")
    for each in (grant, token, end):
        each.add_argument("email")
        each.add_argument("office")
        each.add_argument("--for", dest="for_body", default="", help="the body acted for, if another")
        each.add_argument("--until", default="", help="the last day, like 2026-12-31" + (" (default: today)" if each is end else ""))
    grant.add_argument("--from", dest="first", default="", help="the first day (default: today)")
    grant.add_argument(
        "--stands-for", default="", metavar="EMAIL", help="the person of that office in whose place this one acts until the last day"
    )
    grant.add_argument("--written", default="", metavar="NUMBER", help="the number of an agency's mandate in writing")
    grant.add_argument("--document", metavar="FILE", help="that mandate as a file: its fingerprint is kept, the file is not")
    listed = words.add_parser("list", help="list people with their ways of signing in and their mandates")
    offices = words.add_parser("offices", help="list offices")
    ask_data(parser, person, password, reset, leaves, returns, office, grant, token, end, listed, offices)
    arguments = parser.parse_args(argv)
    open_installation(arguments.data)
    try:
        return int(globals()[f"_{arguments.word}"](arguments))
    except WrongWordError as wrong:
        return complain([str(wrong)], MALFORMED)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as fault:
        raise WrongWordError(f"Write a day as 2026-03-02: {fault}") from fault


def _today() -> date:
    from operis import clock
    from operis.documents.lawbook import calendar

    return calendar().day(clock.now())


def _person(email: str) -> "User":
    from operis.accounts.models import User

    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise WrongWordError(f"There is no person {email}.")
    return user


def _office_of(key: str) -> "Office":
    from operis.accounts.models import Office

    office = Office.objects.filter(key=key).first()
    if office is None:
        raise WrongWordError(f"There is no office {key}. `operis user offices` lists them.")
    return office


def _add(asked: argparse.Namespace) -> int:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from operis.accounts.models import User

    try:
        validate_email(asked.email.strip())
    except ValidationError:
        return complain([f"{asked.email} is no address: write it like name@office.example."], MALFORMED)
    if User.objects.filter(email=asked.email.strip().lower()).exists():
        return complain([f"{asked.email} is here already."], MALFORMED)
    print(User.objects.create_user(asked.email, asked.name).pk)
    return DONE


def _password(asked: argparse.Namespace) -> int:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    user = _person(asked.email)
    secret = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        validate_password(secret, user)
    except ValidationError as wrong:
        return complain(wrong.messages, MALFORMED)
    user.set_password(secret)
    user.save(update_fields=["password"])
    return DONE


def _reset(asked: argparse.Namespace) -> int:
    from operis.accounts.ways import reset_second_step

    reset_second_step(_person(asked.email))
    print("Codes, recovery codes and passkeys are gone. The password stays; set a new one if somebody else may know it.", file=sys.stderr)
    return DONE


def _close(asked: argparse.Namespace) -> int:
    from operis.accounts.ways import end_sessions

    user = _person(asked.email)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    return DONE


def _reopen(asked: argparse.Namespace) -> int:
    user = _person(asked.email)
    user.is_active = True
    user.save(update_fields=["is_active"])
    return DONE


def _office(asked: argparse.Namespace) -> int:
    from operis.accounts.offices import install_office

    install_office(asked.key, asked.body, Role(asked.role), zh=asked.zh, en=asked.en)
    return DONE


def _grant(asked: argparse.Namespace) -> int:
    from operis.accounts.models import Grant
    from operis.accounts.offices import grants_on

    user, office = _person(asked.email), _office_of(asked.office)
    first, last = _day(asked.first) or _today(), _day(asked.until)
    absent = _person(asked.stands_for) if asked.stands_for else None
    if last is not None and last < first:
        raise WrongWordError(f"The mandate would end on {last}, before it begins on {first}.")
    if absent is not None:
        if last is None:
            raise WrongWordError("Who stands in does so until a day that is known: give it with --until.")
        if absent == user or office not in [one.office for one in grants_on(first, absent)]:
            raise WrongWordError(f"{absent.email} has no mandate in {office.key} on {first} in which {user.email} could stand in.")
    written, digest = asked.written.strip(), _fingerprint(asked.document)
    if Role(office.role) is Role.AGENCY and asked.for_body and not (written or digest):
        raise WrongWordError("An agency acts for a body under a mandate in writing: give its --written number, or the --document itself.")
    found, made = Grant.objects.get_or_create(
        user=user, office=office, for_body=asked.for_body, first=first,
        defaults={"last": last, "stands_for": absent, "written": written, "written_sha256": digest},
    )  # fmt: skip
    if not made and last != found.last:
        found.last = last
        found.save(update_fields=["last"])
    return DONE


def _fingerprint(file: str | None) -> str:
    try:
        return hashlib.sha256(Path(file).read_bytes()).hexdigest() if file else ""
    except OSError as fault:
        raise WrongWordError(f"{file} cannot be read: {fault.strerror}.") from fault


def _held(asked: argparse.Namespace) -> "Grant":
    """The mandate that is meant: the one that began last."""
    from operis.accounts.models import Grant

    user, office = _person(asked.email), _office_of(asked.office)
    grant = Grant.objects.filter(user=user, office=office, for_body=asked.for_body).order_by("-first").first()
    if grant is None:
        raise WrongWordError(f"{asked.email} has no mandate in {asked.office}. Give one with `operis user grant`.")
    return grant


def _end(asked: argparse.Namespace) -> int:
    grant, last = _held(asked), _day(asked.until) or _today()
    if last < grant.first:
        raise WrongWordError(f"The mandate begins on {grant.first}, after {last}.")
    grant.last = last
    grant.save(update_fields=["last"])
    return DONE


def _token(asked: argparse.Namespace) -> int:
    from operis import clock
    from operis.accounts.offices import make_token

    print(make_token(_held(asked), clock.now(), _day(asked.until)))
    print("Keep it: only its digest is stored.", file=sys.stderr)
    return DONE


def _list(asked: argparse.Namespace) -> int:
    """A line a person, and below it a line a mandate."""
    from operis.accounts.codes import has_codes
    from operis.accounts.models import User

    for user in User.objects.prefetch_related("grant_set__office", "grant_set__stands_for", "passkey_set", "linked_set").order_by("email"):
        ways = {
            "closed": not user.is_active, "password": user.has_usable_password(), "codes": has_codes(user),
            "passkeys": bool(user.passkey_set.all()), "linked": bool(user.linked_set.all()),
        }  # fmt: skip
        print(f"{user.email}\t{user.name}\t{', '.join(name for name, there in ways.items() if there) or 'no way of signing in'}")
        for grant in sorted(user.grant_set.all(), key=lambda one: (one.office_id, one.first)):
            print(f"\t{grant.office_id}\t{_told(grant)}")
    return DONE


def _told(grant: "Grant") -> str:
    parts = (
        grant.office.role,
        f"for {grant.for_body}" if grant.for_body else "",
        f"from {grant.first}" + (f" to {grant.last}" if grant.last else ""),
        f"stands in for {grant.stands_for.email}" if grant.stands_for else "",
        f"under {grant.written or grant.written_sha256}" if grant.written or grant.written_sha256 else "",
    )
    return ", ".join(filter(None, parts))


def _offices(asked: argparse.Namespace) -> int:
    from operis.accounts.models import Office

    for office in Office.objects.order_by("body", "key"):
        print(f"{office.key}\t{office.body}\t{office.role}\t{office.name_zh or office.name_en}")
    return DONE
