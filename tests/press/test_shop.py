"""What a print shop wants, read from its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.press.shop import load_shop, shops_in
from leaflets.problems import ContentError, WrongOption
from tests.conftest import PROJECT

GOOD = "name: De Pers\ninside: {paper: mat, grams: 100}\n"


def test_the_example_can_be_read() -> None:
    """The shop that comes with the press is one that says that it does not exist, and has no price."""
    assert list(shops_in(PROJECT / "content")) == ["voorbeeld"]
    shop = load_shop("voorbeeld", PROJECT / "content")
    assert "bestaat niet" in shop.name
    assert (shop.marks, shop.origin, shop.cover_apart, shop.binding) == (False, "zero", True, "stapled")
    assert shop.prices is not None
    assert {line.price for line in shop.prices.lines} == {None}
    assert (shop.sheet.marks, shop.sheet.zero_origin, shop.sheet.bleed_mm) == (False, True, 3)


def test_a_shop_by_its_id_or_file(content: Path, tmp_path: Path) -> None:
    """An id in any letters is the file of the content; a path is that file, with commas as decimals."""
    (tmp_path / "pers.yaml").write_text(GOOD + 'bleed_mm: "2,5"\n', encoding="utf-8")
    assert load_shop(" Voorbeeld ", content).name.startswith("Drukkerij Voorbeeld")
    shop = load_shop(str(tmp_path / "pers.yaml"), content)
    assert (shop.name, shop.bleed_mm, shop.cover_apart, shop.condition) == ("De Pers", 2.5, None, "fogra39")


@pytest.mark.parametrize("named", ["voorbeel", "../printer", "gone.yaml", ""])
def test_a_shop_there_is_not(content: Path, named: str) -> None:
    """It is told with those there are."""
    with pytest.raises(WrongOption) as caught:
        load_shop(named, content)
    assert str(caught.value).startswith(f'There is no print shop "{named}".')
    assert "Choose from: voorbeeld; or name a .yaml file." in str(caught.value)
    assert ('Did you mean "voorbeeld"?' in str(caught.value)) == (named == "voorbeel")


@pytest.mark.parametrize(
    ("added", "line", "said"),
    [
        ("marks: perhaps", 3, 'the field "marks" is wrong: yes or no belongs here, and "perhaps" stands there. Write yes'),
        ("origin: middle", 3, 'the field "origin" is wrong: it is none of its values; choose from: trim, zero'),
        ("bleed_mm: 5", 3, "Write 1 to 3: no page is painted farther than 3 mm beyond its edge."),
        ("condition: glossy", 3, '"glossy" is none; choose from: fogra39, fogra51'),
        ("binding: sewn", 3, "choose from: stapled, glued"),
        ("cover_apart: no\nbinding: glued", 4, "a glued booklet has its cover in a file of its own"),
        ("cover: {paper: karton, grams: 5000}", 3, "cover.grams"),
        ("cover: {grams: 250, colour: red}", 3, 'unknown key "cover.colour"'),
        ("shp: x", 3, 'unknown key "shp"'),
        ("prices: {with_vat: no, lines: [{name: x, per: page, price: 1}]}", 3, "choose from: order, copy, sheet"),
        ("prices: {with_vat: no, lines: [{name: x, per: copy, price: -1}]}", 3, "prices.lines.0.price"),
        ("prices: {lines: []}", 3, 'the field "prices.with_vat" is missing'),
        ("contact: {email: [a]}", 3, "contact.email"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_line(added: str, line: int, said: str, tmp_path: Path, content: Path) -> None:
    """A wrong field is one sentence with what to do, and the line it is on."""
    (tmp_path / "pers.yaml").write_text(f"{GOOD}{added}\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_shop(str(tmp_path / "pers.yaml"), content)
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert problem.line == line


def test_what_a_shop_must_say(tmp_path: Path, content: Path) -> None:
    """Its name and the paper of the inside."""
    (tmp_path / "pers.yaml").write_text("marks: no\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_shop(str(tmp_path / "pers.yaml"), content)
    assert [one.what for one in caught.value.problems] == [
        'the field "name" is missing', 'the field "inside" is missing',
    ]  # fmt: skip
