"""How does a procedure read on a page? Each step: who asks for what, under which article, after what, provided what, then which acts."""

from collections.abc import Iterator
from typing import Any

from operis.core.decider import Procedure, Rule, Step
from operis.core.fields import walk
from operis.core.mandates import ROLE_LABELS
from operis.law.book import Book

HEAD = "Written by `python -m operis.config.documents` from the steps of the code; a test compares the two.\n"


def page(procedure: Procedure[Any], about: str, book: Book) -> str:
    """The page of one procedure, as Markdown."""
    parts = [f"# {procedure.name}\n", f"{about}\n", f"Docket: `{procedure.kind}`. {HEAD}"]
    for step in procedure.listed:
        parts += _step(step, book)
    return "\n".join(parts)


def _step(step: Step[Any, Any], book: Book) -> Iterator[str]:
    words = step.asked.title_words
    yield f"## {words.en} · {words.zh}\n"
    fields = [name if one.required else f"{name}?" for name, one in walk(step.asked).items()]
    yield f"- Asked: `{step.asked.slug}` with {', '.join(fields)}"
    yield f"- By: {', '.join(sorted(ROLE_LABELS[role].en for role in step.by))}"
    under = [f"{row} ({book.rows[row].cite('en')})" for row in step.under]
    yield f"- Under: {'; '.join(under)}"
    if step.needs:
        yield f"- Looks at: {', '.join(fact.name for fact in step.needs)}"
    yield f"- Then: {', '.join(f'`{make.act.kind}`' for make in step.then)}\n"
    for title, rules, always in (
        ("Settles the matter", step.settles, True),
        ("After", step.after, True),
        ("Provided", step.provided, False),
        ("Noted", step.noted, False),
    ):
        if rules:
            yield f"| {title} | Under | Says |\n|---|---|---|"
            yield from (_rule(rule, book, title, always) for rule in rules)
            yield ""


def _rule(rule: Rule[Any, Any], book: Book, title: str, always: bool) -> str:
    rows = [book.rows[row] for row in rule.rows]
    weak = "" if always or title == "Noted" or rows[0].blocks else " (warns)"
    says = rows[0].says.en.replace("|", "\\|")
    return f"| {rule.check.name.replace('_', ' ')}{weak} | {', '.join(rule.rows)} | {says} |"
