"""The settings of the tests: those of an installation, in a data folder of their own, whatever the shell has set."""

import atexit
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

from operis.config.messages import compile_messages

KEPT = {"OPERIS_DATABASE", "OPERIS_KIT", "OPERIS_TEST_PG", "OPERIS_PYTHON"}
for name in [name for name in os.environ if name.startswith("OPERIS_") and name not in KEPT]:
    del os.environ[name]
os.environ["OPERIS_DATA"] = mkdtemp(prefix="operis-test-")
atexit.register(shutil.rmtree, os.environ["OPERIS_DATA"], ignore_errors=True)

from operis.config.settings import *  # noqa: E402, F403
from operis.config.settings import DATABASES, LOCALE_PATHS, OPERIS_DATA  # noqa: E402

for folder in LOCALE_PATHS:
    compile_messages(folder)

# A file, not memory: the pragmas and the locks are those of an installation.
DATABASES["default"]["TEST"] = {} if os.environ.get("OPERIS_DATABASE") else {"NAME": OPERIS_DATA / "test.sqlite3"}
STATIC_ROOT = Path(mkdtemp(dir=OPERIS_DATA))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
