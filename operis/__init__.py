"""Operis: public purchase of services and service posts, every official act on one verifiable record."""

__version__ = "0.1.0"
