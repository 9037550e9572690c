"""`operis score FILE`: what do the sheets come to? Prices, points, totals and ranks, who wins or why nobody does, what the law says."""

import argparse
import json
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from operis.cli._shell import DONE, FOUND, _, ask_language, complain, language, law_of, mistakes_told, say, text_of, told, with_book
from operis.cli.check import as_document, show
from operis.core.findings import REFUSED, WARNING
from operis.documents.evaluations import EXAMPLE, read_evaluation
from operis.law.book import PACK, Book, Fault, Law
from operis.rules.scoring import Scored, as_json, score
from operis.strict_yaml import Malformed

OUT = {
    "not-valid": _("did not pass the examination"),
    "above-ceiling": _("price above the limit"),
    "price-not-explained": _("low price not explained"),
}


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis score", description="Compute an evaluation from its sheets, under the law of a day and place.")
    parser.add_argument("file", nargs="?", help="a YAML or JSON file, or - for standard input")
    parser.add_argument("--law", default=PACK, help="pack, place and budget level: cn/41/county")
    parser.add_argument("--on", help="the day of the law, like 2026-03-02 (default: today)")
    parser.add_argument("--example", action="store_true", help="print a complete file")
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON document")
    ask_language(parser)
    arguments = parser.parse_args(argv)
    if arguments.example:
        print(EXAMPLE.read_text("utf8"), end="")
        return DONE
    if not arguments.file:
        parser.error("give a file, or --example")
    return with_book(lambda book: _answer(book, arguments))


def _answer(book: Book, arguments: argparse.Namespace) -> int:
    """The evaluation, or all that is wrong with the options and the file."""
    lang, faults = language(arguments.lang), list[Fault]()
    law = law_of(book, arguments.law, arguments.on, faults)
    file = "" if arguments.file == "-" else arguments.file
    known = law or Law(book, act_day=datetime.now(UTC).date())  # whatever else is wrong, the file is read too
    try:
        read = read_evaluation(text_of(arguments.file), file, known, ZoneInfo(book.zones[known.pack]))
        scored = score(known, read)
    except Malformed as wrong:
        return complain([*faults, *mistakes_told(wrong.mistakes, lang, wrong.name)])
    if law is None or faults:
        return complain(faults)
    if arguments.json:
        print(json.dumps(as_answer(scored, arguments.law, law), ensure_ascii=False, indent=1))
    else:
        print("\n".join(words(scored, law, lang)))
        show(scored.grounds, book, lang)
    return FOUND if any(ground.severity in (REFUSED, WARNING) for ground in scored.grounds) else DONE


def as_answer(scored: Scored, pack: str, law: Law) -> dict[str, Any]:
    answer, why = as_json(scored), scored.no_winner
    if why is not None:
        answer["no_winner"] |= {"says": told(why.finding.says, why.finding.facts), "do": told(why.finding.do, why.finding.facts)}
    return {"law": {"pack": pack, "day": f"{law.act_day:%Y-%m-%d}"}, **answer, "findings": [as_document(one) for one in scored.grounds]}


def words(scored: Scored, law: Law, lang: str) -> Iterator[str]:
    """The table of the bids, best first, then who wins or why nobody does."""
    yield from aligned(list(_rows(scored, lang)))
    yield ""
    why = scored.no_winner
    if why is None:
        yield say(_("First: {bidder}"), lang, bidder=scored.winner)
    else:
        yield told(why.finding.says, why.finding.facts, lang)
        yield "→ " + told(why.finding.do, why.finding.facts, lang) + (f" [{why.row}]" if why.row else "")
    yield say(_("Law: pack {pack}, rules {digest}, as of {day}."), lang, pack=law.pack, digest=law.digest[:8], day=law.act_day)


def _rows(scored: Scored, lang: str) -> Iterator[list[str]]:
    names = [one.id for one in scored.asked.criteria]
    heads = (_("Rank"), _("Bidder"), _("Price"), _("Evaluated price"))
    yield [*(say(head, lang) for head in heads), *names, say(_("Total"), lang)]
    for one in sorted(as_json(scored)["bids"], key=lambda bid: bid["rank"] or len(scored.bids) + 1):
        total = one["total"] or (say(OUT[one["out"]], lang) if one["out"] else "-")
        rank = "-" if one["rank"] is None else f"{one['rank']}{'=' if one['tied'] else ''}"
        yield [
            rank,
            one["bidder"],
            one["price"] or "-",
            one["evaluated_price"] or "-",
            *(one["points"].get(id, "-") for id in names),
            total,
        ]


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns side by side; a Chinese character is two wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
