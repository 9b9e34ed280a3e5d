"""What came of a build."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from leaflets.problems import Problem


@dataclass
class BuildOutcome:
    """The paths of what was made and of what is as it was, what is wrong, and what is to be told of the rest."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    """What is to be told of what was made all the same."""
    pages: int = 0

    def tell(self, told: Iterable[Problem]) -> None:
        """Note each once: what blocks is a problem, the rest a warning."""
        for problem in told:
            among = self.problems if problem.severity == "blocks" else self.warnings
            if problem not in among:
                among.append(problem)
