"""What does Lighthouse say of a page? It is installed by name from npm, in one version, and looks at the page as a phone would."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

VERSION = "12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TRIES, AGAIN = 3, "run Lighthouse again"
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"


class Lighthouse:
    """In a folder of its own; ends the bench with a sentence where it cannot work."""

    def __init__(self, place: Path) -> None:
        missing = [name for name in ("node", "npm", "chromium") if shutil.which(name) is None]
        if missing:
            sys.exit(
                f"Lighthouse cannot run: there is no {' and no '.join(missing)} on PATH. On Debian: apt-get install nodejs npm chromium"
            )
        (place / ".npmrc").write_text("omit-lockfile-registry-resolved=true\n")
        line = ["npm", "install", "--prefix", str(place), "--no-audit", "--no-fund", f"lighthouse@{VERSION}"]
        done = subprocess.run(line, cwd=place, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"Lighthouse cannot run: npm could not install lighthouse {VERSION}.\n{done.stderr}")
        self.place = place

    def scores(self, url: str) -> dict[str, int]:
        """Of a hundred, by category; where Lighthouse asks to be run again, it is, twice at most."""
        report, said = self._report(url)
        for _ in range(TRIES - 1):
            if AGAIN in said:
                print(f"Lighthouse asks to be run again: {url}", flush=True)
                report, said = self._report(url)
        if report is None:
            sys.exit(f"Lighthouse could not look at {url}:\n{said}")
        return {one: round(100 * (report["categories"][one]["score"] or 0)) for one in CATEGORIES}

    def _report(self, url: str) -> tuple[Any, str]:
        """What it found, or why there is nothing."""
        out = self.place / "report.json"
        out.unlink(missing_ok=True)
        line = [str(self.place / "node_modules" / ".bin" / "lighthouse"), url, "--quiet", "--output=json", f"--output-path={out}",
                f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROME}"]  # fmt: skip
        own = os.environ | {"CHROME_PATH": str(shutil.which("chromium"))}
        done = subprocess.run(line, cwd=self.place, capture_output=True, text=True, env=own)
        report = json.loads(out.read_text("utf8")) if out.is_file() else {"runtimeError": {"message": done.stderr}}
        failed = "runtimeError" in report or done.returncode
        return (None, f"{report.get('runtimeError', {}).get('message', '')}\n{done.stderr}") if failed else (report, "")
