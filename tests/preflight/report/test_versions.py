from __future__ import annotations

import datetime as dt
from pathlib import Path

from leaflets.content import load
from leaflets.installed import styles_of
from leaflets.preflight.report.versions import before_publishing, of_addresses
from leaflets.register import FILE, append, publish_lines, read_register
from tests.preflight.said import PROJECT

DAY = dt.date(2026, 11, 27)
PLACE = "nl/ms.md"


def asked(content: Path) -> list[str]:
    """What is told before the leaflets of a folder are published."""
    catalogue, _ = load(content, styles_of(PROJECT))
    return [f"{one.rule} {one.where}" for one in before_publishing(catalogue, content, DAY)]


def test_words_changed_after_publishing_block_the_next(content: Path) -> None:
    """As they were published nothing is told; with another word V01; raised V02, until it says what has changed."""
    catalogue, _ = load(content, styles_of(PROJECT))
    assert asked(content) == []
    append(content, publish_lines(catalogue, read_register(content), None))
    assert asked(content) == []
    path = content / PLACE
    version = catalogue.leaflets["nl"][[one.id for one in catalogue.leaflets["nl"]].index("ms")].version
    words = path.read_text(encoding="utf-8").replace("poster: ", "poster: O. ")
    path.write_text(words, encoding="utf-8")
    where = f"{content.name}/{PLACE}"
    assert asked(content) == [f"V01 {where}"]
    raised = words.replace(f'version: "{version}"', 'version: "2099.01"')
    path.write_text(raised, encoding="utf-8")
    assert asked(content) == [f"V02 {where}"]
    path.write_text(raised.replace("author:", "changes: Meer.\nseverity: content\nauthor:", 1), encoding="utf-8")
    assert asked(content) == []


def test_a_wrong_register_blocks(content: Path) -> None:
    """The line is told, and nothing of the texts."""
    (content / FILE).write_text("{}\n", encoding="utf-8")
    catalogue, _ = load(content, styles_of(PROJECT))
    (problem,) = before_publishing(catalogue, content, DAY)
    assert (problem.severity, problem.line) == ("blocks", 1)


def test_another_address_is_told_with_every_site(content: Path) -> None:
    """Of the rules that alone, whatever the texts say."""
    catalogue, _ = load(content, styles_of(PROJECT))
    assert of_addresses(catalogue, content, DAY) == ()
    append(content, publish_lines(catalogue, read_register(content), "https://oud.example.org"))
    (problem,) = of_addresses(catalogue, content, DAY)
    assert (problem.rule, problem.severity) == ("V03", "warns")
    assert "older prints lead to https://oud.example.org, and no site is named" in str(problem)
