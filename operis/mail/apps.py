"""The app of mail."""

from django.apps import AppConfig


class Mail(AppConfig):
    name = "operis.mail"
