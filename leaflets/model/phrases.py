"""The phrases a text may not hold, written short: slij(t|p)en and enorme? energie, unfolded into each of them.

The notation is that part of regular expressions in which every pattern stands for a list of phrases, so that looking
for them takes no longer than reading the text: letters, ( | ) for a choice, ? after what may be left out, [ae] for
one of some letters, and \\ before a character that is meant as itself.
"""

from __future__ import annotations

from leaflets.messages import say
from leaflets.text.characters import compared

MOST_CHARACTERS, MOST_PHRASES = 200, 100
"""A longer pattern, or one that stands for more phrases, is better written as several."""

_MEANT_OTHERWISE = frozenset("*+{}^$.")


def unfolded(pattern: str) -> tuple[str, ...]:
    """The phrases a pattern stands for, as `compared` gives them. Raises ValueError with a sentence what is wrong."""
    if len(pattern) > MOST_CHARACTERS:
        raise ValueError(
            say("it has more than {most_characters} characters; write it as several", most_characters=MOST_CHARACTERS)
        )
    reader = _PatternReader(pattern)
    found = reader.choice()
    if reader.rest:
        raise ValueError(say('the ")" at character {at} closes nothing', at=reader.at + 1))
    phrases = tuple(dict.fromkeys(compared(phrase) for phrase in found))
    if "" in phrases:
        raise ValueError(say("it fits every text, for all of it may be left out"))
    return phrases


class _PatternReader:
    """Reads a pattern from left to right; `at` is the place it has come to."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    @property
    def rest(self) -> str:
        return self.pattern[self.at :]

    def choice(self) -> list[str]:
        """The phrases of what stands up to a closing bracket or the end, with | between the choices."""
        found = self.sequence()
        while self.rest.startswith("|"):
            self.at += 1
            found = _few([*found, *self.sequence()])
        return found

    def sequence(self) -> list[str]:
        found = [""]
        while self.rest and self.rest[0] not in "|)":
            part = self.part()
            if self.rest.startswith("?"):
                self.at += 1
                part = [*part, ""]
            if len(found) * len(part) > MOST_PHRASES:
                found = _few(found * len(part))
            found = [begin + end for begin in found for end in part]
        return found

    def part(self) -> list[str]:
        """One character, the choices between brackets, or the letters between square ones."""
        character = self.pattern[self.at]
        self.at += 1
        if character == "(":
            return self.group()
        if character == "[":
            return self.letters()
        if character in _MEANT_OTHERWISE:
            raise ValueError(
                say(
                    'the "{character}" at character {at} has no meaning here; write \\{character} for itself',
                    character=character,
                    at=self.at,
                )
            )
        if character == "?":
            raise ValueError(say('the "?" at character {at} has nothing before it that could be left out', at=self.at))
        return [self.escaped() if character == "\\" else character]

    def group(self) -> list[str]:
        begun = self.at
        if self.rest.startswith("?:"):
            self.at += 2
        found = self.choice()
        if not self.rest.startswith(")"):
            raise ValueError(say('the "(" at character {begun} is not closed', begun=begun))
        self.at += 1
        return found

    def letters(self) -> list[str]:
        inner, bracket, _ = self.rest.partition("]")
        if not bracket or not inner.isalnum():
            raise ValueError(say('after the "[" at character {at} there must stand letters and then "]"', at=self.at))
        self.at += len(inner) + 1
        return list(inner)

    def escaped(self) -> str:
        character = self.rest[:1]
        if not character or character.isalnum():
            raise ValueError(
                say('after the "\\" at character {at} there must stand a character such as ( or ?', at=self.at)
            )
        self.at += 1
        return character


def _few(found: list[str]) -> list[str]:
    if len(found) > MOST_PHRASES:
        raise ValueError(
            say("it stands for more than {most_phrases} phrases; write it as several", most_phrases=MOST_PHRASES)
        )
    return found
