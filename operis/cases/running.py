"""How does a case run? Each step is read by its command, put through the clerk, and compared with what it should come to."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from operis import clock
from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office, mandate_of, together
from operis.cases.beside import bring
from operis.cases.casefile import CaseFile, CaseStep, Member, read_case
from operis.cases.keeping import Said, completed
from operis.cases.stated import command, command_class
from operis.cases.supplied import with_amounts, wrong_amounts
from operis.clerk import Entered, NoSuchDocketError, Refused, put
from operis.core.acts import Command, Outside
from operis.core.fields import Happened, read
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug, Wording
from operis.dockets.budget.commands import EnterBudget
from operis.dockets.directory.commands import AdoptDirectory
from operis.dockets.establishment.commands import EnterEstablishment
from operis.dockets.file.commands import EnterFile, ReviewFile
from operis.dockets.procurement.commands import FilePlan
from operis.law.book import Law
from operis.ledger import read as ledger
from operis.ledger.durable import write_once
from operis.strict_yaml import Malformed, Mistake, parse
from operis.strict_yaml import Mapping as Table
from operis.weighing import Office

SETUP = Path(__file__).with_name("county.yaml")
LEVELS = {Role.FINANCE_UPPER: "city"}
ADDRESS = "本县"
"""Of every supplier that a case is set up with."""
NATURES = {Role.INSTITUTION: "public-institution", Role.SUPPLIER: "enterprise", Role.AGENCY: "enterprise"}
KEEPERS = {
    "finance": Member("finance", Role.FINANCE, "财政局", "finance"),
    "places": Member("places", Role.PLACES, "机构编制委员会办公室", "places"),
}


class SetupRefusedError(Exception):
    """The law refused what the setup enters: most often because the record has another county already."""

    def __init__(self, said: Refused) -> None:
        super().__init__(", ".join(sorted(said.refusal.rows)))
        self.said = said


@dataclass(frozen=True)
class Ran:
    """One step as it went: what the clerk said, and why the step failed if it did not end as written."""

    step: CaseStep
    docket: str
    said: Entered | Refused | None
    failed: str = ""


@dataclass
class Running:
    """A case under way: who the cast are, which number each `$name` has got."""

    case: CaseFile
    office: Office
    secret: str
    folder: Path = Path()
    """Where the file of `setup` stands."""
    before: "Running | None" = None
    """The case that this one is set up with, if it has run already."""
    evidence: str | None = None
    """Who runs it into a record that stays, and from which file."""
    mandates: dict[str, Mandate] = field(default_factory=dict)
    dockets: dict[str, str] = field(default_factory=dict)
    clocked: dict[tuple[str, str], Entered | Refused] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        return self.office.calendar.zone

    def run(self) -> Iterator[Ran]:
        """Each step as it went, until the first that does not end as written."""
        self.install()
        for step in self.case.steps:
            ran = self.one(step)
            yield ran
            if ran.failed:
                return

    def install(self) -> None:
        """Look at the amounts of the place, give each of the cast a mandate, and run what the case is set up with."""
        first = self.case.steps[0].at
        county = self.case.setup == "county"
        fresh = bool(self.case.setup) and not county and self.before is None
        if fresh:
            text = (self.folder / self.case.setup).read_text("utf8")
            self.before = Running(read_case(text, self.case.setup, self.zone), self.office, self.secret, self.folder)
        self.check_amounts()
        if self.before:
            self.follow(self.before, run=fresh)
        if self.case.amounts is not None:
            book = with_amounts(self.office.book, self.office.pack, self.office.place, self.case.amounts, self.office.calendar.day(first))
            self.office = replace(self.office, book=book)
        cast = {**(KEEPERS if county else {}), **self.case.cast}
        for key, member in cast.items():
            self.mandates[key] = self.mandate(key, member, self.office.calendar.day(first))
        if county:
            self.county(cast, first)

    def check_amounts(self) -> None:
        """An amount that a plan needs and no row has is asked for before anything is entered; never another place's."""
        mistakes: dict[str, Mistake] = {}
        stands = self.places()
        for step in self.case.steps:
            if command_class(step.do) is FilePlan:
                member = self.case.cast[step.by[0]]
                place, level = stands.get(member.for_ or member.body, (self.office.place, self.office.level))
                law = Law(self.office.book, self.office.pack, place, level, act_day=self.office.calendar.day(step.at))
                for wrong in wrong_amounts(law, self.case.amounts, step.line):
                    mistakes.setdefault(wrong.pointer, wrong)
        if self.case.setup == "county" and not (self.office.place and self.office.level):
            says = "A county is set up where the law says which: write a place and a level, like cn/41/county."
            mistakes["/law"] = Mistake("/law", says)
        if mistakes:
            raise Malformed(list(mistakes.values()), self.case.name)

    def places(self) -> dict[str, tuple[str, str]]:
        """Place and level of each body whose file this case enters, or the one it is set up with."""
        stands = self.before.places() if self.before else {}
        for step in self.case.steps:
            if command_class(step.do) is EnterFile:
                file = self.asked(step)
                assert isinstance(file, EnterFile)  # as its class says
                stands[file.key] = (file.place or self.office.place, file.level or self.office.level)
        return stands

    def follow(self, before: "Running", *, run: bool) -> None:
        """Go on where the case beside this one ends; a step of it that was put already is not put again."""
        failed = [ran for ran in before.run() if ran.failed] if run else []
        if failed:
            facts = {"file": self.case.setup, "line": str(failed[0].step.line), "why": failed[0].failed}
            raise Malformed([Mistake("/setup", "{file}, line {line}: {why}", None, facts)], self.case.name)
        self.mandates.update(before.mandates)
        self.dockets.update(before.dockets)
        self.clocked = before.clocked  # one clock for all cases on one record

    def mandate(self, key: str, member: Member, first: date) -> Mandate:
        email = member.email or f"{key.lower()}.{member.body}@case.example"
        user, _ = User.objects.get_or_create(email=email, defaults={"name": member.name, "password": "!"})
        named = member.office or Wording(zh=member.name)
        office = install_office(f"{member.body}-{member.role}", member.body, member.role, zh=named.zh or "", en=named.en or "")
        grant, _ = Grant.objects.get_or_create(user=user, office=office, for_body=member.for_ or "", defaults={"first": first})
        return replace(mandate_of(grant, by="import"), evidence=self.evidence)

    def county(self, cast: Mapping[str, Member], at: datetime) -> None:
        """Files, directory, budget and places, through the same commands as everything else."""
        keeper = self.mandates["finance"]
        above = next((Slug(one.body) for one in cast.values() if one.role is Role.UNIT), None)
        bodies: dict[str, Member] = {}
        for member in cast.values():
            if member.role not in (Role.ANYONE, Role.CLOCK, Role.EXPERT):
                bodies.setdefault(member.body, member)  # a body bears the name of its first office in the cast
        for body, member in bodies.items():
            file = self.must(
                None,
                EnterFile(
                    key=Slug(body),
                    party=Slug("supplier" if member.role is Role.SUPPLIER else "body"),
                    nature=Slug(NATURES.get(member.role, "state-organ")),
                    name=Wording(zh=member.name),
                    level=Slug(LEVELS.get(member.role, self.office.level)),
                    unit=above if member.role is Role.BUYER else None,
                    place=self.office.place,
                    size=Slug("small") if member.role is Role.SUPPLIER else None,
                    address=Wording(zh=ADDRESS) if member.role is Role.SUPPLIER else None,
                ),
                keeper,
                at,
            )
            self.must(file, ReviewFile(result=Slug("accepted")), keeper, at)
        text = SETUP.read_text("utf8")
        for body in sorted({member.body for member in cast.values() if member.role is Role.BUYER}):
            said = parse(text.replace("{year}", f"{at:%Y}").replace("{body}", body))
            assert isinstance(said, Table)
            self.must(None, read(EnterBudget, said.pairs["budget"], zone=self.zone), keeper, at)
        for body in sorted({member.body for member in cast.values() if member.role is Role.INSTITUTION}):
            said = parse(text.replace("{year}", f"{at:%Y}").replace("{body}", body))
            assert isinstance(said, Table)
            self.must(None, read(EnterEstablishment, said.pairs["establishment"], zone=self.zone), self.mandates["places"], at)
        said = parse(text.replace("{year}", f"{at:%Y}"))
        assert isinstance(said, Table)
        self.must(None, read(AdoptDirectory, said.pairs["directory"], zone=self.zone), keeper, at)

    def must(self, docket: str | None, asked: Command, mandate: Mandate, at: datetime) -> str:
        """Put what the setup needs; a refusal is told like that of a step."""
        said = put(self.office, docket, asked, mandate, happened=at, entered=at, key=self.key(f"setup {docket} {asked!r}"))
        if isinstance(said, Refused):
            raise SetupRefusedError(said)
        return said.docket

    def key(self, step: str) -> str:
        """The idempotency key of a step: its file and place, with a number kept with the database mixed in."""
        return hashlib.sha256(f"{self.secret}\n{self.case.name}\n{step}".encode()).hexdigest()

    def key_of(self, step: CaseStep) -> str:
        return self.key(f"{step.place} {step.line}")

    def tick(self, until: datetime) -> None:
        """Let the clock put what has fallen due; what came of it is asserted by a step `by: clock`."""
        for docket, slug, said in clock.fall_due(self.office, until, lived=False):
            self.clocked[docket, slug] = said

    def by_clock(self, step: CaseStep) -> Ran:
        docket = self.dockets.get(step.docket, step.docket)
        said = self.clocked.get((docket, step.do))
        return Ran(step, docket, said, unlike(step, said) if said is not None else "the clock has not done this")

    def one(self, step: CaseStep) -> Ran:
        self.tick(step.at)
        return self.by_clock(step) if step.by == ("clock",) else self.put(step)

    def put(self, step: CaseStep) -> Ran:
        """What somebody of the cast asks, and what came of it."""
        docket = self.dockets.get(step.docket) or ("" if step.docket.startswith("$") else step.docket)
        asked = self.whole(step, docket)
        on, key, mandate = happened(asked, step.at), self.key_of(step), self.mandate_of(step)
        bring(self.folder, step.said, mandate.persons, step.at)
        try:
            said = put(self.office, docket or None, asked, mandate, happened=on, entered=step.at, key=key)
        except NoSuchDocketError:
            return Ran(step, docket, None, f"there is no docket {step.docket} that “{step.do}” fits")
        except Malformed as wrong:
            raise Malformed(
                [replace(one, pointer=f"{step.pointer}/with{one.pointer}", line=step.line) for one in wrong.mistakes], self.case.name
            ) from wrong
        if isinstance(said, Entered):
            self.dockets.setdefault(step.docket, said.docket)
            docket = said.docket
        return Ran(step, docket, said, unlike(step, said))

    def whole(self, step: CaseStep, docket: str) -> Command:
        """What is asked, with what only its own keys can say."""
        said = self.said_of(step)
        if isinstance(said, Command):
            return said
        return completed(said, docket, self.mandate_of(step), self.secret, f"{self.case.name} {step.place}", step.at)

    def asked(self, step: CaseStep) -> Command:
        """What a step asks that says all of it."""
        said = self.said_of(step)
        assert isinstance(said, Command)
        return said

    def said_of(self, step: CaseStep) -> Command | Said:
        language = self.case.language
        return command(step.do, step.said, self.resolve, line=step.line, zone=self.zone, language=language, at=step.pointer)

    def mandate_of(self, step: CaseStep) -> Mandate:
        return together([self.mandates[name] for name in step.by])

    def resolve(self, name: str) -> str:
        """What `$name` (a docket), `$name.field` (of its newest act that has it) or `@name` (a person of the cast) stands for."""
        if name.startswith("@"):
            return self.mandates[name[1:]].persons[0] if name[1:] in self.mandates else name
        docket, _, field = name.partition(".")
        if field and docket in self.dockets:
            said = (entry.said["act"]["fields"].get(field) for entry in reversed(ledger.entries(self.dockets[docket])))
            return next((str(value) for value in said if isinstance(value, str)), name)
        return self.dockets.get(name, name)


def run_secret(data: Path) -> str:
    """A random number kept with the database, so that nobody can guess a step's idempotency key."""
    file = data / "keys" / "run"
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        write_once(file, os.urandom(32).hex())
    return file.read_text()


def happened(asked: Command, at: datetime) -> Happened:
    """What took place elsewhere happened on its own day, and is entered now."""
    outside = getattr(asked, "outside", None)
    return outside.on if isinstance(outside, Outside) else at


def unlike(step: CaseStep, said: Entered | Refused) -> str:
    """How a step ended otherwise than written; nothing if it did as written."""
    if isinstance(said, Refused):
        rows = said.refusal.rows
        if step.refused is None:
            return f"refused under {', '.join(sorted(rows))}; it should have passed"
        return "" if rows == set(step.refused) else f"refused under {', '.join(sorted(rows))}; written: {', '.join(sorted(step.refused))}"
    acts = tuple(entry.said["act"]["kind"] for entry in said.entries)
    if step.refused is not None:
        return f"passed with {', '.join(acts)}; it should have been refused under {', '.join(step.refused)}"
    if step.acts is not None and acts != step.acts:
        return f"ended with {', '.join(acts)}; written: {', '.join(step.acts)}"
    warned = {ground.row for ground in said.entries[0].notes} if said.entries else set()
    if step.warned is not None and warned != set(step.warned):
        return f"warned under {', '.join(sorted(warned)) or 'nothing'}; written: {', '.join(step.warned) or 'nothing'}"
    return ""
