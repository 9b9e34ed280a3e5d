"""What an office has written down: its printer and its costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.imposition.office import FILE, Office, load_costs, load_office
from leaflets.model.format import Costs, PaperOptions, Printer
from leaflets.problems import ContentError

SHARE = "Write how full a page its price is for, in per cent, such as 5; or any, where each side costs the same."
NUMBER = "Write digits, with a point before the decimals, such as 0.5."


def written(folder: Path, **changed: str | None) -> Path:
    """A folder with costs.yaml, some of its fields other than they should be, or left out."""
    fields = {"sheet": "0.012", "page": "0.02", "coverage": "5"} | changed
    lines = [f"{name}: {value}\n" for name, value in fields.items() if value is not None]
    (folder / FILE).write_text("".join(lines), encoding="utf-8")
    return folder


def test_nobody_has_to_write_anything(tmp_path: Path) -> None:
    """Without either file the printer is exact, and no cost is known."""
    assert load_office(tmp_path) == Office(Printer(), None)


def test_what_is_written_goes_into_the_options_of_a_request(tmp_path: Path) -> None:
    """Printer and costs are both read, and what was asked for stays."""
    (tmp_path / "printer.yaml").write_text("flip: long\n", encoding="utf-8")
    options = load_office(written(tmp_path)).paper(PaperOptions(gray=True))
    costs = Costs(currency="EUR", sheet=0.012, page=0.02, coverage=5)
    assert options == PaperOptions(gray=True, printer=Printer(flip="long"), costs=costs)


@pytest.mark.parametrize(("said", "coverage"), [("5", 5), ("'7,5'", 7.5), ("any", None)])
def test_a_price_is_of_a_page_so_full_or_of_any(said: str, coverage: float | None, tmp_path: Path) -> None:
    """A share has a point or a comma; any is a price by the side."""
    costs = load_costs(written(tmp_path, coverage=said, sheet="0,012", currency="SEK"))
    assert costs is not None
    assert (costs.coverage, costs.sheet, costs.currency) == (coverage, 0.012, "SEK")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("sheet", "veel", f'the field "sheet" is wrong: a number belongs here, and "veel" stands there. {NUMBER}'),
        ("sheet", "€ 0.01", f'the field "sheet" is wrong: a number belongs here, and "€ 0.01" stands there. {NUMBER}'),
        ("page", "-1", 'the field "page" is wrong: it must be 0 or more. Correct it.'),
        ("page", "500000", 'the field "page" is wrong: it must be 100000 or less. Correct it.'),
        ("page", None, 'the field "page" is missing. Add a line "page: …".'),
        ("coverage", "0", f'the field "coverage" is wrong: it must be more than 0. {SHARE}'),
        ("coverage", "500", f'the field "coverage" is wrong: it must be 400 or less. {SHARE}'),
        ("coverage", "", f'the field "coverage" is wrong: a number belongs here, and nothing stands there. {SHARE}'),
        ("coverage", "5 %", f'the field "coverage" is wrong: a number belongs here, and "5 %" stands there. {SHARE}'),
        ("currency", "€", 'the field "currency" is wrong: "€" is no currency. Write three letters, such as EUR.'),
        ("sheets", "1", 'unknown key "sheets". Did you mean "sheet"?'),
    ],
)
def test_a_wrong_price_is_a_sentence(field: str, value: str | None, said: str, tmp_path: Path) -> None:
    """It says file and line, what is wrong and what may stand there."""
    with pytest.raises(ContentError) as caught:
        load_costs(written(tmp_path, **{field: value}))
    (problem,) = caught.value.problems
    lines = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    line = next((number for number, one in enumerate(lines, 1) if one.startswith(f"{field}:")), 1)
    assert str(problem) == f"{tmp_path.name}/{FILE}, line {line}: {said}"
