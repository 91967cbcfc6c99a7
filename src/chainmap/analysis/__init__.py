"""One file, one question: pure functions from a Stack to a table that says what it means."""
