"""What do findings, values and whole documents say in the reader's words? Below every door, so that all of them say the same."""
