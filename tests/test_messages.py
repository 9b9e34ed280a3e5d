"""What the press says: sentences with their parts, in each language it is read in, none of them missing or half."""

from __future__ import annotations

import ast
import errno
import gettext
import io
import pickle
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from pydantic import TypeAdapter, ValidationError

from leaflets.messages import (
    Sentence,
    joined,
    language_of,
    reason,
    say,
    say_many,
    translated,
    verbatim,
)
from leaflets.problems import Problem
from tests import catalogues
from tests.conftest import PROJECT

LATE = say("the text is {lines} lines too long", lines=3)


def test_a_sentence_is_its_english_text() -> None:
    """It is equal to it, found under it and sorted as it; the words and the values are kept beside."""
    assert LATE == "the text is 3 lines too long"
    assert "the text is 3 lines too long" in {LATE}
    assert (LATE.template, dict(LATE.values)) == ("the text is {lines} lines too long", {"lines": 3})


def test_a_sentence_without_values_keeps_its_braces() -> None:
    """What a user is told to type may hold braces."""
    assert say("Write [words]{en}, or {long}.") == "Write [words]{en}, or {long}."


@pytest.mark.parametrize(("count", "said"), [(0, "0 files of ms"), (1, "1 file of ms"), (2, "2 files of ms")])
def test_a_number_decides_on_the_words(count: int, said: str) -> None:
    """One thing is a thing, all other numbers are things."""
    assert say_many("{count} file of {name}", "{count} files of {name}", count=count, name="ms") == said


@pytest.mark.parametrize(
    "sentence", [LATE, say_many("{count} file", "{count} files", count=2), joined((say("is empty"), "x", LATE), "; ")]
)
def test_a_sentence_keeps_its_parts_on_its_way(sentence: Sentence) -> None:
    """Another process and the file of what was found before have it whole, to say it in another language."""
    kept = TypeAdapter(Sentence)
    for other in (pickle.loads(pickle.dumps(sentence)), kept.validate_json(kept.dump_json(sentence))):
        assert (other, other.template, other.plural, other.values) == (
            sentence, sentence.template, sentence.plural, sentence.values,
        )  # fmt: skip


@pytest.mark.parametrize("kept", ['"is wrong"', '["a", "b"]', '["{a}", "", {"b": 1}]', '["{a.b}", "", {"a": 1}]', "7"])
def test_what_is_no_sentence_is_not_read_as_one(kept: str) -> None:
    """Anything else that stands in a file is refused."""
    with pytest.raises(ValidationError):
        TypeAdapter(Sentence).validate_json(kept)


@pytest.mark.parametrize(
    ("sentence", "nl", "fr"),
    [
        (say("is empty"), "is leeg", "est vide"),
        (say_many("{count} page", "{count} pages", count=1), "1 bladzijde", "1 page"),
        (say_many("{count} page", "{count} pages", count=0), "0 bladzijden", "0 page"),
        (say("crosses {what}", what=say("a fold")), "loopt over een vouw", "traverse un pli"),
        (joined((say("is empty"), "nl/ms.md"), ": "), "is leeg: nl/ms.md", "est vide: nl/ms.md"),
        (say("({seconds:.1f} s)", seconds=2.5), "(2,5 s)", "(2,5 s)"),
        (say("holds more than {max_rows:,} .yaml files", max_rows=5000), "bevat meer dan 5.000 .yaml-bestanden",
         "contient plus de 5\u202f000 fichiers .yaml"),
        (verbatim("{is empty}"), "{is empty}", "{is empty}"),
        (say("nobody said this before"), "nobody said this before", "nobody said this before"),
    ],
)  # fmt: skip
def test_a_sentence_is_said_in_the_language_of_its_reader(sentence: Sentence, nl: str, fr: str) -> None:
    """With all that is in it; numbers as they are written there; what the catalogue lacks in English."""
    assert (translated(sentence, "nl"), translated(sentence, "fr")) == (nl, fr)
    assert translated(sentence, "en") == sentence


def test_a_problem_is_said_in_the_language_of_its_reader() -> None:
    """Place, words and what to do."""
    problem = Problem(say("is empty"), "nl/ms.md", say("Correct it."), line=3, rule="C01")
    assert problem.said_in("nl") == "nl/ms.md, regel 3: is leeg [C01]. Verbeter het."


def test_a_plain_text_says_the_same_to_everybody() -> None:
    """A name is no sentence, though it be a word the press says."""
    assert translated("is empty", "nl") == "is empty"


@pytest.mark.parametrize(
    ("error", "english", "dutch"),
    [
        (
            OSError(errno.ENOENT, "No such file or directory", "x"),
            "No such file or directory",
            "bestand of map is er niet",
        ),
        (OSError(0, say("is empty"), "x"), "is empty", "is leeg"),
        (ValueError(say("is empty")), "is empty", "is leeg"),
        (ValueError("odd"), "odd", "odd"),
        (KeyError(), "KeyError", "KeyError"),
    ],
)
def test_why_something_failed_is_said_too(error: Exception, english: str, dutch: str) -> None:
    """In our words, in the system's where they are known, and else as it came."""
    said = reason(error)
    assert (said, translated(said, "nl")) == (english, dutch)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_BE.UTF-8"}, "nl"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "nl_BE", "LC_MESSAGES": "fr_BE"}, "fr"),
        ({"LANG": "nl_BE", "LC_MESSAGES": "fr_BE", "LC_ALL": "C"}, "en"),
        ({"LANG": "nl_BE", "LC_ALL": ""}, "nl"),
        ({"LANG": "nl@euro"}, "nl"),
        ({"LANG": "nl_BE", "LANGUAGE": "fr:nl"}, "fr"),
        ({"LANG": "nl_BE", "LANGUAGE": "de:fr_BE:nl"}, "fr"),
        ({"LANG": "nl_BE", "LANGUAGE": "en_GB:nl"}, "en"),
        ({"LANG": "nl_BE", "LANGUAGE": "de"}, "en"),
        ({"LANG": "nl_BE", "LANGUAGE": ""}, "nl"),
        ({"LC_ALL": "C", "LANGUAGE": "nl"}, "en"),
        ({"LANGUAGE": "nl"}, "en"),
    ],
)
def test_the_locale_names_the_language(environment: dict[str, str], language: str) -> None:
    """LC_ALL, LC_MESSAGES or LANG names it, and LANGUAGE before them unless that is C; any other is English."""
    assert language_of(environment) == language


@pytest.fixture(scope="module", params=catalogues.TRANSLATED)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """The catalogue of each language the press is translated into."""
    return catalogues.read(request.param)


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def test_every_sentence_is_translated_and_no_other(catalogue: Catalog) -> None:
    """A catalogue says all the press can say, nothing it does not say any more, and nothing it is not sure of."""
    there = {one.id if isinstance(one.id, str) else (one.id[0], one.id[1]) for one in catalogue if one.id}
    assert there == set(catalogues.said())
    assert [one.id for one in catalogues.untranslated(catalogue)] == []


def fields(text: str) -> set[tuple[str, str]]:
    """The values of a template, with how they are written; of one that is no template there are none."""
    try:
        return {(name, how or "") for _, name, how, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


def test_a_translation_has_the_values_of_its_sentence(catalogue: Catalog) -> None:
    """None is lost and none is made up, and each is written in the same way."""
    wrong = [
        (english, said)
        for one in catalogue
        if one.id
        for said in forms(one.string)
        for english in forms(one.id)[-1:]
        if fields(english) != fields(said)
    ]
    assert wrong == []


def test_a_translation_ends_as_its_sentence(catalogue: Catalog) -> None:
    """A part of a sentence is no whole one, and the other way round: they are put together."""
    ends = (".", "?", ":", " ", "\n")
    wrong = [
        (english, said)
        for one in catalogue
        if one.id
        for english, said in zip(forms(one.id), forms(one.string), strict=True)
        if [english.endswith(end) for end in ends] != [said.endswith(end) for end in ends]
    ]
    assert wrong == []


def test_a_french_sign_stays_with_its_word() -> None:
    """Before : ; ! ? and within « » stands a space at which no line ends, and never none."""
    said = [one.string for one in catalogues.read("fr") if one.id]
    several = [words for one in said for words in ([one] if isinstance(one, str) else one or ())]
    assert len(several) > 1000
    assert [one for one in several if re.search(r"« | »| [:;!?](?=\s|$)|«(?!\u00a0)|(?<!\u00a0)»", one)] == []


@pytest.mark.parametrize("language", catalogues.TRANSLATED)
def test_what_is_shipped_is_what_is_written(language: str) -> None:
    """The compiled catalogue says what the other one says; where not: python -m tests.catalogues."""
    shipped = gettext.GNUTranslations(io.BytesIO(catalogues.place(language).with_suffix(".mo").read_bytes()))
    compiled = gettext.GNUTranslations(io.BytesIO(catalogues.compiled(language)))
    without_head = [{key: said for key, said in vars(one)["_catalog"].items() if key} for one in (shipped, compiled)]
    assert without_head[0] == without_head[1]


def calls(*names: str) -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted((PROJECT / "leaflets").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield path, node


COLLECTED = {"preflight/rule.py", "cli/tongue.py"}
"""Where texts become sentences that a catalogue gets otherwise: what the rules say, and the help of the commands."""


def test_what_is_said_stands_where_it_is_said() -> None:
    """A catalogue finds only words that are written out: no template is put together, or kept under a name."""
    hidden = [
        f"{path.name}, line {node.lineno}"
        for path, node in calls("say", "say_many")
        if path.relative_to(PROJECT / "leaflets").as_posix() not in COLLECTED
        if not all(isinstance(one, ast.Constant) for one in node.args)
    ]
    assert hidden == []


def test_nothing_that_is_wrong_is_said_in_plain_text() -> None:
    """What a problem, a finding or an error says is a sentence: no text in quotes, and none put together."""
    plain = [
        f"{path.name}, line {node.lineno}"
        for path, node in calls("Problem", "Finding", "WrongOption", "PressError", "WrongPicture", "Damaged")
        for one in [*node.args[:1], *node.args[2:3], *(word.value for word in node.keywords if word.arg == "todo")]
        if isinstance(one, ast.JoinedStr | ast.BinOp) or (isinstance(one, ast.Constant) and isinstance(one.value, str))
    ]
    assert plain == []
