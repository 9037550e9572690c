"""The app of people."""

from django.apps import AppConfig


class Accounts(AppConfig):
    name = "operis.accounts"
