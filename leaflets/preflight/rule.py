"""What a rule is. Writing one is writing one function under a decorator; the list of all is in inspection.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeVar

from leaflets.messages import Sentence, say
from leaflets.model.proof import Box
from leaflets.problems import Severity

Kind = Literal["edition", "manuscript", "register", "file"]
"""What a rule looks at: the shared lists of an edition, one text as it was written, the register of versions, or one
finished file."""


class Finding(NamedTuple):
    """One thing a rule found: a sentence, and the place in a file of words (line) or of pages (page, box in mm)."""

    said: Sentence
    page: int | None = None
    box: Box | None = None
    line: int | None = None
    where: str | None = None
    """The file, where that is not the one the rule was given."""
    todo: Sentence | None = None
    """What to do, where that is not what the rule always says."""


SEVERITIES = {str(one): one for one in (say("blocks"), say("warns"), say("informs"), say("allowed"))}
"""How bad a problem is, in a word for a reader; in data it stays the English one."""

NEVER_LET_PASS = frozenset({"C07", "C11", "C13", "C14", "C15", "C16"})
"""Rules whose breach could hurt a patient: no 112, half a sentence, a false claim, an alarm sign that another leaflet
contradicts, a helpline that cannot be reached, words that seem others."""


@dataclass(frozen=True)
class Rule:
    """A rule of norms.md §6: its id, how bad it is, the source it rests on, and the function that looks."""

    id: str
    severity: Severity
    kind: Kind
    says: Sentence
    source: str
    todo: Sentence
    check: Callable[[Any], Iterator[Finding]]

    @property
    def always(self) -> bool:
        """Whether no house style and no option may let it pass."""
        return self.id in NEVER_LET_PASS


Check = TypeVar("Check", bound=Callable[[Any], Iterator[Finding]])
KNOWN: list[Rule] = []
"""Every rule that was decorated. `inspection.RULES` has them in order, once all modules that hold some are imported."""


def known_ids() -> tuple[str, ...]:
    """The ids of all rules, for what inspection.py imports; whoever asks has imported the package, so all of them."""
    return tuple(sorted({one.id for one in KNOWN}))


def _sentence(text: str) -> Sentence:
    return text if isinstance(text, Sentence) else say(text)


def rule(
    identifier: str, severity: Severity, source: str, todo: str | Sentence, kind: Kind = "file"
) -> Callable[[Check], Check]:
    """Make a function a rule. Its docstring says what must hold; `todo` what to do when it does not."""

    def add(check: Check) -> Check:
        says = " ".join((check.__doc__ or "").split())
        KNOWN.append(Rule(identifier, severity, kind, say(says), source, _sentence(todo), check))
        return check

    return add
