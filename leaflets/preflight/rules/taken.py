"""C18: an edition of an association's own says whose texts it took over, and that they are those."""

from __future__ import annotations

from collections.abc import Iterator

from leaflets.messages import say
from leaflets.model.content import Chapter
from leaflets.preflight.file import File
from leaflets.preflight.measure.letters import letters
from leaflets.preflight.rule import Finding, rule


@rule("C18", "blocks", "house rule", "Print it: look at templates/parts/colophon.html.")
def the_taken_texts_are_named(file: File) -> Iterator[Finding]:
    """The booklet of an association's own edition prints who wrote the medical texts, and their digest."""
    edition, language = file.subject.edition, file.subject.language
    own = edition.own if edition is not None else None
    if own is None or language is None or not any(isinstance(text, Chapter) for text in file.subject.texts):
        return
    taken = own.texts[language.id]
    if letters(taken.mark) not in file.letters:
        yield Finding(say("the mark of the medical texts ({mark}) is printed nowhere", mark=taken.mark))
    if letters(f"{language.words['author']} {taken.author}") not in file.letters:
        yield Finding(say("who wrote the medical texts ({author}) is printed nowhere", author=taken.author))
