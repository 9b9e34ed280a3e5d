"""What was chosen, as the address says it."""

from __future__ import annotations

import pytest
from starlette.datastructures import QueryParams

from leaflets.content import Catalogue
from leaflets.imposition.consumption import RUN
from leaflets.studio.choice import FIRST, MOST, MOST_COPIES, Basket, choice_of, copies_of, forms_of, tongue_of


def chosen(catalogue: Catalogue, query: str) -> Basket:
    return choice_of(QueryParams(query), catalogue, None, "nl")


def test_an_address_says_what_it_said(catalogue: Catalogue) -> None:
    """A choice that became an address is the same choice again."""
    choice = chosen(catalogue, "l=ms&l=crps&f=a4&f=booklet&ink=full&lang=nl")
    assert set(choice.leaflets) == {"crps", "ms"}
    assert chosen(catalogue, choice.query) == choice
    assert not choice.light


def test_what_is_no_longer_there_says_nothing(catalogue: Catalogue) -> None:
    """An old address still works, with what there still is."""
    choice = chosen(catalogue, "l=ms&l=plague&f=papyrus&f=a4&lang=xx&l=../../etc")
    assert (choice.leaflets, choice.forms, choice.language) == (("ms",), ("a4",), "nl")


def test_who_has_chosen_nothing_gets_the_form_an_office_prints(catalogue: Catalogue) -> None:
    """The sheet to fold, with little ink; who took it out stays without."""
    assert (chosen(catalogue, "").forms, chosen(catalogue, "").light) == (FIRST, True)
    assert chosen(catalogue, "ink=light").forms == ()


def test_a_choice_counts_its_files(catalogue: Catalogue) -> None:
    """A booklet holds all leaflets, another form one each; without a leaflet there is no file."""
    assert chosen(catalogue, "l=ms&l=crps&f=a4&f=booklet&ink=light").files(catalogue) == 3
    assert chosen(catalogue, "f=a4&f=booklet&ink=light").files(catalogue) == 0


@pytest.mark.parametrize("said", ["0", "-1", "10000", "1e3", "twintig", "", "²", "٣", "9" * 5000])
def test_a_number_of_copies_is_a_number(catalogue: Catalogue, said: str) -> None:
    """What is none is not taken for one, and an address with it still works; what goes without saying is not said."""
    assert copies_of(said) is None
    assert chosen(catalogue, f"l=ms&n={said}").copies == RUN
    assert "n=" not in chosen(catalogue, "l=ms").query.replace("lang=", "")


def test_copies_stand_in_the_address(catalogue: Catalogue) -> None:
    """From one to as many as an office prints."""
    for count in (1, MOST_COPIES):
        assert copies_of(f" {count} ") == count
        choice = chosen(catalogue, f"l=ms&n={count}")
        assert chosen(catalogue, choice.query).copies == count


def test_one_is_taken_out(catalogue: Catalogue) -> None:
    """The rest of the choice stays."""
    choice = chosen(catalogue, "l=ms&l=crps&f=a4&f=a5&ink=light")
    assert choice.without(leaflet="ms").leaflets == ("crps",)
    assert choice.without(form="a4").forms == ("a5",)
    assert choice.without(form="a4").leaflets == choice.leaflets


def test_no_more_is_looked_at_than_there_may_be(catalogue: Catalogue) -> None:
    """An address of a million names costs no more than one of MOST."""
    assert chosen(catalogue, "l=x&" * MOST + "l=ms").leaflets == ()


def test_every_form_of_the_series_is_offered(catalogue: Catalogue) -> None:
    """All there are, where no edition names some."""
    assert forms_of(catalogue) == tuple(catalogue.formats)


@pytest.mark.parametrize(
    ("asked", "header", "wanted"),
    [
        (["fr"], "nl", "fr"), ([], "nl-BE,fr;q=0.9", "nl"), ([], "fr;q=0.4,en-GB;q=0.8", "en"), ([], "de,ja", "nl"),
        ([], "", "nl"), (["xx"], "en", "en"), ([], "fr;q=nonsense,en;q=0.1", "en"), ([], ",;,;q=", "nl"),
    ],
)  # fmt: skip
def test_the_studio_speaks_as_its_visitor_reads(asked: list[str], header: str, wanted: str) -> None:
    """What the address says comes first, then the browser's own order."""
    assert tongue_of(asked, header, ("nl", "en", "fr")) == wanted
