"""What is asked of a supplier that registers itself? One thing a page, and at the end all of it to be looked through."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from operis import places
from operis.accounts.tries import LOOKED, begin
from operis.core.fields import walk
from operis.core.wording import Wording
from operis.dockets.file.commands import EnterFile
from operis.documents.onfile import ABOUT, OF_KIND
from operis.documents.shown import language, shown
from operis.mail.queue import ADDRESS_MAX, is_address, is_on
from operis.registers import models
from operis.web.account.counting import TooOftenError, place
from operis.web.account.entering import later, safe
from operis.web.account.fields import errors_of, field
from operis.web.account.who import person
from operis.web.components.errors import Wrong
from operis.web.components.facts import FactRow
from operis.web.components.form import Part, parts, summary
from operis.web.components.links import Link
from operis.web.reading.lists import Heading, heading
from operis.web.register.letter import send_letter
from operis.web.register.written import (
    EMAIL,
    IN_CHINESE,
    LIMIT,
    NUMBER,
    ONWARD,
    ORGANISATION,
    PERSON,
    Written,
    begun,
    keep,
    needs_chinese,
    offers,
    read,
    taken_over,
)

STEPS = ("register", "register-about", "register-person", "register-check")
SENT = "sent"
"""To whom the letter went."""
FORM = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Why something is asked: the sentence, and the rows that it rests on."""

    why: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A part of what was written, with the page on which it is changed."""

    heading: str
    rows: tuple[FactRow, ...]
    change: str


@never_cache
@require_http_methods(FORM)
def organisation_page(request: HttpRequest) -> HttpResponseBase:
    """Kind, name and number; who comes from a notice is led back to it at the end."""
    typed = begun(request)
    if request.method != "POST":
        if request.GET.get("next"):
            typed = {**typed, **_chosen(request), ONWARD: safe(request, request.GET["next"])}
            keep(request, typed)
        return _organisation(request, read(typed), {})
    typed = taken_over(request, typed, *ORGANISATION, NUMBER)
    keep(request, typed)
    written = read(typed)
    wrong = written.wrong_of(*ORGANISATION, NUMBER)
    if wrong:
        return _organisation(request, written, wrong)
    trying = begin([LOOKED.of(places.net(place(request)))], timezone.now())
    if trying.until is not None:
        fault = TooOftenError(trying.until)
        says = _("Too many numbers were looked for from here. Try again in an hour.")
        return later(_organisation(request, written, {NUMBER: (says,)}, 429), fault)
    if (there := written.taken) is not None:
        return _taken(request, there)
    if held := written.name_taken():
        return _organisation(request, written, held, 409)
    return redirect("register-about")


def _chosen(request: HttpRequest) -> dict[str, str]:
    """The kind that was chosen on the page before."""
    return {name: request.GET[name][:LIMIT] for name in OF_KIND if name in request.GET}


def _organisation(request: HttpRequest, written: Written, wrong: Mapping[str, tuple[str, ...]], status: int = 422) -> HttpResponse:
    hint = _("18 signs, as on your certificate. Of an individual: the resident number, which is not published.")
    number = field(
        NUMBER, _("Unified social credit code or resident number"), value=written.typed.get(NUMBER, "")[:LIMIT],
        wrong=" ".join(wrong.get(NUMBER, ())), hint=hint, autocomplete="off", spellcheck="false", autocapitalize="characters",
    )  # fmt: skip
    known_by = _("By the number you are known, so that nobody registers twice. The name stands in results and contracts.")
    why = (Asked(_("The kind decides which services you may provide and what is asked of you."), ("O102-06",)),
           Asked(known_by, ("STD-CODE",)), Asked(_("Receipts are in Chinese: an organisation gives its Chinese name."), ()))  # fmt: skip
    drawn = _parts(written, wrong, ORGANISATION)
    return _page(request, "register", _("Your organisation"), (*drawn, number), _errors(written, wrong, drawn), why, status)


def _taken(request: HttpRequest, there: models.Party) -> HttpResponse:
    """That it is there is told, and its name where everybody may read it."""
    named: Heading | None = heading(there.name_zh, there.name_en) if there.accepted and there.code else None
    link = Link(named.words, reverse("supplier", args=[there.key])) if named else None
    context = {"link": link, "tag": named.tag if named else "", "back": reverse("register"), "organisation": bool(there.code)}
    return render(request, "web/register/taken.html", context, status=409)


@never_cache
@require_http_methods(FORM)
def about_page(request: HttpRequest) -> HttpResponseBase:
    typed = begun(request)
    if read(typed).wrong_of(*ORGANISATION, NUMBER):
        return redirect("register")
    if request.method != "POST":
        return _about(request, read(typed), {})
    typed = taken_over(request, typed, *ABOUT)
    keep(request, typed)
    written = read(typed)
    wrong = written.wrong_of(*written.about)
    return _about(request, written, wrong) if wrong else redirect("register-person")


def _about(request: HttpRequest, written: Written, wrong: Mapping[str, tuple[str, ...]]) -> HttpResponse:
    drawn = _parts(written, wrong, written.about)
    return _page(request, "register-about", _("About it"), drawn, _errors(written, wrong, drawn), tuple(_whys(written)))


def _whys(written: Written) -> Iterator[Asked]:
    if "category" in written.about:
        yield Asked(_("Only some institutions may provide services to government."), ("O102-06", "O102-08"))
    if "size" in written.about:
        yield Asked(_("Some purchases are kept for small firms, and their prices count lower. Say what you are by the national standard of "
                      "your industry."), ("SME-02", "SME-07", "SME-08"))  # fmt: skip
    if "marks" in written.about:
        yield Asked(_("Prison enterprises and welfare units for disabled people count as small firms."), ("SME-P", "SME-D"))
    yield Asked(_("A result names the winner with its address. It stands in your file, which everybody can read."), ("REG-43d",))
    if "head" in written.about:
        yield Asked(_("Firms with one head may not bid for the same contract, and the record sees to it."), ("REG-18",))


@never_cache
@require_http_methods(FORM)
def person_page(request: HttpRequest) -> HttpResponseBase:
    """Who is signed in is known."""
    typed = begun(request)
    if _first_wrong(request, read(typed)) in STEPS[:2]:
        return redirect(_first_wrong(request, read(typed)))
    if person(request) is not None:
        return redirect("register-check")
    if request.method != "POST":
        return _person(request, typed, {})
    typed = taken_over(request, typed, PERSON, EMAIL)
    typed = {**typed, PERSON: typed.get(PERSON, "").strip()[:LIMIT], EMAIL: typed.get(EMAIL, "").strip()[: ADDRESS_MAX + 1]}
    keep(request, typed)
    wrong = dict(_person_wrong(typed))
    return _person(request, typed, wrong) if wrong else redirect("register-check")


def _person_wrong(typed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    name, email = typed.get(PERSON, ""), typed.get(EMAIL, "")
    if not name or not name.isprintable():
        yield PERSON, _("Enter your name.")
    if not email:
        yield EMAIL, _("Enter your e-mail address.")
    elif not is_address(email):
        yield EMAIL, _("This is no e-mail address. Enter one like name@example.com.")


def _person(request: HttpRequest, typed: Mapping[str, str], wrong: dict[str, str]) -> HttpResponse:
    head = typed.get("head", "")
    as_head = _("The head, as you wrote. If you are somebody else, write your own name.") if head and PERSON not in typed else ""
    name = field(PERSON, _("Your name"), value=typed.get(PERSON, head), wrong=wrong.get(PERSON, ""), hint=as_head, autocomplete="name")
    hint = _("A letter with a link goes there. It is not published.")
    email = field(EMAIL, _("E-mail address"), value=typed.get(EMAIL, ""), wrong=wrong.get(EMAIL, ""), hint=hint, autocomplete="email",
                  spellcheck="false", autocapitalize="none", inputmode="email")  # fmt: skip
    why = (Asked(_("Somebody acts for the organisation: that person signs in here and answers for what is entered.")),)
    return _page(request, "register-person", _("You"), (name, email), errors_of(wrong), why)


@never_cache
@require_http_methods(FORM)
def check_page(request: HttpRequest) -> HttpResponseBase:
    """All of it, and then the letter goes."""
    typed = begun(request)
    written = read(typed)
    first = _first_wrong(request, written)
    if first != "register-check":
        return redirect(first)
    if (there := written.taken) is not None:
        return _taken(request, there)
    if request.method != "POST":
        return _check(request, written)
    try:
        keep(request, {**typed, SENT: send_letter(request, written)})
    except TooOftenError as fault:
        says = _("Too many letters were asked for. Try again in an hour; nothing that you wrote is lost.")
        return later(_check(request, written, (Wrong("", says),), 429), fault)
    return redirect("register-sent")


def _check(request: HttpRequest, written: Written, errors: Sequence[Wrong] = (), status: int = 200) -> HttpResponse:
    context = {"parts": (*_told(request, written),), "errors": errors, "step": len(STEPS), "steps": len(STEPS)}
    return render(request, "web/register/check.html", context, status=status)


def _told(request: HttpRequest, written: Written) -> Iterator[Told]:
    number = FactRow(_("Resident number, which is not published") if written.form.asked.code is None else _("Unified social credit code"),
                     written.number)  # fmt: skip
    yield Told(_("Your organisation"), (*_rows(written, ORGANISATION), number), reverse("register"))
    yield Told(_("About it"), tuple(_rows(written, written.about)), reverse("register-about"))
    user = person(request)
    name, email = (user.name, user.email) if user else (written.typed[PERSON], written.typed[EMAIL])
    you = (FactRow(_("Your name"), name), FactRow(_("E-mail address"), email))
    yield Told(_("You"), you, "" if user else reverse("register-person"))


def _rows(written: Written, names: Sequence[str]) -> Iterator[FactRow]:
    fields = walk(EnterFile)
    for name in names:
        value = getattr(written.form.asked, name)
        words = dict(offers(written.nature).get(name, ())) or {slug: one.within(language()) for slug, one in fields[name].asked.choices}
        if isinstance(value, tuple):
            value = _(", ").join(words[one] for one in value)
        elif isinstance(value, Wording):
            value = " / ".join(dict.fromkeys(text for _spoken, text in value))  # receipts have the Chinese name, pages that of their reader
        if value:
            yield FactRow(fields[name].asked.label.within(language()), words.get(value) or shown(value))


@never_cache
@require_http_methods(["GET", "HEAD"])
def sent_page(request: HttpRequest) -> HttpResponseBase:
    email = begun(request).get(SENT, "")
    return render(request, "web/register/sent.html", {"email": email}) if email else redirect("register")


def _first_wrong(request: HttpRequest, written: Written) -> str:
    """The first page on which something is still wrong or missing; the last where nothing is."""
    if written.wrong_of(*ORGANISATION, NUMBER):
        return "register"
    if written.wrong:
        return "register-about"
    return "register-person" if person(request) is None and [*_person_wrong(written.typed)] else "register-check"


def _parts(written: Written, wrong: Mapping[str, tuple[str, ...]], names: Sequence[str]) -> tuple[Part, ...]:
    """The inputs of a page; one that was not sent yet says nothing is wrong."""
    written.form.wrong = {name: [*says] for name, says in wrong.items()}
    fields = walk(EnterFile)
    chinese = {IN_CHINESE} if needs_chinese(written.nature) else set()
    demanded = frozenset({*(name for name in names if name != "marks"), *chinese})
    return parts(written.form, frozenset(fields) - {*names}, demanded=demanded)


def _errors(written: Written, wrong: Mapping[str, tuple[str, ...]], drawn: tuple[Part, ...]) -> list[Wrong]:
    own = [Wrong(f"f-{NUMBER}", one) for one in wrong.get(NUMBER, ())]
    written.form.wrong.pop(NUMBER, None)
    return [*summary(written.form, drawn), *own]


def _page(
    request: HttpRequest, name: str, title: str, drawn: Sequence[Part], errors: Sequence[Wrong], why: Sequence[Asked], status: int = 422
) -> HttpResponse:
    at = STEPS.index(name)
    context = {
        "title": title, "parts": drawn, "errors": errors, "why": why, "step": at + 1, "steps": len(STEPS), "action": reverse(name),
        "back": reverse(STEPS[at - 1]) if at else "", "mail": is_on(), "first": at == 0,
    }  # fmt: skip
    return render(request, "web/register/page.html", context, status=status if errors else 200)
