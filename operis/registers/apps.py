"""The app of the registers."""

from django.apps import AppConfig


class Registers(AppConfig):
    name = "operis.registers"
