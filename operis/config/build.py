"""What must be made from the sources before Operis can serve? Message files, and static files hashed and compressed."""

import os

import django
from django.conf import settings
from django.core.management import call_command

from operis.config.messages import compile_messages


def build() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "operis.config.settings")
    django.setup()
    for folder in settings.LOCALE_PATHS:
        compile_messages(folder)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


if __name__ == "__main__":
    build()
