"""The app of drafts."""

from django.apps import AppConfig


class Drafts(AppConfig):
    name = "operis.drafts"
