"""The app of the ledger's tables."""

from django.apps import AppConfig


class Ledger(AppConfig):
    name = "operis.ledger"
