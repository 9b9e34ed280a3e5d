"""The content as values: what each field may hold, and what is told from it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from pydantic import ValidationError

from leaflets.content import Catalogue
from leaflets.model.content import Claim, Leaflet, Source

SOURCE = {"id": "x", "url": "https://x.nl/a", "title": "X", "title_status": "real", "publisher": "X"}


@pytest.mark.parametrize("url", ["http://x.nl", "x.nl", "https://", "https://x.nl/a b", "javascript:x", ""])
def test_an_address_is_https_and_whole(url: str) -> None:
    """Only https addresses without a space may be printed or put in a code."""
    with pytest.raises(ValidationError, match="url"):
        Source.model_validate(SOURCE | {"url": url})


def test_a_label_is_known_from_a_title() -> None:
    """A source says whether its title is the work's own or our description."""
    assert not Source.model_validate(SOURCE).is_label
    assert Source.model_validate(SOURCE | {"title_status": "label"}).is_label
    with pytest.raises(ValidationError, match="title_status"):
        Source.model_validate(SOURCE | {"title_status": "perhaps"})


def test_the_bold_form_of_a_claim_is_a_pattern() -> None:
    """A pattern is unfolded when it is read, and refused when it stands for no list of phrases."""
    claim = {"id": "C01", "section": ["x"], "claim": "x", "support": "x"}
    assert Claim.model_validate(claim | {"never": ["Ab?", "ab"]}).phrases == ("ab", "a")
    with pytest.raises(
        ValidationError, match=r"never\.0\n.* of \"\(a\+\)\+\$\", the \"\+\" at character 3 has no meaning"
    ):
        Claim.model_validate(claim | {"never": ["(a+)+$"]})
    with pytest.raises(ValidationError, match="id"):
        Claim.model_validate(claim | {"id": "C1"})


def test_a_section_is_found_by_its_role(catalogue: Catalogue) -> None:
    """Every leaflet has the five sections, each under its own role."""
    for leaflet in catalogue.leaflets["nl"]:
        for role in ("summary", "body", "rest", "steps", "doctor"):
            assert leaflet.section(role).heading == catalogue.languages["nl"].sections[role]


def test_values_survive_the_way_to_a_worker_and_to_the_cache(catalogue: Catalogue) -> None:
    """What is written as JSON comes back equal, dates included."""
    leaflet = catalogue.leaflets["nl"][0]
    assert type(leaflet).model_validate_json(leaflet.model_dump_json()) == leaflet
    assert isinstance(leaflet.date, dt.date)


def ms(catalogue: Catalogue) -> Leaflet:
    return next(leaflet for leaflet in catalogue.leaflets["nl"] if leaflet.id == "ms")


def test_a_leaflet_is_the_same_words_in_every_country(catalogue: Catalogue) -> None:
    """What a country calls things, and who reads or dates a leaflet, leaves the digest of its words as it was."""
    digest = ms(catalogue).words_digest
    assert re.fullmatch("[0-9a-f]{16}", digest)
    for country in ("be", "nl"):
        spoken = ms(catalogue.spoken_in(country))
        assert spoken.sections != ms(catalogue).sections
        assert spoken.words_digest == digest
    assert ms(catalogue).model_copy(update={"reviewer": "x", "version": "2026.12"}).words_digest == digest


def test_other_words_have_another_digest(catalogue: Catalogue) -> None:
    """A word of a field, a section or an alarm sign counts, and how urgent a sign is; where a line ends does not."""
    leaflet = ms(catalogue)
    section, sign = leaflet.sections[0], leaflet.signs[0]

    def with_section(markdown: str) -> Leaflet:
        others = leaflet.sections[1:]
        first = section.model_copy(update={"markdown": markdown, "written": None})
        return leaflet.model_copy(update={"sections": (first, *others)})

    def with_sign(**fields: str) -> Leaflet:
        return leaflet.model_copy(update={"signs": (sign.model_copy(update=fields), *leaflet.signs[1:])})

    others = [
        with_section(f"{section.markdown} Rust."), with_sign(text="u valt"), with_sign(urgency="appointment"),
        leaflet.model_copy(update={"signs": leaflet.signs[1:]}), leaflet.model_copy(update={"title": "Slaap"}),
    ]  # fmt: skip
    digests = {one.words_digest for one in others}
    assert len(digests - {leaflet.words_digest}) == len(others)
    assert with_section(section.markdown.replace(" ", "\n")).words_digest == leaflet.words_digest


@pytest.mark.parametrize(
    ("publisher", "journal"),
    [
        ("Neurology International 14(2):506-535", "Neurology International"),
        ("BMC Medicine 13:28", "BMC Medicine"),
        ("OBM Neurobiology 4(1):049 (LIDSEN)", "OBM Neurobiology (LIDSEN)"),
        ("MS Society (UK)", "MS Society (UK)"),
        ("Healthcare 2025", "Healthcare 2025"),
    ],
)
def test_a_journal_has_no_volume_beside_a_code(publisher: str, journal: str) -> None:
    """Volume, issue and pages go, and nothing else of who published it."""
    source = Source(id="a", url="https://www.example.org/b", title="A", title_status="real", publisher=publisher)
    assert source.journal == journal
    assert source.site == "example.org"


def test_an_address_to_scan_is_short(catalogue: Catalogue) -> None:
    """Up to 62 bytes it holds the whole id, and else its last signs alone; without a site there is none."""
    assert catalogue.edition.valid_at("ms-nl-2026.11-4f9c2a") is None
    edition = catalogue.edition.model_copy(update={"site": "https://slaap.example.org"})
    assert edition.valid_at("ms-nl-2026.11-4f9c2a") == "https://slaap.example.org/v/ms-nl-2026.11-4f9c2a/"
    stem = "a" * (62 - len("https://slaap.example.org/v/-4f9c2a/"))
    assert edition.valid_at(f"{stem}-4f9c2a") == f"https://slaap.example.org/v/{stem}-4f9c2a/"
    assert edition.valid_at(f"{stem}a-4f9c2a") == "https://slaap.example.org/v/4f9c2a/"
