"""All rules of norms.md §6 in one list, and the inspection every file goes through before it is published.

To add one, write its function under @rule in the module of its letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from leaflets.model.job import Allowance
from leaflets.model.proof import Proof
from leaflets.preflight.file import opened
from leaflets.preflight.rule import KNOWN, Kind, Rule
from leaflets.preflight.rules import (
    access,
    alarm,
    codes,
    content,
    creep,
    ends,
    faces,
    fill,
    grey,
    ink,
    intent,
    language,
    links,
    order,
    press,
    print,
    register,
    rhythm,
    saving,
    sheets,
    spaces,
    taken,
    type,
    wording,
)
from leaflets.preflight.subject import Subject
from leaflets.preflight.texts.house_style import reason_for
from leaflets.problems import Problem
from leaflets.processes.bench import Bench

_MODULES = (
    content, taken, wording, alarm, language, rhythm, type, ends, faces, fill, access, spaces, links, print, sheets,
    order, creep, press, intent, ink, grey, saving, codes, register,
)  # fmt: skip

# The order of norms §6.
_ORDER = {"C": 0, "L": 1, "T": 2, "A": 3, "P": 4, "Q": 5, "V": 6}

RULES: tuple[Rule, ...] = tuple(sorted(KNOWN, key=lambda rule: (_ORDER[rule.id[0]], rule.id)))
"""Every rule, in the order of norms.md."""

IDS = tuple(dict.fromkeys(rule.id for rule in RULES))


OF_THE_WHOLE = ("C01", "C04", "C05", "C10", "C18")
"""What must stand somewhere in a booklet, and is not asked of a file with a part of it."""


def apply(kind: Kind, subject: Any, where: str, only: Iterable[Rule] = RULES) -> Iterator[Problem]:
    """What the rules of a kind find in a subject: the desk for an edition, a manuscript, or a file."""
    for rule in only:
        if rule.kind != kind or (kind == "file" and rule.id in OF_THE_WHOLE and subject.subject.is_part):
            continue
        for found in rule.check(subject):
            yield Problem(
                found.said, found.where or where, found.todo or rule.todo, line=found.line, page=found.page,
                rule=rule.id, severity=rule.severity, box_mm=found.box,
            )  # fmt: skip


def inspect(
    proof: Proof,
    where: str,
    conforms_to: str | None,
    multiple_of: int = 1,
    subject: Subject | None = None,
    allowed: Iterable[Allowance] = (),
    bench: Bench | None = None,
) -> tuple[Problem, ...]:
    """Every problem that keeps a finished file from being published; none means it may be.

    `subject` is what the file ought to be (see subject_of); what it does not say is not asked for. Pages that `bench`
    knows are not measured again.
    """
    file = opened(proof, where, conforms_to, multiple_of, subject, bench)
    with file.pdf:
        # What only warns or informs is asked by `check`.
        found = tuple(apply("file", file, where, (rule for rule in RULES if rule.severity == "blocks")))
    passes = tuple(allowed)
    return tuple(problem for problem in found if reason_for(problem, passes) is None)
