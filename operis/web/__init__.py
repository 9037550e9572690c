"""What does a person see? Pages that read registers and put commands, in two languages, without needing JavaScript."""
