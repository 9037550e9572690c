"""`operis user`: who may act here? People, offices, mandates, stand-ins, tokens, and a second step that was lost."""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from datetime import date
from getpass import getpass, getuser
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from operis.accounts.log import Event, asked, event
from operis.cli._setting import ask_data, open_installation
from operis.cli._shell import DONE, MALFORMED, complain
from operis.core.mandates import WITHOUT_OFFICE, Role

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
    reset = words.add_parser(
        "reset", help="take a person's codes, recovery codes and passkeys away, sign the person out everywhere, and end the tokens"
    )
    leaves = words.add_parser("close", help="let a person sign in no more and end the tokens; mandates and what was done under them stay")
    returns = words.add_parser("reopen", help="let a person sign in again")
    for each in (password, reset, leaves, returns):
        each.add_argument("email")
    office = words.add_parser("office", help="add an office of a body, or change its name")
    office.add_argument("key")
    office.add_argument("body")
    office.add_argument("role", choices=[str(role) for role in Role if role not in WITHOUT_OFFICE])
    office.add_argument("--zh", default="")
    removed = words.add_parser("remove-office", help="take an office away that nobody ever had a mandate in")
    removed.add_argument("key")
    office.add_argument("--en", default="")
    grant = words.add_parser("grant", help="give a person a mandate, or another last day to one that is there")
    token = words.add_parser("token", help="make a bearer token for a mandate, which is shown once; or --end one")
    tokens = words.add_parser("tokens", help="list tokens by their names, with their last day and what they may put")
    tokens.add_argument("email", nargs="?", default="", help="those of one person (default: of all)")
    end = words.add_parser("end", help="let a mandate end")
    default = {token: " (default: 90 days from today)", end: " (default: today)"}
    for each in (grant, token, end):
        for name in ("email", "office"):
            each.add_argument(name, nargs="?" if each is token else None)
        each.add_argument("--for", dest="for_body", default="", help="the body acted for, if another")
        each.add_argument("--until", default="", help="the last day, like 2026-12-31" + default.get(each, ""))
    token.add_argument("--commands", default="", metavar="A,B", help="the commands that it may put, like file-plan,seal-bid (default: all)")
    token.add_argument("--end", default="", metavar="NAME", help="end the token of that name, for good (`operis user tokens` lists them)")
    grant.add_argument("--from", dest="first", default="", help="the first day (default: today)")
    grant.add_argument(
        "--stands-for", default="", metavar="EMAIL", help="the person of that office in whose place this one acts until the last day"
    )
    grant.add_argument("--written", default="", metavar="NUMBER", help="the number of an agency's mandate in writing")
    grant.add_argument("--document", metavar="FILE", help="that mandate as a file: its fingerprint is kept, the file is not")
    listed = words.add_parser("list", help="list people with their ways of signing in and their mandates")
    offices = words.add_parser("offices", help="list offices")
    ask_data(parser, person, password, reset, leaves, returns, office, removed, grant, token, tokens, end, listed, offices)
    arguments = parser.parse_args(argv)
    open_installation(arguments.data)
    try:
        with asked(token_hex(8), f"command line of {getuser()}"):
            return int(globals()[f"_{arguments.word.replace('-', '_')}"](arguments))
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
    user = User.objects.create_user(asked.email, asked.name)
    event(Event.PERSON_ADDED, who=user.pk)
    print(user.pk)
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
    event(Event.PASSWORD_CHANGED, who=user.pk)
    _out(user)
    return DONE


def _out(user: "User") -> None:
    from operis import clock
    from operis.accounts.ways import end_everything

    end_everything(user, clock.now())


def _reset(asked: argparse.Namespace) -> int:
    from operis import clock
    from operis.accounts.ways import reset_second_step

    user = _person(asked.email)
    event(Event.SECOND_STEP_RESET, who=user.pk)
    reset_second_step(user, clock.now())
    print("Codes, recovery codes and passkeys are gone, and tokens have ended.", file=sys.stderr)
    print("The password stays; set a new one if somebody else may know it.", file=sys.stderr)
    return DONE


def _close(asked: argparse.Namespace) -> int:
    user = _person(asked.email)
    user.is_active = False
    user.save(update_fields=["is_active"])
    event(Event.PERSON_CLOSED, who=user.pk)
    _out(user)
    for one in user.stand_ins.filter(last__gte=_today()).select_related("user"):
        ends = f"operis user end {user.email} {one.office_id}" + (f" --for {one.for_body}" if one.for_body else "")
        says = f"{one.user.email} stands in for {user.email} in {one.office_id} until {one.last}."
        print(f"{says} Who left for good has no mandate to stand in for: {ends}", file=sys.stderr)
    return DONE


def _reopen(asked: argparse.Namespace) -> int:
    user = _person(asked.email)
    user.is_active = True
    user.save(update_fields=["is_active"])
    event(Event.PERSON_REOPENED, who=user.pk)
    return DONE


def _office(asked: argparse.Namespace) -> int:
    from operis.accounts.offices import install_office
    from operis.core.wording import SLUG
    from operis.registers.models import Party

    for what, key in (("office", asked.key), ("body", asked.body)):
        if not SLUG.fullmatch(key):
            raise WrongWordError(f"The key of the {what} is a word in small letters with hyphens, like civil-affairs, instead of “{key}”.")
    if not Party.objects.filter(key=asked.body, party="body").exists():
        print(f"No {asked.body} is on file yet: register the body under this key, or write the key that it has.", file=sys.stderr)
    install_office(asked.key, asked.body, Role(asked.role), zh=asked.zh, en=asked.en)
    event(Event.OFFICE_SET, office=asked.key, body=asked.body, role=asked.role)
    return DONE


def _remove_office(asked: argparse.Namespace) -> int:
    office = _office_of(asked.key)
    if holders := sorted({f"{one.user.email}" for one in office.grant_set.select_related("user")}):
        says = f"{asked.key} stays: {', '.join(holders)} had mandates in it, and what was done under them is told with its name."
        raise WrongWordError(f"{says} Let each end: `operis user end EMAIL {asked.key}`.")
    office.delete()
    event(Event.OFFICE_REMOVED, office=asked.key, body=office.body, role=office.role)
    return DONE


def _grant(asked: argparse.Namespace) -> int:
    from operis.accounts.models import Grant
    from operis.accounts.offices import grants_on
    from operis.accounts.tokens import cut_short

    user, office = _person(asked.email), _office_of(asked.office)
    first, last = _day(asked.first) or _today(), _day(asked.until)
    absent = _person(asked.stands_for) if asked.stands_for else None
    if last is not None and last < first:
        raise WrongWordError(f"The mandate would end on {last}, before it begins on {first}.")
    if absent is not None:
        if last is None:
            raise WrongWordError("Who stands in does so until a day that is known: give it with --until.")
        held = [one.last for one in grants_on(first, absent) if (one.office, one.for_body) == (office, asked.for_body)]
        if absent == user or not held:
            raise WrongWordError(f"{absent.email} has no mandate in {office.key} on {first} in which {user.email} could stand in.")
        if None not in held and (ends := max(filter(None, held))) < last:
            says = f"The mandate of {absent.email} ends on {ends}, and who stands in acts no longer."
            raise WrongWordError(f"{says} Give that day with --until.")
    written, digest = asked.written.strip(), _fingerprint(asked.document)
    if Role(office.role) is Role.AGENCY and asked.for_body and not (written or digest):
        raise WrongWordError("An agency acts for a body under a mandate in writing: give its --written number, or the --document itself.")
    found, made = Grant.objects.get_or_create(
        user=user, office=office, for_body=asked.for_body, first=first,
        defaults={"last": last, "stands_for": absent, "written": written, "written_sha256": digest},
    )  # fmt: skip
    if made:
        event(Event.MANDATE_GIVEN, mandate=found.pk, who=user.pk, office=office.key, role=office.role, first=first, last=last or "")
    elif last != found.last:
        cut_short(found)
        found.last = last
        found.save(update_fields=["last"])
        cut_short(found)
        event(Event.MANDATE_CHANGED, mandate=found.pk, who=user.pk, last=last or "")
        _end_stand_ins(found)
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
    from operis.accounts.tokens import cut_short

    grant, last = _held(asked), _day(asked.until) or _today()
    if last < grant.first:
        raise WrongWordError(f"The mandate begins on {grant.first}, after {last}.")
    grant.last = last
    grant.save(update_fields=["last"])
    cut_short(grant)
    event(Event.MANDATE_ENDED, mandate=grant.pk, who=grant.user_id, last=last)
    _end_stand_ins(grant)
    return DONE


def _end_stand_ins(ended: "Grant") -> None:
    """Nobody stands in for a mandate that is over; a stand-in of whom nothing has begun is taken away."""
    from operis.accounts.models import Grant
    from operis.accounts.tokens import cut_short

    if ended.last is None:
        return
    of = {"stands_for": ended.user, "office": ended.office, "for_body": ended.for_body}
    for one in Grant.objects.filter(**of, first__gte=ended.first, last__gt=ended.last):
        if one.first > max(ended.last, _today()):
            event(Event.MANDATE_ENDED, mandate=one.pk, who=one.user_id, last=ended.last)
            one.delete()
            continue
        one.last = max(ended.last, one.first)
        one.save(update_fields=["last"])
        cut_short(one)
        event(Event.MANDATE_ENDED, mandate=one.pk, who=one.user_id, last=one.last)
        print(f"{one.user.email} stood in for that mandate, and now acts under it until {one.last}.", file=sys.stderr)


def _token(asked: argparse.Namespace) -> int:
    from operis import clock
    from operis.accounts.tokens import make_token

    if asked.end:
        return _end_token(asked.end)
    if not asked.email or not asked.office:
        raise WrongWordError("Say for whom: `operis user token EMAIL OFFICE`. To end one: `operis user token --end NAME`.")
    grant, last = _held(asked), _day(asked.until)
    if last is not None and last < _today():
        raise WrongWordError(f"The token would end on {last}, which is over.")
    print(make_token(grant, clock.now(), last, _commands(asked.commands)))
    print("Keep it: only its digest is stored. `operis user tokens` lists it by its name.", file=sys.stderr)
    return DONE


def _commands(typed: str) -> list[str]:
    from operis.procedures import procedures

    asked = [one for one in typed.replace(",", " ").split() if one]
    known = {step.asked.slug for one in procedures() for step in one.listed}
    unknown = [one for one in asked if one not in known]
    if unknown:
        raise WrongWordError(f"There is no command {', '.join(unknown)}. There are: {', '.join(sorted(known))}.")
    return asked


def _end_token(name: str) -> int:
    from operis import clock
    from operis.accounts.tokens import end_tokens, named

    found = named(name)
    if found.count() != 1:
        raise WrongWordError(f"There is no one token {name}. `operis user tokens` lists them.")
    if not end_tokens(found, clock.now()):
        raise WrongWordError(f"The token {name} has ended already.")
    return DONE


def _tokens(asked: argparse.Namespace) -> int:
    """A line a token: its name, person, office, days, what it may put."""
    from operis.accounts.models import Token
    from operis.accounts.tokens import name_of, over_before

    of = {"grant__user": _person(asked.email)} if asked.email else {}
    over = set(Token.objects.filter(over_before(_today())).values_list("pk", flat=True))
    for one in Token.objects.filter(**of).select_related("grant__user", "grant__office").order_by("grant__user__email", "made"):
        ends = f"ended {one.ended.date()}" if one.ended else f"until {one.last}{', not good today' if one.pk in over else ''}"
        whose = f"{one.grant.user.email}\t{one.grant.office_id}"
        print(f"{name_of(one)}\t{whose}\tmade {one.made.date()}, {ends}\t{one.commands or 'all commands'}")
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
