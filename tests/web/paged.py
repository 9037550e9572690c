"""How does a case run through the pages? Each step of people is filled in at its form and confirmed, what several sign from each desk."""

import re
from html import unescape
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from operis import clock
from operis.accounts.models import User
from operis.cases.casefile import CaseStep
from operis.cases.running import Ran, Running, unlike
from operis.clerk import Entered
from operis.core.acts import Command
from operis.dockets.procurement.commands import GiveScores
from operis.dockets.procurement.evaluation import first_offers
from operis.ledger import read
from operis.ledger.states import state_of
from operis.web.desk.checked import SHOWN
from operis.web.panel.grid import name_of
from tests.web.desk import typed
from tests.web.reading import text
from tests.web.signed import PASSWORD, signed_in

ELSEWHERE = frozenset({"seal-bid"})
"""What has pages of its own, which have tests of their own."""
TO_EACH, TICKED = re.compile(r'name="(to-\d+)"'), re.compile(r'<input type="checkbox" name="(read|agree-[^"]+)"')
"""What is pressed for each bidder, and what is ticked before a text is signed."""
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def hidden(page: Any) -> dict[str, str]:
    return {name: unescape(value) for name, value in HIDDEN.findall(page.content.decode())}


class Paged(Running):
    """From the first of these steps on nobody but the clock puts anything by another way."""

    begins = "form-panel"
    begun = False
    clients: dict[str, Client]

    def put(self, step: CaseStep) -> Ran:
        self.begun = self.begun or step.do == self.begins
        if not self.begun or step.refused is not None or step.do in ELSEWHERE:
            return super().put(step)
        clock.set_demo_clock(step.at)
        docket = self.dockets.get(step.docket, "")
        before = len(read.entries(docket)) if docket else 0
        answer = self.by_pages(step, docket, self.whole(step, docket))
        number = docket or self.opened(answer)
        new = read.entries(number)[before:] if number else ()
        if not new:
            return Ran(step, number, None, f"{answer.status_code}: {text(answer)[:3000]}")
        self.dockets.setdefault(step.docket, number)
        said = Entered(number, tuple(new))
        return Ran(step, number, said, unlike(step, said))

    def by_pages(self, step: CaseStep, docket: str, asked: Command) -> Any:
        mandate = self.mandate_of(step)
        path = f"/en/desk/{docket}/{step.do}/" if docket else f"/en/desk/new/{asked.docket_kind}/{step.do}/"
        if isinstance(asked, GiveScores):
            return self.scored(docket, asked, self.client(mandate.persons[0]))
        first, *others = (self.client(person) for person in mandate.persons)
        page = first.get(path)
        begun = {name: value for name, value in hidden(page).items() if name.startswith("desk-") and name != SHOWN}
        html = page.content.decode()
        pressed = dict.fromkeys(TO_EACH.findall(html), "none") | dict.fromkeys(TICKED.findall(html), "yes")
        answer = first.post(path, {**begun, **typed(asked), **pressed, "desk-do": "confirm"})
        paper = str(answer["Location"]) if others and answer.status_code == 302 else ""
        for one in others if paper else ():
            answer = one.post(paper, {**hidden(one.get(paper)), "desk-do": "sign"})
        return answer

    def scored(self, docket: str, asked: GiveScores, client: Client) -> Any:
        """In the grid of each lot: cell by cell, then handed in."""
        state: Any = state_of(docket)
        bids = {one.supplier: one.bid for lot in state.lots for one in first_offers(state, lot)}
        for lot in dict.fromkeys(one.lot for one in asked.sheets):
            path = f"/en/panel/{docket}/scores/{lot}/"
            cells = {name_of(lot, bids[sheet.supplier], key): str(figures[0])
                     for sheet in asked.sheets if sheet.lot == lot for key, figures in sheet.scores.items()}  # fmt: skip
            client.post(path, {**cells, "desk-do": "save"})
            shown = client.post(path, {"desk-do": "hand-in"})
            answer = client.post(path, {**hidden(shown), "desk-do": "confirm"}, follow=True)
        return answer

    def client(self, person: str) -> Client:
        held: dict[str, Client] = self.__dict__.setdefault("clients", {})
        if person not in held:
            user = User.objects.get(pk=person)
            User.objects.filter(pk=person).update(password=make_password(PASSWORD))
            held[person] = signed_in(email=user.email)
        return held[person]

    def opened(self, answer: Any) -> str:
        """The docket that a step opened, as the page of its receipt has it."""
        found = re.search(r"DC-\d{4}-[A-Z]-\d{4}|DC-B-[A-Z0-9]{26}", text(answer))
        return found[0] if found and answer.status_code == 200 else ""

