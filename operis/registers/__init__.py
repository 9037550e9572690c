"""Rows for lists, searches and facts: filled with the record, from the record, and made anew from it at any time."""
