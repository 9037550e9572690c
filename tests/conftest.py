"""What do all tests share? A PostgreSQL server, a browser, the kit of vectors that others published, a county to begin from."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker, Settings

from operis.figures.remembered import forget
from operis.registers import tables
from tests.api.programs import installed
from tests.ground.running import begun
from tests.ledger.county import County
from tests.once import folder_once
from tests.postgres import postgres as started
from tests.procedures.documents import intention, notice, plan

# How long an example takes is no matter of any test: machines that have something else to do are slow.
settings.register_profile("operis", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("operis")

# Playwright's synchronous API runs an event loop, in which Django would refuse the database to the test beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

KIT = Path(os.environ.get("OPERIS_KIT") or Path(__file__).parent.parent.parent / "shared").resolve()
QUIET = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


NODE = shutil.which("node") is not None and shutil.which("npm") is not None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Files with slow tests come first, so that no worker is left alone with one at the end.

    Without the kit or Node their tests are taken out here, and the closing lines say so: nothing is left out in silence.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    missing = {marker for marker, there in (("kit", KIT.is_dir()), ("node", NODE)) if not there}
    needing = [item for item in items if any(item.get_closest_marker(marker) for marker in missing)]
    if needing:
        items[:] = [item for item in items if item not in needing]
        config.hook.pytest_deselected(items=needing)


def pytest_collection_finish() -> None:
    """Ten thousand tests stay to the end: they are not looked through for garbage again and again, and the rest is less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Each test has a record of its own."""
    forget()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if NODE:
        terminalreporter.write_line("Node was there: html-validate read every page.")
    else:
        terminalreporter.write_line("Node was NOT there: tests marked `node` did not run. On Debian: apt-get install nodejs npm")
    if KIT.is_dir():
        terminalreporter.write_line("The kit was there: its vectors were compared.")
    else:
        terminalreporter.write_line(f"The kit was NOT there ({KIT}): tests marked `kit` did not run. Set OPERIS_KIT to its folder.")


@pytest.fixture(scope="session")
def kit() -> Path:
    """The folder of the kit, for tests marked `kit`; they are not collected where it is missing."""
    return KIT


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server for this worker."""
    with started() as address:
        yield address


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Registers as the code has them, which no migration makes; and no session that a thread has left open is in the way at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        tables.make()
    yield
    if connection.vendor == "postgresql":
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(others)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("There is no chromium on PATH: start the tests with ./run test, or apt-get install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET, chromium_sandbox=os.getuid() != 0)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def initial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as `operis init` makes it, for whoever takes a copy."""
    return folder_once(tmp_path_factory, "initial", begun)


@pytest.fixture
def founded(tmp_path: Path, settings: Settings, db: None) -> County:
    """An installation in a folder of its own, in which Civil Affairs may buy: need 1 is a service."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    return County().founded()


@pytest.fixture
def noticed(founded: County) -> County:
    """There the notice of a tender is out: DC-2026-S-0001."""
    founded.done(None, intention())
    founded.done("DC-2026-S-0001", plan())
    founded.done("DC-2026-S-0001", notice())
    return founded
