"""How is a contract drawn up in a test? By what a browser would send of the form with its clauses."""

import re
from html import unescape

from django.test import Client

from tests.cases.halfway import PROCUREMENT

URL = "/en/desk/new/contract/draw-up-contract/"
INPUT = re.compile(r'<input type="hidden" name="((?:clauses|was|procurement|lot|desk(?!-shown))[\w-]*)" value="([^"]*)"')
AREA = re.compile(r'<textarea name="([\w-]+)"[^>]*>\r?\n?(.*?)</textarea>', re.DOTALL)


def form_of(html: str) -> dict[str, str]:
    """What a browser would send of the clauses, with the first day."""
    areas = {name: unescape(said) for name, said in AREA.findall(html) if name.startswith("clauses")}
    day = re.findall(r'name="starts" value="([^"]*)"', html)
    return {**dict(INPUT.findall(html)), **areas, "starts": day[0]}


def begun(desk: Client) -> dict[str, str]:
    return form_of(desk.get(f"{URL}?procurement={PROCUREMENT}").content.decode())


def clause(sent: dict[str, str], of: str) -> str:
    """The name of the row that has a text of ours."""
    return next(name.removesuffix("-of") for name, value in sent.items() if name.endswith("-of") and value == of)
