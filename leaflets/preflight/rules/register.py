"""V: the register of published versions and the texts as they are: what was printed once can always be told apart.

Asked by `check` and before a version is published, and not when leaflets are made: a writer changes words all day, and
raises the version once, when the text is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from leaflets.messages import say
from leaflets.model.content import Leaflet
from leaflets.preflight.rule import Finding, rule
from leaflets.preflight.texts.manuscript import Manuscript, TextsUnderCheck
from leaflets.register import Register, Version


@dataclass(frozen=True)
class RegisterUnderCheck:
    """The register beside the texts on the desk."""

    desk: TextsUnderCheck
    register: Register
    manuscripts: tuple[Manuscript, ...]

    def published(self) -> Iterator[tuple[Manuscript, Leaflet, Version]]:
        """Each leaflet with the last version of it that was published."""
        for manuscript in self.manuscripts:
            text = manuscript.text
            if isinstance(text, Leaflet) and (several := self.register.of(text.id, text.language)):
                yield manuscript, text, several[-1]


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


@rule("V01", "blocks", "Crossref, Crossmark", "Raise its version, and say in changes and severity what is new.",
      kind="register")  # fmt: skip
def other_words_are_another_version(checked: RegisterUnderCheck) -> Iterator[Finding]:
    """A published version keeps its words: other words have a higher version."""
    for manuscript, leaflet, last in checked.published():
        line = manuscript.field_line("version")
        is_same = _number(leaflet.version) == _number(last.version)
        if is_same and leaflet.version_id != last.id:
            said = say("its words are others than those that were published as version {version}", version=last.version)
            yield Finding(said, line=line, where=manuscript.where)
        elif _number(leaflet.version) < _number(last.version):
            said = say(
                "its version {version} is older than {last}, which was published", version=leaflet.version,
                last=last.version,
            )  # fmt: skip
            yield Finding(said, line=line, where=manuscript.where)


@rule("V01", "blocks", "house rule", "Raise its version, and say in changes and severity why: style, of a reading.",
      kind="register")  # fmt: skip
def published_dates_stay(checked: RegisterUnderCheck) -> Iterator[Finding]:
    """A published version keeps its date and its review date: they stand on its prints, and on the page of its id."""
    for manuscript, leaflet, last in checked.published():
        dates = (leaflet.date, leaflet.review_by)
        if leaflet.version_id == last.id and dates != (last.date, last.review_by):
            said = say(
                "its dates are others than those it was published with as version {version}", version=last.version
            )
            yield Finding(said, line=manuscript.field_line("review_by"), where=manuscript.where)


@rule(
    "V01", "blocks", "house rule", "Change its words and raise its version, or take the leaflet out.", kind="register"
)
def withdrawn_is_not_handed_out_again(checked: RegisterUnderCheck) -> Iterator[Finding]:
    """The words of a version that was withdrawn are not handed out again, under another number neither."""
    versions = {one.id: one for one in checked.register.versions}
    for manuscript, leaflet, _ in checked.published():
        if gone := checked.register.withdrawal(leaflet.id, leaflet.language, leaflet.version_signs):
            said = say(
                "it is as version {version}, which was withdrawn: {why}", version=versions[gone.withdraw].version,
                why=gone.reason.removesuffix("."),
            )  # fmt: skip
            yield Finding(said, line=manuscript.field_line("version"), where=manuscript.where)


@rule("V02", "blocks", "Crossref, Crossmark", "Add changes, a sentence, and severity: safety, content or style.",
      kind="register")  # fmt: skip
def a_raised_version_says_what_changed(checked: RegisterUnderCheck) -> Iterator[Finding]:
    """A version that takes the place of a published one says what has changed, and how much that matters."""
    for manuscript, leaflet, last in checked.published():
        if _number(leaflet.version) > _number(last.version) and not (leaflet.changes and leaflet.severity):
            said = say("nothing is said of what has changed since version {version}", version=last.version)
            yield Finding(said, line=manuscript.field_line("version"), where=manuscript.where)


@rule("V02", "blocks", "house rule", "Write the day it is published as its date.", kind="register")
def a_raised_version_has_a_day_of_its_own(checked: RegisterUnderCheck) -> Iterator[Finding]:
    """A version that takes the place of a published one has a later date, or both have that of today."""
    for manuscript, leaflet, last in checked.published():
        is_later = leaflet.date > last.date or leaflet.date == last.date == checked.desk.today
        if _number(leaflet.version) > _number(last.version) and not is_later:
            said = say(
                "its date {date} is not after that of version {version}, whose page names it as when it was replaced",
                date=leaflet.date.isoformat(), version=last.version,
            )  # fmt: skip
            yield Finding(said, line=manuscript.field_line("date"), where=manuscript.where)


@rule("V03", "warns", "house rule", "Keep the older address alive: paper that is out there points at it.",
      kind="register")  # fmt: skip
def prints_lead_to_one_address(checked: RegisterUnderCheck) -> Iterator[Finding]:
    """The address of the site, or of an edition's own, is that to which older prints lead."""
    catalogue = checked.desk.catalogue
    site = catalogue.edition.site
    own = {one.file.site for one in catalogue.editions.good.values()}
    bases = dict.fromkeys(one.base for one in checked.register.versions)
    where, line = checked.desk.place("edition.yaml", "site")
    for base in bases:
        if base and base not in {site, *own}:
            said = say("older prints lead to {base}, and not to {site}", base=base, site=site or "")
            if site is None:
                said = say("older prints lead to {base}, and no site is named", base=base)
            yield Finding(said, line=line, where=where)


@rule("V04", "blocks", "house rule", "Change a word of the newer one: its last signs alone must find it.",
      kind="register")  # fmt: skip
def last_signs_are_of_one_leaflet(checked: RegisterUnderCheck) -> Iterator[Finding]:
    """The last six signs of an id, which people type, are those of one leaflet only, also of those to come."""
    known = {one.id: (one.signs, one.leaflet, one.language) for one in checked.register.versions}
    for manuscript in checked.manuscripts:
        if isinstance(text := manuscript.text, Leaflet):
            known.setdefault(text.version_id, (text.version_signs, text.id, text.language))
    owners = Counter(signs for signs, *_ in set(known.values()))
    for signs in (signs for signs, count in owners.items() if count > 1):
        ids = ", ".join(sorted(name for name, (own, *_) in known.items() if own == signs))
        yield Finding(say("the signs {signs} are those of several leaflets: {ids}", signs=signs, ids=ids))
