"""Does Operis do what it says? A file is a subject, a test is a sentence."""
