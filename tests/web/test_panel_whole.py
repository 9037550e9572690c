"""From the pool to a panel that has declared, through the pages: nobody types an account, a fingerprint or a seed."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from operis.accounts.models import Grant, User
from operis.clock import fall_due, now, set_demo_clock
from operis.documents.lawbook import calendar
from operis.documents.names import names_of
from operis.documents.shown import day, moment
from operis.ledger import read
from operis.letters import _replaced
from operis.registers import models
from operis.web.desk.guide_panel import told_apart
from tests.ledger.tender import CLOSES, TENDER
from tests.web.desk import KEY
from tests.web.reading import page, text
from tests.web.signed import account
from tests.web.whole_panel import EXPERT, World, inputs, step, world_of

pytestmark = pytest.mark.django_db
MEMBERS = 5


@pytest.fixture(name="world")
def _world(settings: Any, tmp_path: Path) -> World:
    settings.OPERIS_DATA = tmp_path
    return world_of(tmp_path)


def drawn(world: World) -> tuple[str, ...]:
    """The whole draw, pressed through; who came out."""
    alice, chen = world.of("Alice"), world.of("Chen")
    officer, finance = world.client(alice), world.client(chen)
    step(officer, "call-watchers", **{"watchers-0-person": str(alice.pk), "watchers-1-person": str(chen.pk)})
    step(officer, "commit-seed")
    step(finance, "commit-seed")
    step(officer, "announce-draw")
    set_demo_clock(now() + timedelta(minutes=30))
    step(finance, "show-seed")
    step(officer, "show-seed")
    held: Any = next(one.act for one in read.entries(TENDER) if one.act.kind == "draw-held")
    return tuple(held.drawn)


def kinds() -> list[str]:
    return [one.act.kind for one in read.entries(TENDER)]


def last() -> Any:
    """The newest act of the tender."""
    return read.entries(TENDER)[-1].act


def test_a_draw_is_held_by_buttons_alone(world: World) -> None:
    came = drawn(world)
    seeds = ["seed-committed", "seed-committed", "draw-announced", "seed-shown", "seed-shown"]
    assert kinds()[-7:] == ["watchers-called", *seeds, "draw-held"]
    announced: Any = next(one.act for one in read.entries(TENDER) if one.act.kind == "draw-announced")
    assert set(announced.entries) == {str(one.pk) for one in world.experts}
    docket = text(world.client(world.of("Alice")).get(f"/en/desk/{TENDER}/"))
    assert [one for one in world.experts if one.name not in docket or str(one.pk) in docket] == []
    assert (len(came), [one.holder for one in announced.seeds]) == (6, ["Alice", "Chen"])


def test_a_seed_is_shown_by_no_page_before_the_draw(world: World) -> None:
    alice, chen = world.of("Alice"), world.of("Chen")
    officer, finance = world.client(alice), world.client(chen)
    step(officer, "call-watchers", **{"watchers-0-person": str(alice.pk), "watchers-1-person": str(chen.pk)})
    step(officer, "commit-seed")
    step(finance, "commit-seed")
    step(officer, "announce-draw")
    early = step(finance, "show-seed")
    acts: list[Any] = [one.act for one in read.entries(TENDER)]
    own = next(one for one in acts if one.kind == "seed-committed" and one.person == str(chen.pk))
    assert early.status_code == 422
    assert re.findall(r"[0-9a-f]{64}", early.content.decode().replace(own.sha256, "")) == []
    assert "seed-shown" not in kinds()


def seat(world: World) -> tuple[str, ...]:
    """Drawn, opened, and the panel formed with one representative chosen by name."""
    came = drawn(world)
    list(fall_due(world.county.office, CLOSES, lived=False))
    set_demo_clock(CLOSES + timedelta(hours=1))
    answer = step(world.client(world.of("Alice")), "form-panel", **{"members-0-person": str(world.of("Rep").pk)})
    assert kinds()[-1] == "panel-formed", text(answer)[text(answer).index("There is a problem") :][:900]
    return came


def test_those_who_were_drawn_first_sit_and_who_is_related_to_a_bidder_does_not(world: World) -> None:
    came = seat(world)
    panel = last()
    kin = str(world.experts[3].pk)
    assert [one.person for one in panel.members][1:] == [one for one in came if one != kin][:4]
    assert next(one.name for one in panel.members) == "Rep"
    assert (len(panel.members), [str(one.seat) for one in panel.members]) == (MEMBERS, ["representative", *["expert"] * 4])


def test_an_experts_desk_has_his_panels_and_nothing_else(world: World) -> None:
    seat(world)
    panel = last()
    sits = panel.members[1].person
    desk = page(world.client(User.objects.get(pk=sits)), "/en/desk/")
    assert f"/en/desk/{TENDER}/declare-interest/" in desk
    assert set(re.findall(r"DC-\d{4}-[A-Z]-\d{4}", desk)) == {TENDER}
    assert "Begin something new" not in desk
    outside = next(one for one in world.experts if str(one.pk) not in {each.person for each in panel.members})
    assert set(re.findall(r"DC-\d{4}-[A-Z]-\d{4}", page(world.client(outside), "/en/desk/"))) <= {TENDER}


def declares(world: World, person: str, *relations: str) -> Any:
    chosen = {f"to-{place}": one for place, one in enumerate(relations)}
    return step(world.client(User.objects.get(pk=person)), "declare-interest", **chosen)


def test_each_declares_on_each_bidder_and_nothing_is_chosen_beforehand(world: World) -> None:
    seat(world)
    person = last().members[1].person
    client = world.client(User.objects.get(pk=person))
    shown = page(client, f"/en/desk/{TENDER}/declare-interest/")
    chosen = re.findall(r"<input[^>]* checked[^>]*>", shown)
    assert (shown.count("<fieldset"), chosen) == (3, [])
    none = client.post(f"/en/desk/{TENDER}/declare-interest/", {"desk-key": KEY, "desk-do": "check", "to-0": "none"})
    assert (none.status_code, text(none).count("Say what you are to")) == (422, 4)  # two of them, each above and beside
    declares(world, person, "none", "none", "none")
    act = last()
    assert (act.kind, act.relation, act.person) == ("recusal-declared", "none", person)
    assert [str(one.relation) for one in act.toward] == ["none"] * 3


def test_who_learns_of_a_tie_after_the_declaration_says_so_on_the_same_page(world: World) -> None:
    seat(world)
    person = last().members[1].person
    declares(world, person, "none", "none", "none")
    shown = page(world.client(User.objects.get(pk=person)), f"/en/desk/{TENDER}/declare-interest/")
    assert shown.count("<fieldset") == 3
    declares(world, person, "none", "family-of-head", "none")
    act = last()
    assert (act.kind, act.relation, act.person) == ("recusal-declared", "family-of-head", person)
    assert f"/en/desk/{TENDER}/replace-member/?person={person}" in page(world.client(world.of("Alice")), "/en/desk/")


def test_who_has_an_interest_leaves_and_the_next_of_the_draw_comes_by_one_press(world: World) -> None:
    came = seat(world)
    panel = last()
    leaves = panel.members[2].person
    declares(world, leaves, "none", "family-of-head", "none")
    officer = world.client(world.of("Alice"))
    desk = page(officer, "/en/desk/")
    assert f"/en/desk/{TENDER}/replace-member/?person={leaves}" in desk
    path = f"/en/desk/{TENDER}/replace-member/?person={leaves}"
    form = inputs(page(officer, path))
    answer = officer.post(path, {**form, "desk-do": "confirm"})
    assert kinds()[-1] == "member-replaced", text(answer)[500:2500]
    act = last()
    kin = str(world.experts[3].pk)
    following = [one for one in came if one != kin][4]
    assert (act.kind, act.person, act.ground, act.member.person) == ("member-replaced", leaves, "recused", following)


RESERVE = {"en": ("Where you are the reserve", "the next of the draw takes the place", "Day care"),
           "zh-hans": ("列为候补的评审", "由抽取结果中的下一名补足", "Day care")}  # fmt: skip


def reserves(world: World, language: str = "en") -> list[str]:
    """Whose desk says that he is the reserve of this panel, by the account."""
    found = []
    for one in (*world.experts, world.of("Rep")):
        desk = text(world.client(one, language).get(f"/{language}/desk/"))
        said = [words in desk for words in RESERVE[language][:2]]
        assert said in ([True, True], [False, False])
        found += [str(one.pk)] if said[0] else []
    return found


@pytest.mark.parametrize("language", RESERVE)
def test_who_was_drawn_as_reserve_reads_so_on_his_desk_until_he_is_called(world: World, language: str) -> None:
    came = seat(world)
    panel, kin = last(), str(world.experts[3].pk)
    following = [one for one in came if one != kin][4]
    after = [*came[came.index(panel.members[-1].person) + 1 :]]
    assert following in after
    assert reserves(world, language) == sorted(after, key=[str(one.pk) for one in world.experts].index)
    desk = text(world.client(User.objects.get(pk=following), language).get(f"/{language}/desk/"))
    with override(language):
        held = day(calendar().day(next(one.act.happened for one in read.entries(TENDER) if one.act.kind == "draw-held")))
    assert (RESERVE[language][2] in desk, held in desk) == (True, True)
    assert "There is nothing on your desk yet" not in desk
    assert world.client(User.objects.get(pk=following)).get(f"/en/panel/{TENDER}/").status_code == 404
    leaves = panel.members[2].person
    declares(world, leaves, "none", "family-of-head", "none")
    officer, path = world.client(world.of("Alice")), f"/en/desk/{TENDER}/replace-member/?person={leaves}"
    officer.post(path, {**inputs(page(officer, path)), "desk-do": "confirm"})
    assert last().member.person == following
    assert {following, leaves} & {*reserves(world, language)} == set()
    assert f"/en/desk/{TENDER}/declare-interest/" in page(world.client(User.objects.get(pk=following)), "/en/desk/")


def test_who_was_drawn_answers_on_his_own_desk_and_the_next_sits(world: World) -> None:
    came = drawn(world)
    kin, first = str(world.experts[3].pk), next(one for one in came if one != str(world.experts[3].pk))
    own = world.client(User.objects.get(pk=first))
    assert f"/en/desk/{TENDER}/answer-call/" in page(own, "/en/desk/")
    step(own, "answer-call", answer="cannot", **{"reason-en": "Abroad that week"})
    assert (last().kind, last().person, last().answer) == ("call-answered", first, "cannot")
    list(fall_due(world.county.office, CLOSES, lived=False))
    set_demo_clock(CLOSES + timedelta(hours=1))
    officer = world.client(world.of("Alice"))
    shown = page(officer, f"/en/desk/{TENDER}/form-panel/")
    assert ("Abroad that week" in shown, f"panel-out-{first}" in shown) == (True, False)
    step(officer, "form-panel", **{"members-0-person": str(world.of("Rep").pk)})
    act = last()
    assert [one.person for one in act.members][1:] == [one for one in came if one not in (kin, first)][:4]
    assert act.declined == ()


def test_one_who_did_not_answer_is_passed_over_with_a_reason(world: World) -> None:
    came = drawn(world)
    list(fall_due(world.county.office, CLOSES, lived=False))
    set_demo_clock(max(CLOSES, last_draw().answer_by) + timedelta(hours=1))
    first = next(one for one in came if one != str(world.experts[3].pk))
    step(world.client(world.of("Alice")), "form-panel", **{"members-0-person": str(world.of("Rep").pk), f"panel-out-{first}": "Silent"})
    act = last()
    kin = str(world.experts[3].pk)
    assert [one.person for one in act.members][1:] == [one for one in came if one not in (kin, first)][:4]
    assert [(one.person, one.reason.en) for one in act.declined] == [(first, "Silent")]


def test_the_desk_waits_for_answers_until_their_time_is_over_and_then_for_the_panel(world: World) -> None:
    drawn(world)
    officer, until = world.client(world.of("Alice")), last_draw().answer_by
    assert "Answers of those who were drawn" in page(officer, "/en/desk/")
    list(fall_due(world.county.office, CLOSES, lived=False))
    set_demo_clock(max(CLOSES, until) + timedelta(hours=1))
    shown = page(officer, "/en/desk/")
    assert ("Answers of those who were drawn" in shown, "Forming of the panel" in shown) == (False, True)


def test_the_only_representative_is_proposed_and_nobody_where_there_are_two(world: World) -> None:
    drawn(world)
    list(fall_due(world.county.office, CLOSES, lived=False))
    set_demo_clock(max(CLOSES, last_draw().answer_by) + timedelta(hours=1))
    officer, rep = world.client(world.of("Alice")), world.of("Rep")
    chosen = re.compile(rf'value="{rep.pk}" (checked|selected)')
    assert chosen.search(page(officer, f"/en/desk/{TENDER}/form-panel/"))
    grant = Grant.objects.get(user=rep)
    other = User.objects.create_user("second@office.example", "Second", "two grey herons at dusk")
    Grant.objects.create(user=other, office=grant.office, for_body=grant.for_body, first=grant.first)
    assert chosen.search(page(officer, f"/en/desk/{TENDER}/form-panel/")) is None


def test_that_no_answer_came_is_pressed_and_told_by_letter(world: World) -> None:
    came = drawn(world)
    list(fall_due(world.county.office, CLOSES, lived=False))
    set_demo_clock(max(CLOSES, last_draw().answer_by) + timedelta(hours=1))
    first = next(one for one in came if one != str(world.experts[3].pk))
    officer = world.client(world.of("Alice"))
    assert f'name="panel-silent-{first}" value="yes"> no answer by ' in page(officer, f"/en/desk/{TENDER}/form-panel/")
    sent = {"members-0-person": str(world.of("Rep").pk), f"panel-silent-{first}": "yes"}
    shown = officer.post(f"/en/desk/{TENDER}/form-panel/", {**sent, "desk-key": KEY, "desk-do": "check"}).content.decode()
    assert (shown.count("<li>Account"), shown.count("<li>Name"), "Did not answer in time" in shown) == (MEMBERS, 0, True)
    step(officer, "form-panel", **sent)
    act = last()
    assert first not in [one.person for one in act.members]
    assert [(one.person, one.reason, one.unanswered) for one in act.declined] == [(first, None, True)]
    entry = next(one for one in reversed(read.entries(TENDER)) if one.act.kind == "panel-formed")
    with override("en"):
        assert f"What was entered: no answer by {moment(last_draw().answer_by)}" in _replaced(entry, first)[1]


def test_who_never_answered_sits_unheard_until_he_declares(world: World) -> None:
    drawn(world)
    list(fall_due(world.county.office, CLOSES, lived=False))
    set_demo_clock(max(CLOSES, last_draw().answer_by) + timedelta(hours=1))
    officer = world.client(world.of("Alice"))
    form = page(officer, f"/en/desk/{TENDER}/form-panel/")
    assert (form.count("sits, has not answered"), form.count(">sits<")) == (MEMBERS - 1, 0)
    step(officer, "form-panel", **{"members-0-person": str(world.of("Rep").pk)})
    assert page(officer, f"/en/panel/{TENDER}/").count("has not answered the call") == MEMBERS - 1


def last_draw() -> Any:
    return next(one.act for one in reversed(read.entries(TENDER)) if one.act.kind == "draw-held")


def test_the_file_of_an_expert_names_nobody_to_the_public(world: World, client: Client) -> None:
    for path in (f"/en/processes/{world.files[0]}/", f"/en/desk/{world.files[0]}/"):
        told = text((client if "processes" in path else world.client(world.of("Alice"))).get(path))
        assert "Expert 1" not in told, (path, told[max(0, told.rindex("Expert 1") - 260) :][:330])
    assert "Expert 1" in text(world.client(world.of("Chen")).get("/en/oversight/experts/"))
    assert "Expert 1" in text(world.client(world.of("Chen")).get(f"/en/desk/{world.files[0]}/"))
    assert client.get("/en/processes/?q=Expert+1").content.decode().count("<tr") <= 1


def test_two_of_one_name_are_told_apart_by_their_employers(world: World) -> None:
    first, second, third = (str(one.pk) for one in world.experts[:3])
    models.Expert.objects.filter(person__in=(first, second)).update(employer="sunrise")
    people = ((first, "Li Na"), (second, "Li Na"), (third, "Wang Wei"))
    names = names_of({"sunrise"})
    with override("en"):
        assert told_apart(people) == ((first, f"Li Na ({names['sunrise']})"), (second, f"Li Na ({names['sunrise']})"), (third, "Wang Wei"))


def test_an_expert_without_an_account_is_told_what_to_do(world: World) -> None:
    finance = world.client(world.of("Chen"))
    path = "/en/desk/new/file/enter-file/?party=expert"
    answer = finance.post(path, {"desk-key": KEY, "desk-do": "check", "party": "expert", "account": ""})
    assert answer.status_code == 422
    assert "Choose the account of the person. Who has none gets one first, from whoever runs this site." in text(answer)


def test_the_pool_takes_an_expert_by_name(world: World) -> None:
    new = account("e8@pool.example", EXPERT, name="Expert 8")
    finance = world.client(world.of("Chen"))
    path = "/en/desk/new/file/enter-file/?party=expert"
    shown = page(finance, path)
    assert 'name="key"' not in shown
    assert "Expert 8" in shown
    form = {**inputs(shown), "account": str(new.pk), "expertise-rows": "1", "expertise-0": "law"}
    checked = finance.post(path, {**form, "desk-do": "check"}).content.decode()
    finance.post(path, {**inputs(checked), "desk-do": "confirm"})
    act: Any = read.entries(f"{world.files[-1][:-4]}{int(world.files[-1][-4:]) + 1:04}")[0].act
    assert (act.kind, act.party, act.name.zh, act.account, act.expertise) == ("file-entered", "expert", "Expert 8", str(new.pk), ("law",))


