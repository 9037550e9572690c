"""How does somebody walk through the pages without a script? From link to link and button to button; each page that is loaded counts."""

from html import unescape
from typing import Any

from django.test import Client

from tests.web.reading import text_of
from tests.web.whole_panel import inputs


class Walker:
    """A browser of one person, and every page that it has loaded, by what was pressed or followed and what came."""

    def __init__(self, client: Client) -> None:
        self.client, self.loads, self.html = client, list[str](), ""

    def open(self, path: str) -> "Walker":
        return self._came(self.client.get(path, follow=True), path)

    def follow(self, part: str) -> "Walker":
        """The first link of the page whose address has `part` in it."""
        found = [one.partition('"')[0] for one in self.html.split('href="')[1:] if part in one.partition('"')[0]]
        assert found, (part, text_of(self.html)[:1500])
        return self.open(unescape(found[0]))

    def press(self, do: str, **typed: str) -> "Walker":
        """A button of the step that the page shows, with what is typed before."""
        assert f'name="desk-do" value="{do}"' in self.html, (do, text_of(self.html)[:3000])
        action = self.html[self.html.rindex('action="', 0, self.html.rindex('name="desk-key"')) :].split('"')[1]
        return self._came(self.client.post(action, {**inputs(self.html), **typed, "desk-do": do}, follow=True), do)

    def _came(self, answer: Any, what: str) -> "Walker":
        self.html = unescape(answer.content.decode())
        title = self.html.partition("<h1>")[2].partition("</h1>")[0]
        assert answer.status_code == 200, (what, answer.status_code, text_of(self.html)[:3000])
        self.loads.append(f"{what}: {title}")
        return self
