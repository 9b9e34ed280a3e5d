"""L: plain language (Direct Duidelijk, Onze Taal): sentences, ease of reading, rare words, abbreviations, address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from statistics import mean
from types import ModuleType

import pyphen

from leaflets.content.readability import sentences, syllables_nl, words
from leaflets.messages import say, say_many
from leaflets.model.content import Chapter, Leaflet
from leaflets.preflight.file import File
from leaflets.preflight.measure.letters import is_number
from leaflets.preflight.measure.text import MeasuredRun, around
from leaflets.preflight.rule import Finding, rule
from leaflets.preflight.texts.manuscript import Manuscript, TextBlock, TextsUnderCheck

# norms §2: Direct Duidelijk, Onze Taal.
MEAN_WORDS, MOST_WORDS = 15, 20
# norms §2: Flesch-Douma, from 60 on normal and from 70 on fairly easy.
EASE = 60
# norms §2: Direct Duidelijk.
MOST_LINES, MOST_ITEMS = 6, 6

FORMULAS: dict[str, tuple[float, float, float]] = {
    "nl": (206.835, 0.93, 77.0),  # Flesch-Douma
    "fr": (207.0, 1.015, 73.6),  # Kandel-Moles
    "de": (180.0, 1.0, 58.5),  # Amstad
    "en": (206.835, 1.015, 84.6),  # Flesch
}
"""Ease = a − b · words a sentence − c · syllables a word (norms §2)."""

NEAR = 20
"""Characters between a word and the bracket with its meaning."""

LONGEST_WORD = 100
"""Characters before a bracket in which its word is looked for, so that a long text is gone through once."""
_WORDS = re.compile(r"\w+")
_BRACKET = re.compile(r"[()]")
_QUOTED = re.compile(r"‘[^‘]*?[.!?]’")
"""What somebody says to another, whom that person may address otherwise."""
# Two to eight characters with two capitals: MS, NAH, fMRI, RLS.
_ABBREVIATION = re.compile(r"(?<![\w-])(?=\w*[A-Z]\w*[A-Z])\w{2,8}(?![\w])")


@dataclass(frozen=True)
class Reading:
    """The figures of a text: words, sentences, words a sentence (mean, most), and its ease where there is a formula."""

    words: int
    sentences: int
    mean: float
    most: int
    ease: float | None


def reading(manuscript: Manuscript) -> Reading:
    """How a text reads, headings left out."""
    said = [sentence for block in _prose(manuscript) for sentence in sentences(block.text)]
    lengths = [len(words(sentence)) for sentence in said]
    found = [word for sentence in said for word in words(sentence)]
    if not found:
        return Reading(0, 0, 0.0, 0, None)
    return Reading(len(found), len(said), mean(lengths), max(lengths), _ease(found, mean(lengths), manuscript))


def _ease(found: list[str], words_a_sentence: float, manuscript: Manuscript) -> float | None:
    language = manuscript.text.language
    if language not in FORMULAS:
        return None
    base, a_sentence, a_word = FORMULAS[language]
    syllables = mean(_syllables(word, language) for word in found)
    return base - a_sentence * words_a_sentence - a_word * syllables


def _syllables(word: str, language: str) -> int:
    # pyphen undercounts Dutch syllables (39 of 56 words right, norms §2); for the others it is what there is.
    return syllables_nl(word) if language == "nl" else len(_hyphens(language).positions(word)) + 1


@lru_cache(maxsize=8)
def _hyphens(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=language)


def _prose(manuscript: Manuscript) -> Iterator[TextBlock]:
    return (block for block in manuscript.body if block.kind != "heading")


@rule("L01", "warns", "Direct Duidelijk", "Make two sentences of it, or leave words out.", kind="manuscript")
def sentences_are_short(manuscript: Manuscript) -> Iterator[Finding]:
    """Sentences have 15 words or fewer on average and never more than 20."""
    for block in _prose(manuscript):
        for sentence in sentences(block.text):
            if (count := len(words(sentence))) > MOST_WORDS:
                yield Finding(
                    say('a sentence of {count} words: "{sentence}…"', count=count, sentence=sentence[:50]),
                    line=block.line,
                )
    if (figures := reading(manuscript)).mean > MEAN_WORDS:
        yield Finding(
            say(
                "its sentences have {mean:.1f} words on average, more than {mean_words}",
                mean=figures.mean,
                mean_words=MEAN_WORDS,
            )
        )


@rule("L02", "warns", "Flesch-Douma and its sisters, norms §2", "Use shorter words and sentences.", kind="manuscript")
def reads_easily(manuscript: Manuscript) -> Iterator[Finding]:
    """The ease of reading is 60 or more."""
    ease = reading(manuscript).ease
    if ease is not None and ease < EASE:
        yield Finding(say("its ease of reading is {ease:.0f}, less than {least}", ease=ease, least=EASE))


@rule(
    "L03", "informs", "wordfreq, Zipf scale",
    "Explain them between brackets, or choose others. One everybody knows belongs in the list of known words"
    " (known_words in preflight.yaml).", kind="manuscript",
)  # fmt: skip
def words_are_known(manuscript: Manuscript) -> Iterator[Finding]:
    """Words that are rarer than one in a million are explained."""
    # Without the lists, which are an extra, nothing is said here; the rule below tells how to add them.
    common = _common(manuscript.text.language)
    if not common:
        return
    known = {word.casefold() for word in manuscript.known.known_words}
    plain = " ".join(block.text for block in _prose(manuscript))
    explained = _explained(plain)
    rare: dict[str, None] = {}
    for word in words(plain):
        low = word.casefold().replace("’", "'")
        if low not in common and low not in known and word.islower() and not explained.issuperset(_WORDS.findall(word)):
            rare[low] = None
    if rare:
        yield Finding(
            say_many(
                "{count} rare word: {words}", "{count} rare words: {words}", count=len(rare), words=", ".join(rare)
            )
        )


@rule("L03", "informs", "wordfreq, Zipf scale", "Run sh setup.sh --rare-words.", kind="edition")
def rare_words_are_looked_for(desk: TextsUnderCheck) -> Iterator[Finding]:
    """Where there are texts, the lists of frequent words, which take 60 MB and come apart, are installed."""
    if any(desk.catalogue.leaflets.values()) and _wordfreq() is None:
        yield Finding(say("is not installed, so rare words were not looked for"), where="wordfreq")


def _explained(text: str) -> set[str]:
    """The words that brackets follow, and those that stand in brackets themselves and so explain another."""
    found: set[str] = set()
    last = -1
    for bracket in _BRACKET.finditer(text):
        at = bracket.start()
        if bracket[0] == "(":
            near = list(_WORDS.finditer(text, max(last + 1, at - LONGEST_WORD), at))
            found |= {one[0] for one in near if at - one.end() <= NEAR}
        last = at
    return found | _bracketed(text)


def _bracketed(text: str) -> set[str]:
    """The words that stand in brackets, looked for once: for each word anew it would take the square of the time."""
    found: set[str] = set()
    opened = text.find("(")
    while opened >= 0 and (closed := text.find(")", opened)) >= 0:
        found |= {one[0] for one in _WORDS.finditer(text, opened + 1, closed)}
        opened = text.find("(", closed)
    return found


@lru_cache(maxsize=8)
def _common(language: str) -> frozenset[str]:
    """The words of a language with a Zipf frequency of 3 or more; none where wordfreq is not or does not know it."""
    wordfreq = _wordfreq()
    if wordfreq is None or language not in wordfreq.available_languages("small"):
        return frozenset()
    # The small list is by its making the list of words that occur once in a million words or more: Zipf 3.
    return frozenset(wordfreq.get_frequency_dict(language, wordlist="small"))


def _wordfreq() -> ModuleType | None:
    """The package with the lists of frequent words, where it is installed."""
    try:
        import wordfreq
    except ImportError:
        return None
    return wordfreq


@rule("L04", "warns", "Direct Duidelijk", "Split the list, or leave items out.", kind="manuscript")
def lists_are_short(manuscript: Manuscript) -> Iterator[Finding]:
    """A list has six items or fewer."""
    lists: defaultdict[int, int] = defaultdict(int)
    for block in manuscript.body:
        if block.list_line is not None:
            lists[block.list_line] += 1
    for line, count in lists.items():
        if count > MOST_ITEMS:
            yield Finding(
                say("a list of {count} items, more than {most_items}", count=count, most_items=MOST_ITEMS), line=line
            )


@rule("L04", "warns", "Direct Duidelijk", "Make two paragraphs of it.")
def paragraphs_are_short(file: File) -> Iterator[Finding]:
    """A paragraph of the text has six lines or fewer on its page."""
    blocks: defaultdict[tuple[int, tuple[int, int]], list[MeasuredRun]] = defaultdict(list)
    for page, run in file.runs():
        owner = file.owners.get((page.number, run.mcid)) if run.mcid is not None else None
        if owner is not None and owner.block is not None and "P" in owner.kinds and not is_number(run):
            blocks[page.number, owner.block].append(run)
    for (number, _), runs in blocks.items():
        count = len({round(run.baseline_mm, 1) for run in runs})
        # One of its lines is enough to know it by: the last may be a word.
        if count > MOST_LINES and any(map(file.is_body, runs)):
            box = around(run.box for run in runs)
            yield Finding(
                say('a paragraph of {count} lines: "{text}…"', count=count, text=runs[0].text.strip()[:40]), number, box
            )


@rule(
    "L05", "warns", "Direct Duidelijk",
    "Write it out at first use, with the abbreviation in brackets. One everybody knows belongs in the list of known"
    " abbreviations (known_abbreviations in preflight.yaml).", kind="manuscript",
)  # fmt: skip
def abbreviations_are_explained(manuscript: Manuscript) -> Iterator[Finding]:
    """Every abbreviation is explained in the text it is used in."""
    text = manuscript.text
    whole = " ".join(block.text for block in manuscript.body)
    known = set(manuscript.known.known_abbreviations)
    if isinstance(text, Chapter):  # The booklet prints the list of words.
        terms = manuscript.desk.catalogue.glossary.get(text.language, ())
        known |= {short for one in terms for short in _ABBREVIATION.findall(one.term)}
    spelt_out = _spelt_out(whole, manuscript.known.explains)
    if isinstance(text, Leaflet) and text.full_name:
        known |= set(_ABBREVIATION.findall(text.name))
    for block in manuscript.body:
        for short in _ABBREVIATION.findall(block.text):
            if short not in known and short not in spelt_out:
                yield Finding(say('the abbreviation "{short}" is not explained', short=short), line=block.line)
            known.add(short)


def _spelt_out(text: str, explains: tuple[str, ...]) -> set[str]:
    """What brackets or words such as "staat voor" follow, and what stands in brackets itself."""
    opens = "|".join([r"\(", *map(re.escape, explains)])
    return _bracketed(text) | set(re.findall(rf"\b(\w{{2,8}})\b(?=[^\s(]*\s*(?:{opens}))", text))


@rule("L05", "warns", "norms §1", "Keep to one form of address throughout.", kind="manuscript")
def address_is_one(manuscript: Manuscript) -> Iterator[Finding]:
    """A text addresses its reader in one form."""
    polite = list(_uses(manuscript, manuscript.known.polite))
    familiar = list(_uses(manuscript, manuscript.known.familiar))
    if polite and familiar:
        line, word = min(polite, familiar, key=len)[0]
        yield Finding(say('"{word}" is the other form of address', word=word), line=line)


def _uses(manuscript: Manuscript, several: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    wanted = set(several)
    for block in manuscript.body:
        for word in words(_QUOTED.sub("", block.text)):
            if word.casefold() in wanted:
                yield block.line, word


@rule("L05", "warns", "norms §1", "Write both words: the text is read in both countries.", kind="manuscript")
def both_countries_are_served(manuscript: Manuscript) -> Iterator[Finding]:
    """Where a word of one country stands, that of the other stands too."""
    used: dict[str, int] = {}
    for block in manuscript.body:
        for word in words(block.text):
            used.setdefault(word.casefold(), block.line)
    for pair in manuscript.known.pairs:
        here = [(country, word) for country, word in pair.items() if word in used]
        missing = [(country, word) for country, word in pair.items() if word not in used]
        for _, word in here:
            for country, other in missing:
                if not _has_another(manuscript, word, country, used):
                    said = say(
                        '"{word}" stands here without "{other}" ({country})',
                        word=word,
                        other=other,
                        country=country.upper(),
                    )
                    yield Finding(said, line=used[word])


def _has_another(manuscript: Manuscript, word: str, country: str, used: dict[str, int]) -> bool:
    """Whether another pair gives a word of that country for the same thing, and the text uses it."""
    pairs = [pair for pair in manuscript.known.pairs if word in pair.values()]
    return any(pair.get(country) in used for pair in pairs)
