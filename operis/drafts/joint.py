"""What waits for the signatures of several? A paper as one of them drafted it, and who has signed which version; never in the record.

A paper that is put again with other words has lost its signatures: each was given for one version, by its digest.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction


class JointPaper(models.Model):
    """One paper of a docket and its matter; the newest version alone is kept."""

    docket = models.TextField()
    command = models.TextField()
    matter = models.TextField(default="")
    """What tells it from others of its command: a check, a supplier in a lot."""
    office = models.TextField(default="")
    body = models.TextField(default="")
    for_body = models.TextField(default="")
    written = models.TextField()
    """Names and values of the inputs, as JSON in ASCII."""
    sha256 = models.TextField()
    key = models.TextField()
    """By which it is entered once."""
    drafter = models.TextField()
    drafted = models.DateTimeField()
    lost = models.TextField(default="")
    """Accounts whose signatures a change has taken, parted by blanks."""

    class Meta:
        db_table = "joint_paper"
        constraints = [models.UniqueConstraint(name="joint_paper_once", fields=["docket", "command", "matter"])]

    @property
    def typed(self) -> dict[str, str]:
        return dict(json.loads(self.written))

    @property
    def lost_by(self) -> tuple[str, ...]:
        return tuple(self.lost.split())

    def signatures(self) -> "dict[str, JointSignature]":
        """By account, those that were given for this version."""
        return {one.person: one for one in self.signed.filter(sha256=self.sha256).order_by("at", "pk")}


class JointSignature(models.Model):
    paper = models.ForeignKey(JointPaper, on_delete=models.CASCADE, related_name="signed")
    person = models.TextField()
    sha256 = models.TextField()
    at = models.DateTimeField()
    reservation = models.TextField(default="{}")
    """Why its signer does not agree, by language, as JSON in ASCII; empty for who agrees."""

    class Meta:
        db_table = "joint_signature"
        constraints = [models.UniqueConstraint(name="joint_signature_once", fields=["paper", "person"])]

    @property
    def words(self) -> dict[str, str]:
        return dict(json.loads(self.reservation))


@dataclass(frozen=True, slots=True)
class Drafted:
    """A version as it is put before the others."""

    docket: str
    command: str
    matter: str
    office: str
    body: str
    for_body: str
    typed: Mapping[str, str]
    sha256: str
    key: str


def put_forth(drafted: Drafted, person: str, now: datetime) -> JointPaper:
    """Keep a version and its drafter's signature; of another version of the same matter the signatures are lost, and it is told whose."""
    with transaction.atomic():
        there = JointPaper.objects.select_for_update().filter(docket=drafted.docket, command=drafted.command, matter=drafted.matter).first()
        if there is not None and there.sha256 == drafted.sha256:
            sign(there, drafted.sha256, person, now)
            return there
        lost = {*there.signatures(), *there.lost_by} - {person} if there is not None else set()
        if there is not None:
            there.delete()
        paper = JointPaper.objects.create(
            docket=drafted.docket, command=drafted.command, matter=drafted.matter, office=drafted.office, body=drafted.body,
            for_body=drafted.for_body, written=json.dumps(dict(drafted.typed)), sha256=drafted.sha256, key=drafted.key, drafter=person,
            drafted=now, lost=" ".join(sorted(lost)),
        )  # fmt: skip
        sign(paper, drafted.sha256, person, now)
        return paper


def sign(paper: JointPaper, sha256: str, person: str, now: datetime, reservation: Mapping[str, str] | None = None) -> bool:
    """Sign the version that was read; False where it is another by now, and nothing is signed."""
    with transaction.atomic():
        there = JointPaper.objects.select_for_update().filter(pk=paper.pk, sha256=sha256).first()
        if there is None:
            return False
        values = {"sha256": sha256, "at": now, "reservation": json.dumps(dict(reservation or {}))}
        JointSignature.objects.update_or_create(paper=there, person=person, defaults=values)
        return True


def take_back(paper: JointPaper, person: str) -> None:
    """Take one's signature back, while not everyone has signed."""
    JointSignature.objects.filter(paper=paper, person=person).delete()


def paper_of(docket: str, pk: int) -> JointPaper | None:
    return JointPaper.objects.filter(docket=docket, pk=pk).first()


def papers_on(docket: str, command: str = "") -> "models.QuerySet[JointPaper]":
    """The papers of a docket that wait for signatures, the oldest first."""
    found = JointPaper.objects.filter(docket=docket).order_by("drafted", "pk")
    return found.filter(command=command) if command else found


def dockets_with_papers() -> tuple[str, ...]:
    """The dockets on which something waits for signatures."""
    return tuple(JointPaper.objects.order_by("docket").values_list("docket", flat=True).distinct())
