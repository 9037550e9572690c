"""What can who runs the site do for people, offices and mandates?"""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from operis.accounts.codes import begin_codes, new_recovery
from operis.accounts.models import Grant, OneTime, Passkey, Recovery, Session, User
from operis.accounts.offices import grants_on
from operis.accounts.tokens import mandate_by_token
from operis.cli.user import main
from operis.registers.models import Party
from operis.watch import STOPPED, ClockStoppedError
from tests.api.programs import installed
from tests.statute import ALICE
from tests.web.signed import PASSWORD, account, signed_in

pytestmark = pytest.mark.django_db
EMAIL, BO = "alice@office.example", "bo@office.example"
Said = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def said(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """A word of the command, with its status, its lines and its complaint; today is Monday, 2026-03-02."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    (tmp_path / "keys" / "django").write_text("key")

    def word(*typed: str) -> tuple[int, list[str], str]:
        status = main(list(typed))
        out, err = capsys.readouterr()
        return status, out.splitlines(), err

    for typed in (
        ["add", EMAIL, "Alice"],
        ["add", BO, "Bo"],
        ["office", "desk", "body", "buyer", "--zh", "民政局"],
        ["office", "agent", "firm", "agency"],
    ):
        assert word(*typed)[0] == 0
    return word


def test_people_are_listed_with_their_ways_and_their_mandates(said: Said) -> None:
    assert said("grant", EMAIL, "desk", "--from", "2026-01-01", "--until", "2026-12-31")[0] == 0
    account("chen@office.example")
    assert said("list")[1] == [
        f"{EMAIL}\tAlice\tno way of signing in", "\tdesk\tbuyer, from 2026-01-01 to 2026-12-31", f"{BO}\tBo\tno way of signing in",
        "chen@office.example\tLi Na\tpassword",
    ]  # fmt: skip
    assert said("offices")[1] == ["desk\tbody\tbuyer\t民政局", "agent\tfirm\tagency\t"]


def test_a_mandate_begins_today_and_gets_another_last_day(said: Said) -> None:
    for until in ("2026-06-30", "2026-12-31"):
        assert said("grant", EMAIL, "desk", "--from", "2026-03-02", "--until", until)[0] == 0
    assert said("grant", EMAIL, "desk", "--until", "2027-01-31")[0] == 0
    [grant] = Grant.objects.all()
    assert (grant.first, grant.last) == (date(2026, 3, 2), date(2027, 1, 31))


def test_a_mandate_ends_today_or_on_a_day(said: Said) -> None:
    said("grant", EMAIL, "desk")
    for until, last in (("", date(2026, 3, 2)), ("2026-04-01", date(2026, 4, 1))):
        assert said("end", EMAIL, "desk", *(["--until", until] if until else []))[0] == 0
        assert Grant.objects.get().last == last
    assert said("end", EMAIL, "desk", "--until", "2026-03-01")[0] == 2
    assert said("end", BO, "desk")[0] == 2


def test_of_another_mandate_it_is_told_how_it_is_ended_and_one_that_has_not_begun_goes_whole(said: Said) -> None:
    """As after a clock that ran a month ahead."""
    assert said("grant", EMAIL, "desk", "--from", "2026-04-01")[2] == ""
    assert said("grant", EMAIL, "desk")[2] == (
        f"{EMAIL} has another mandate in desk, from 2026-04-01, which has not begun. It stays. "
        f"If it was given by mistake: operis user end {EMAIL} desk --from 2026-04-01\n"
    )
    status, _, told = said("end", EMAIL, "desk", "--from", "2026-04-01")
    assert (status, told) == (0, "The mandate from 2026-04-01 had not begun: it is taken away.\n")
    [grant] = Grant.objects.all()
    assert (grant.first, grant.last) == (date(2026, 3, 2), None)
    assert "no mandate in desk from 2026-04-01" in said("end", EMAIL, "desk", "--from", "2026-04-01")[2]


def test_of_a_mandate_that_began_too_early_it_is_told_too_and_one_that_is_over_is_not(said: Said) -> None:
    said("grant", EMAIL, "desk", "--from", "2026-01-01", "--until", "2026-01-31")
    said("grant", EMAIL, "desk", "--from", "2026-02-10", "--until", "2026-12-31")
    assert said("grant", EMAIL, "desk")[2] == (
        f"{EMAIL} has another mandate in desk, from 2026-02-10 to 2026-12-31. It stays. "
        f"If it was given by mistake: operis user end {EMAIL} desk --from 2026-02-10\n"
    )
    assert said("end", EMAIL, "desk", "--from", "2026-02-10")[0] == 0
    assert [one.last for one in Grant.objects.order_by("first")] == [date(2026, 1, 31), date(2026, 3, 2), None]


WAITS = "The clock of this machine was set by +2592000.0 s while the site ran."


@pytest.mark.parametrize(
    "typed",
    [["add", "dan@office.example", "Dan"], ["password", EMAIL], ["grant", BO, "desk"], ["grant", EMAIL, "desk", "--until", "2026-12-31"],
     ["token", EMAIL, "desk"], ["office", "new", "body", "buyer"], ["remove-office", "agent"], ["reopen", EMAIL]],
)  # fmt: skip
def test_while_the_clock_waits_nothing_is_written_that_would_bear_its_day(said: Said, tmp_path: Path, typed: list[str]) -> None:
    said("grant", EMAIL, "desk")
    before = said("list")[1], said("offices")[1], said("tokens")[1]
    (tmp_path / STOPPED).write_text(WAITS)
    with pytest.raises(ClockStoppedError, match=r"was set by"):
        said(*typed)
    assert (said("list")[1], said("offices")[1], said("tokens")[1]) == before


def test_what_only_ends_something_goes_on_while_the_clock_waits_and_tells_its_day(said: Said, tmp_path: Path) -> None:
    said("grant", EMAIL, "desk")
    said("token", EMAIL, "desk")
    name = said("tokens")[1][0].split("\t")[0]
    (tmp_path / STOPPED).write_text(WAITS)
    by = f"operis: {WAITS} It waits to be confirmed (operis clock): what ends now ends by it, on 2026-03-02."
    assert said("token", "--end", name) == (0, [], f"{by}\n")
    assert said("end", EMAIL, "desk") == (0, [], f"{by} Give the last day with --until, if that is not right.\n")
    assert (said("close", EMAIL), said("reset", EMAIL)[0]) == ((0, [], f"{by}\n"), 0)


def test_a_stand_in_takes_the_place_of_who_holds_the_office_until_a_day_that_is_known(said: Said) -> None:
    said("grant", EMAIL, "desk", "--from", "2026-01-01")
    assert "until a day that is known" in said("grant", BO, "desk", "--stands-for", EMAIL)[2]
    assert said("grant", BO, "desk", "--stands-for", EMAIL, "--until", "2026-03-20")[0] == 0
    user = User.objects.get(email=BO)
    days = [len(grants_on(date(2026, 3, day), user)) for day in (1, 2, 20, 21)]
    assert days == [0, 1, 1, 0]
    assert f"\tdesk\tbuyer, from 2026-03-02 to 2026-03-20, stands in for {EMAIL}" in said("list")[1]
    assert "no mandate in agent" in said("grant", BO, "agent", "--stands-for", EMAIL, "--until", "2026-03-20")[2]
    assert said("grant", EMAIL, "desk", "--stands-for", EMAIL, "--until", "2026-03-20")[0] == 2


def test_a_stand_in_acts_no_longer_than_the_mandate_that_it_stands_for(said: Said) -> None:
    said("grant", EMAIL, "desk", "--from", "2026-01-01", "--until", "2026-03-15")
    status, _, told = said("grant", BO, "desk", "--stands-for", EMAIL, "--until", "2026-03-20")
    assert (status, f"The mandate of {EMAIL} ends on 2026-03-15" in told) == (2, True)
    assert said("grant", BO, "desk", "--stands-for", EMAIL, "--until", "2026-03-15")[0] == 0
    told = said("end", EMAIL, "desk", "--until", "2026-03-10")[2]
    assert told == f"{BO} stood in for that mandate, and now acts under it until 2026-03-10.\n"
    assert [len(grants_on(date(2026, 3, day), User.objects.get(email=BO))) for day in (10, 11)] == [1, 0]


def test_a_stand_in_that_has_not_begun_goes_with_the_mandate(said: Said) -> None:
    said("grant", EMAIL, "desk", "--from", "2026-01-01")
    said("grant", BO, "desk", "--stands-for", EMAIL, "--from", "2026-04-01", "--until", "2026-04-20")
    said("grant", BO, "desk", "--from", "2026-01-01", "--until", "2026-12-31")
    assert said("end", EMAIL, "desk", "--until", "2026-03-10")[0] == 0
    assert [one.first for one in Grant.objects.filter(user__email=BO)] == [date(2026, 1, 1)]


def test_who_closes_an_account_is_told_who_stands_in_for_it(said: Said) -> None:
    """The account is closed, the mandate is not: that of somebody who is ill is still stood in for."""
    said("grant", EMAIL, "desk", "--from", "2026-01-01")
    said("grant", BO, "desk", "--stands-for", EMAIL, "--until", "2026-03-20")
    assert said("close", EMAIL)[2] == (
        f"{BO} stands in for {EMAIL} in desk until 2026-03-20. "
        f"Who left for good has no mandate to stand in for: operis user end {EMAIL} desk\n"
    )


@pytest.mark.parametrize(
    ("key", "body", "what"), [("Bad Key!", "body", "office"), ("desk", "Body 民政", "body"), ("-desk", "body", "office")]
)
def test_the_keys_of_an_office_have_the_letters_of_the_record(said: Said, key: str, body: str, what: str) -> None:
    status, _, told = said("office", key, body, "buyer") if not key.startswith("-") else said("office", "--", key, body, "buyer")
    assert (status, told.startswith(f"The key of the {what} is a word in small letters with hyphens, like civil-affairs, ")) == (2, True)
    assert [line.split("\t")[0] for line in said("offices")[1]] == ["desk", "agent"]


def test_a_body_that_is_not_on_file_is_told_and_its_office_is_made(said: Said) -> None:
    status, _, told = said("office", "new-desk", "new-body", "buyer")
    assert (status, told.startswith("The office is added, and no new-body is on file yet: ")) == (0, True)
    Party.objects.create(key="new-body", docket="DC-2026-F-0001", party="body", nature="state-organ")
    assert said("office", "new-desk", "new-body", "buyer")[2] == ""


def test_an_office_that_nobody_ever_held_is_taken_away(said: Said) -> None:
    said("grant", EMAIL, "desk")
    status, _, told = said("remove-office", "desk")
    assert (status, f"desk stays: {EMAIL} had mandates in it" in told) == (2, True)
    assert said("remove-office", "agent")[0] == 0
    assert [line.split("\t")[0] for line in said("offices")[1]] == ["desk"]
    assert said("remove-office", "agent")[0] == 2


def test_the_database_itself_wants_an_end_for_a_stand_in(said: Said) -> None:
    said("grant", EMAIL, "desk")
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.update(stands_for=User.objects.get(email=BO))


def test_an_agency_acts_for_a_body_under_a_mandate_in_writing(said: Said, tmp_path: Path) -> None:
    assert "under a mandate in writing" in said("grant", EMAIL, "agent", "--for", "body")[2]
    assert said("grant", EMAIL, "agent", "--for", "body", "--written", "WT-2026-7")[0] == 0
    paper = tmp_path / "mandate.pdf"
    paper.write_bytes(b"%PDF signed and stamped")
    assert said("grant", BO, "agent", "--for", "body", "--document", str(paper))[0] == 0
    digest = hashlib.sha256(paper.read_bytes()).hexdigest()
    lines = said("list")[1]
    assert "\tagent\tagency, for body, from 2026-03-02, under WT-2026-7" in lines
    assert f"\tagent\tagency, for body, from 2026-03-02, under {digest}" in lines
    assert "cannot be read" in said("grant", BO, "agent", "--for", "other", "--document", str(tmp_path / "none.pdf"))[2]


def test_a_lost_second_step_is_taken_away_and_every_browser_signed_out(said: Said) -> None:
    client = signed_in(ALICE, email="li.na@office.example")
    user = User.objects.get(email="li.na@office.example")
    begin_codes(user)
    new_recovery(user)
    Passkey.objects.create(user=user, name="Telephone", credential="00", public=b"", counter=0, made=datetime.now(UTC))
    assert said("reset", "Li.Na@office.example")[0] == 0
    assert [model.objects.count() for model in (OneTime, Recovery, Passkey, Session)] == [0, 0, 0, 0]
    assert "Sign out" not in client.get("/en/help/").content.decode()
    assert user.check_password(PASSWORD)


def test_who_has_left_signs_in_no_more_and_neither_do_the_tokens(said: Said) -> None:
    client = signed_in(ALICE, email="li.na@office.example")
    user = User.objects.get(email="li.na@office.example")
    office = Grant.objects.get().office_id
    [secret] = said("token", user.email, office)[1]
    assert mandate_by_token(secret, date(2026, 3, 2)) is not None
    assert said("close", user.email)[0] == 0
    assert "Sign out" not in client.get("/en/help/").content.decode()
    assert mandate_by_token(secret, date(2026, 3, 2)) is None
    assert f"{user.email}\tLi Na\tclosed, password" in said("list")[1]
    assert said("reopen", user.email)[0] == 0
    assert "Sign out" in signed_in(email=user.email).get("/en/help/").content.decode()


@pytest.mark.parametrize(
    ("day", "first", "last", "opens"),
    [(1, 2, None, False), (2, 2, None, True), (9, 2, 9, True), (10, 2, 9, False)],
)
def test_a_token_opens_as_long_as_its_mandate(said: Said, day: int, first: int, last: int | None, opens: bool) -> None:
    said("grant", EMAIL, "desk", "--from", f"2026-03-{first:02}", *(["--until", f"2026-03-{last:02}"] if last else []))
    [secret] = said("token", EMAIL, "desk")[1]
    assert (mandate_by_token(secret, date(2026, 3, day)) is not None) is opens


@pytest.mark.parametrize(
    "typed",
    [["password", "nobody@office.example"], ["reset", "nobody@office.example"], ["close", "nobody@office.example"],
     ["grant", "nobody@office.example", "desk"], ["grant", EMAIL, "nowhere"], ["grant", EMAIL, "desk", "--until", "soon"],
     ["grant", EMAIL, "desk", "--from", "2026-05-01", "--until", "2026-04-30"], ["token", EMAIL, "desk"], ["add", EMAIL, "Again"],
     ["add", "no address", "X"], ["grant", EMAIL, "desk", "--stands-for", "nobody@office.example", "--until", "2026-05-01"]],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_nothing_is_changed(said: Said, typed: list[str]) -> None:
    status, lines, complaint = said(*typed)
    assert (status, lines, bool(complaint)) == (2, [], True)
    assert (User.objects.count(), Grant.objects.count()) == (2, 0)
