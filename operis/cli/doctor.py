"""`operis doctor`: what does this installation lack, and what is to be done about it? Status 1 if it cannot do its work as it is."""

import argparse
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from operis.attachments.receiving import FREE_MIN_BYTES
from operis.cli._modes import open_to_others
from operis.cli._setting import KEYS, ask_data, use_installation

if TYPE_CHECKING:
    from operis.export.looking import Looked

GIGABYTE = 1_000_000_000
LOOKED_DAYS = timedelta(days=2)
"""A look each night: one that is older says that it has stopped."""
FEW = 3
"""So many paths or findings are named one by one."""
LOOKED_AT_ONCE = 5_000
"""A ledger of so many entries is looked through while one waits; of a longer one the last look is told."""

HELD = (
    "Somebody wrote into the database past Operis. Find out who: `operis verify --all` names each entry. These dockets are not shown, take "
    "nothing more, and nothing of them is signed from there on; everything else goes on. The owner of the database can take out the rows "
    "that nobody put (of entry, waiting and private, which triggers keep); then `operis init`, `operis rebuild`, `operis verify --all`. "
    "Restoring a copy from before loses what was entered since then, everywhere: do that only where more was changed than this."
)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was looked at; with a cure it is not as it should be, and `needed` says whether work stops without it."""

    about: str
    says: str
    cure: str = ""
    needed: bool = True

    @property
    def word(self) -> str:
        return "ok" if not self.cure else "missing" if self.needed else "advice"


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis doctor", description="Look for what is missing; tell the cure of each.")
    ask_data(parser)
    use_installation(parser.parse_args(argv).data)
    told = list(examined())
    for one in told:
        print(f"{one.word:9}{one.about}: {one.says}")
        if one.cure:
            print(f"{'':9}{one.cure}")
    missing = [one.about for one in told if one.cure and one.needed]
    print(f"\nNot ready: {', '.join(missing)}." if missing else "\nNothing that is needed is missing.")
    return 1 if missing else 0


def examined() -> Iterator[Told]:
    from django.conf import settings

    from operis.cli._fit import read_as_it_lies

    folder = Path(settings.OPERIS_DATA)
    of_data = (data_folder, disk, keys, bids, database, ledger, registers, whole, witness, clock, stamps, due, proxy)
    of_postgresql = (copies,) if str(settings.DATABASES["default"]["ENGINE"]).endswith("postgresql") else ()
    checks: tuple[Callable[[Path], Told], ...] = (*of_data, *of_postgresql, pages, pango, font, mail)
    if not folder.is_dir():
        yield Told("data folder", f"there is none at {folder}.", "Run `operis init`, or name another by OPERIS_DATA or --data.")
        checks = (pages, pango, font, mail)
    else:
        read_as_it_lies()
    yield from (check(folder) for check in checks)


def data_folder(folder: Path) -> Told:
    from operis.cli._failing import MAKE_ROOM, is_full
    from operis.cli._fit import write_first

    try:
        write_first(folder)
    except OSError as fault:
        cure = MAKE_ROOM if is_full(fault) else f"Give it to the user that serves: chown {os.getuid()} {folder}"
        return Told("data folder", f"{folder} cannot be written: {fault.strerror}.", cure)
    if wide := list(open_to_others(folder)):
        named = ", ".join(str(path) for path in wide[:FEW]) + (f" and {len(wide) - FEW} more" if len(wide) > FEW else "")
        cure = " ".join(["chmod go=", *(str(path) for path in wide)] if len(wide) <= FEW else ["chmod -R go=", str(folder)])
        return Told("data folder", f"others on this machine can read {named}.", cure)
    return Told("data folder", f"{folder} can be written, and only its owner reads it.")


def disk(folder: Path) -> Told:
    from operis.cli._fit import no_room

    free = shutil.disk_usage(folder).free
    says, room = f"{free / GIGABYTE:,.1f} GB are free.", "Make room, or move the data folder to a larger disk"
    if no_room():
        return Told("disk", f"{says} Nothing more can be written.", f"{room}: everything that is entered is refused.")
    return Told("disk", says, "" if free >= FREE_MIN_BYTES else f"{room}: files would be refused.")


def keys(folder: Path) -> Told:
    from operis.cli import _fit

    files = [folder / "keys" / name for name in KEYS]
    gone = [file.name for file in files if not file.is_file()]
    if gone:
        cure = "Run `operis init`; where there are entries it makes none: put the keys back from the key sheet or their backup."
        return Told("keys", f"{', '.join(gone)} missing in {folder / 'keys'}.", cure)
    if why := _fit.key():
        return Told("keys", *parted(why))
    return Told("keys", "are there.")


def bids(folder: Path) -> Told:
    """Without it nobody opens what was sealed, and with it whoever reads the disk can."""
    from django.db import Error

    from operis.attachments import models, sealing

    try:
        sealing.read_key()
    except sealing.SealingKeyError as fault:
        says, cure = parted(str(fault))
        try:
            needed = bool(models.cannot_seal())
        except Error:
            needed = False
        lost = "Without it closed bids cannot be opened, nor opened ones read."
        return Told("bids", f"{says} {lost}", cure if needed else "Run `operis init`: it makes it.", needed=needed)
    return Told("bids", "keys/bids is there; without this file closed bids cannot be opened: keep it on the key sheet too.")


def database(folder: Path) -> Told:
    from operis.cli import _fit

    if why := _fit.database() or _fit.elsewhere() or _fit.version():
        return Told("database", *parted(why))
    return Told("database", f"{_fit.vendor()} answers, and its tables are those of this version.")


def copies(folder: Path) -> Told:
    """What `operis backup` and `operis restore` want beside PostgreSQL."""
    from operis.cli._copies import CopyError, as_new_as_the_server

    try:
        for program in ("pg_dump", "pg_restore"):
            as_new_as_the_server(program)
    except CopyError as fault:
        return Told("copies", *parted(str(fault)), needed=False)
    return Told("copies", "pg_dump and pg_restore are there, and no older than the server.")


def ledger(folder: Path) -> Told:
    from operis.cli import _fit
    from operis.cli._looked import not_as_put

    if _fit.key() or _fit.database() or _fit.version():
        return Told("ledger", "cannot be looked at before database and keys are there.", "Mend those first.")
    if why := _fit.ledger():
        return Told("ledger", *parted(why))
    if named := not_as_put():
        return Told("ledger", f"has entries that are not as they were put, and get no place from there on: {named}.", HELD)
    return Told("ledger", "its log is the one that was signed last; what its entries say is looked at by `operis verify --all`.")


def registers(folder: Path) -> Told:
    from operis.cli import _fit

    if _fit.database() or _fit.version():
        return Told("registers", "cannot be looked at before the database is there.", "Mend that first.")
    if why := _fit.registers():
        return Told("registers", *parted(why))
    return Told("registers", "were made by this version's code.")


def whole(folder: Path) -> Told:
    """What a look through everything finds, or found, and how long ago that was: nothing is called whole that nobody looked at."""
    from operis.cli import _fit

    if _fit.key() or _fit.database() or _fit.version() or _fit.registers() or _fit.foreign():
        says = "cannot be looked at before database, keys and registers are there, and the settings are those of this site."
        return Told("whole", says, "Mend those first.")
    last, cure = looked(), "Run `operis verify --all`: it tells each finding."
    if last is None:
        return Told("whole", "entries, registers, what is sealed and files were not looked at yet.", cure, needed=False)
    at = f"{last.at:%Y-%m-%d %H:%M} UTC"
    if last.findings:
        first = "; ".join(one.words() for one in last.findings[:FEW])
        return Told("whole", f"not everything is as it was signed: {len(last.findings)} findings at {at}; {first}.", cure)
    if datetime.now(UTC) - last.at > LOOKED_DAYS:
        return Told("whole", f"nothing was found, but the last look was at {at}.", cure, needed=False)
    return Told("whole", f"{last.entries:,} entries, registers, what is sealed and files were looked at, at {at}: nothing was found.")


def looked() -> "Looked | None":
    """What is found now; where that would take long or cannot be done, what was found the last time."""
    from django.db import DatabaseError

    from operis import clock
    from operis.export import looking
    from operis.ledger import whole as ledger_whole

    try:
        if ledger_whole.count("entry") <= LOOKED_AT_ONCE:
            found = clock.look()
            with suppress(OSError):  # what was found is told though it cannot be noted
                clock.note(found)
            return found
    except (OSError, DatabaseError):  # a folder or a database that cannot be written: told where that is looked at
        pass
    return looking.last(clock.looked())


def witness(folder: Path) -> Told:
    from django.conf import settings

    if settings.OPERIS_WITNESS:
        return Told("witness", f"the newest checkpoint is also kept in {settings.OPERIS_WITNESS}.")
    cure = "Set OPERIS_WITNESS to a file on another disk or machine, and run `operis init`: it tells how the file is begun."
    says = "nothing outside this folder knows the newest checkpoint: an older copy of all of it would be taken for the newest."
    return Told("witness", says, cure, needed=False)


def clock(folder: Path) -> Told:
    from operis import watch
    from operis.clock import is_demo

    if says := watch.stopped(folder) or watch.unlike_seen(folder, far_ahead=not is_demo()):
        return Told("clock", f"{says} Nothing is entered.", "If it is right as it stands: operis clock --confirm")
    if watch.synchronised() is False:
        return Told("clock", "nobody keeps this machine on time.", "Install chrony, or turn on systemd-timesyncd.", needed=False)
    return Told("clock", "is trusted.")


def stamps(folder: Path) -> Told:
    from operis.front.channel import kernel_stamps

    if kernel_stamps():
        return Told("arrivals", "the kernel tells when the last byte of a request came in.")
    says = "this system does not tell when bytes came in: under load a request counts from when it is read."
    return Told("arrivals", says, "Serve on Linux, where closings are weighed by the moment of arrival.", needed=False)


def due(folder: Path) -> Told:
    from operis import troubles

    failed = troubles.all_told("clock")
    if failed:
        first = "; ".join(f"{docket} since {one.since}: {one.says}" for docket, one in list(failed.items())[:FEW])
        return Told("due", f"{len(failed)} could not be entered. {first}", "Look at these dockets; each is tried again each minute.")
    return Told("due", "nothing that fell due failed.")


def proxy(folder: Path) -> Told:
    from django.conf import settings

    from operis import troubles

    told = troubles.all_told("proxy")
    if told and not settings.OPERIS_PROXIES:
        says = "; ".join(f"since {one.since}: {one.says}" for one in told.values())
        return Told("proxy", says, "Set OPERIS_PROXIES=1 and serve anew.", needed=False)
    return Told("proxy", f"OPERIS_PROXIES is {settings.OPERIS_PROXIES}, and no request came otherwise.")


def pages(folder: Path) -> Told:
    from django.conf import settings

    made = (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file()
    return Told("pages", "styles and words are made." if made else "styles and words are not made.",
                "" if made else "Run `./run setup`, or `python -m operis.config.build`.")  # fmt: skip


def pango(folder: Path) -> Told:
    from operis.cli._fit import first_line
    from operis.documents.papers.pdf import LIBRARIES, NoPangoError, loaded

    try:
        loaded()
    except NoPangoError as fault:
        return Told("PDF", f"cannot be made: {first_line(fault)}", f"apt-get install {' '.join(LIBRARIES)}")
    return Told("PDF", "Pango and HarfBuzz are there.")


def font(folder: Path) -> Told:
    from operis.documents.papers.pdf import FONT, has_chinese

    if not FONT.is_file():
        return Told("font", f"{FONT} is missing.", "Install Operis anew: the font comes with it.")
    if not has_chinese():
        return Told("font", "ours is there; no font of the system has rare characters.", "apt-get install fonts-noto-cjk", needed=False)
    return Told("font", "ours is there, and one of the system for rare characters.")


def mail(folder: Path) -> Told:
    """Whether letters go, and which do not; addresses are told here alone, to who holds the machine."""
    from django.conf import settings

    from operis.cli import _fit
    from operis.mail import queue

    if not queue.is_on():
        cure = "Set OPERIS_MAIL_HOST and OPERIS_MAIL_FROM (docs/settings.md); until then tell people to look at their desk."
        return Told("mail", "is off: no letter is sent, and the pages that need one say so.", cure, needed=False)
    if not folder.is_dir() or _fit.database() or _fit.version():
        return Told("mail", "cannot be looked at before the database is there.", "Mend that first.", needed=False)
    if failed := list(queue.failed()):
        first = "; ".join(f"no. {one.pk} to {one.to}, {one.state} after {one.tries} tries: {one.fault} {one.says}" for one in failed[:FEW])
        says, cure = f"{len(failed)} letters could not be delivered. {first}", "Look at the server, and at these addresses."
        return Told("mail", says, cure, needed=False)
    where = f"files of {settings.EMAIL_FILE_PATH}" if queue.keeps_words() else f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    return Told("mail", f"letters go to {where}; {queue.waiting()} wait.")


def parted(why: str) -> tuple[str, str]:
    """What is wrong, and the cure after it."""
    says, stop, cure = why.partition(". ")
    return says + stop.strip(), cure or "Mend that first."
