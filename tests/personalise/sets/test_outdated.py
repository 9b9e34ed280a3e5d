"""A set is out of date against the edition, its own list, and what was asked of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.personalise.sets.outdated import check
from leaflets.personalise.sets.task import Master
from leaflets.personalise.table.read import PracticeTable, Row
from leaflets.plan import Request
from leaflets.problems import Problem
from tests.conftest import PROJECT
from tests.office import HEAD, ROWS, Office, made, office, offices
from tests.personalise.conftest import STEPS
from tests.personalise.sets.test_publish import LINDE, masters, numbers, output, publish
from tests.small import run

__all__ = ["made", "masters", "office", "offices", "output"]


def test_check_tells_which_sets_are_out_of_date(made: Office) -> None:
    """After a leaflet has changed, its copies are; the others are not, and nothing is made."""
    assert made.check() == (0, made.check().out, "")
    assert "3 sets up to date, 0 out of date." in made.check().out
    leaflet = made.press.content / "nl" / "ms.md"
    text = leaflet.read_text(encoding="utf-8")
    leaflet.write_text(text.replace('version: "2026.11.2"', 'version: "2026.12"'), encoding="utf-8")
    before = made.files()
    outcome = made.check()
    assert outcome.code == 1
    assert "linde (De Linde ŵ): nl/ms-a5.pdf is out of date\n" in outcome.out
    assert "0 sets up to date, 3 out of date." in outcome.out
    assert made.files() == before


def test_check_compares_with_the_table(made: Office) -> None:
    """A practice that has moved, one that has left and one that is new are told apart."""
    made.write(ROWS["linde"].replace("9000", "9001"), ROWS["eik"], ROWS["eik"].replace("eik", "nieuw", 1))
    outcome = made.check(str(made.table))
    assert outcome.code == 1
    assert "beuk (De Beuk): it is no longer in the list of practices" in outcome.out
    assert "linde (De Linde ŵ): its own data has changed" in outcome.out
    assert "nieuw (De Eik): its set is not made yet" in outcome.out
    assert "1 set up to date, 3 out of date." in outcome.out


def test_check_tells_what_is_wrong_with_the_table(made: Office) -> None:
    """A row or a table that cannot be used is told, ends with 1, and takes no practice for one that has left."""
    made.write(ROWS["linde"].replace("De Linde ŵ", ""), ROWS["eik"], ROWS["beuk"])
    outcome = made.check(str(made.table))
    assert (outcome.code, outcome.out) == (1, "3 sets up to date, 0 out of date.\n")
    assert 'practices.csv, line 2: the field "name" is empty' in outcome.err
    made.table.write_text("id;country\nlinde;be\n", encoding="utf-8")
    outcome = made.check(str(made.table))
    assert (outcome.code, outcome.out) == (1, "3 sets up to date, 0 out of date.\n")
    assert 'practices.csv, line 1: the column "name" is missing.' in outcome.err
    made.write()
    outcome = made.check(str(made.table))
    assert (outcome.code, "names no practice" in outcome.err) == (1, True)


def test_check_knows_what_was_asked_for(office: Office) -> None:
    """A set of one leaflet is up to date when that is; asked for all of them, it lacks those that are new."""
    office.make("--leaflet", "ms")
    assert "3 sets up to date, 0 out of date." in office.check().out
    assert office.check(str(office.table)).code == 0
    (office.folder / "eik" / "nl" / "ms-a5.pdf").unlink()
    assert "eik (De Eik): nl/ms-a5.pdf is missing\n" not in office.check().out
    assert "eik (De Eik): nl/ms-a5.pdf is damaged or gone\n" in office.check().out
    office.make()
    assert "3 sets up to date, 0 out of date." in office.check().out
    (office.press.content / "nl" / "crps.md").rename(office.press.content / "crps.md")
    office.make("--force")
    (office.press.content / "crps.md").rename(office.press.content / "nl" / "crps.md")
    assert "linde (De Linde ŵ): nl/crps-a5.pdf is missing\n" in office.check().out


def test_check_looks_for_what_is_named_beside_it(office: Office) -> None:
    """What was never asked of a set is missing when it is named now; a set of another list need not have it."""
    office.make("--leaflet", "ms")
    named = office.check(str(office.table), "--leaflet", "crps", "--format", "a5")
    assert named.code == 1
    assert "eik (De Eik): nl/crps-a5.pdf is missing\n" in named.out
    assert office.check("--leaflet", "crps", "--format", "a5").code == 1
    assert office.check(str(office.table), "--leaflet", "ms", "--format", "a5").code == 0
    office.table = office.table.with_name("others.csv")
    office.write(ROWS["eik"])
    assert "linde" not in office.check(str(office.table), "--leaflet", "crps", "--format", "a5").out
    assert office.check(str(office.table)).code == 0


def test_check_knows_files_for_the_print_shop(office: Office) -> None:
    """A set that holds nothing else is up to date, and out of date when its leaflet is."""
    office.make("--leaflet", "ms", "--press")
    assert "3 sets up to date, 0 out of date." in office.check().out
    leaflet = office.press.content / "nl" / "ms.md"
    text = leaflet.read_text(encoding="utf-8")
    leaflet.write_text(text.replace('version: "2026.11.2"', 'version: "2026.12"'), encoding="utf-8")
    assert "linde (De Linde ŵ): nl/ms-a5-press.pdf is out of date\n" in office.check().out


def test_a_list_says_nothing_of_sets_of_other_lists(made: Office) -> None:
    """Only who stood in it is no longer in it; one practice alone is no list, and its own set is looked at."""
    other = made.press.home / "others.csv"
    other.write_text("\n".join([HEAD, ROWS["eik"].replace("eik", "nieuw", 1)]), encoding="utf-8")
    arguments = ("personalise", str(other), "--format", "a5", "--leaflet", "ms")
    assert run(*made.press.arguments(*arguments)).code == 0
    assert "4 sets up to date, 0 out of date." in made.check(str(other)).out
    made.write(ROWS["linde"], ROWS["beuk"])
    outcome = made.check(str(made.table))
    assert "eik (De Eik): it is no longer in the list of practices\n" in outcome.out
    assert "3 sets up to date, 1 out of date." in outcome.out
    alone = made.press.home / "nieuw.yaml"
    alone.write_text(
        "name: De Eik\ntelephone: 09 123 45 69\naddress: Dorp 4, 9000 Gent\ncountry: be\n", encoding="utf-8"
    )
    outcome = made.check(str(alone))
    assert "nieuw (De Eik): its own data has changed\n" in outcome.out
    assert "3 sets up to date, 1 out of date." in outcome.out


def test_what_nobody_asks_for_any_more_is_no_longer_made(
    catalogue: Catalogue, masters: list[Master], output: Path
) -> None:
    """Without any pages: each state by its id, what the list says of it before what the edition does."""
    publish(output, masters, numbers(masters, "a5"))
    new = LINDE.model_copy(update={"id": "beuk", "name": "De Beuk"})
    wrong = Row("p.csv", 4, "eik", "De Eik").failed(Problem(say("is wrong"), "p.csv", say("Correct it.")))
    rows = (Row("p.csv", 2, "linde", "De Linde", LINDE), Row("p.csv", 3, "beuk", "De Beuk", new), wrong)
    table = PracticeTable(rows)
    states, problems = check(catalogue, table, Request(PROJECT, PROJECT / "content", output), STEPS, lambda *_: None)
    assert [(one.id, *map(str, one.faults)) for one in states] == [
        ("beuk", "its set is not made yet"),
        ("linde", "its own data has changed", "nl/ms-a5.pdf is no longer made"),
    ]
    assert problems == list(wrong.problems)


def test_of_a_text_that_is_wrong_today_nothing_is_said(
    catalogue: Catalogue, masters: list[Master], output: Path
) -> None:
    """That its copies are no longer made is said of the text, which is told with its line."""
    publish(output, masters, numbers(masters, "a5"))
    broken = replace(catalogue, failed={"nl": frozenset({"ms"})})
    ((state,), _) = check(broken, None, Request(PROJECT, PROJECT / "content", output), STEPS, lambda *_: None)
    assert (state.id, state.faults) == ("linde", ())
