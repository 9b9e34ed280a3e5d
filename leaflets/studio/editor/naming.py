"""Sentences of the press for who writes: with the names of a leaflet and its formats, and not with their ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from leaflets.content import Catalogue
from leaflets.messages import Sentence, say, verbatim
from leaflets.problems import Problem
from leaflets.studio.editor.drawing import FIRST, formats_shown
from leaflets.studio.forms import Form, form_of
from leaflets.typeset.render import IN_FORMAT, WITH_PART


def name_of(form: Form) -> Sentence:
    """What a writer calls a format: A5 is the leaflet itself, whatever it is for who prints."""
    return verbatim("A5") if form.id == FIRST else form.name


@dataclass(frozen=True)
class Naming:
    """What the leaflet that is written is called, and each format by its id."""

    leaflet: str
    formats: Mapping[str, Sentence]

    def named(self, problem: Problem) -> Problem:
        """A problem in which whoever reads no ids finds the names."""
        return replace(problem, what=self.said(problem.what), todo=self.said(problem.todo))

    def said(self, sentence: Sentence) -> Sentence:
        """A sentence with the names, and without what only a style sheet calls a part of a page."""
        if sentence.template == WITH_PART:
            return self.said(sentence.values["what"])
        values = {name: self._value(name, value) for name, value in sentence.values.items()}
        if sentence.template == IN_FORMAT:
            return say("{name}, {format}", name=self.leaflet, format=values["format"])
        return Sentence(sentence.template, sentence.plural, values)

    def _value(self, name: str, value: object) -> object:
        if isinstance(value, Sentence):
            return self.said(value)
        return self.formats.get(str(value), value) if name == "format" else value


def naming(leaflet: str, catalogue: Catalogue) -> Naming:
    """The names of the formats a text can be looked at in."""
    return Naming(leaflet, {one.id: name_of(form_of(one)) for one in formats_shown(catalogue)})
