"""A job is all that one render needs; a rule is let pass only with a reason."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import ValidationError

from leaflets.content import Catalogue
from leaflets.model.job import Allowance
from tests.conftest import PROJECT
from tests.plan.test_jobs import job


@pytest.mark.parametrize(
    ("given", "field"),
    [({"rule": "T4"}, "rule"), ({"rule": "t04"}, "rule"), ({"reason": "seven c"}, "reason"),
     ({"where": "a" * 201}, "where")],
)  # fmt: skip
def test_a_rule_is_let_pass_by_its_name_with_a_reason(given: dict[str, str], field: str) -> None:
    """A letter and two digits name a rule, a reason has eight characters; by itself it is let pass everywhere."""
    whole = {"rule": "T04", "reason": "eight ch"}
    assert Allowance.model_validate(whole).where == "*"
    with pytest.raises(ValidationError, match=field):
        Allowance.model_validate(whole | given)


@pytest.mark.parametrize(
    "changed", ["title", "leaflet", "format", "citations", "language", "edition", "blog", "context", "ink", "pages"]
)
def test_whatever_changes_in_a_job_changes_its_digest(changed: str, catalogue: Catalogue) -> None:
    """Each thing that may change a page changes the digest; an equal job has the same one."""
    one, other = job(catalogue), job(catalogue, "crps", "a4")
    values = {"context": {"x": 1}, "ink": "gray"} | {
        "language": one.language.model_copy(update={"words": {**one.language.words, "sources": "Andere bronnen"}}),
        "edition": one.edition.model_copy(update={"funding": "Niemand"}),
        "blog": catalogue.sources["facebook-mstrust-group-post"],
    }
    value = values.get(changed, getattr(other, changed))
    assert one.model_copy(update={changed: value}).digest() != one.digest()
    assert job(catalogue).digest() == one.digest()


def test_a_digest_is_the_same_in_another_process(catalogue: Catalogue) -> None:
    """The digest does not depend on the order of sets or the addresses of objects."""
    code = (
        "import sys; from pathlib import Path\n"
        "from leaflets.content import load; from leaflets.plan import leaflet_job\n"
        "found, _ = load(Path(sys.argv[1]) / 'content', Path(sys.argv[1]) / 'styles')\n"
        "ms = next(one for one in found.leaflets['nl'] if one.id == 'ms')\n"
        "print(leaflet_job(found, ms, found.formats['a5']).digest())"
    )
    command = [sys.executable, "-c", code, str(PROJECT)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert done.stdout.strip() == job(catalogue).digest()


def test_a_word_of_the_site_changes_no_page(catalogue: Catalogue) -> None:
    """A comma in the foot of the download site makes no file to print anew."""
    one = job(catalogue)
    words = {**one.language.words, "site_foot": "Anders,", "site_new": "Nieuw"}
    other = one.model_copy(update={"language": one.language.model_copy(update={"words": words})})
    assert other.digest() == one.digest()
    assert "site_foot" not in one.language.on_paper.words
    assert one.language.on_paper.words["sources"] == "Bronnen"
