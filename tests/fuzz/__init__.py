"""Real inputs, changed by chance and by spite, given to the reader each is for. By hand:

    .venv/bin/python -m tests.fuzz [--cases 1000] [--seed 1] [--only KIND] [--jobs 2]
    .venv/bin/python -m tests.fuzz.kills [--times 100] [--seed 1]
    .venv/bin/python -m tests.fuzz.peaks

Each case is known by its number alone: the same number changes the same input in the same way, on any machine.
"""
