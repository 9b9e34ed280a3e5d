"""Which texts may be made at all: those no blocking rule on manuscripts keeps back; and which not be handed on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from leaflets.content import Catalogue
from leaflets.model.content import Chapter, Leaflet
from leaflets.model.job import Allowance
from leaflets.preflight.inspection import RULES, apply
from leaflets.preflight.texts.house_style import house_style, reason_for
from leaflets.preflight.texts.manuscript import TextsUnderCheck, manuscripts
from leaflets.problems import Problem

HOLDING = "C03"
"""The rule that, where it only warns, lets a text be made and keeps it from print shops and practices."""


def passing(
    catalogue: Catalogue, content: Path, today: dt.date, allow: Sequence[Allowance] = ()
) -> tuple[Catalogue, list[Problem]]:
    """The catalogue without the texts a blocking rule keeps from being made, and why; the booklet needs the edition.

    The texts that are only held from being handed on stay, see `Catalogue.held`. What the house style
    allows passes, and what is in `allow`. Raises ContentError when the house style is wrong.
    """
    house = house_style(content)
    desk = TextsUnderCheck(catalogue, house, today, content.name)
    rules = [rule for rule in RULES if rule.severity == "blocks" or (rule.id, rule.severity) == (HOLDING, "warns")]
    where = f"{content.name}/edition.yaml"
    found = list(apply("edition", desk, where, rules))
    for manuscript in manuscripts(desk, content):
        found += apply("manuscript", manuscript, manuscript.where, rules)
    problems = [problem for problem in found if reason_for(problem, (*allow, *house.allow)) is None]
    refused = [problem for problem in problems if problem.severity == "blocks"]
    held = {problem.where: problem for problem in problems if problem.severity != "blocks"}
    places = {problem.where for problem in refused}
    for language in catalogue.languages:
        folder = f"{content.name}/{language}"
        if f"{folder}/_language.yaml" in places:  # Its words stand in all of them.
            places |= {text.path for text in _texts(catalogue, language)} | {f"{folder}/{FILL_PAGES}"}
    return replace(_without(places, catalogue, content.name), held=held), refused


FILL_PAGES = "booklet/pages.yaml"


def _texts(catalogue: Catalogue, language: str) -> list[Leaflet | Chapter]:
    return [*catalogue.leaflets.get(language, ()), *catalogue.chapters.get(language, {}).values()]


def _without(refused: set[str], catalogue: Catalogue, content: str) -> Catalogue:
    """The catalogue less the texts whose files are refused; with the edition refused no booklet can be made."""
    failed: dict[str, frozenset[str]] = {}
    for language in catalogue.languages:
        names = {text.id for text in _texts(catalogue, language) if text.path in refused}
        names |= {"edition.yaml"} if f"{content}/edition.yaml" in refused else set()
        names |= {"pages"} if f"{content}/{language}/{FILL_PAGES}" in refused else set()
        failed[language] = catalogue.failed.get(language, frozenset()) | names
    return replace(
        catalogue,
        leaflets={
            language: tuple(text for text in texts if text.path not in refused)
            for language, texts in catalogue.leaflets.items()
        },
        chapters={
            language: {name: text for name, text in texts.items() if text.path not in refused}
            for language, texts in catalogue.chapters.items()
        },
        fill_pages={
            language: pages for language, pages in catalogue.fill_pages.items() if "pages" not in failed[language]
        },
        failed=failed,
    )
