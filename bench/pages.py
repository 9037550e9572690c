"""Are the pages as quick and as good as promised? Lighthouse on the public ones, and how long lists take with 100,000 processes.

Words: --processes N (default 100,000), --times N (default 40), --only lighthouse or --only lists. Ends with status 1 and a sentence where
something is below its goal, and where it cannot be measured.

Lighthouse comes from npm into a temporary folder and drives the Chromium of this machine as a phone on a slow line; a page below a goal
is measured twice more and its median counts. The processes of the lists are built straight into the registers, past the clerk.
"""

import argparse
import json
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench._ledgers import HERE, folder, server
from bench._lighthouse import CATEGORIES, Lighthouse
from bench._served import Site, answered, environment, operis, served

GOALS = dict(zip(CATEGORIES, (95, 100, 95, 95), strict=True))
LIST_MS, SEARCH_MS = 300, 500
PUBLIC = (
    "", "services-or-posts/", "services-or-posts/try/", "notices/", "notices/{notice}/", "processes/", "processes/{process}/",
    "rules/", "rules/GPL-35/", "calendar/", "verify/", "help/", "processes/{process}/result/", "answers/", "answers/what-is-bought/",
    "answers/who-won/", "answers/late/", "search/?q=care", "data/", "follow/",
)  # fmt: skip
LANGUAGES = ("zh-hans", "en")
LISTS = (
    "en/notices/", "en/notices/?status=all", "en/notices/?status=all&page=40", "en/notices/?sort=largest",
    "zh-hans/notices/", "en/processes/",
    "en/processes/?kind=procurement&page=400", "en/plans/", "en/contracts/", "en/bodies/", "en/suppliers/", "feeds/notices.atom",
    "calendar/closings.ics", "en/desk/", "en/", "zh-hans/", "en/bodies/body-0/", "zh-hans/suppliers/supplier-0/",
    *(f"en/answers/{slug}/" for slug in ("what-is-bought", "who-gets-the-most", "who-won", "how-many-bid", "small-firms", "how-long",
                                         "from-need-to-payment", "turned-down", "refused", "late")),
)  # fmt: skip
SEARCHES = (
    *(f"en/{page}/?q={words}" for page in ("notices", "processes", "search")
      for words in ("养老", "社工", "older+people", "DC-2026-S-0042", "朝阳", "nowhere")),
    *(f"en/search/?q={words}" for words in ("服务", "s", "older+peple", "cleaner", "养佬服务", "青石+保洁", "城管局")),
)  # fmt: skip


def main() -> None:
    arguments = words()
    if HERE in os.environ:
        fill(arguments.processes)
        return
    below = [*(lighthouse() if arguments.only != "lists" else ()), *(lists(arguments) if arguments.only != "lighthouse" else ())]
    if below:
        sys.exit("Below the goal: " + "; ".join(below) + ".")


def words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--only", choices=("lighthouse", "lists"))
    return parser.parse_known_args()[0]


def lighthouse() -> list[str]:
    """The four scores of each public page of a demonstration; what is below its goal."""
    below = []
    with ExitStack() as stack:
        judge = Lighthouse(stack.enter_context(folder()))
        data = stack.enter_context(folder())
        for word in ("init", "demo"):
            operis(environment(data), word)
        site = stack.enter_context(served(environment(data)))
        numbers = {"notice": _first(site, "receiving"), "process": _first(site, "result")}
        print(f"{'':44}" + "".join(f"{one:>16}" for one in CATEGORIES), flush=True)
        for language in LANGUAGES:
            for page in PUBLIC:
                path = f"{language}/{page.format(**numbers)}"
                scores = _scores(judge, f"{site.url}/{path}")
                print(f"{path:44}" + "".join(f"{scores[one]:16}" for one in CATEGORIES), flush=True)
                below += [f"{path} has {scores[one]} of {goal} for {one}" for one, goal in GOALS.items() if scores[one] < goal]
    print(f"Goal: {', '.join(f'{one} {goal}' for one, goal in GOALS.items())}.")
    return below


def _scores(judge: Lighthouse, url: str) -> dict[str, int]:
    rounds = [judge.scores(url)]
    if any(rounds[0][one] < goal for one, goal in GOALS.items()):
        rounds += [judge.scores(url) for _ in range(2)]
    return {one: round(median(each[one] for each in rounds)) for one in CATEGORIES}


def _first(site: Site, state: str) -> str:
    """The number of the first procurement in this state."""
    found = json.loads(answered(site, "api/v1/dockets?kind=procurement&limit=100")[1])["dockets"]
    return str(next(one["number"] for one in found if one["state"] == state))


def lists(arguments: argparse.Namespace) -> list[str]:
    """The 95th percentile of each list and search on either database; what takes longer than its goal."""
    below = []
    with server() as postgresql:
        for name, address in (("SQLite", None), ("PostgreSQL", postgresql.address)):
            with folder() as data:
                own = environment(data, address)
                operis(own, "init")
                print(f"\n{name}: {arguments.processes:,} processes, built straight into the registers", flush=True)
                cookie = operis({**own, HERE: "1"}, program=Path(__file__)).splitlines()[-1]
                with served(own) as site:
                    below += [f"{name}, {one}" for one in _timed(site, cookie, arguments.times)]
    return below


def _timed(site: Site, cookie: str, times: int) -> list[str]:
    below = []
    for paths, most in ((LISTS, LIST_MS), (SEARCHES, SEARCH_MS)):
        for path in paths:
            answered(site, path, cookie)  # what is made once is not counted
            took = sorted(answered(site, path, cookie)[0] for _ in range(times))
            p50, p95 = took[times // 2], took[int(times * 0.95)]
            print(f"{path:60} p50 {p50:6.0f} ms  p95 {p95:6.0f} ms", flush=True)
            below += [f"{path} takes {p95:.0f} ms, more than {most}"] if p95 > most else []
    print(f"Goal: 95 of 100 within {LIST_MS} ms, of searches within {SEARCH_MS} ms.")
    return below


def fill(processes: int) -> None:
    """In a process of its own: the rows, somebody who buys for one of the bodies, and the cookie of a session."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from bench._many_processes import fill as fill_registers
    from operis import clock
    from operis.accounts.models import Grant, User
    from operis.accounts.offices import install_office
    from operis.core.mandates import Role

    fill_registers(processes, clock.now())
    user = User.objects.create_user("buyer@bench.example", "Somebody")
    office = install_office("buying", "body-0", Role.BUYER)
    Grant.objects.create(user=user, office=office, first=clock.now().date())
    browser = Client()
    browser.force_login(user)
    print(f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}")


if __name__ == "__main__":
    main()
