"""C17, L06: how a series of texts sounds: the same sentence everywhere, and one doubt upon another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from leaflets.content.readability import sentences, words
from leaflets.messages import say
from leaflets.model.content import Chapter, Leaflet
from leaflets.preflight.rule import Finding, rule
from leaflets.preflight.texts.manuscript import Manuscript, TextsUnderCheck, blocks

MOST_LEAFLETS, STOCK_WORDS = 3, 5
"""A sentence so long stands in no more leaflets."""

MOST_HEDGES = 3
"""So often a page may say that something is uncertain."""


@rule(
    "C17",
    "informs",
    "norms §7",
    "Say it in other words, or list it at standard in preflight.yaml.",
    kind="edition",
)
def sentences_are_not_stock(desk: TextsUnderCheck) -> Iterator[Finding]:
    """No sentence of five words or more stands in more than three leaflets, the standard ones aside."""
    for name, leaflets in desk.catalogue.leaflets.items():
        found: defaultdict[str, set[str]] = defaultdict(set)
        for leaflet in leaflets:
            for sentence in _own_sentences(leaflet):
                found[sentence].add(leaflet.id)
        standard = {" ".join(words(sentence)) for sentence in desk.house.words(name).standard}
        for sentence, several in found.items():
            if len(several) > MOST_LEAFLETS and sentence not in standard:
                yield Finding(
                    say('"{sentence}" stands in {count} leaflets', sentence=sentence[:60], count=len(several)),
                    where=f"{desk.content}/{name}",
                )


def _own_sentences(leaflet: Leaflet) -> Iterator[str]:
    """The sentences of a leaflet, as words alone, without those of its box of alarm signs."""
    for section in leaflet.sections:
        written = section.written if section.written is not None else section.markdown
        for block in blocks(written):
            if block.kind == "heading":
                continue
            said = (" ".join(words(sentence)) for sentence in sentences(block.text))
            yield from (sentence for sentence in said if sentence.count(" ") >= STOCK_WORDS - 1)


@rule("L06", "warns", "norms §7", "Say it once for the page, or say what is known.", kind="manuscript")
def hedges_are_few(manuscript: Manuscript) -> Iterator[Finding]:
    """A page says at most three times that something is uncertain, and never twice in a sentence."""
    text = manuscript.text
    hedges = manuscript.known.hedges
    parts = [text.markdown] if isinstance(text, Chapter) else [_why(text)]
    for part in parts:
        counts = [_hedged(sentence, hedges) for block in blocks(part) for sentence in sentences(block.text)]
        if sum(counts) > MOST_HEDGES:
            yield Finding(
                say(
                    "a page says {sum} times that something is uncertain, more than {most_hedges}",
                    sum=sum(counts),
                    most_hedges=MOST_HEDGES,
                )
            )
        if any(count > 1 for count in counts):
            yield Finding(say("a sentence says twice that something is uncertain"))


def _why(leaflet: Leaflet) -> str:
    """What stands on the page on what happens and why rest helps, where the uncertain things are."""
    return "\n\n".join(map(leaflet.part, ("body", "rest", "diagram")))


def _hedged(sentence: str, hedges: tuple[str, ...]) -> int:
    said = f" {' '.join(words(sentence)).casefold()} "
    return sum(said.count(f" {hedge} ") for hedge in hedges)
