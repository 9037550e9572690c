"""Who acts, for whom, and in which office? A mandate is what a rule may know of a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from operis.core.wording import Label


class Role(StrEnum):
    """The offices of `acts`, by the words that case files and tokens use."""

    BUYER = "buyer"
    REVIEWER = "reviewer"
    AGENCY = "agency"
    UNIT = "unit"
    FINANCE = "finance"
    FINANCE_UPPER = "finance-upper"
    SUPPLIER = "supplier"
    KEY_HOLDER = "key-holder"
    PANEL = "panel"
    EXPERT = "expert"
    INSTITUTION = "institution"
    PERSONNEL = "personnel"
    PLACES = "places"
    EXAM = "exam"
    ANYONE = "anyone"
    CLOCK = "clock"
    ADMINISTRATOR = "administrator"


ROLE_LABELS: Mapping[Role, Label] = {
    Role.BUYER: Label("Purchasing officer", "采购经办人"),
    Role.REVIEWER: Label("Reviewer in the purchasing body", "采购人内部审核人"),
    Role.AGENCY: Label("Procurement agency", "采购代理机构"),
    Role.UNIT: Label("Competent budget unit", "主管预算单位"),
    Role.FINANCE: Label("Finance department", "财政部门"),
    Role.FINANCE_UPPER: Label("Finance department of the upper level", "上级财政部门"),
    Role.SUPPLIER: Label("Supplier", "供应商"),
    Role.KEY_HOLDER: Label("Key holder", "密钥保管人"),
    Role.PANEL: Label("Evaluation panel", "评审小组"),
    Role.EXPERT: Label("Evaluation expert", "评审专家"),
    Role.INSTITUTION: Label("Public institution", "事业单位"),
    Role.PERSONNEL: Label("Personnel authority", "人力资源社会保障部门"),
    Role.PLACES: Label("Establishment office", "机构编制部门"),
    Role.EXAM: Label("Exam office", "考务办公室"),
    Role.ANYONE: Label("Anyone", "任何人"),
    Role.CLOCK: Label("The clock of this installation", "本平台时钟"),
    Role.ADMINISTRATOR: Label("Administrator of this installation", "本平台系统管理员"),
}

BUYER = frozenset({Role.BUYER})
REVIEWER = frozenset({Role.REVIEWER})
AGENCY = frozenset({Role.AGENCY})
FINANCE = frozenset({Role.FINANCE})
PLACES = frozenset({Role.PLACES})
INSTITUTION = frozenset({Role.INSTITUTION})
PERSONNEL = frozenset({Role.PERSONNEL})
SUPPLIER = frozenset({Role.SUPPLIER})
KEY_HOLDER = frozenset({Role.KEY_HOLDER})
PANEL = frozenset({Role.PANEL})
EXPERT = frozenset({Role.EXPERT})
CLOCK = frozenset({Role.CLOCK})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
WITHOUT_OFFICE = CLOCK | ADMINISTRATOR
"""Nobody is given a mandate of these: what is theirs stands on no desk and comes through no API."""


REGISTRATION = "registration"
"""By what a mandate came to be put that nobody gave: its person registered with an address that was confirmed."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """Who acts: office and body, role, for which other body; `persons` are opaque account ids of those who sign together."""

    role: Role
    office: str | None = None
    body: str | None = None
    for_: str | None = None
    by: str = "person"
    persons: tuple[str, ...] = ()
    decided_by: str | None = None
    evidence: str | None = None

    @property
    def acts_for(self) -> str | None:
        """The body whose act it is: the one that gave an agency its written mandate, else one's own."""
        return self.for_ or self.body

    @property
    def deciders(self) -> tuple[str, ...]:
        """Those whom the separation of duties looks at: who decided, where a decision taken elsewhere is entered."""
        return (self.decided_by,) if self.decided_by else self.persons

    def plain(self) -> dict[str, Any]:
        """The keys of an entry's `mandate`, exactly."""
        return {
            "body": self.body,
            "by": self.by,
            "decided_by": self.decided_by,
            "evidence": self.evidence,
            "for": self.for_,
            "office": self.office,
            "persons": list(self.persons),
            "role": str(self.role),
        }

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> "Mandate":
        return cls(
            role=Role(stored["role"]),
            office=stored["office"],
            body=stored["body"],
            for_=stored["for"],
            by=stored["by"],
            persons=tuple(stored["persons"]),
            decided_by=stored["decided_by"],
            evidence=stored["evidence"],
        )


THE_CLOCK = Mandate(role=Role.CLOCK, by="clock")
