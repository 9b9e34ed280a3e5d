"""The house style: what preflight may let pass, and the words it knows; content/preflight.yaml."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import Field

from leaflets.content.parsing import few, line_of, parse_yaml, refuse_hidden
from leaflets.content.records import read_text, to_record
from leaflets.messages import Sentence, joined, say
from leaflets.model.job import LEAST_REASON, Allowance
from leaflets.model.value import Value
from leaflets.preflight.rule import NEVER_LET_PASS, known_ids
from leaflets.problems import ContentError, Problem, WrongOption
from leaflets.storage.files import is_there

FILE = "preflight.yaml"
_NEVER = say("may never be let pass: what it finds could hurt a patient")


class HouseWords(Value):
    """What is known of the words of one language."""

    known_abbreviations: tuple[str, ...] = ()
    """Abbreviations every reader knows, and those that stand for nothing else."""
    explains: tuple[str, ...] = ()
    """What stands between an abbreviation and its meaning, as in "NAH staat voor …"."""
    known_words: tuple[str, ...] = ()
    """Words that are rare in books and newspapers and plain to our readers."""
    polite: tuple[str, ...] = ()
    familiar: tuple[str, ...] = ()
    """The two forms of address; a text keeps to one."""
    pairs: tuple[dict[str, str], ...] = ()
    """One thing, by country: where one word stands the others must stand too."""
    standard: tuple[str, ...] = ()
    """Sentences that every leaflet may share."""
    hedges: tuple[str, ...] = ()
    """What says that something is not certain."""
    empty_links: tuple[str, ...] = ()
    """Words of a link that do not say where it goes."""


class House(Value):
    """The whole of content/preflight.yaml; without the file nothing is allowed and no word is known."""

    source_language: str = "nl"
    allow: tuple[Allowance, ...] = ()
    languages: Mapping[str, HouseWords] = Field(default_factory=dict)

    def words(self, language: str) -> HouseWords:
        return self.languages.get(language, HouseWords())


def house_style(content: Path) -> House:
    """The house style of a content folder. Raises ContentError when its file is wrong."""
    path, where = content / FILE, f"{content.name}/{FILE}"
    return _house(read_text(path, where, content), where) if is_there(path) else House()


@lru_cache(maxsize=4)
def _house(text: str, where: str) -> House:
    """Read once as long as it says the same: every page that is inspected asks for it."""
    data, node = parse_yaml(text, where)
    refuse_hidden(node, where)
    house = to_record(House, data, node, where)
    if found := [problem for number, one in enumerate(house.allow) if (problem := _refused(one, number, node, where))]:
        raise ContentError(*few(found, where))
    return house


def _refused(one: Allowance, number: int, node: yaml.Node | None, where: str) -> Problem | None:
    """Why an entry of `allow` is none: its rule is not there, or may never be let pass."""
    line = line_of(node, ("allow", number, "rule"), 1)
    if one.rule in NEVER_LET_PASS:
        return Problem(
            joined((one.rule, _NEVER)),
            where,
            say("Remove it, and mend what it finds."),
            line=line,
        )
    known = known_ids()
    if one.rule not in known:
        return Problem(say('there is no rule "{rule}" to let pass', rule=one.rule), where, _choose(known), line=line)
    return None


def _choose(known: Iterable[str]) -> Sentence:
    return say("Choose from: {known}.", known=", ".join(sorted(known)))


def allowed_by(content: Path) -> tuple[Allowance, ...]:
    """What the house style of a content folder lets pass."""
    return house_style(content).allow


def allowances(options: Iterable[str], known: Collection[str]) -> tuple[Allowance, ...]:
    """What `--allow RULE=reason` says. Raises WrongOption for a rule that is not `known`, or has no reason."""
    found: list[Allowance] = []
    for option in options:
        rule, _, reason = (part.strip() for part in option.partition("="))
        rule = rule.upper()
        if rule not in known:
            raise WrongOption(say('There is no rule "{rule}" to let pass. {choose}', rule=rule, choose=_choose(known)))
        if rule in NEVER_LET_PASS:
            raise WrongOption(say("{rule} {never}. Leave it out, and mend what it finds.", rule=rule, never=_NEVER))
        if len(reason) < LEAST_REASON:
            said = say(
                '--allow "{option}" gives no reason of at least {least} letters', option=option, least=LEAST_REASON
            )
            why = say('Write why: --allow "{rule}=the imprint is looked up and not read".', rule=rule)
            raise WrongOption(joined((said, why), ". "))
        found.append(Allowance(rule=rule, reason=reason.rstrip(".")))
    return tuple(found)


def reason_for(problem: Problem, allowed: Iterable[Allowance]) -> str | None:
    """Why a problem may pass, or None when it may not; what could hurt a patient never may."""
    if problem.rule in NEVER_LET_PASS:
        return None
    for one in allowed:
        if one.rule == problem.rule and fnmatchcase(problem.where, one.where):
            return one.reason
    return None
