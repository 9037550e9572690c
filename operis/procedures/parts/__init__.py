"""Step makers that methods share; every row is an argument, so that a method's file still names its law."""
