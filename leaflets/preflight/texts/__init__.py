"""The texts as they were written, and which of them may be made."""
