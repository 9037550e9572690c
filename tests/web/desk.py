"""How does an officer fill in a form of the desk? As one types it, with what a browser sends beside."""

import json
import re
from typing import Any

from django.test import Client

from operis.core.fields import plain
from operis.strict_yaml import parse
from operis.web.forms import typed_from

NUMBER = "DC-2026-S-0001"
KEY = "k" * 43


def typed(asked: Any) -> dict[str, str]:
    """A command as an officer would type it."""
    return typed_from(type(asked), parse(json.dumps(said_only(plain(asked)))))


def said_only(value: Any) -> Any:
    """Without what says nothing, at any depth."""
    if isinstance(value, dict):
        return {name: said_only(one) for name, one in value.items() if one is not None}
    return [said_only(one) for one in value] if isinstance(value, list) else value


def confirm(client: Client, path: str, asked: Any, key: str = KEY, **changed: str) -> Any:
    return client.post(path, {**typed(asked), "desk-key": key, "desk-do": "confirm", **changed})


def fields(html: str) -> list[str]:
    """What is asked on the form of a step."""
    form = html[html.index("<form") :]
    return sorted({name.removesuffix("-en").removesuffix("-zh") for name in re.findall(r' name="([a-z][\w-]*)"', form)
                   if not name.startswith(("desk-", "csrf")) and name not in ("keep", "q")})  # fmt: skip
