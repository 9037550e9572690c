"""The app of pages."""

from django.apps import AppConfig


class Web(AppConfig):
    name = "operis.web"
