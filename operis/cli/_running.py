"""How does a case run? Each step is read by its command, put through the clerk, and compared with what it should come to."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office, mandate_of
from operis.clerk import Entered, NoSuchDocketError, Office, Refused, put
from operis.cli._casefile import CaseFile, CaseStep, Member
from operis.core.acts import Command, commands
from operis.core.fields import read
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug, Wording
from operis.dockets.budget.commands import EnterBudget
from operis.dockets.directory.commands import AdoptDirectory
from operis.dockets.establishment.commands import EnterEstablishment
from operis.dockets.file.commands import EnterFile, ReviewFile
from operis.ledger.numbers import LETTERS
from operis.strict_yaml import Malformed, Mistake, Node, Scalar, Sequence, parse
from operis.strict_yaml import Mapping as Table

SETUP = Path(__file__).with_name("county.yaml")
NATURES = {Role.INSTITUTION: "public-institution", Role.SUPPLIER: "enterprise", Role.AGENCY: "enterprise"}
KEEPERS = {
    "finance": Member("finance", Role.FINANCE, "财政局", "finance"),
    "places": Member("places", Role.PLACES, "机构编制委员会办公室", "places"),
}


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
    mandates: dict[str, Mandate] = field(default_factory=dict)
    dockets: dict[str, str] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        return self.office.calendar.zone

    def run(self) -> Iterator[Ran]:
        """Each step as it went, until the first that does not end as written."""
        self.check_shape()
        self.install()
        for place, step in enumerate(self.case.steps):
            ran = self.one(place, step)
            yield ran
            if ran.failed:
                return

    def check_shape(self) -> None:
        """Read every step's fields before the first is put, so that all mistakes are told at once."""
        mistakes: list[Mistake] = []
        for place, step in enumerate(self.case.steps):
            try:
                self.command(step, place, lambda name: name)
            except Malformed as wrong:
                mistakes += wrong.mistakes
        if mistakes:
            raise Malformed(mistakes, self.case.name)

    def install(self) -> None:
        """Give each of the cast an account, an office and a mandate; set up the county if the case asks for it."""
        first = self.case.steps[0].at if self.case.steps else datetime.now(self.zone)
        cast = {**(KEEPERS if self.case.setup else {}), **self.case.cast}
        for key, member in cast.items():
            self.mandates[key] = self.mandate(key, member, first.date())
        if self.case.setup:
            self.county(cast, first)

    def mandate(self, key: str, member: Member, first: date) -> Mandate:
        user, _ = User.objects.get_or_create(
            email=f"{key.lower()}.{member.body}@case.example", defaults={"name": member.name, "password": "!"}
        )
        office = install_office(f"{member.body}-{member.role}", member.body, member.role, zh=member.name)
        grant, _ = Grant.objects.get_or_create(user=user, office=office, for_body=member.for_ or "", defaults={"first": first})
        return mandate_of(grant, by="import")

    def county(self, cast: Mapping[str, Member], at: datetime) -> None:
        """Files, directory, budget and places, through the same commands as everything else."""
        keeper = self.mandates["finance"]
        bodies = {member.body: member for member in cast.values() if member.role not in (Role.ANYONE, Role.CLOCK)}
        for body, member in bodies.items():
            file = self.must(
                None,
                EnterFile(
                    key=Slug(body),
                    party=Slug("supplier" if member.role is Role.SUPPLIER else "body"),
                    nature=Slug(NATURES.get(member.role, "state-organ")),
                    name=Wording(zh=member.name),
                    level=Slug(self.office.level or "county"),
                    place=self.office.place or "41",
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
        """Put what the setup needs; a refusal here is a fault of the setup, told with its rows."""
        said = put(self.office, docket, asked, mandate, happened=at, entered=at, key=self.key(f"setup {docket} {asked!r}"))
        if isinstance(said, Refused):
            raise Malformed(
                [Mistake("/setup", "The setup was refused under {rows}.", None, {"rows": ", ".join(sorted(said.refusal.rows))})],
                self.case.name,
            )
        return said.docket

    def key(self, step: str) -> str:
        """The idempotency key of a step: its file and place, with a number kept with the database mixed in."""
        return hashlib.sha256(f"{self.secret}\n{self.case.name}\n{step}".encode()).hexdigest()

    def one(self, place: int, step: CaseStep) -> Ran:
        docket = self.dockets.get(step.docket) or ("" if step.docket.startswith("$") else step.docket)
        asked = self.command(step, place, self.resolve)
        mandate = self.mandate_of(step)
        try:
            said = put(self.office, docket or None, asked, mandate, happened=step.at, entered=step.at, key=self.key(f"{place} {step.line}"))
        except NoSuchDocketError:
            return Ran(step, docket, None, f"there is no docket {step.docket} that “{step.do}” fits")
        except Malformed as wrong:
            raise Malformed(
                [replace(one, pointer=f"/steps/{place}/with{one.pointer}", line=step.line) for one in wrong.mistakes], self.case.name
            ) from wrong
        if isinstance(said, Entered):
            self.dockets.setdefault(step.docket, said.docket)
            docket = said.docket
        return Ran(step, docket, said, unlike(step, said))

    def mandate_of(self, step: CaseStep) -> Mandate:
        signers = [self.mandates[name] for name in step.by]
        return replace(signers[0], persons=tuple(person for one in signers for person in one.persons))

    def resolve(self, name: str) -> str:
        """What `$name` (a docket) or `@name` (a person of the cast) stands for."""
        if name.startswith("@"):
            return self.mandates[name[1:]].persons[0] if name[1:] in self.mandates else name
        return self.dockets.get(name, name)

    def command(self, step: CaseStep, place: int, resolve: Callable[[str], str]) -> Command:
        cls = command_class(step.do)
        at = f"/steps/{place}"
        if cls is None:
            raise Malformed(
                [
                    Mistake(
                        f"{at}/do",
                        "There is no step “{given}”; there are: {steps}.",
                        step.line,
                        {"given": step.do, "steps": ", ".join(sorted(all_slugs()))},
                    )
                ]
            )
        said = step.said if step.said is not None else Table({}, {}, step.line)
        return read(cls, substituted(said, resolve), zone=self.zone, language=self.case.language, at=f"{at}/with")


def all_slugs() -> set[str]:
    return {slug for kind in LETTERS for slug in commands(kind)}


def command_class(slug: str) -> type[Command] | None:
    """The command of that name, whichever kind of docket has it."""
    return next((found[slug] for kind in LETTERS if slug in (found := commands(kind))), None)


def substituted(node: Node, resolve: Callable[[str], str]) -> Node:
    """The same tree with `$docket` and `@person` replaced."""
    match node:
        case Scalar() if node.text[:1] in "$@" and node.text:
            return Scalar(resolve(node.text), node.plain, node.line)
        case Sequence():
            return Sequence(tuple(substituted(item, resolve) for item in node.items), node.line)
        case Table():
            return Table({key: substituted(value, resolve) for key, value in node.pairs.items()}, node.key_lines, node.line)
    return node


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
