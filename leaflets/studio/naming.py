"""Sentences of the press for who reads no ids: with the names of leaflets and of their formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from leaflets.content import Catalogue
from leaflets.messages import Sentence, say
from leaflets.problems import Problem
from leaflets.studio.details import LABELS
from leaflets.studio.forms import form_of
from leaflets.typeset.render import IN_FORMAT, WITH_PART

_OF_FIELD = '"{name}"'
"""Where a sentence of who reads a file of fields says which one is meant."""


@dataclass(frozen=True)
class Naming:
    """What each leaflet and each format is called, by its id."""

    leaflets: Mapping[str, str]
    formats: Mapping[str, Sentence]
    fields: Mapping[str, Sentence] = field(default_factory=dict)
    """Those of a practice's details."""

    def named(self, problem: Problem) -> Problem:
        """A problem in which whoever reads no ids finds the names."""
        return replace(problem, what=self.said(problem.what), todo=self.said(problem.todo))

    def said(self, sentence: Sentence) -> Sentence:
        """A sentence with the names, and without what only a style sheet calls a part of a page."""
        if sentence.template == WITH_PART:
            return self.said(sentence.values["what"])
        values = {name: self._value(name, value) for name, value in sentence.values.items()}
        if sentence.template == IN_FORMAT:
            return say("{name}, {format}", name=self._called(str(values["name"])), format=values["format"])
        if _OF_FIELD in sentence.template and str(values.get("name")) in self.fields:
            values["name"] = self.fields[str(values["name"])]
        return Sentence(sentence.template, sentence.plural, values)

    def _value(self, name: str, value: object) -> object:
        if isinstance(value, Sentence):
            return self.said(value)
        if name == "leaflets":
            return ", ".join(map(self._called, str(value).split(", ")))
        known = {"format": self.formats, "field": self.fields}.get(name, {})
        return known.get(str(value), value)

    def _called(self, name: str) -> str:
        return self.leaflets.get(name, name)


def naming(catalogue: Catalogue, language: str) -> Naming:
    """The names of the leaflets of a language, of the formats as they are chosen, and of the fields that are typed."""
    leaflets = {one.id: one.name for one in catalogue.leaflets.get(language, ())}
    return Naming(leaflets, {one.id: form_of(one).name for one in catalogue.formats.values()}, LABELS)
