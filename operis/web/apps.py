"""The app of pages."""

from django.apps import AppConfig
from django.core.checks import register


class Web(AppConfig):
    name = "operis.web"

    def ready(self) -> None:
        from operis.web.checks import colours_can_be_read, law_is_sound, words_agree

        register(colours_can_be_read, "operis")
        register(law_is_sound, "operis")
        register(words_agree, "operis")
