"""How fast the press is, measured beside what a user would pick instead. By hand: `python -m tests.benchmark`."""
