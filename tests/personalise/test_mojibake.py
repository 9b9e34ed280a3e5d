"""Letters read in another encoding than they were saved in are known for what they are, and nothing else is."""

from __future__ import annotations

import unicodedata

import pytest

from leaflets.personalise.mojibake import fault, lost

WORDS = ("Café", "Müller", "’t Hérzele", "België", "Łódź", "cœur", "Straße", "à côté", "français", "d’Arc", "Île",
         "“Linde” – noord", "CAFÉ", "Ölçer", "Ivančić", "N° 5", "5 €")  # fmt: skip


def windows(text: str, encoding: str = "utf-8") -> str:
    """What Windows makes of the bytes of a text: the five it has no character for become controls."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode(encoding))


@pytest.mark.parametrize("word", WORDS)
def test_utf8_read_as_another_encoding_is_refused(word: str) -> None:
    """Read as Windows-1252 or Mac Roman, composed or with its accents apart; the sentence says what it was."""
    for wrong in (windows(word), word.encode().decode("mac_roman")):
        assert wrong != word
        assert f'is "{word}" read in another encoding' in (fault(wrong) or "")
    apart = unicodedata.normalize("NFD", word)
    assert fault(windows(apart)) is not None


@pytest.mark.parametrize("word", ["Café", "Müller", "België", "Citroën", "français", "hôpital", "März", "Jürgen"])
def test_mac_roman_and_dos_read_as_windows_are_refused(word: str) -> None:
    """As a Mac's Excel, or one that saves for MS-DOS, writes a CSV; and the way back."""
    assert fault(windows(word, "mac_roman")) is not None
    assert fault(windows(word, "cp850")) is not None
    assert fault(word.encode("cp1252").decode("mac_roman")) is not None


def test_a_letter_that_is_lost_is_refused() -> None:
    """The character for what could not be read, and a question mark amid a word."""
    assert "U+FFFD" in (fault("Caf\ufffd De Linde") or "")
    assert "question mark" in (lost("Praktijk M?ller") or "")
    assert lost("Hoe gaat het? Bel ons.") is None


@pytest.mark.parametrize("text", [
    *WORDS, "De Linde", "GROUPE « CAFÉ »", "“CAFÉ”", "CITÉ’S", "SÃO JOÃO", "CAMÕES", "Õun", "De Linde…", "THÉÂTRE",
    "Gent–Brugge", "Praktijk™", "A•B", "Ŵilg ș ł ß", "L’Haÿ", "Košice", "Žižka", "Ÿ", "e\u0301e\u0301n", "Åse", "foto’s",
])  # fmt: skip
def test_what_people_write_is_let_pass(text: str) -> None:
    """Letters of every Latin alphabet and the marks of type, also beside each other."""
    assert fault(text) is None


def test_a_long_text_is_short_in_the_sentence() -> None:
    """Forty letters are enough to find it."""
    said = fault("x" * 5_000 + windows("é"))
    assert said is not None
    assert len(said) < 250
