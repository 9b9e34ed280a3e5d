"""What the site shows: the texts of an edition, and the files of them that are there and as they were made."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from leaflets.content import Catalogue
from leaflets.content.dates import has_lapsed
from leaflets.installed import PROGRAM, templates_of
from leaflets.messages import say, say_many
from leaflets.model.artefact import Artefact
from leaflets.model.content import SIGNS, Edition, Language, Leaflet
from leaflets.plan.request import is_booklet
from leaflets.problems import ContentError, Problem
from leaflets.register import ID, Register, Withdrawal, read_register
from leaflets.site.addresses import SiteFile, base_of
from leaflets.storage.manifest import MANIFEST, Manifest, faults_of, is_there, read_manifest
from leaflets.typeset.palette import Look, look_in

FORMS = ("a4", "large-print", "a5-folded")
"""The forms a leaflet's page shows first; the others are folded away below them."""

PURPOSES = ("reading", "sheet", "poster", "press")
"""What is to be read before what is for paper, and what is for a print shop last."""

Downloads = Mapping[tuple[str, str | None], tuple["Download", ...]]
"""Files by language and leaflet; those of the booklet under None."""

_ASKS = re.compile(rf"https://.+/v/(?:(?:{ID[1:-1]}|[0-9a-f]{{{SIGNS}}})/)?")
"""The address of a code "Nog geldig?": of a version, of its last signs, or of the page for a stack."""

NAMED = 5
"""So many of the files that are missing are named; the others are counted."""


@dataclass(frozen=True)
class Download:
    """A file to take along, and the print ticket that goes with it."""

    artefact: Artefact
    ticket: Artefact | None = None

    @property
    def picture(self) -> str:
        """Where the picture of its first page stands."""
        return self.artefact.path.removesuffix(".pdf") + ".webp"

    @property
    def is_plain(self) -> bool:
        """Whether it is the format as it comes, in full colour and on its own paper."""
        made = self.artefact.made_of
        is_usual = made.ink == "screen" and made.size is None and made.sides == "both"
        return is_usual and not made.light and not made.fillable


@dataclass(frozen=True)
class SiteShelf:
    """All that goes into the site."""

    catalogue: Catalogue
    look: Look
    templates: Path
    content: Path
    output: Path
    downloads: Downloads
    day: dt.date
    register: Register = Register()
    """Which versions were published: each has a page that says whether a print of it may be used still."""
    books: Mapping[tuple[str, str | None], SiteFile] = field(default_factory=dict)
    """The e-books by language and leaflet, once they are made; that of the booklet under None."""

    @property
    def edition(self) -> Edition:
        return self.catalogue.edition

    @cached_property
    def base(self) -> str | None:
        """The address it is published under."""
        return base_of(self.edition.site)

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """Those there are leaflets in."""
        return tuple(one for name, one in self.catalogue.languages.items() if self.catalogue.leaflets.get(name))

    def leaflets(self, language: str) -> tuple[Leaflet, ...]:
        return self.catalogue.leaflets.get(language, ())

    @cached_property
    def offered(self) -> Downloads:
        """The files to take along: none that holds a leaflet whose words were withdrawn."""
        gone = {
            language.id: {one.id for one in self.leaflets(language.id)}
            - {one.id for one in self.handed_out(language.id)}
            for language in self.languages
        }
        return {
            (language, leaflet): tuple(
                one for one in several if not gone.get(language, set()).intersection(one.artefact.made_of.leaflets)
            )
            for (language, leaflet), several in self.downloads.items()
        }

    def files(self, language: str, leaflet: str | None) -> tuple[Download, ...]:
        return self.offered.get((language, leaflet), ())

    def withdrawal(self, leaflet: Leaflet) -> Withdrawal | None:
        """That the words of a leaflet were withdrawn, which its page then says."""
        return self.register.withdrawal(leaflet.id, leaflet.language, leaflet.version_signs)

    def handed_out(self, language: str) -> tuple[Leaflet, ...]:
        """The leaflets of a language without those that were withdrawn."""
        return tuple(one for one in self.leaflets(language) if not self.withdrawal(one))

    def withheld(self, language: str) -> list[Leaflet]:
        """The leaflets that were withdrawn, for which a booklet that is there is kept back."""
        if self.files(language, None) or not self.downloads.get((language, None)):
            return []
        return [one for one in self.leaflets(language) if self.withdrawal(one)]

    def book(self, language: str, leaflet: str | None) -> SiteFile | None:
        """The e-book of a leaflet or of the booklet, where it is made."""
        return self.books.get((language, leaflet))

    def has_lapsed(self, leaflet: Leaflet) -> bool:
        """Whether the day has come by which a leaflet was to be reviewed."""
        return has_lapsed(leaflet.review_by, self.day)


def stocked(catalogue: Catalogue, project: Path, content: Path, output: Path, day: dt.date) -> SiteShelf:
    """What a site shows of the texts of a catalogue, and of the files in the output folder.

    Raises ContentError where there is no leaflet, the manifest lists what no press made, or the register is wrong.
    """
    if not any(catalogue.leaflets.values()):
        todo = say("Begin one: {program} new leaflet ID.", program=PROGRAM)
        raise ContentError(Problem(say("holds no leaflet yet"), catalogue.folder, todo))
    manifest = read_manifest(output)
    if wrong := faults_of(manifest, MANIFEST, say("Make it again: {program} --force.", program=PROGRAM)):
        raise ContentError(*wrong)
    files = with_the_words(catalogue, downloads(output, manifest))
    look = look_in(catalogue.edition, project)
    register = read_register(content)
    return SiteShelf(catalogue, look, templates_of(project), content, output, files, day, register)


def downloads(output: Path, manifest: Manifest) -> Downloads:
    """The files of a manifest that lie in the output folder as they were made; of booklets those of all leaflets."""
    found: dict[tuple[str, str | None], list[Download]] = {}
    for artefact in manifest.artefacts.values():
        if not artefact.made_of.is_choice and is_there(output, artefact):
            ticket = manifest.tickets.get(artefact.path)
            download = Download(artefact, ticket if ticket is not None and is_there(output, ticket) else None)
            found.setdefault((artefact.language, artefact.leaflet), []).append(download)
    return {key: tuple(sorted(several, key=_rank)) for key, several in found.items()}


def _rank(download: Download) -> tuple[int, int, bool, str]:
    artefact = download.artefact
    form = FORMS.index(artefact.format) if artefact.format in FORMS else len(FORMS)
    return form, PURPOSES.index(artefact.purpose), not download.is_plain, artefact.path


def with_the_words(catalogue: Catalogue, found: Downloads) -> Downloads:
    """The files that are of the version of the words which the site shows, and no others."""
    versions: dict[tuple[str, str | None], str] = {
        (leaflet.language, leaflet.id): leaflet.version
        for several in catalogue.leaflets.values()
        for leaflet in several
    }
    versions |= {(name, None): catalogue.edition.booklet_version for name in catalogue.languages}
    return {
        key: tuple(
            one for one in several if one.artefact.version == versions[key] and _leads_here(one.artefact, catalogue)
        )
        for key, several in found.items()
        if key in versions
    }


def _leads_here(artefact: Artefact, catalogue: Catalogue) -> bool:
    """Whether a file has the code "Nog geldig?" it would have were it made now: of these words, at this address.

    Others are asked of in vain. Where a page has no room for it the file says which address it was made for.
    """
    edition = catalogue.edition
    text = next((one for one in catalogue.leaflets[artefact.language] if one.id == artefact.leaflet), None)
    own = edition.valid_at(text.version_id) if text else f"{edition.checked_at}/" if edition.site else None
    given = {source.url for source in catalogue.sources.values()}
    asked = {code.url for code in artefact.qr if code.url not in given and _asks(code.url, edition)}
    return asked == {own} if asked else artefact.made_of.site == edition.site


def _asks(url: str, edition: Edition) -> bool:
    """Whether a code asks for a version: at this site, or as those of another are seen to."""
    is_here = edition.site is not None and url.startswith(f"{edition.checked_at}/")
    return is_here or _ASKS.fullmatch(url) is not None


def missing(shelf: SiteShelf, only: Container[tuple[str, str | None]] | None = None) -> list[Problem]:
    """What is not there to take along, in one sentence for each language, with what makes it; where `only` is given, of
    these leaflets, each with its language."""
    return [problem for language in shelf.languages for problem in _missing(shelf, language.id, only)]


def _missing(shelf: SiteShelf, language: str, only: Container[tuple[str, str | None]] | None) -> Iterator[Problem]:
    names = [name for of, name in _lacking(shelf, language) if only is None or (language, of) in only]
    if names:
        shown = ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
        said = say_many(
            "{count} file is not there to download: {names}", "{count} files are not there to download: {names}",
            count=len(names), names=shown,
        )  # fmt: skip
        edition = f" --edition {shelf.edition.own.id}" if shelf.edition.own else ""
        todo = say("Make them first: {program}{edition}.", program=PROGRAM, edition=edition)
        yield Problem(said, language, todo, severity="warns")


def _lacking(shelf: SiteShelf, language: str) -> Iterator[tuple[str | None, str]]:
    """The names of files that a build of everything makes and that are not there, each with its leaflet.

    Nothing is lacking of what was withdrawn, and no booklet that would hold it.
    """
    own = shelf.edition.own
    formats = own.formats if own and own.formats else tuple(shelf.catalogue.formats)
    single = [name for name in formats if not is_booklet(shelf.catalogue.formats[name])]
    good = shelf.handed_out(language)
    for leaflet in good:
        there = {one.artefact.format for one in shelf.files(language, leaflet.id) if one.is_plain}
        yield from ((leaflet.id, f"{leaflet.slug}-{name}") for name in single if name not in there)
    if len(good) == len(shelf.leaflets(language)):
        there = {one.artefact.format for one in shelf.files(language, None)}
        yield from ((None, name) for name in formats if name not in single and name not in there)
