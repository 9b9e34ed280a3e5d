from __future__ import annotations

from pathlib import Path

from leaflets.content import Catalogue, load
from leaflets.content.glossary import load_terms


def test_terms_are_read_in_their_order(catalogue: Catalogue) -> None:
    """The project's words stand in the order of the alphabet, each once."""
    terms = [one.term.casefold() for one in catalogue.glossary["nl"]]
    assert terms == sorted(set(terms))
    assert "pem" in terms


def test_a_language_need_not_have_a_list(tmp_path: Path) -> None:
    """Without the file there are no terms."""
    assert load_terms(tmp_path, tmp_path) == ()


def test_a_wrong_list_is_told_and_costs_the_booklet_only(content: Path) -> None:
    """What is wrong is said with its file; the leaflets are there, the booklet waits."""
    (content / "nl" / "glossary.yaml").write_text("terms:\n  - {term: PEM}\n", "utf-8")
    found, problems = load(content, Path("styles"))
    assert [problem.where for problem in problems] == ["content/nl/glossary.yaml"]
    assert len(found.leaflets["nl"]) == 13
    assert found.failed["nl"] == {"glossary.yaml"}
