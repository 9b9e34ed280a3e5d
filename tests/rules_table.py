"""The table of rules in docs/norms.md, written from the rules themselves: `python -m tests.rules_table`."""

from __future__ import annotations

from pathlib import Path

from leaflets.preflight.inspection import RULES

NORMS = Path(__file__).resolve().parents[1] / "docs/norms.md"
BEGIN, END = "<!-- rules -->\n", "<!-- /rules -->\n"


def table() -> str:
    """The rules in their order, one row each, as a Markdown table."""
    head = ["| id | what must hold | it | let pass | source |", "|---|---|---|---|---|"]
    rows = [
        f"| {rule.id} | {rule.says} | {rule.severity} | {'**never**' if rule.always else ''} | {rule.source} |"
        for rule in RULES
    ]
    return "\n".join([*head, *rows]) + "\n"


def with_table(text: str) -> str:
    """The page with the table as it is now. Raises ValueError when there is no place for it."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


if __name__ == "__main__":
    NORMS.write_text(with_table(NORMS.read_text(encoding="utf-8")), encoding="utf-8")
