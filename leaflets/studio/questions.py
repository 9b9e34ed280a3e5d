"""The three questions about a printer, and what is wrong with an answer, said beside the question."""

from __future__ import annotations

from collections.abc import Mapping

from leaflets.imposition.printer import answered
from leaflets.messages import Sentence, say
from leaflets.problems import WrongOption

QUESTIONS = ("a", "b", "c")
"""The letters of the trial sheet that most printers ask for."""

LONGEST = 10
"""Characters of an answer that are shown again: -10.00 and some."""

UNTICKED = say("Tick one of the two.")
EMPTY = say("Type the number that the line crosses. Does it cross 0? Type 0.")
NO_NUMBER = say("Type a number from -10 to 10, such as -2 or 1.5.")


def unanswered(said: Mapping[str, str]) -> dict[str, Sentence]:
    """What is wrong with the answers, by the letter of the question; nothing where all three can be kept."""
    found = {letter: _fault(letter, said.get(letter, "").strip()) for letter in QUESTIONS}
    return {letter: fault for letter, fault in found.items() if fault is not None}


def codes_of(said: Mapping[str, str]) -> str:
    """The answers as the codes of the sheet's boxes: A1,B0.5,C-2."""
    return ",".join(f"{letter.upper()}{said[letter].strip()}" for letter in QUESTIONS)


def _fault(letter: str, answer: str) -> Sentence | None:
    if not answer:
        return UNTICKED if letter == "a" else EMPTY
    try:
        # An answer is one number: with a letter in it, it would be the code of another question as well.
        is_one = len(answer) <= LONGEST and len(answered(letter + answer)) == 1
    except WrongOption:
        is_one = False
    if is_one:
        return None
    return UNTICKED if letter == "a" else NO_NUMBER
