"""The style sheet of a drawing, as programs write it: properties for classes, ids and kinds of element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

from leaflets.messages import say, verbatim
from leaflets.pictures.errors import WrongPicture

MAX_CLASSES = 20
"""The classes of one element that are looked at: each is looked for in every rule."""
_SELECTOR = re.compile(r"(\*|[A-Za-z]*)([.#][\w-]+)?")
Properties = dict[str, str]


class Classes:
    """What each selector says. Raises WrongPicture for a sheet that does more than name classes.

    Selectors that look at what is around an element may take as long as one likes to match.
    """

    def __init__(self, sheets: Iterable[str]) -> None:
        self.rules: dict[str, dict[str, tuple[int, str]]] = {}
        self.count = 0
        for sheet in sheets:
            for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
                self._add(rule)

    def _add(self, rule: Any) -> None:
        if rule.type == "at-rule" and rule.lower_at_keyword in ("charset", "namespace"):
            return
        if rule.type != "qualified-rule":
            said = (
                verbatim(f"@{rule.lower_at_keyword}") if rule.type == "at-rule" else say("a style that cannot be read")
            )
            raise WrongPicture(say("holds {said}; save it with its styles as attributes", said=said))
        self.count += 1
        properties = dict(_declared(rule.content))
        for selector in tinycss2.serialize(rule.prelude).split(","):
            found = _SELECTOR.fullmatch(selector.strip())
            if found is None or not found[0]:
                raise WrongPicture(
                    say(
                        'has a style for "{selector}", more than a class; save it with its styles as attributes',
                        selector=selector.strip()[:40],
                    )
                )
            known = self.rules.setdefault(found[0].removeprefix("*") or "*", {})
            known.update({name: (self.count, value) for name, value in properties.items()})

    def of(self, tag: str, names: str, identifier: str) -> Properties:
        """What the sheet says of an element: the most particular selector wins, then the last."""
        found: Properties = {}
        classes = names.split()[:MAX_CLASSES]
        for selectors in (
            ["*"], [tag], [f".{name}" for name in classes], [f"{tag}.{name}" for name in classes],
            [f"#{identifier}"], [f"{tag}#{identifier}"],
        ):  # fmt: skip
            together: dict[str, tuple[int, str]] = {}
            for selector in selectors:
                for name, value in self.rules.get(selector, {}).items():
                    together[name] = max(together.get(name, value), value)
            found |= {name: value for name, (_, value) in together.items()}
        return found


def declared(style: str) -> Properties:
    """The properties of a style attribute."""
    return dict(_declared(style))


def _declared(content: Any) -> Iterator[tuple[str, str]]:
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            yield one.lower_name, tinycss2.serialize(one.value).strip()
