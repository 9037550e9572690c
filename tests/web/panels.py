"""A panel half way: three bids with their words, one criterion that is judged and one that is counted, and who sits signed in."""

import re
from pathlib import Path

from django.test import Client

from operis.accounts.models import Grant
from operis.ledger.states import state_of
from operis.web.account.who import GRANT
from tests.cases.halfway import PROCUREMENT, REFUSES, until

PANEL = f"/en/panel/{PROCUREMENT}/"
SCORES = f"{PANEL}scores/1/"
ONE = '- {id: plan, weight: 80, kind: judged, rule: "Care by need'
TWO = """- {id: cases, weight: 20, kind: counted, rule: "Ten points for each contract, two at most"}
    - {id: plan, weight: 60, kind: judged, rule: "Care by need"""
REPORTS = "  do: report-evaluation\n  docket: $purchase\n"
SAYS = "Every morning two carers walk to each of the three villages"


def panel_until(folder: Path, *commands: str, with_report: str = "{}") -> None:
    """The case, with a counted criterion, what each bid says to both and what the report says, as far as its last command."""
    text = REFUSES.read_text(encoding="utf-8").replace(ONE, TWO)
    text = text.replace("{points: 80,", "{points: 60,").replace("{points: 40,", "{points: 30,")
    text = re.sub(r'scores: {plan: "(\d\d)"}', lambda found: f'scores: {{plan: "{int(found[1]) - 20}", cases: "20"}}', text)
    answer = "    - {about: criterion, no: 2, words:"
    text = text.replace(answer, answer.replace("no: 2", "no: 3") + " It is counted from the bid}\n" + answer)
    text = text.replace(REPORTS, f"{REPORTS}  with: {with_report}\n")
    both = (("plan", SAYS), ("cases", "Two contracts"))
    offers = ", ".join(f'{{about: {one}, answers: criterion, text: "{words}"}}' for one, words in both)
    said = f"offers: [{offers}], price:"
    path = folder / "panel.yaml"
    path.write_text(text.replace("content: {price:", f"content: {{{said}"), encoding="utf-8")
    until(*commands, path=path)


def sits(name: str, language: str = "en") -> Client:
    """The browser of who bears this name in the case."""
    grant = Grant.objects.filter(user__name=name).order_by("pk")[0]
    client = Client(headers={"accept-language": language})
    client.force_login(grant.user)
    session = client.session
    session[GRANT] = grant.pk
    session.save()
    return client


def cell(supplier: str, criterion: str) -> str:
    """The name of an input of the grid."""
    bid = next(one.bid for one in state_of(PROCUREMENT).openings[0].opened if one.supplier == supplier)
    return f"s-1-{bid}-{criterion}"


def figures(**by_supplier: tuple[str, str]) -> dict[str, str]:
    """What is typed for the plan and for the contracts of each."""
    return {cell(one, name): said for one, both in by_supplier.items() for name, said in zip(("plan", "cases"), both, strict=True)}
