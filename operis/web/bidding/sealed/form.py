"""What does somebody need who seals a bid elsewhere? One file: the questions in both languages, the keys, and when bids close.

    operis/bid-form/v1   {v, site, docket, lot, no, round, stage, supplier, small, procurement, title, closes, limit, keys, sections,
                          members, begun, files_max, largest_bytes, sealed_max_bytes, scale, against, told, stands, signs,
                          first_bytes, nothing}

`scale` is with what a price list can begin: what the notice says of how much is bought, with its numbers.
`told` is what the time was here when it was handed out, `stands` which bid stands sealed and since when, null where none does; `signs` is
by which first bytes files are known, `nothing` what one is of none of them.

Every text is {zh, en}, null where there is none in that language, and null itself where there is none at all.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from operis import clock
from operis.attachments.receiving import FILES_MAX, LARGEST_BYTES, SEALED_MAX_BYTES
from operis.attachments.signs import FIRST_BYTES, NOTHING, Sign, signs
from operis.core.findings import Ground
from operis.core.kinds import Json
from operis.core.money import yuan
from operis.core.wording import Wording
from operis.dockets.procurement.terms import Band
from operis.documents.lawbook import book, calendar
from operis.documents.names import by_name
from operis.documents.said import said
from operis.registers import models
from operis.web.bidding.doubts import made_for
from operis.web.bidding.joining import able_to_join
from operis.web.bidding.sections import Joined, Priced, Question, Section, sections
from operis.web.bidding.sitting import Bidding

FORM = "operis/bid-form/v1"
LANGUAGES = {"zh": "zh-hans", "en": "en"}
STAGES = {True: "bid", False: "final-quote"}
NAMED_MAX = 1000
"""Of more suppliers the short names are typed."""


def form_of(at: Bidding) -> dict[str, Json]:
    in_each = []
    for code in LANGUAGES.values():
        with override(code):
            in_each.append(sections(at.wanted, at.round, at.declares))
    parts = [_section(*one) for one in zip(*in_each, strict=True)]
    return {
        "v": FORM, "site": at.request.build_absolute_uri("/"), "docket": at.number, "lot": at.lot, "no": at.state.last.get(at.lot, -1) + 1,
        "round": at.round, "stage": STAGES[at.round == 1], "supplier": at.state.body or "", "small": at.small,
        "procurement": at.procurement.number, "title": _wording(at.title),
        "closes": calendar().local(at.closes).isoformat() if at.closes else None, "limit": yuan(at.limit) if at.limit else None,
        "keys": _keys(at), "sections": parts, "members": _members(at) if any(one["joins"] for one in parts) else [], "begun": _begun(at),
        "files_max": FILES_MAX, "largest_bytes": LARGEST_BYTES, "sealed_max_bytes": SEALED_MAX_BYTES,
        "scale": [{"name": _wording(words), "quantity": quantity} for words, quantity in at.lines],
        "against": [_ground(one) for one in at.barred(clock.now())], "told": calendar().local(clock.now()).isoformat(),
        "stands": {"no": at.sealed.no, "since": calendar().local(at.sealed.happened).isoformat()} if at.sealed is not None else None,
        "signs": [_sign(one) for one in signs()], "first_bytes": FIRST_BYTES, "nothing": _wording(NOTHING),
    }  # fmt: skip


def _sign(one: Sign) -> Json:
    return {"says": _wording(one.says), "begins": [*one.begins], "within": one.within, "endings": [*one.endings], "program": one.program}


def _ground(ground: Ground) -> Json:
    """What stands in the way of any bid, told before one is written, with its rule."""
    finding, row = by_name(ground.finding), book().rows[ground.row]
    told: dict[str, dict[str, Json]] = {"says": {}, "do": {}}
    for short, code in LANGUAGES.items():
        with override(code):
            told["says"][short], told["do"][short] = said(finding.says, finding.facts), said(finding.do, finding.facts)
    return {**told, "rule": {short: row.cite(short) for short in LANGUAGES}, "row": row.id}


def _keys(at: Bidding) -> Json:
    holders = at.wanted.key_holders
    names = {one.key: _both(one.name_zh, one.name_en) for one in models.Party.objects.filter(key__in=[one.holder for one in holders])}
    told = [{"place": one.place, "name": names.get(one.holder) or _both(one.holder, one.holder), "key": one.key} for one in holders]
    return {"digest": at.wanted.keys_digest, "holders": told}


def _section(zh: Section, en: Section) -> dict[str, Any]:
    return {
        "key": zh.key, "heading": _both(zh.heading, en.heading), "points": zh.points, "counted": _both(zh.counted, en.counted),
        "joins": zh.form is Joined, "price": zh.form is Priced,
        "questions": [_question(*one) for one in zip(zh.questions, en.questions, strict=True)],
    }  # fmt: skip


def _question(zh: Question, en: Question) -> Json:
    asked = [{"label": _both(label_zh, label_en), "text": _wording(text)}
             for (label_zh, text), (label_en, _text) in zip(zh.asked, en.asked, strict=True)]  # fmt: skip
    return {
        "key": zh.key, "answers": zh.answers, "about": zh.about, "heading": _both(zh.heading, en.heading), "asked": asked,
        "bands": [_band(one) for one in zh.bands], "tick": _both(zh.tick, en.tick), "label": _both(zh.text, en.text), "files": zh.files,
        "needed": zh.needed, "signed": zh.signed,
    }  # fmt: skip


def _band(one: Band) -> Json:
    least, most = (None if end is None else f"{end:f}" for end in (one.least, one.most))
    return {"points": f"{one.points:f}", "text": _wording(one.text), "least": least, "most": most}


def _members(at: Bidding) -> list[Json] | None:
    """Who may join, by its short name; None where they are too many to be listed."""
    found = list(able_to_join(at).values_list("key", "name_zh", "name_en")[: NAMED_MAX + 1])
    return None if len(found) > NAMED_MAX else [{"key": key, "name": _both(zh, en)} for key, zh, en in found]


def _begun(at: Bidding) -> Json:
    """What the same supplier has said to the same questions before, with the files that are here and where they are."""
    said = at.draft
    files = {key: [{"name": one.name, "sha256": one.sha256, "size": one.size, "url": url} for one, url in _files(at, key)]
             for key, rows in said.files.items() if rows}  # fmt: skip
    titles = made_for(at)
    came = {key: _wording(titles[number]) for key, number in said.came.items() if number in titles}
    return {"texts": {key: text for key, text in said.texts.items() if text}, "ticked": sorted(said.ticked), "files": files, "came": came}


def _files(at: Bidding, key: str) -> Iterator[tuple[Any, str]]:
    return ((one, reverse("bid-file", args=[at.number, one.sha256])) for one in at.draft.files_at(key))


def _both(zh: str, en: str) -> dict[str, Json] | None:
    return {"zh": zh or None, "en": en or None} if zh or en else None


def _wording(words: Wording) -> Json:
    return _both(words.zh or "", words.en or "")
