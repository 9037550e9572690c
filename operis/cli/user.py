"""`operis user`: who may act here? Add a person, an office, a mandate; make a token."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from getpass import getpass

from operis.cli._setting import ask_data, open_installation
from operis.cli._shell import DONE, MALFORMED, complain
from operis.core.mandates import Role


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis user", description="People, passwords, offices, mandates and tokens of this installation.")
    words = parser.add_subparsers(dest="word", required=True)
    person = words.add_parser("add", help="add a person")
    person.add_argument("email")
    person.add_argument("name")
    password = words.add_parser("password", help="set a person's password: asked for, or the first line of what is piped in")
    password.add_argument("email")
    office = words.add_parser("office", help="add an office of a body, or change its name")
    office.add_argument("key")
    office.add_argument("body")
    office.add_argument("role", choices=[str(role) for role in Role])
    office.add_argument("--zh", default="")
    office.add_argument("--en", default="")
    grant = words.add_parser("grant", help="give a person a mandate")
    token = words.add_parser("token", help="make a bearer token for a mandate; it is shown once")
    for each in (grant, token):
        each.add_argument("email")
        each.add_argument("office")
        each.add_argument("--for", dest="for_body", default="", help="the body acted for, if another")
        each.add_argument("--until", default="", help="the last day, like 2026-12-31")
    grant.add_argument("--from", dest="first", default="", help="the first day (default: today)")
    listed = words.add_parser("list", help="list people with their mandates")
    ask_data(parser, person, password, office, grant, token, listed)
    arguments = parser.parse_args(argv)
    open_installation(arguments.data)
    return int(globals()[f"_{arguments.word}"](arguments))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


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

    from operis.accounts.models import User

    user = User.objects.filter(email=asked.email.strip().lower()).first()
    if user is None:
        return complain([f"There is no person {asked.email}."], MALFORMED)
    secret = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        validate_password(secret, user)
    except ValidationError as wrong:
        return complain(wrong.messages, MALFORMED)
    user.set_password(secret)
    user.save(update_fields=["password"])
    return DONE


def _office(asked: argparse.Namespace) -> int:
    from operis.accounts.offices import install_office

    install_office(asked.key, asked.body, Role(asked.role), zh=asked.zh, en=asked.en)
    return DONE


def _grant(asked: argparse.Namespace) -> int:
    from operis import clock
    from operis.accounts.models import Grant, Office, User
    from operis.documents.lawbook import calendar

    user, office = User.objects.filter(email=asked.email.strip().lower()).first(), Office.objects.filter(key=asked.office).first()
    if user is None or office is None:
        return complain([f"There is no person {asked.email}." if user is None else f"There is no office {asked.office}."], MALFORMED)
    try:
        first, last = _day(asked.first) or calendar().day(clock.now()), _day(asked.until)
    except ValueError as fault:
        return complain([f"Write a day as 2026-03-02: {fault}"], MALFORMED)
    if last is not None and last < first:
        return complain([f"The mandate would end on {last}, before it begins on {first}."], MALFORMED)
    Grant.objects.get_or_create(user=user, office=office, for_body=asked.for_body, first=first, defaults={"last": last})
    return DONE


def _token(asked: argparse.Namespace) -> int:
    from operis import clock
    from operis.accounts.models import Grant
    from operis.accounts.offices import make_token

    grant = Grant.objects.filter(user__email=asked.email.strip().lower(), office_id=asked.office, for_body=asked.for_body).first()
    if grant is None:
        return complain([f"{asked.email} has no mandate in {asked.office}. Give one with `operis user grant`."], MALFORMED)
    try:
        last = _day(asked.until)
    except ValueError as fault:
        return complain([f"Write a day as 2026-03-02: {fault}"], MALFORMED)
    print(make_token(grant, clock.now(), last))
    print("Keep it: only its digest is stored.", file=sys.stderr)
    return DONE


def _list(asked: argparse.Namespace) -> int:
    from operis.accounts.models import Grant

    for grant in Grant.objects.select_related("user", "office").order_by("user__email", "office_id"):
        until = f" to {grant.last}" if grant.last else ""
        acting = f" for {grant.for_body}" if grant.for_body else ""
        print(f"{grant.user.email}\t{grant.office_id}\t{grant.office.role}{acting}\tfrom {grant.first}{until}")
    return DONE
