"""Purchasing documents drafted from what the record knows: their texts, what fills them, and what is still missing."""
