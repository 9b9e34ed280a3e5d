"""An edition of an association's own, made as its secretary makes it, and read back from its files."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from leaflets.content import load
from leaflets.content.in_edition import in_edition
from tests.conftest import PROJECT, once
from tests.small import Press, run, set_up

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path fill="#00A040" d="M0 0h40v20H0z"/></svg>'

FILE = """\
name: Moe maar moedig vzw
address: Stationsstraat 1, 9000 Gent
telephone: "09 123 45 67"
email: info@moemaarmoedig.example
website: moemaarmoedig.example
publisher: {name: An Peeters, address: "Kerkstraat 2, 9000 Gent"}
logo: moe.svg
title: Moe, maar moedig
subtitle: Rust bij {count} aandoeningen
foreword: moe-foreword.md
leaflets: [ms, crps]
formats: [booklet, booklet-press, a5]
colours: {group-0: "#5B0F3C"}
box: association
funding: niemand
"""

MADE = (
    "nl/booklet/booklet-press.pdf", "nl/booklet/booklet.pdf", "nl/leaflets/crps-a5.pdf", "nl/leaflets/ms-a5.pdf",
)  # fmt: skip

GREEN, WINE = (0x00, 0xA0, 0x40), (0x5B, 0x0F, 0x3C)


@pytest.fixture(scope="module")
def association(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """The small press with an edition `moe`, made in full and in grey, its files proofed."""
    with once(tmp_path_factory, "own-edition") as (folder, is_first):
        press = Press(folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("leaflets.cli.options.PROJECT", press.project)
            if is_first:
                set_up(folder, PROJECT)
                shutil.copytree(PROJECT / "styles/formats", press.project / "styles/formats", dirs_exist_ok=True)
                own = press.content / "editions"
                own.mkdir(exist_ok=True)
                (own / "moe.yaml").write_text(FILE, encoding="utf-8")
                (own / "moe.svg").write_text(LOGO, encoding="utf-8")
                (own / "moe-foreword.md").write_text(
                    "---\nchapter: foreword\ntitle: Voor onze leden\n---\n\nU bent niet alleen. Dit boekje is een uitgave van"
                    " Moe maar moedig vzw, en het is nog niet nagelezen door een arts.\n",
                    encoding="utf-8",
                )
                made = press.build("--edition", "moe")
                assert (made.code, made.err) == (0, "")
                made = press.build("--edition", "moe", "--gray", "--format", "booklet")
                assert (made.code, made.err) == (0, "")
            yield press


def pages(press: Press, path: str) -> list[str]:
    """The words of each page of a file of the edition, in one line."""
    document = pypdfium2.PdfDocument(press.output / "editions/moe" / path)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def picture(press: Press, path: str, page: int) -> Image.Image:
    document = pypdfium2.PdfDocument(press.output / "editions/moe" / path)
    try:
        drawn: Image.Image = document[page].render(scale=1).to_pil()
        return drawn.convert("RGB")
    finally:
        document.close()


def share(drawn: Image.Image, colour: tuple[int, int, int], off: int = 3) -> float:
    """The part of a picture that has a colour."""
    red, green, blue = (
        channel.point([255 * (abs(value - wanted) <= off) for value in range(256)])
        for channel, wanted in zip(drawn.split(), colour, strict=True)
    )
    near = ImageChops.darker(ImageChops.darker(red, green), blue)
    return ImageStat.Stat(near).mean[0] / 255


def test_its_files_lie_in_a_folder_of_their_own(association: Press) -> None:
    """They are those of its leaflets, and the folder of the series holds none of them."""
    there = {path.relative_to(association.output).as_posix() for path in association.output.rglob("[!.]*.pdf")}
    assert there >= {f"editions/moe/{path}" for path in (*MADE, "nl/booklet/booklet-gray.pdf")}
    assert not [path for path in there if not path.startswith("editions/moe/")]


def test_covers_title_page_and_colophon_are_the_associations(association: Press) -> None:
    """The cover has its title and name; the title page faces the colophon, which says what was taken over from whom."""
    booklet = pages(association, "nl/booklet/booklet.pdf")
    cover, colophon, title, contents, foreword, *_, back = booklet
    assert len(booklet) % 4 == 0
    assert cover.startswith("Als moe zijn meer is dan moe Moe, maar moedig Rust bij twee aandoeningen")
    assert "Moe maar moedig vzw moemaarmoedig.example" in cover
    assert "Moe, maar moedig Rust bij twee aandoeningen Tekst: Jesse" in title
    own = in_edition(load(association.content, association.project / "styles")[0], "moe").edition.own
    assert own is not None
    taken = (
        f"Overgenomen uit ‘Slaap, rust en herstel’, versie 2026.11.2. Kenmerk van de woorden: {own.texts['nl'].mark}."
    )
    assert re.search(r"[0-9a-f]{4}( [0-9a-f]{4}){3}", taken)
    for said in (taken, "Tekst Jesse.", "Vooraf Moe maar moedig vzw.", "uitgever An Peeters, Kerkstraat 2, 9000 Gent."):
        assert said in colophon
    assert contents.startswith("Inhoud 5 Voor onze leden")
    assert foreword.startswith("Voor onze leden U bent niet alleen.")
    assert "Stationsstraat 1, 9000 Gent" in back
    assert "Colofon" not in "".join(booklet[2:])


def test_the_leaflets_say_the_same_words(association: Press) -> None:
    """A leaflet says whose it is in its box and imprint, who wrote it, and nothing else of its own."""
    *inside, last = pages(association, "nl/leaflets/ms-a5.pdf")
    assert "Moe maar moedig vzw 09 123 45 67 · info@moemaarmoedig.example · moemaarmoedig.example" in last
    assert "Tekst: Jesse. Nog niet nagelezen door een arts." in last
    assert "Verantwoordelijke uitgever: An Peeters, Kerkstraat 2, 9000 Gent" in last
    assert "Ruimte voor naam, telefoon of stempel" not in last
    assert "moedig vzw" not in "".join(inside)


def test_all_it_says_fits_every_format(association: Press) -> None:
    """With every field filled in, its box stands in each format, and in sheets the same."""
    formats = ("a4", "large-print", "poster", "trifold", "dl-card", "a5-folded")
    asked = [word for name in formats for word in ("--format", name)]
    made = association.build("--edition", "moe", "--leaflet", "ms", *asked)
    assert (made.code, [line for line in made.err.splitlines() if "spacing" not in line]) == (0, [])
    for name in formats:
        said = "".join(pages(association, f"nl/leaflets/ms-{name}.pdf")).replace("\u200b", "")
        for words in ("Moe maar moedig vzw", "09 123 45 67", "An Peeters, Kerkstraat 2"):
            assert words.replace(" ", "") in said.replace(" ", ""), (name, words)


@pytest.mark.parametrize("page", [0, 2, -1])
def test_the_logo_stands_on_cover_title_page_and_back(association: Press, page: int) -> None:
    """Its green is on these pages, some 36 by 18 mm of them; in the grey file it is a grey, and in the press file inks."""
    page %= len(pages(association, "nl/booklet/booklet.pdf"))
    whole = 36 * 18 / (148 * 210)
    assert share(picture(association, "nl/booklet/booklet.pdf", page), GREEN) == pytest.approx(whole, rel=0.05)
    grey = picture(association, "nl/booklet/booklet-gray.pdf", page)
    assert share(grey, GREEN) == 0
    red, green, blue = grey.split()
    assert ImageChops.difference(red, green).getextrema() == ImageChops.difference(green, blue).getextrema() == (0, 0)
    with pikepdf.open(association.output / "editions/moe/nl/booklet/booklet-press.pdf") as pdf:
        painted = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[page])).decode()
    assert "1 0.3725 0.749 0 k" in painted  # What is left of 100 % of light in each colour of the screen.
    assert " rg" not in painted


def test_its_colour_is_that_of_the_covers(association: Press) -> None:
    """The field of the cover is its own colour, and no page has the series' night blue."""
    assert share(picture(association, "nl/booklet/booklet.pdf", 0), WINE) > 0.25
    assert share(picture(association, "nl/booklet/booklet.pdf", 0), (0x1B, 0x2A, 0x49)) == 0


def test_check_looks_at_an_edition(association: Press) -> None:
    """Its texts and files are held to every rule, and nothing blocks."""
    found = run("check", *association.arguments("--edition", "moe", jobs=2))
    assert (found.code, found.err) == (0, "")
    assert "0 block" in found.out
    assert (association.output / "editions/moe/preflight.html").is_file()


def test_made_again_nothing_changes(association: Press) -> None:
    """The quick answer knows an edition from the series and from another."""
    again = association.build("--edition", "moe")
    assert again.out.startswith("Nothing has changed: 4 files")


def test_members_get_their_own_box_in_the_edition(association: Press, tmp_path: Path) -> None:
    """Personalised, the leaflets and the booklet have the member's name in the box, and the association's covers."""
    members = tmp_path / "leden.csv"
    members.write_text(
        'id,naam,adres,telefoon,land,taal\nde-beuk,Praktijk De Beuk,"Dorp 1, 9000 Gent",09 245 45 67,be,nl\n',
        encoding="utf-8",
    )
    made = run(
        "personalise", str(members), *association.arguments("--edition", "moe", "--format", "booklet", "--format", "a5")
    )
    assert (made.code, made.err) == (0, "")
    folder = "practices/de-beuk/nl"
    booklet = pages(association, f"{folder}/booklet.pdf")
    assert "U krijgt dit boekje van" in booklet[0]
    assert booklet[0].endswith("Praktijk De Beuk")
    assert "Moe maar moedig vzw moemaarmoedig.example" in booklet[0]
    assert "Praktijk De Beuk" in booklet[-1]
    assert "An Peeters, Kerkstraat 2, 9000 Gent" in booklet[1]
    last = pages(association, f"{folder}/ms-a5.pdf")[-1]
    assert "Praktijk De Beuk" in last
    assert "09 123 45 67" not in last


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("website: moemaarmoedig.example", "website: https://moe", "Write it without https://"),
        ("info@moemaarmoedig.example", "info", "Write it as name@example.org"),
        ('"09 123 45 67"', "bel mij", "Write digits and spaces"),
        ("leaflets: [ms, crps]", "leaflets: [ms, crbs]", 'there is no leaflet "crbs"'),
        ("#5B0F3C", "#F4B860", 'the contrast of "group-0"'),
        ("moe.svg", "klein.png", "too few|it needs 300"),
    ],
)
def test_of_a_wrong_edition_nothing_is_made(press: Press, old: str, new: str, said: str) -> None:
    """One sentence, exit code 1, and no folder for its files."""
    own = press.content / "editions"
    own.mkdir(exist_ok=True)
    Image.new("RGB", (100, 40), "green").save(own / "klein.png")
    (own / "moe.svg").write_text(LOGO, encoding="utf-8")
    (own / "moe-foreword.md").write_text("---\nchapter: foreword\ntitle: Wij\n---\n\nDag.\n", encoding="utf-8")
    (own / "moe.yaml").write_text(FILE.replace("booklet-press, ", "").replace(old, new), encoding="utf-8")
    made = press.build("--edition", "moe")
    assert made.code == 1
    (line,) = made.err.splitlines()
    assert re.search(said, line)
    assert not (press.output / "editions").exists()


def test_an_edition_there_is_not_is_told_with_those_there_are(press: Press) -> None:
    """Also where its name leads elsewhere, nothing is written."""
    both = press.build("--edition", "moe", "--edition", "ander")
    assert (both.code, both.err) == (2, "build.py: One edition at a time: call it again with --edition ander.\n")
    for name, said in (("moed", 'There is no edition "moed"'), ("../moe", "is no id")):
        made = press.build("--edition", name)
        assert made.code == 2
        assert said in made.err
    assert not (press.output / "editions").exists()
