"""A speaker with a punished tie speaks less."""
