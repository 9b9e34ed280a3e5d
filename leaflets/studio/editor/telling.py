"""Problems as a page and a script get them: in sentences of the reader's language, each at its line."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass

from leaflets.messages import Sentence, say, say_many, translated
from leaflets.problems import Problem, readable
from leaflets.studio.editor.drawing import DrawnPage
from leaflets.studio.editor.reading import unknown_source

MOST_TOLD = 60
"""Problems that are told at once; with more one begins at the top."""

NEAR = 0.4
"""How alike a name must be to one there is, of 1, to be offered in its place: author and year are known mostly."""


@dataclass(frozen=True)
class ToldProblem:
    """A problem in words: its line and page where they are known, how bad it is, what it is and what to do."""

    line: int | None
    severity: str
    said: str
    todo: str
    rule: str
    page: int | None = None
    wrong: str = ""
    right: str = ""
    """What may be put in the place of `wrong` on its line; nothing where nobody can tell."""


def whole(sentence: str, tongue: str) -> str:
    """A sentence in a language, to stand by itself: with a capital and a full stop."""
    text = readable(translated(sentence, tongue)).strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) or not text else f"{text}."


def told(problems: Iterable[Problem], tongue: str, sources: Collection[str]) -> list[ToldProblem]:
    """Problems in words, as many as somebody reads."""
    found = [_told(problem, tongue, sources) for problem in problems]
    return list(dict.fromkeys(found))[:MOST_TOLD]


def _told(problem: Problem, tongue: str, sources: Collection[str]) -> ToldProblem:
    wrong = right = ""
    if name := unknown_source(problem):
        near = difflib.get_close_matches(name, list(sources), n=1, cutoff=NEAR)
        wrong, right = (f"[@{name}]", f"[@{near[0]}]") if near else ("", "")
    return ToldProblem(
        problem.line, problem.severity, whole(problem.what, tongue), whole(problem.todo, tongue), problem.rule or "",
        problem.page, wrong, right,
    )  # fmt: skip


def counted(problems: Sequence[ToldProblem], tongue: str) -> tuple[str, str]:
    """How many problems there are, and how many of them must go first."""
    count = len(problems)
    if not count:
        return translated(say("No problems"), tongue), ""
    blocks = sum(one.severity == "blocks" for one in problems)
    several = [*([must_go(blocks)] if blocks else []), *([may_stay(count - blocks)] if count > blocks else [])]
    heading = say_many("{count} problem", "{count} problems", count=count)
    return translated(heading, tongue), " ".join(translated(one, tongue) for one in several)


def must_go(count: int) -> Sentence:
    """How many problems keep a text from being made."""
    return say_many("{count} must go first.", "{count} must go first.", count=count)


def may_stay(count: int) -> Sentence:
    """How many do not."""
    return say_many("{count} may stay.", "{count} may stay.", count=count)


def for_script(one: Sentence, many: Sentence, tongue: str) -> tuple[str, str]:
    """A sentence for one and, with # for their number, for several: made for 1 and for 2."""
    return translated(one, tongue), translated(many, tongue).replace("2", "#")


def objects(problems: Sequence[ToldProblem]) -> list[dict[str, object]]:
    """Problems for a script."""
    return [asdict(one) for one in problems]


def page_object(drawn: DrawnPage, picture: str) -> dict[str, object]:
    """A page for a script; `picture` is its address."""
    return {
        "picture": picture, "page": drawn.page, "pages": drawn.pages, "trim": drawn.trim_mm, "lines": drawn.lines,
        "overPages": drawn.over_pages, "over": [_rounded(box) for box in drawn.over],
        "marks": [{"line": one.line, "severity": one.severity, "isWhole": one.is_whole,
                   "boxes": [*map(_rounded, one.boxes)]} for one in drawn.marks],
        "places": [{"line": one.line, "page": one.page, "boxes": [*map(_rounded, one.boxes)]}
                   for one in drawn.places],
    }  # fmt: skip


def _rounded(box: Sequence[float]) -> list[float]:
    return [round(side, 2) for side in box]
