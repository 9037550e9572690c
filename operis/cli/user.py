"""`operis user`: who may act here? People, offices, mandates, stand-ins, tokens, and a second step that was lost."""

import argparse
import sys
from collections.abc import Sequence
from getpass import getpass, getuser
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from operis.accounts.log import Event, asked, event
from operis.cli import _mandates
from operis.cli._mandates import WrongWordError, day, held, office_of, person, today
from operis.cli._setting import ask_data, open_installation
from operis.cli._shell import DONE, MALFORMED, complain
from operis.core.mandates import WITHOUT_OFFICE, Role

if TYPE_CHECKING:
    from operis.accounts.models import Grant, User

READS, ENDS = ("list", "offices", "tokens"), ("close", "end", "reset")
"""Words that read alone, which a full disk does not stop; and words that only end something, which a clock that waits does not stop."""

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
    end = words.add_parser("end", help="let a mandate end; one that has not begun is taken away")
    default = {token: " (default: 90 days from today)", end: " (default: today)"}
    for each, about in ((grant, "the first day (default: today)"), (end, "its first day, where there are several (default: the latest)")):
        each.add_argument("--from", dest="first", default="", help=about)
    for each in (grant, token, end):
        for name in ("email", "office"):
            each.add_argument(name, nargs="?" if each is token else None)
        each.add_argument("--for", dest="for_body", default="", help="the body acted for, if another")
        each.add_argument("--until", default="", help="the last day, like 2026-12-31" + default.get(each, ""))
    token.set_defaults(first="")
    token.add_argument("--commands", default="", metavar="A,B", help="the commands that it may put, like file-plan,seal-bid (default: all)")
    token.add_argument("--end", default="", metavar="NAME", help="end the token of that name, for good (`operis user tokens` lists them)")
    grant.add_argument(
        "--stands-for", default="", metavar="EMAIL", help="the person of that office in whose place this one acts until the last day"
    )
    grant.add_argument("--written", default="", metavar="NUMBER", help="the number of an agency's mandate in writing")
    grant.add_argument("--document", metavar="FILE", help="that mandate as a file: its fingerprint is kept, the file is not")
    listed = words.add_parser("list", help="list people with their ways of signing in and their mandates")
    offices = words.add_parser("offices", help="list offices")
    ask_data(parser, person, password, reset, leaves, returns, office, removed, grant, token, tokens, end, listed, offices)
    arguments = parser.parse_args(argv)
    open_installation(arguments.data, reads=arguments.word in READS)
    _trust_the_clock(arguments)
    of_mandates = {"grant": _mandates.grant, "end": _mandates.end}
    try:
        with asked(token_hex(8), f"command line of {getuser()}"):
            return int((of_mandates.get(arguments.word) or globals()[f"_{arguments.word.replace('-', '_')}"])(arguments))
    except WrongWordError as wrong:
        return complain([str(wrong)], MALFORMED)


def _trust_the_clock(asked: argparse.Namespace) -> None:
    """ClockStoppedError where a word would write a day that may be wrong; what only ends something goes on, and is told its day."""
    from django.conf import settings

    from operis import watch

    says = watch.waits(Path(settings.OPERIS_DATA))
    if not says or asked.word in READS:
        return
    if asked.word not in ENDS and not (asked.word == "token" and asked.end):
        raise watch.ClockStoppedError(says)
    until = " Give the last day with --until, if that is not right." if asked.word == "end" else ""
    waits = f"{says} It waits to be confirmed (operis clock): what ends now ends by it, on {today()}.{until}"
    print(f"operis: {waits}", file=sys.stderr)


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
    from django.utils.translation import override

    from operis.lettering import tell_password_changed

    user = person(asked.email)
    secret = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        with override("en"):
            validate_password(secret, user)
    except ValidationError as wrong:
        return complain(wrong.messages, MALFORMED)
    user.set_password(secret)
    user.save(update_fields=["password"])
    event(Event.PASSWORD_CHANGED, who=user.pk)
    _out(user)
    tell_password_changed(user.email)
    return DONE


def _out(user: "User") -> None:
    from operis import clock
    from operis.accounts.ways import end_everything

    end_everything(user, clock.now())


def _reset(asked: argparse.Namespace) -> int:
    from operis import clock
    from operis.accounts.ways import reset_second_step

    user = person(asked.email)
    event(Event.SECOND_STEP_RESET, who=user.pk)
    reset_second_step(user, clock.now())
    print("Codes, recovery codes and passkeys are gone, and tokens have ended.", file=sys.stderr)
    print("The password stays; set a new one if somebody else may know it.", file=sys.stderr)
    return DONE


def _close(asked: argparse.Namespace) -> int:
    user = person(asked.email)
    user.is_active = False
    user.save(update_fields=["is_active"])
    event(Event.PERSON_CLOSED, who=user.pk)
    _out(user)
    for one in user.stand_ins.filter(last__gte=today()).select_related("user"):
        ends = f"operis user end {user.email} {one.office_id}" + (f" --for {one.for_body}" if one.for_body else "")
        says = f"{one.user.email} stands in for {user.email} in {one.office_id} until {one.last}."
        print(f"{says} Who left for good has no mandate to stand in for: {ends}", file=sys.stderr)
    return DONE


def _reopen(asked: argparse.Namespace) -> int:
    user = person(asked.email)
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
        says = f"The office is added, and no {asked.body} is on file yet: register the body under this key, or run this again with the key"
        print(f"{says} that it has.", file=sys.stderr)
    install_office(asked.key, asked.body, Role(asked.role), zh=asked.zh, en=asked.en)
    event(Event.OFFICE_SET, office=asked.key, body=asked.body, role=asked.role)
    return DONE


def _remove_office(asked: argparse.Namespace) -> int:
    office = office_of(asked.key)
    if holders := sorted({f"{one.user.email}" for one in office.grant_set.select_related("user")}):
        says = f"{asked.key} stays: {', '.join(holders)} had mandates in it, and what was done under them is told with its name."
        raise WrongWordError(f"{says} Let each end: `operis user end EMAIL {asked.key}`.")
    office.delete()
    event(Event.OFFICE_REMOVED, office=asked.key, body=office.body, role=office.role)
    return DONE


def _token(asked: argparse.Namespace) -> int:
    from operis import clock
    from operis.accounts.tokens import make_token

    if asked.end:
        return _end_token(asked.end)
    if not asked.email or not asked.office:
        raise WrongWordError("Say for whom: `operis user token EMAIL OFFICE`. To end one: `operis user token --end NAME`.")
    grant, last = held(asked), day(asked.until)
    if last is not None and last < today():
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

    of = {"grant__user": person(asked.email)} if asked.email else {}
    over = set(Token.objects.filter(over_before(today())).values_list("pk", flat=True))
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
