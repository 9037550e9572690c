"""The app of attachments."""

from django.apps import AppConfig


class Attachments(AppConfig):
    name = "operis.attachments"
