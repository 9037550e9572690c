"""What does a page say? Its text without tags, and the parts of it that tests look at."""

import re
from html import unescape
from typing import Any

from django.test import Client


def text(answer: Any) -> str:
    """All that an answer says."""
    return text_of(unescape(answer.content.decode()))


def page(client: Client, path: str) -> str:
    """The HTML of a page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return unescape(str(answer.content, "utf-8"))


def text_of(html: str) -> str:
    """As it is read: no tags, and one space between words."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rows_of(html: str) -> list[str]:
    """What stands in the rows of the tables of a page."""
    return [text_of(row) for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", html, re.DOTALL)]


def act(html: str, no: int) -> str:
    """What the page of a process has about one act."""
    found = re.search(rf'<li class="[a-z]+" id="act-{no}".*?(?=<li class="[a-z]+" id="act-|</ol>)', html, re.DOTALL)
    assert found
    return found[0]


def values_of(html: str) -> dict[str, str]:
    """What stands in the inputs of a page, by name; of a choice what is chosen."""
    inputs = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', html))
    for name, options in re.findall(r'<select name="([\w-]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        inputs[name] = next(iter(re.findall(r'<option value="([^"]*)" selected', options)), "")
    return inputs
