"""The ledger of alarm signs: each written once with how soon to call, so that no two leaflets can disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from leaflets.content.records import read_yaml, to_records
from leaflets.messages import say
from leaflets.model.content import URGENCIES, OwnSign, Sign
from leaflets.problems import Problem, or_meant

FILE = "signs.yaml"
"""The ledger of a language, in its folder."""

TO_FILL_IN = frozenset("‹›")
"""What stands around the places to fill in of a text that was begun."""

Call = tuple[str, tuple[Sign, ...]]
"""The name of the words that say whom to call, and the signs they go before."""

HELPLINE = "helpline"
"""The word that says whom to call who thinks of suicide; it ends every box, where a series has one: it may be empty."""


def load_signs(folder: Path, content: Path) -> dict[str, Sign]:
    """The signs of the language in `folder` by their id; none without the file. Raises ContentError."""
    path, where = folder / FILE, f"{content.name}/{folder.name}/{FILE}"
    return to_records(Sign, *read_yaml(path, where, content), "signs", where) if path.exists() else {}


def chosen(ledger: Mapping[str, Sign], names: Iterable[str], own: Iterable[OwnSign]) -> tuple[Sign, ...]:
    """The signs of a leaflet: those that stand everywhere, those it names, and its own; the most urgent first.

    Within an urgency they keep the order of the ledger. Names that are not in it are left out, see `unknown`.
    """
    named = set(names)
    found = [sign for sign in ledger.values() if sign.everywhere or sign.id in named]
    found += [Sign(id=f"own-{number}", **sign.model_dump()) for number, sign in enumerate(own, start=1)]
    return tuple(sorted(found, key=lambda sign: URGENCIES.index(sign.urgency)))


def unknown(ledger: Mapping[str, Sign], names: Iterable[str], where: str, line: int | None) -> Iterator[Problem]:
    """The names that no sign of the ledger has; a place to fill in is none yet, and is told with the others (C11)."""
    for name in names:
        if name not in ledger and not set(name) & TO_FILL_IN:
            todo = or_meant(say("Use an id of {file}, or add the sign there.", file=FILE), name, ledger)
            yield Problem(say('the sign "{name}" is unknown', name=name[:80]), where, todo, line=line)


def box(signs: Sequence[Sign], words: Mapping[str, str]) -> str:
    """The signs as Markdown, a paragraph for each urgency under its words, and the helpline; nothing of no signs.

    The emergencies that stand everywhere are the same first paragraph of every leaflet; its own come in the next.
    """
    calls = [call for _, found in tiers(signs) for call in found]
    parts = [f"**{words[name]}** {_if_any(found, words['call_if'])}" for name, found in calls]
    return "\n\n".join([*parts, *filter(None, [words[HELPLINE]])]) if parts else ""


def tiers(signs: Sequence[Sign]) -> Iterator[tuple[str, tuple[Call, ...]]]:
    """Each urgency there is, the soonest first, with its calls."""
    for urgency in URGENCIES:
        found = tuple(sign for sign in signs if sign.urgency == urgency)
        shared = tuple(sign for sign in found if sign.everywhere) if urgency == "emergency" else ()
        own = tuple(sign for sign in found if sign not in shared)
        calls = ((f"call_{urgency}", shared or own), (f"call_{urgency}_too", own if shared else ()))
        if found:
            yield urgency, tuple(call for call in calls if call[1])


def _if_any(signs: Iterable[Sign], if_word: str) -> str:
    """The signs as one sentence: if …; if …; if …."""
    return "; ".join(f"{if_word} {sign.text}" for sign in signs) + "."
