"""Which addresses are there, and what does each answer to whom? A new address joins the table, with a cell for every role.

`{names}` in a path are those of `tests/web/world.py`. An address may stand in the table several times, with different things in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from operis.core.mandates import Role
from operis.figures.answers import ANSWERS
from operis.web.public.verify import RECOMPUTE, TOGETHER, VERIFIER
from operis.web.system.components import CONTENTS
from tests.api.programs import fields
from tests.ledger.county import need_recorded
from tests.web.world import BODY, NO_MANDATE, SIGNED_OUT

Roles = tuple[str, ...]

# Written out, so that a new role has no cells until somebody says here what it finds.
BUYER, REVIEWER, AGENCY, SUPPLIER = (Role.BUYER,), (Role.REVIEWER,), (Role.AGENCY,), (Role.SUPPLIER,)
OVERSEERS: Roles = (Role.FINANCE, Role.FINANCE_UPPER)
INSTITUTION, PERSONNEL, PLACES = (Role.INSTITUTION,), (Role.PERSONNEL,), (Role.PLACES,)
WITHOUT_PAGES: Roles = (Role.UNIT, Role.KEY_HOLDER, Role.PANEL, Role.EXPERT, Role.EXAM, Role.ANYONE, Role.CLOCK, Role.ADMINISTRATOR)
"""Roles that no step of the pages tested here belongs to."""
OFFICES: Roles = (*BUYER, *REVIEWER, *AGENCY, *SUPPLIER, *OVERSEERS, *INSTITUTION, *PERSONNEL, *PLACES, *WITHOUT_PAGES)
SIGNED_IN: Roles = (NO_MANDATE, *OFFICES)
EVERYBODY: Roles = (SIGNED_OUT, *SIGNED_IN)
UNDECIDED: Roles = (SIGNED_OUT, NO_MANDATE)
"""Who is sent on from the desk: to sign in, or to choose a mandate."""


def but(*without: str, of: Roles = OFFICES) -> Roles:
    return tuple(one for one in of if one not in without)


@dataclass(frozen=True)
class Address:
    pattern: str
    """As it stands in the URL configuration, without the language."""
    path: str
    answers: Mapping[int, Roles]
    sent: Mapping[str, Any] | None = None
    """What is posted there; None: it is read."""

    def __str__(self) -> str:
        return f"{'POST' if self.sent is not None else 'GET'} {self.path or 'home'}"


def page(
    pattern: str, path: str | None = None, answers: Mapping[int, Roles] | None = None, sent: Mapping[str, Any] | None = None
) -> Address:
    """A page below the language; without more it is read and everybody may."""
    return Address(f"<language>/{pattern}", f"en/{pattern if path is None else path}", answers or {200: EVERYBODY}, sent)


def file(pattern: str, path: str | None = None, answers: Mapping[int, Roles] | None = None) -> Address:
    """What stands without a language, for machines and on paper."""
    return Address(pattern, pattern if path is None else path, answers or {200: EVERYBODY})


def call(pattern: str, path: str, answers: Mapping[int, Roles], sent: Mapping[str, Any] | None = None) -> Address:
    """An address of the API, asked with the token of a mandate; who has none has no token."""
    return Address(f"api/v1/{pattern}", f"api/v1/{path}", answers, sent)


WATCHING: Roles = (*OVERSEERS, *PERSONNEL, *PLACES, Role.EXAM)
DESK: Mapping[int, Roles] = {302: UNDECIDED, 200: OFFICES}
MOVED: Mapping[int, Roles] = {302: EVERYBODY}
NOWHERE: Mapping[int, Roles] = {404: EVERYBODY}

PUBLIC = [
    page(""),
    page("search/"),
    page("search/", "search/?q=day+care&kind=notice"),
    page("search/", "search/?q=!!!", {422: EVERYBODY}),
    page("services-or-posts/"),
    page("services-or-posts/try/"),
    page("check/"),
    page("check/<str:kind>/", "check/notice/"),
    page("check/<str:kind>/", "check/plan/?example=yes"),
    page("check/<str:kind>/", "check/invoice/", NOWHERE),
    page("guide/six-matters/"),
    page("rules/"),
    page("rules/<str:id>/", "rules/GPL-35/"),
    page("rules/<str:id>/", "rules/GPL-9999/", NOWHERE),
    page("calendar/"),
    page("notices/"),
    page("notices/<str:number>/", "notices/{receiving}/"),
    page("notices/<str:number>/", "notices/{filed}/", NOWHERE),
    page("notices.csv"),
    page("notices.atom"),
    page("notices.ics"),
    page("notices.json"),
    *(page(f"notices/<str:number>.{end}", f"notices/{{receiving}}.{end}") for end in ("ics", "csv", "json")),
    *(page(f"notices/<str:number>.{end}", f"notices/{{bid}}.{end}", NOWHERE) for end in ("ics", "csv", "json")),
    *(page(f"{name}{end}") for name in ("plans", "overdue", "contracts", "bodies", "suppliers") for end in ("/", ".csv", ".json")),
    page("bodies/<str:key>.atom", f"bodies/{BODY}.atom"),
    page("bodies/<str:key>.atom", "bodies/nobody.atom", NOWHERE),
    page("suppliers/<str:key>.atom", "suppliers/{bidder}.atom"),
    page("suppliers/<str:key>.atom", f"suppliers/{BODY}.atom", NOWHERE),
    page("processes/<str:number>.atom", "processes/{filed}.atom"),
    page("processes/<str:number>.atom", "processes/{bid}.atom", NOWHERE),
    page("services/<str:code>.atom", "services/A99.atom", NOWHERE),
    page("contracts.atom"),
    *(page("answers/<str:slug>.atom", f"answers/{slug}.atom") for slug in ANSWERS),
    page("answers/<str:slug>.atom", "answers/nothing.atom", NOWHERE),
    page("answers/"),
    *(page("answers/<str:slug>/", f"answers/{slug}/") for slug in ANSWERS),
    page("answers/<str:slug>/", "answers/nothing/", NOWHERE),
    *(page(f"answers/<str:slug>/<str:figures>.{form}", f"answers/late/late-by-party.{form}") for form in ("csv", "json")),
    *(page(f"answers/<str:slug>/<str:figures>.{form}", f"answers/late/money-by-year.{form}", NOWHERE) for form in ("csv", "json")),
    page("services/"),
    page("services/<str:code>/", "services/A99/", NOWHERE),
    page("bodies/<str:key>/", f"bodies/{BODY}/"),
    page("bodies/<str:key>/", "bodies/nobody/", NOWHERE),
    page("suppliers/<str:key>/", "suppliers/{bidder}/"),
    page("suppliers/<str:key>/", f"suppliers/{BODY}/", NOWHERE),
    page("notices/<str:number>.pdf", "notices/{receiving}.pdf"),
    page("notices/<str:number>.pdf", "notices/{filed}.pdf", NOWHERE),
    page("notices/<str:number>.docx", "notices/{receiving}.docx"),
    page("notices/<str:number>.docx", "notices/{bid}.docx", NOWHERE),
    page("notices/<str:number>.txt", "notices/{receiving}.txt"),
    page("processes/"),
    page("processes/<str:number>.pdf", "processes/{filed}.pdf"),
    page("processes/<str:number>.pdf", "processes/{bid}.pdf", NOWHERE),
    page("processes/<str:number>/papers/<str:slug>/", "processes/{filed}/papers/plan/"),
    page("processes/<str:number>/papers/<str:slug>/", "processes/{filed}/papers/result/", NOWHERE),
    page("processes/<str:number>/papers/<str:slug>.<str:form>", "processes/{contract}/papers/contract.pdf"),
    page("processes/<str:number>/papers/<str:slug>.<str:form>", "processes/{result}/papers/result.docx"),
    page("processes/<str:number>/papers/<str:slug>.<str:form>", "processes/{need}/papers/determination.docx"),
    page("processes/<str:number>/papers/<str:slug>.<str:form>", "processes/{filed}/papers/plan.odt", NOWHERE),
    page("processes/<str:number>/", "processes/{filed}/"),
    page("processes/<str:number>/", "processes/{bid}/", NOWHERE),
    page("processes/<str:number>/result/", "processes/{result}/result/"),
    page("processes/<str:number>/result/", "processes/{filed}/result/", NOWHERE),
    page("processes/<str:number>/result.csv", "processes/{result}/result.csv"),
    page("processes/<str:number>/result.csv", "processes/{filed}/result.csv", NOWHERE),
    page("why/<str:number>/", "why/{refusal}/",
         {200: (*BUYER, *REVIEWER, *AGENCY, *OVERSEERS, Role.UNIT, Role.PANEL, Role.ANYONE, Role.CLOCK, Role.ADMINISTRATOR),
          403: (*UNDECIDED, *SUPPLIER, *INSTITUTION, *PERSONNEL, *PLACES, Role.KEY_HOLDER, Role.EXPERT, Role.EXAM)}),
    page("verify/"),
    page("data/"),
    page("data/", "data/?year=1999", NOWHERE),
    page("data/catalog.jsonld"),
    page("data/schema/"),
    page("data/indicators/"),
    page("data/processes/<str:number>.json", "data/processes/{filed}.json"),
    page("data/processes/<str:number>.json", "data/processes/{bid}.json", NOWHERE),
    page("data/<str:folder>/<str:name>.<str:form>", "data/releases/2026-03.json"),
    page("data/<str:folder>/<str:name>.<str:form>", "data/bids/2026-03.json", NOWHERE),
    page("data/<str:folder>/<str:name>.<str:form>.sha256", "data/lots/2026-03.csv.sha256"),
    page("data/<str:folder>/<str:name>.<str:form>.sha256", "data/lots/1999-03.csv.sha256", NOWHERE),
    page("verify/", None, {422: EVERYBODY}, {"file": ""}),
    page("follow/"),
    page("follow/", "follow/?what=nothing", NOWHERE),
    page("follow/", None, {422: EVERYBODY}, {"email": "x"}),
    page("follow/confirm/", None, NOWHERE),
    page("follow/stop/", None, NOWHERE),
    page("developers/"),
    page("help/"),
    page("help/<str:page>/", "help/record-need/"),
    page("help/<str:page>/", "help/nothing/", NOWHERE),
    page("demonstration/"),
    page("demonstration/", None, {422: EVERYBODY}, {"to": "2020-01-01T09:00:00Z"}),
    page("mail/"),
    page("mail/<int:number>/", "mail/{letter}/"),
    page("mail/<int:number>/", "mail/0/", NOWHERE),
    page("accessibility/"),
    page("privacy/"),
    page("register/"),
    page("register/", None, {422: EVERYBODY}, {}),
    *(page(f"register/{one}/", None, MOVED) for one in ("about", "person", "check", "sent", "ask")),
    page("register/confirm/", None, NOWHERE),
    page("register/join/", None, NOWHERE),
]  # fmt: skip

INVENTED: Roles = but(Role.UNIT, Role.PANEL, Role.ANYONE, Role.CLOCK, Role.ADMINISTRATOR)
"""Those for whom the demonstration has somebody; nobody adds a way of signing in to whom everybody may be."""
ACCOUNT = [
    page("account/sign-in/", None, {200: (SIGNED_OUT,), 302: SIGNED_IN}),
    page("account/sign-out/", None, {405: EVERYBODY}),
    page("account/sign-out/", None, MOVED, {}),
    page("account/mandate/", None, {302: (SIGNED_OUT,), 200: SIGNED_IN}),
    page("account/sign-in/demonstration/", None, {405: EVERYBODY}),
    page("account/sign-in/demonstration/", None, NOWHERE, {"as": "0"}),
    page("account/sign-in/second/", None, MOVED),
    page("account/sign-in/other/", None, NOWHERE),
    page("account/sign-in/passkey/", None, {405: EVERYBODY}),
    page("account/sign-in/passkey/", None, {200: EVERYBODY}, {"kind": "sign"}),
    page("account/security/", None, {302: (SIGNED_OUT,), 200: SIGNED_IN}),
    page("account/security/codes/", None, {302: (SIGNED_OUT, *INVENTED), 200: but(*INVENTED, of=SIGNED_IN)}),
    # Who has proved it lately is led on, having no second step here; who has not is asked on the page.
    page("account/security/recovery/", None, {302: (SIGNED_OUT, *OFFICES), 200: (NO_MANDATE,)}),
    page("account/security/passkeys/", None, {302: (SIGNED_OUT, *INVENTED), 200: but(*INVENTED, of=SIGNED_IN)}),
    page("account/security/password/", None, {302: (SIGNED_OUT, *INVENTED), 200: but(*INVENTED, of=SIGNED_IN)}),
    page("account/forgotten/"),
    page("account/forgotten/", None, {422: EVERYBODY}, {}),
    page("account/forgotten/sent/"),
    page("account/forgotten/new/"),
    page("account/forgotten/done/"),
    page("account/people/", None, {302: UNDECIDED, 200: SUPPLIER, 403: but(*SUPPLIER)}),
    file("account/back", None, MOVED),
]

OF_THE_BODY: Roles = (*BUYER, *AGENCY)
NEEDING: Roles = (*BUYER, *INSTITUTION)
ENDED = {"ground": "task-fell-away", "reason-en": "The centre was closed", "desk-do": "confirm", "desk-key": "k" * 43}
OWN_BID: Mapping[int, Roles] = {302: UNDECIDED, 200: SUPPLIER, 404: but(*SUPPLIER)}
NO_FILE: Mapping[int, Roles] = {302: UNDECIDED, 404: OFFICES}
ON_PANEL: Mapping[int, Roles] = {302: UNDECIDED, 200: (Role.EXPERT,), 404: but(Role.EXPERT)}
"""Of the evaluation on whose panel the expert sits, and which is no matter of the body whose officers look at the pages."""
PANELS = [
    page("panel/<str:number>/", "panel/{panelled}/", ON_PANEL),
    page("panel/<str:number>/", "panel/{result}/", {302: UNDECIDED, 200: OF_THE_BODY, 404: but(*OF_THE_BODY)}),
    page("panel/<str:number>/", "panel/{bid}/", NO_FILE),
    page("panel/<str:number>/report/", "panel/{panelled}/report/", ON_PANEL),
    *(page("panel/<str:number>/report.<str:form>", f"panel/{{panelled}}/report.{form}", ON_PANEL) for form in ("pdf", "docx")),
    page("panel/<str:number>/report.<str:form>", "panel/{panelled}/report.txt", NO_FILE),
    page("panel/<str:number>/bids/<str:bid>/", "panel/{panelled}/bids/{panelled_bid}/", ON_PANEL),
    page("panel/<str:number>/bids/<str:bid>/", "panel/{panelled}/bids/{bid}/", NO_FILE),
    page("panel/<str:number>/criteria/<str:lot>/<str:criterion>/", "panel/{panelled}/criteria/1/plan/", ON_PANEL),
    page("panel/<str:number>/criteria/<str:lot>/<str:criterion>/", "panel/{panelled}/criteria/1/price/", NO_FILE),
    page("panel/<str:number>/scores/<str:lot>/", "panel/{panelled}/scores/1/", ON_PANEL),
    page("panel/<str:number>/scores/<str:lot>/", "panel/{panelled}/scores/1/",
         {302: (*UNDECIDED, Role.EXPERT), 404: but(Role.EXPERT)}, {"desk-do": "save"}),
    page("panel/<str:number>/scores/<str:lot>/", "panel/{result}/scores/1/", NO_FILE),
    page("panel/<str:number>/sheets/<str:lot>/", "panel/{panelled}/sheets/1/", ON_PANEL),
]  # fmt: skip
DESKS = [
    *PANELS,
    page("desk/<str:number>/bid/", "desk/{bid}/bid/", OWN_BID),
    page("desk/<str:number>/bid/<str:lot>/", "desk/{bid}/bid/1/", OWN_BID),
    page("desk/<str:number>/bid/<str:lot>/", "desk/{bid}/bid/9/", NO_FILE),
    *(page("desk/<str:number>/bid/<str:lot>/<str:key>/", f"desk/{{bid}}/bid/1/{key}/", OWN_BID) for key in ("who", "wanted", "price")),
    page("desk/<str:number>/bid/<str:lot>/<str:key>/", "desk/{bid}/bid/1/price/",
         {302: UNDECIDED, 409: SUPPLIER, 404: but(*SUPPLIER)}, {"price": "a lot"}),
    page("desk/<str:number>/bid/<str:lot>/check/", "desk/{bid}/bid/1/check/", OWN_BID),
    page("desk/<str:number>/bid/<str:lot>/price-list.csv", "desk/{bid}/bid/1/price-list.csv", OWN_BID),
    page("desk/<str:number>/bid/<str:lot>/forms.<str:form>", "desk/{bid}/bid/1/forms.docx", OWN_BID),
    page("desk/<str:number>/bid/<str:lot>/forms.<str:form>", "desk/{bid}/bid/1/forms.pdf", OWN_BID),
    page("desk/<str:number>/bid/<str:lot>/upload/", "desk/{bid}/bid/1/upload/", NO_FILE, {}),
    page("desk/<str:number>/bid/<str:lot>/upload/<str:file>/", "desk/{bid}/bid/1/upload/{no}/", NO_FILE, {}),
    page("desk/<str:number>/bid/<str:lot>/upload/<str:file>/leave/", "desk/{bid}/bid/1/upload/{no}/leave/",
         {302: (*UNDECIDED, *SUPPLIER), 404: but(*SUPPLIER)}, {}),
    page("supply/seal/<str:number>/<str:lot>/", "supply/seal/{bid}/1/", NO_FILE),
    *(Address(f"supply/seal/<str:number>/<str:lot>/{one}", f"supply/seal/{{bid}}/1/{path}", {401: UNDECIDED, 404: OFFICES}, sent)
      for one, path, sent in (("form.json", "form.json", None), ("pieces/", "pieces/", {}), ("pieces/<str:upload>/", "pieces/{no}/", {}),
                              ("send/", "send/", {}))),
    page("desk/<str:number>/bid/files/<str:sha256>/", "desk/{bid}/bid/files/{nothing}/", NO_FILE),
    page("desk/", None, DESK),
    page("desk/due.ics", None, {302: UNDECIDED, 200: OFFICES}),
    page("desk/begun/", None, {405: EVERYBODY}),
    page("desk/begun/", None, MOVED, {"draft": "1"}),
    page("desk/determinations/<str:number>/", "desk/determinations/{recorded}/", {302: but(*BUYER, of=EVERYBODY), 200: BUYER}),
    page("desk/determinations/<str:number>/", "desk/determinations/{filed}/", {302: UNDECIDED, 404: OFFICES}),
    page("desk/find/", "desk/find/?number={filed}", {302: EVERYBODY}),
    page("desk/find/", "desk/find/?number={no}", {302: EVERYBODY}),
    page("desk/new/<str:kind>/<str:command>/", "desk/new/need/record-need/", {302: UNDECIDED, 200: NEEDING, 403: but(*NEEDING)}),
    page("desk/new/<str:kind>/<str:command>/", "desk/new/need/determine/", {302: UNDECIDED, 404: OFFICES}),
    page("desk/import/<str:kind>/", "desk/import/budget/", {302: UNDECIDED, 200: (Role.FINANCE,), 403: but(Role.FINANCE)}),
    page("desk/import/<str:kind>/", "desk/import/budget/", {302: UNDECIDED, 422: (Role.FINANCE,), 403: but(Role.FINANCE)}, {}),
    page("desk/import/<str:kind>/", "desk/import/need/", {302: UNDECIDED, 404: OFFICES}),
    page("desk/import/<str:kind>/template.<str:form>", "desk/import/budget/template.csv", DESK),
    page("keys/", None, {302: UNDECIDED, 200: (Role.KEY_HOLDER,), 403: but(Role.KEY_HOLDER)}),
    *(page(f"keys/<str:number>/{name}", f"keys/{{filed}}/{name}", NO_FILE)
      for name in ("", "rehearsal.json", "to-open.json", "demonstration.key")),
    page("oversight/experts/", "oversight/experts/", {302: UNDECIDED, 200: OVERSEERS, 403: but(*OVERSEERS)}),
    page("oversight/agencies/", "oversight/agencies/", {302: UNDECIDED, 200: OVERSEERS, 403: but(*OVERSEERS)}),
    page("oversight/noticed/", "oversight/noticed/", {302: UNDECIDED, 200: OVERSEERS, 403: but(*OVERSEERS)}),
    page("oversight/inbox/", "oversight/inbox/", {302: UNDECIDED, 200: OVERSEERS, 403: but(*OVERSEERS)}),
    *(page("system/components/", f"system/components/?content={content}", {302: UNDECIDED, 200: WATCHING, 403: but(*WATCHING)})
      for content in CONTENTS),
    page("system/mail/", None, {302: UNDECIDED, 200: (*OVERSEERS, Role.ADMINISTRATOR), 403: but(*OVERSEERS, Role.ADMINISTRATOR)}),
    page("desk/<str:number>/", "desk/{filed}/", DESK),
    page("desk/<str:number>/", "desk/{bid}/", {302: UNDECIDED, 200: SUPPLIER, 404: but(*SUPPLIER)}),
    page("desk/<str:number>/", "desk/{refusal}/", {302: UNDECIDED, 404: OFFICES}),
    page("desk/<str:number>.pdf", "desk/{filed}.pdf", DESK),
    page("desk/<str:number>.pdf", "desk/{bid}.pdf", {302: UNDECIDED, 200: SUPPLIER, 404: but(*SUPPLIER)}),
    page("desk/<str:number>/receipts/<int:no>/", "desk/{filed}/receipts/1/", {302: UNDECIDED, 200: REVIEWER, 404: but(*REVIEWER)}),
    page("desk/<str:number>/receipts/<int:no>/", "desk/{filed}/receipts/3/", {302: UNDECIDED, 200: BUYER, 404: but(*BUYER)}),
    page("desk/<str:number>/receipts/<int:no>.txt", "desk/{filed}/receipts/3.txt", {302: UNDECIDED, 200: BUYER, 404: but(*BUYER)}),
    page("desk/<str:number>/receipts/<int:no>.pdf", "desk/{filed}/receipts/3.pdf", {302: UNDECIDED, 200: BUYER, 404: but(*BUYER)}),
    page("desk/<str:number>/record.jsonl", "desk/{filed}/record.jsonl", {302: UNDECIDED, 404: OFFICES}),
    page("desk/<str:number>/record.jsonl", "desk/{bid}/record.jsonl", {302: UNDECIDED, 404: OFFICES}),  # it is held back yet
    page("desk/<str:number>/contract.<str:form>", "desk/{filed}/contract.pdf", NO_FILE),
    page("desk/<str:number>/contract.<str:form>", "desk/{contract}/contract.docx", DESK),  # it is published
    page("desk/<str:number>/letters/<str:lot>/<str:supplier>/", "desk/{filed}/letters/1/nobody/", NO_FILE),
    page("desk/<str:number>/letters/<str:lot>/<str:supplier>/", "desk/{result}/letters/1/{winner}/",
         {302: UNDECIDED, 200: OF_THE_BODY, 404: but(*OF_THE_BODY)}),
    page("desk/<str:number>/letters/<str:lot>/<str:supplier>.<str:form>", "desk/{filed}/letters/1/nobody.pdf", NO_FILE),
    page("desk/<str:number>/letters/<str:lot>/<str:supplier>.<str:form>", "desk/{result}/letters/1/{winner}.txt",
         {302: UNDECIDED, 200: OF_THE_BODY, 404: but(*OF_THE_BODY)}),
    page("desk/<str:number>/purchasing-documents/", "desk/{filed}/purchasing-documents/",
         {302: UNDECIDED, 200: OF_THE_BODY, 404: but(*OF_THE_BODY)}),
    page("desk/<str:number>/purchasing-documents/<slug:chapter>/", "desk/{filed}/purchasing-documents/evaluation/",
         {302: UNDECIDED, 200: OF_THE_BODY, 404: but(*OF_THE_BODY)}),
    page("desk/<str:number>/purchasing-documents/<slug:chapter>/<slug:clause>/",
         "desk/{filed}/purchasing-documents/instructions/costs/", {302: UNDECIDED, 200: OF_THE_BODY, 404: but(*OF_THE_BODY)}),
    page("desk/<str:number>/purchasing-documents.<str:form>", "desk/{filed}/purchasing-documents.docx",
         {302: UNDECIDED, 200: OF_THE_BODY, 404: but(*OF_THE_BODY)}),
    page("desk/<str:number>/<str:command>/joint/<int:paper>/", "desk/{filed}/examine-bids/joint/1/", {302: UNDECIDED, 404: OFFICES}),
    page("desk/<str:number>/<str:command>/", "desk/{filed}/publish-notice/",
         {302: UNDECIDED, 200: OF_THE_BODY, 403: but(*OF_THE_BODY)}),
    page("desk/<str:number>/<str:command>/", "desk/{filed}/terminate/",
         {302: UNDECIDED, 200: BUYER, 403: but(*BUYER)}, ENDED),
    page("desk/<str:number>/<str:command>/", "desk/{filed}/close-bids/", {302: UNDECIDED, 404: OFFICES}),
]  # fmt: skip

PLAIN = [
    file("r/<str:id>", "r/GPL-35", MOVED),
    file("r/<str:id>/", "r/GPL-35/", MOVED),
    file("p/<str:number>", "p/{receiving}", MOVED),
    file("p/<str:number>", "p/{bid}", NOWHERE),
    file("n/<str:number>", "n/{receiving}", MOVED),
    file("v/<str:code>", "v/{seal}", MOVED),
    file("processes/<str:number>/record.jsonl", "processes/{filed}/record.jsonl"),
    file("processes/<str:number>/record.jsonl", "processes/{bid}/record.jsonl", NOWHERE),
    file("processes/<str:number>/documents/<str:sha256>", "processes/{receiving}/documents/{nothing}", NOWHERE),
    file("log/checkpoint"),
    file("seal/"),
    file("seal/operis-seal.html"),
    file("log/key"),
    file("log/tile/<path:path>", "log/tile/0/000"),
    file("view/large", None, MOVED),
    file("view/normal", None, MOVED),
    file(f"verify/{VERIFIER.name}"),
    *(file(f"verify/{name}") for name in (*RECOMPUTE, *TOGETHER)),
    file("verify/law/<str:digest>.json", "verify/law/{law}.json"),
    file("healthz"),
    file("readyz", None, {503: EVERYBODY}),  # no clock runs beside the tests
    file("keys.js"),
    file("robots.txt"),
    file("colours.css", None, NOWHERE),  # none are chosen
    file("source.tar.gz"),
    file("sitemap.xml"),
    file(".well-known/security.txt"),
    file("feeds/notices.atom"),
    file("calendar/closings.ics"),
]

API = [
    call("openapi.json", "openapi.json", {200: EVERYBODY}),
    call("dockets", "dockets?limit=3", {200: EVERYBODY}),
    call("dockets/<str:name>", "dockets/{filed}", {200: EVERYBODY}),
    call("dockets/<str:name>", "dockets/{bid}", {200: SUPPLIER, 404: but(*SUPPLIER, of=EVERYBODY)}),
    call("dockets/<str:name>", "dockets/need", {401: UNDECIDED, 201: NEEDING, 403: but(*NEEDING)},
         {"command": "record-need", "fields": fields(need_recorded())}),
    call("dockets/<str:number>/acts", "dockets/{filed}/acts", {200: EVERYBODY}),
    call("dockets/<str:number>/contents", "dockets/{filed}/contents", {200: EVERYBODY}),
    call("dockets/<str:number>/<str:command>", "dockets/{filed}/terminate", {401: UNDECIDED, 201: BUYER, 403: but(*BUYER)},
         {"fields": {"ground": "task-fell-away", "reason": {"en": "The centre was closed"}}}),
    call("search", "search?q=care", {200: EVERYBODY}),
    call("search", "search?q=!!!", {422: EVERYBODY}),
    call("rules/<str:id>", "rules/GPL-35", {200: EVERYBODY}),
    call("refusals/<str:number>", "refusals/{refusal}",
         {200: (*BUYER, *REVIEWER, *AGENCY, *OVERSEERS, Role.UNIT, Role.PANEL, Role.ANYONE, Role.CLOCK, Role.ADMINISTRATOR),
          401: UNDECIDED, 403: (*SUPPLIER, *INSTITUTION, *PERSONNEL, *PLACES, Role.KEY_HOLDER, Role.EXPERT,
                                 Role.EXAM)}),
    call("changes", "changes", {200: EVERYBODY}),
    call("determine", "determine", {400: EVERYBODY}, {}),
    call("deadlines", "deadlines", {400: EVERYBODY}, {}),
    call("check/<str:kind>", "check/notice", {400: EVERYBODY}, {}),
    call("<path:rest>", "nowhere", {404: EVERYBODY}),
    call("", "", {404: EVERYBODY}),
]  # fmt: skip

ADDRESSES = [*PUBLIC, *ACCOUNT, *DESKS, *PLAIN, *API]
