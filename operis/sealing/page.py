"""Which bytes is the sealing page? Its sources, read in parts, put together into one file that needs nothing else."""

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).parent / "sources"
STYLE = Path(__file__).parent.parent / "web" / "static" / "web" / "operis.css"
"""Words stand on this page as on every other."""
ENTRY = "page.js"
IMPORTED = re.compile(r'^import (\{[^}]*\}) from "\./([a-z0-9]+)\.js";\n', re.MULTILINE)
EXPORTED = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (.+)$)", re.MULTILINE)
NAMES = re.compile(r"^\w+|(?<=, )[A-Z][A-Z_]*(?= = )")
"""What is handed out on one line: one thing, or several numbers."""


def _source(name: str) -> str:
    return (SOURCES / name).read_text(encoding="utf-8")


def modules(*wanted: str) -> tuple[str, ...]:
    """Names of source files, each after those from which it takes something."""
    found: dict[str, None] = {}

    def visit(name: str) -> None:
        if name not in found:
            for _names, other in IMPORTED.findall(_source(name)):
                visit(f"{other}.js")
            found[name] = None

    for name in wanted:
        visit(name)
    return tuple(found)


def exports(name: str) -> tuple[str, ...]:
    """What a module hands out."""
    return tuple(one for rest in EXPORTED.findall(_source(name)) for one in NAMES.findall(rest))


def _module(name: str) -> str:
    """A module in a scope of its own, so that its names are its own too."""
    code = EXPORTED.sub("", IMPORTED.sub(r"const \1 = of_\2;\n", _source(name)))
    return f"const of_{name.removesuffix('.js')} = (() => {{\n{code}return {{ {', '.join(exports(name))} }};\n}})();\n"


@cache
def script(*wanted: str) -> str:
    """Modules and all that they need as one script; of each of them `of_NAME` has what it hands out."""
    return '"use strict";\n' + "".join(map(_module, modules(*wanted)))


def _hashed(code: str) -> str:
    """How a policy names a script or a style that stands within a page."""
    return f"'sha256-{b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def _style() -> str:
    return STYLE.read_text(encoding="utf-8") + _source("page.css")


@cache
def policy() -> str:
    """What the page may do: run its own script, and ask the site that it came from; nothing else."""
    return (
        f"default-src 'none'; script-src {_hashed(script(ENTRY))}; style-src {_hashed(_style())}; "
        "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def page() -> bytes:
    """The whole file."""
    html = _source("page.html")
    for name, part in {"policy": policy(), "style": _style(), "script": script(ENTRY)}.items():
        html = html.replace(f"{{{name}}}", part, 1)
    return html.encode()


@cache
def digest() -> str:
    """By which everybody can tell whether the page is the one that was written here."""
    return hashlib.sha256(page()).hexdigest()
