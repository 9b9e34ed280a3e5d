"""Numbers that cannot be dialled are refused; others are printed as the practice writes them."""

from __future__ import annotations

import pytest

from leaflets.personalise.telephone import dialled, fault, written


@pytest.mark.parametrize(
    ("country", "text", "link"),
    [
        ("be", "09 245 45 67", "tel:+3292454567"),
        ("be", "09/245.45.67", "tel:+3292454567"),
        ("be", "0475 12 34 56", "tel:+32475123456"),
        ("be", "0032 9 245 45 67", "tel:+3292454567"),
        ("be", "(+32) 9 245 45 67", "tel:+3292454567"),
        ("be", "+32 (0)9 245 45 67", "tel:+3292454567"),
        ("nl", "020-1234567", "tel:+31201234567"),
        ("nl", "(020) 123 45 67", "tel:+31201234567"),
        ("nl", "06-12345678", "tel:+31612345678"),
        ("nl", "088 – 123 45 67", "tel:+31881234567"),
        ("be", "+31 20 123 4567", "tel:+31201234567"),
        ("nl", "+49 30 1234567", "tel:+49301234567"),
        ("be", "+33 1 23 45 67 89", "tel:+33123456789"),
        ("be", "070 245 245", "tel:+3270245245"),
        ("be", "1733", "tel:1733"),
        ("be", "18 13", "tel:1813"),
        ("be", "1455", "tel:1455"),
        ("be", "116117", "tel:116117"),
        ("nl", "113", "tel:113"),
        ("nl", "116117", "tel:116117"),
        ("nl", "14 020", "tel:14020"),
        ("nl", "0800-0113", "tel:08000113"),
        ("nl", "0900 1234", "tel:09001234"),
        ("be", "0800 12 345", "tel:080012345"),
        ("be", "09 245 45 67 toestel 12", "tel:+3292454567"),
        ("be", "09 245 45 67, poste 12", "tel:+3292454567"),
        ("nl", "020 123 45 67 tst. 8", "tel:+31201234567"),
    ],
)
def test_a_sound_number_stays_as_it_is_written(country: str, text: str, link: str) -> None:
    """However its digits are grouped, and it dials from anywhere; short, free and paid numbers dial in their country."""
    assert fault(text, country) is None
    assert written(text, country) == text
    assert dialled(text, country) == link


@pytest.mark.parametrize(
    ("country", "text", "printed"),
    [
        ("be", "092454567", "09 245 45 67"),
        ("be", "0475123456", "0475 12 34 56"),
        ("be", "+3292454567", "+32 9 245 45 67"),
        ("nl", "0201234567", "020 123 4567"),
        ("be", "092454567 toestel 12", "09 245 45 67 toestel 12"),
        ("be", "091234567", "091234567"),
        ("be", "1733", "1733"),
    ],
)
def test_digits_in_a_row_are_grouped(country: str, text: str, printed: str) -> None:
    """As the country does, where its plan knows the number."""
    assert written(text, country) == printed


@pytest.mark.parametrize(
    ("country", "text", "said"),
    [
        ("be", "+32 9 123", "is no telephone number: it has too few digits"),
        ("be", "09 12345", "is no telephone number in Belgium: it has too few digits"),
        ("be", "020 123 4567", "if it is one in the Netherlands, write +31 20 123 4567"),
        ("nl", "09 245 45 67", "if it is one in Belgium, write +32 9 245 45 67"),
        ("be", "0800 1234", "if it is one in the Netherlands, write +31 800 1234"),
        ("nl", "+31 20 123 45", "is no telephone number; look at its digits"),
        ("be", "+999 123 45 67", "look at what follows the +"),
        ("be", "+0 123 45 67", "look at what follows the +"),
        ("be", "09 245 45 67 / 0475 12 34 56", "write one number only"),
        ("nl", "1733", "is no telephone number in the Netherlands; it is one in Belgium alone"),
        ("be", "113", "is no telephone number in Belgium; it is one in the Netherlands alone"),
        ("be", "12345", "is no telephone number in Belgium"),
        ("be", "0912", "is no telephone number in Belgium"),
        ("be", "12", "is no telephone number: it has too few digits"),
        ("be", "09", "is no telephone number: it has too few digits"),
        ("be", "0900000000", "is no telephone number in Belgium; look at its digits"),
        ("be", "09 CALL ME", "write digits, spaces and a leading +"),
        ("be", "++32 9 245 45 67", "write digits, spaces and a leading +"),
        ("be", "92454567", "a spreadsheet drops the 0 of a number"),
        ("be", "32 9 245 45 67", "a spreadsheet drops the 0 of a number"),
    ],
)
def test_what_cannot_be_dialled_is_refused(country: str, text: str, said: str) -> None:
    """The sentence names the number and what is the matter with it."""
    found = fault(text, country)
    assert found is not None
    assert found.startswith(f'"{text}" ')
    assert said in found


@pytest.mark.parametrize("country", ["be", "nl"])
@pytest.mark.parametrize("text", ["123", "199", "999", "2455", "4411", "8888", "1099", "54321", "245 45 6"])
def test_a_short_number_is_one_that_there_is(country: str, text: str) -> None:
    """Not that of an inner line, what is sent a message to, or the begin of a longer one."""
    found = fault(text, country)
    assert found is not None
    assert "is no telephone number in " in found


@pytest.mark.parametrize(
    ("country", "text"), [("be", "112"), ("nl", "112"), ("be", "1-1-2"), ("be", "100"), ("be", "101"), ("nl", "911")]
)
def test_an_emergency_number_is_nobodys_own(country: str, text: str) -> None:
    """The leaflet says itself when it is to be called."""
    assert fault(text, country) == (
        f'"{text}" is an emergency number; write the number of the practice, or of the post when it is closed'
    )


@pytest.mark.parametrize("text", ["09 123 45 67", "03 000 00 00", "09 111 11 11"])
def test_a_plan_may_have_grown(text: str) -> None:
    """A number as long as a fixed line is right, though the plan we have does not know it."""
    assert fault(text, "be") is None
    assert dialled(text, "be").startswith("tel:+32")


def test_without_a_country_only_the_signs_count() -> None:
    """Where the country is wrong, that is said, and not that every number is."""
    assert fault("020 123 45", None) is None
    assert fault("CALL ME", None) is not None
