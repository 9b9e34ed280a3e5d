"""Renew the catalogues of what the press says: `python -m tests.catalogues`, after a sentence was written or changed.

Each .po gets what the code says now and loses what it says no more; translations stay, and of a sentence that was
changed a little the old one stays as fuzzy, to be looked at. The .mo that is shipped is compiled from it.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import extract_from_ast

from leaflets import cli
from leaflets.cli.tongue import help_texts
from leaflets.content.catalogue import load_formats
from leaflets.messages import DOMAIN, ENGLISH, LANGUAGES, LOCALE
from leaflets.preflight.inspection import RULES

PROJECT = Path(__file__).resolve().parents[1]
KEYWORDS = {"say": None, "say_many": (1, 2)}
TRANSLATED = tuple(language for language in LANGUAGES if language != ENGLISH)
WIDTH = 120


def place(language: str) -> Path:
    """The catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def said() -> dict[str | tuple[str, str], list[str]]:
    """Everything the press can say, by its English template, or by those for one and for several: and where it does."""
    found: dict[str | tuple[str, str], list[str]] = {}
    for text, where in _everything():
        found.setdefault(text, []).append(where)
    return {text: sorted(set(places)) for text, places in found.items()}


def _everything() -> Iterator[tuple[str | tuple[str, str], str]]:
    for path in sorted((PROJECT / "leaflets").rglob("*.py")):
        where = path.relative_to(PROJECT).as_posix()
        for _, text, *_ in extract_from_file("python", path, KEYWORDS):
            if isinstance(text, str):
                yield text, where
            elif text:
                yield (str(text[0]), str(text[1])), where
    for path in sorted((PROJECT / "templates").glob("*.html")):
        tree = jinja2.Environment().parse(path.read_text(encoding="utf-8"))
        for _, _, words in extract_from_ast(tree, ("say",), babel_style=False):
            yield next(one for one in words or () if one), f"templates/{path.name}"
    for one in RULES:
        for sentence in (one.says, one.todo):
            yield sentence.template, "leaflets/preflight/rules"
    for fmt in load_formats(PROJECT / "styles")[0].values():
        yield fmt.description, f"styles/formats/{fmt.id}.css"
    for sentence in help_texts(cli.app):
        yield sentence.template, "leaflets/cli"


def read(language: str) -> Catalog:
    """The catalogue of a language as it is, an empty one where there is none."""
    path = place(language)
    if not path.exists():
        return Catalog(language, DOMAIN, project="Leaflet Press", fuzzy=False)
    return read_po(io.BytesIO(path.read_bytes()), language, DOMAIN)


def renewed(language: str) -> Catalog:
    """The catalogue with all the press says now, and nothing else."""
    before, template = read(language), Catalog(domain=DOMAIN, fuzzy=False)
    for text, places in sorted(said().items(), key=lambda one: one[0] if isinstance(one[0], str) else one[0][0]):
        template.add(text, locations=[(where, 0) for where in places])
    before.update(template, update_header_comment=False)
    before.obsolete.clear()
    return before


def untranslated(catalogue: Catalog) -> list[Message]:
    """The sentences a catalogue does not say, or not surely."""
    return [one for one in catalogue if one.id and (one.fuzzy or not _is_whole(one))]


def _is_whole(message: Message) -> bool:
    words = [message.string] if isinstance(message.string, str) else message.string
    return bool(words) and all(words or ())


def written(catalogue: Catalog) -> bytes:
    """A catalogue as its .po is written: without dates and line numbers, so that only words change it."""
    target = io.BytesIO()
    write_po(target, catalogue, width=WIDTH, omit_header=True, sort_output=True, include_lineno=False)
    return _HEAD.format(language=catalogue.locale, plural=catalogue.plural_forms).encode() + target.getvalue()


_HEAD = """# What Leaflet Press says. Renew it with: python -m tests.catalogues
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


_NO_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""The day in a .mo, so that only words change it."""


def compiled(language: str) -> bytes:
    """The .mo of a language's .po."""
    catalogue, target = read(language), io.BytesIO()
    catalogue.creation_date = catalogue.revision_date = _NO_DAY
    write_mo(target, catalogue)
    return target.getvalue()


def main() -> int:
    """Write the catalogues anew, and say what they lack."""
    lacking = 0
    for language in TRANSLATED:
        catalogue = renewed(language)
        place(language).parent.mkdir(parents=True, exist_ok=True)
        place(language).write_bytes(written(catalogue))
        place(language).with_suffix(".mo").write_bytes(compiled(language))
        for message in untranslated(catalogue):
            lacking += 1
            sys.stdout.write(f"{language}: {message.id}\n")
    sys.stdout.write(f"{len(said())} sentences, {lacking} not translated\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    raise SystemExit(main())
