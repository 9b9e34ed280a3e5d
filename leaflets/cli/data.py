"""What a command says to another program: one JSON object on the standard output, and nothing else there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from leaflets.problems import Problem


def tell(**fields: object) -> None:
    """Print the fields as one object, its letters as they are."""
    print(json.dumps(fields, ensure_ascii=False, indent=1))


def problem(one: Problem, allowed: str | None = None) -> dict[str, Any]:
    """A problem as an object: what, where, todo and severity; line, page, rule, leaflet and box_mm where it has them.

    `allowed` is the reason for which it is let pass.
    """
    return {name: value for name, value in (asdict(one) | {"allowed": allowed}).items() if value is not None}


def problems(several: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as a list of objects."""
    return [problem(one) for one in several]
