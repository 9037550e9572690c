"""A tender with three bids, a pool of experts, and whoever watches, sits and buys, each with a browser; steps as a browser takes them."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.test import Client

from operis.accounts.models import User
from operis.clock import set_demo_clock
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.file.commands import EnterFile, ReviewFile
from operis.dockets.file.terms import Tie
from operis.dockets.procurement.terms import Document
from tests.api.programs import installed
from tests.ledger.county import FAYE, County
from tests.ledger.tender import TENDER, tender
from tests.procedures.documents import notice, words
from tests.statute import ALICE, CHEN, OFFICE
from tests.web.desk import KEY
from tests.web.reading import page
from tests.web.signed import account, signed_in

EXPERT = Mandate(role=Role.EXPERT, office="pool", body="expert-pool", persons=())
REP = Mandate(role=Role.EXPERT, office="own", body=OFFICE, persons=())


DOCUMENTS = Document(name="Tender documents", size=1, sha256="0" * 64)


@dataclass
class World:
    """A tender with three bids, and a pool of seven; the fourth is related to the head of a bidder, the fifth is barred by the file."""

    county: County
    experts: list[User] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def client(self, user: User, language: str = "en") -> Client:
        return signed_in(email=user.email, language=language)

    def of(self, name: str) -> User:
        return User.objects.get(name=name)


def world_of(folder: Path) -> World:
    """The folder is that of the installation."""
    installed(folder)
    world = World(tender("sunrise", "brook", "hill", announced=notice(documents=(DOCUMENTS,))))
    account("alice@office.example", ALICE, name="Alice")
    account("chen@finance.example", CHEN, name="Chen")
    account("rep@office.example", REP, name="Rep")
    for number in range(1, 8):
        user = account(f"e{number}@pool.example", EXPERT, name=f"Expert {number}")
        ties = (Tie(supplier=Slug("brook"), relation=Slug("kin-of-head")),) if number == 4 else ()
        file = EnterFile(key=Slug(f"expert-{number}"), party=Slug("expert"), nature=Slug("individual"), name=words(user.name),
                         account=str(user.pk), expertise=(Slug("care"),), ties=ties)  # fmt: skip
        docket = world.county.done(None, file, FAYE).docket
        world.county.done(docket, ReviewFile(result=Slug("accepted")), FAYE)
        world.experts.append(user)
        world.files.append(docket)
    set_demo_clock(world.county.clock + timedelta(minutes=1))
    return world


def step(client: Client, slug: str, **sent: str) -> Any:
    """A step as a browser takes it: the form as it was shown with what is changed, checked and confirmed; a direct one at once."""
    path = f"/en/desk/{TENDER}/{slug}/"
    shown = page(client, path)
    form = {**inputs(shown), **sent}
    if 'value="confirm"' in shown:
        return client.post(path, {**form, "desk-do": "confirm"})
    checked = client.post(path, {**form, "desk-do": "check"}).content.decode()
    return client.post(path, {**inputs(checked), "desk-do": "confirm"})


def inputs(html: str) -> dict[str, str]:
    """What a browser would send of the last form of a page."""
    form = html[html.rindex('<form', 0, html.rindex('name="desk-key"')) :]
    form = form[: form.index("</form>")]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if "name" in said and (said.get("type") not in ("radio", "checkbox", "file", "submit") or " checked" in tag):
            found[said["name"]] = said.get("value", "")
    for name, inner in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\s*(.*?)</textarea>', form, re.DOTALL):
        found[name] = inner
    for name, inner in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        found[name] = chosen[1] if chosen else ""
    return {"desk-key": KEY, **found}
