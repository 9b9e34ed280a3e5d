"""The characters of a text, and the addresses in it."""
