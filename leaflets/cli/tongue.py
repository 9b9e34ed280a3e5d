"""The language a command is read in: what --messages says, else the locale; and the help and click's words in it."""

from __future__ import annotations

import copy
import inspect
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextvars import ContextVar
from typing import Any

import click

from leaflets.messages import ENGLISH, LANGUAGES, Sentence, Spoken, language_of, say, verbatim
from leaflets.problems import WrongOption

OPTION = "--messages"

_READ_IN: ContextVar[str] = ContextVar("language of the reader", default=ENGLISH)
"""Set once, when a command begins: a terminal has one reader."""


def language() -> str:
    """The language the reader of this command reads."""
    return _READ_IN.get()


def in_their_words(text: Spoken | str) -> str:
    """What is said, in the reader's language; a plain text says the same to everybody."""
    return text if isinstance(text, str) and not isinstance(text, Sentence) else text.said_in(language())


def read_in(arguments: Sequence[str]) -> list[str]:
    """The arguments without --messages, which may stand anywhere among them; from now on is said what it asks for.

    Raises WrongOption for a language the press has no messages in.
    """
    _READ_IN.set(language_of(os.environ))
    rest = list(arguments)
    while (at := next((at for at, one in enumerate(rest) if one.partition("=")[0] == OPTION), None)) is not None:
        _, is_joined, named = rest.pop(at).partition("=")
        named = (named if is_joined else rest.pop(at) if at < len(rest) else "").lower()
        if named not in LANGUAGES:
            raise WrongOption(_no_messages(named))
        _READ_IN.set(named)
    return rest


def _no_messages(named: str) -> Sentence:
    names = ", ".join(LANGUAGES)
    if not named:
        return say("{option} needs a language. Choose from: {names}.", option=OPTION, names=names)
    return say('There are no messages in the language "{name}". Choose from: {names}.', name=named, names=names)


def translated_help(command: click.Command) -> click.Command:
    """A command with its help in the reader's language; the very one where that is English."""
    if language() == ENGLISH:
        return command
    found = copy.copy(command)
    found.help, found.short_help, found.epilog = (
        text and _help(text) for text in (command.help, command.short_help, command.epilog)
    )
    found.params = [_translated_option(one) for one in command.params]
    found.context_class = _Context
    if isinstance(found, click.Group):
        found.subcommand_metavar = _help(say("COMMAND [ARGS]..."))
        found.commands = {name: translated_help(one) for name, one in found.commands.items()}
    found.options_metavar = _help(say("[OPTIONS]"))
    return found


def _help(text: str) -> str:
    return in_their_words(sentence_of(text))


def sentence_of(text: str) -> Sentence:
    """What a help says, or what a format is, as a sentence of the catalogues.

    The indent of a docstring differs from Python to Python, and is no part of it.
    """
    return text if isinstance(text, Sentence) else say(inspect.cleandoc(text))


def _translated_option(option: click.Parameter) -> click.Parameter:
    found = copy.copy(option)
    found.metavar = option.metavar and _help(option.metavar)
    if isinstance(found, click.Option):
        found.help = found.help and _help(found.help)
    return found


def help_texts(command: click.Command) -> Iterator[Sentence]:
    """Everything the help of a command says, for a catalogue."""
    texts = [command.help, command.short_help, command.epilog]
    texts += [option.help for option in command.params if isinstance(option, click.Option)]
    texts += [one.metavar for one in command.params]
    yield from (sentence_of(text) for text in texts if text)
    for one in command.commands.values() if isinstance(command, click.Group) else ():
        yield from help_texts(one)


_OF_HELP = {
    str(one): one
    for one in (
        say("Usage:"), say("Options:"), say("Commands:"), say("Positional arguments:"), say("[default: "),
        say("Show this message and exit."), say("Show the version and exit."),
    )
}  # fmt: skip
"""What click itself says in a help."""


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{in_their_words(_OF_HELP['Usage:'])} ")

    def write_heading(self, heading: str) -> None:
        said = in_their_words(_OF_HELP.get(f"{heading}:", f"{heading}:"))  # French has a space before the colon.
        self.write(f"{'':>{self.current_indent}}{said}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().write_dl([(name, self._said(text)) for name, text in rows], *args, **options)

    def _said(self, text: str) -> str:
        if text in _OF_HELP:
            return in_their_words(_OF_HELP[text])
        begin = _OF_HELP["[default: "]
        return text.replace(begin, in_their_words(begin))


class _Context(click.Context):
    formatter_class = _Formatter


_TEMPLATES = (
    say("No such option '{first}'. Did you mean '{second}'?"),
    say("No such option '{first}'."),
    say("No such command '{first}'. Did you mean '{second}'?"),
    say("No such command '{first}'."),
    say("Option '{first}' requires an argument."),
    say("Option '{first}' does not take a value."),
    say("Missing argument '{first}'. Choose from: {second}"),
    say("Missing argument '{first}'."),
    say("Missing option '{first}'."),
    say("Got unexpected extra argument ({first})"),
    say("Got unexpected extra arguments ({first})"),
    say("Invalid value for '{first}': '{second}' is not a valid whole number."),
    say("Invalid value for '{first}': '{second}' is not a valid integer."),
    say("Invalid value for '{first}': {second} is not in the range {third}."),
    say("Invalid value for '{first}': '{second}' is not one of {third}."),
    say("Invalid value for '{first}': Directory '{second}' is a file."),
    say("Invalid value for '{first}': {second}"),
)
"""What click says of a wrong command line, the places of its values in braces."""


def of_click(error: click.ClickException) -> Sentence:
    """What click says of a wrong command line, as a sentence."""
    said = " ".join(error.format_message().split())  # A choice comes as a line for each name, with tabs.
    for template in _TEMPLATES:
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.*?)", re.escape(template))
        if found := re.fullmatch(pattern, said, re.DOTALL):
            return Sentence(template, "", found.groupdict())
    return verbatim(said)
