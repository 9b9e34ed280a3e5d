"""What is asked for is made, or a sentence says why not: whatever the options, and whatever is wrong with the texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

import pytest

from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.model.format import PaperOptions, Profile
from leaflets.model.job import Allowance
from leaflets.plan import Request, concerns, works
from leaflets.plan.request import is_booklet
from leaflets.problems import Problem, WrongOption

PROFILE = Profile(name="x", sha256="0", data=b"")
OPTIONS: dict[str, Any] = {
    "press": True, "gray": True, "light": True, "manual_duplex": True, "size": "a3", "icc": PROFILE, "fillable": True,
    "ua": 2,
}  # fmt: skip


def request(**asked: Any) -> Request:
    here = Path()
    return replace(Request(here, here, here), **asked)


def with_options(options: tuple[str, ...], **asked: Any) -> Request:
    """A request with these options of the command line."""
    paper = PaperOptions(**{name: OPTIONS[name] for name in options if name != "fillable"})
    return request(paper=paper, fillable="fillable" in options, **asked)


@pytest.fixture(scope="module")
def few(catalogue: Catalogue) -> Catalogue:
    """Two leaflets in Dutch, one of them in French too, German that is begun only, and one whose text is wrong."""
    nl = catalogue.languages["nl"]
    languages = {name: nl.model_copy(update={"id": name}) for name in ("nl", "fr", "de")}
    ms, crps = (one for one in catalogue.leaflets["nl"] if one.id in ("ms", "crps"))
    return replace(
        catalogue, languages=languages,
        leaflets={"nl": (ms, crps), "fr": (ms.model_copy(update={"language": "fr"}),), "de": ()},
        chapters={"nl": catalogue.chapters["nl"], "fr": {}, "de": {}},
        failed={"nl": frozenset({"lupus"}), "fr": frozenset(), "de": frozenset()},
    )  # fmt: skip


def several(names: tuple[str, ...], most: int) -> Iterator[tuple[str, ...]]:
    """Every choice of at most so many of the names."""
    return chain.from_iterable(combinations(names, count) for count in range(most + 1))


LANGUAGES = ((), ("nl",), ("fr",), ("de",), ("nl", "fr"), ("nl", "de"))
LEAFLETS = ((), ("ms",), ("crps",), ("lupus",), ("ms", "crps"), ("crps", "lupus"))


@pytest.mark.parametrize("languages", LANGUAGES, ids=lambda names: "+".join(names) or "all")
@pytest.mark.parametrize("leaflets", LEAFLETS, ids=lambda names: "+".join(names) or "all")
def test_every_combination_of_options_makes_a_file_or_says_why_not(
    languages: tuple[str, ...], leaflets: tuple[str, ...], few: Catalogue
) -> None:
    """With each choice of options, alone and with others, each format asked for is a file, a problem, or refused."""
    tried = 0
    for formats in several(tuple(few.formats), 1):
        for options in several(tuple(OPTIONS), len(OPTIONS)):
            asked = with_options(options, languages=languages, leaflets=leaflets, formats=formats)
            try:
                found, problems = works(few, asked)
            except WrongOption:
                continue
            tried += 1
            said = f"{formats} {options}"
            # What is wrong with lupus itself was said when it was read.
            is_said = bool(problems) or "lupus" in leaflets
            assert found or is_said, said
            for language, leaflet in product(languages, leaflets):
                there = leaflet in {one.id for one in few.leaflets[language]} or leaflet in few.failed[language]
                assert there or f"content/{language}/{leaflet}.md" in {problem.where for problem in problems}, said
            assert len({work.path for work in found}) == len(found), said
            if "press" in options:
                assert {work.ink for work in found} <= {"press"}, said
            if "fillable" in options and found:
                assert any(work.path.endswith("-fillable.pdf") for work in found), said
            if "manual_duplex" in options and found:
                assert any(work.sides == "fronts" for work in found), said
    assert tried > 30


@pytest.mark.parametrize("formats", [("booklet",), ("booklet-press",), ("booklet", "booklet-press")], ids="+".join)
def test_a_booklet_of_a_choice_for_the_print_shop_is_made(formats: tuple[str, ...], catalogue: Catalogue) -> None:
    """Asked for by either name, with or without leaflets, --press makes the print shop's booklet of just these."""
    found, problems = works(catalogue, with_options(("press",), leaflets=("ms",), formats=formats))
    assert ([work.path for work in found], problems) == (["nl/booklet/booklet-press-ms.pdf"], [])
    assert found[0].booklet is not None
    assert found[0].booklet.leaflets == ("ms",)
    several, _ = works(catalogue, with_options(("press",), leaflets=("ms",), formats=("a5", *formats)))
    assert [work.path for work in several] == ["nl/leaflets/ms-a5-press.pdf", "nl/booklet/booklet-press-ms.pdf"]
    none, _ = works(catalogue, with_options(("press",), leaflets=("ms",)))
    assert not any(is_booklet(work.format) for work in none)


def test_a_sheet_for_the_print_shop_costs_itself(catalogue: Catalogue) -> None:
    """Of formats some of which a print shop does not take the others are made, and each of those is named."""
    found, problems = works(catalogue, with_options(("press",), leaflets=("ms",), formats=("a5", "trifold")))
    assert [work.path for work in found] == ["nl/leaflets/ms-a5-press.pdf"]
    assert [str(problem) for problem in problems] == [
        "trifold: is a sheet for an office printer, and a print shop makes its own sheets. "
        "Leave out --press, or ask for single pages: --format a5."
    ]
    with pytest.raises(WrongOption, match=r'^"trifold" is a sheet .* --format a5\.$'):
        works(catalogue, with_options(("press",), formats=("trifold",)))


def test_a_language_without_leaflets_is_said_when_it_is_asked_for(few: Catalogue) -> None:
    """A language that is begun only makes nothing and says so; in a build of everything it is no fault."""
    said = "content/de: holds no leaflet yet. Begin one: build.py new leaflet ID --language de."
    for formats in ((), ("a5",), ("booklet",)):
        found, problems = works(few, request(languages=("de",), formats=formats))
        assert (found, [str(problem) for problem in problems]) == ([], [said])
    found, problems = works(few, request(formats=("a5",)))
    assert (len(found), problems) == (3, [])
    assert not any("/de" in problem.where for problem in works(few, request())[1])


def test_a_content_folder_without_leaflets_says_so(few: Catalogue) -> None:
    """With no leaflet in any language a build of everything makes nothing, and says where one is missing."""
    bare = replace(few, leaflets={"nl": (), "fr": (), "de": ()}, failed={}, folder="vereniging")
    found, problems = works(bare, request(formats=("a5",)))
    assert found == []
    assert [problem.where for problem in problems] == ["vereniging/nl", "vereniging/fr", "vereniging/de"]


def test_a_leaflet_that_is_not_translated_is_said_when_both_are_named(few: Catalogue) -> None:
    """A leaflet named with a language it is not in is a problem; the language named alone, or the leaflet, is not."""
    found, problems = works(few, request(languages=("nl", "fr"), leaflets=("crps",), formats=("a5",)))
    assert [work.path for work in found] == ["nl/leaflets/crps-a5.pdf"]
    assert [str(problem) for problem in problems] == [
        "content/fr/crps.md: there is no such leaflet in this language. "
        "Begin it: build.py new leaflet crps --language fr; or leave out --language fr."
    ]
    assert works(few, request(leaflets=("crps",), formats=("a5",)))[1] == []
    assert works(few, request(languages=("fr",), formats=("a5",)))[1] == []


@pytest.mark.parametrize(
    ("options", "formats"),
    [(("press", "icc"), ()), (("press", "icc"), ("booklet",)), (("fillable",), ("a5",)), (("manual_duplex",), ("a5-folded",))],
)  # fmt: skip
@pytest.mark.parametrize("leaflets", [(), ("ms",)])
def test_no_option_is_wrong_because_a_text_is(
    options: tuple[str, ...], formats: tuple[str, ...], leaflets: tuple[str, ...], catalogue: Catalogue
) -> None:
    """While the texts are wrong, an option that would go with them is not called wrong."""
    names = frozenset(one.id for one in catalogue.leaflets["nl"])
    broken = replace(catalogue, leaflets={"nl": ()}, failed={"nl": names})
    found, problems = works(broken, with_options(options, formats=formats, leaflets=leaflets))
    assert found == []
    assert all("of its texts are wrong" in problem.what for problem in problems)


@pytest.mark.parametrize(
    ("options", "formats"),
    [(("press", "icc"), ("a5",)), (("icc",), ("booklet-press",)), (("fillable",), ("a5",)), (("gray",), ("a5",)), (("fillable",), ())],
)  # fmt: skip
def test_no_option_is_wrong_because_a_format_is(
    options: tuple[str, ...], formats: tuple[str, ...], catalogue: Catalogue
) -> None:
    """While a format cannot be read, an option that may go with it is not called wrong."""
    unread = frozenset({*formats, "a4", "a5", "large-print"})
    left = {name: fmt for name, fmt in catalogue.formats.items() if not {name, fmt.of} & unread}
    found, _ = works(
        replace(catalogue, formats=left, unread=unread), with_options(options, formats=formats, leaflets=("ms",))
    )
    assert not any(work.format.id in unread for work in found)


def test_a_leaflet_of_a_language_that_cannot_be_read_is_no_wrong_option(catalogue: Catalogue) -> None:
    """Nobody knows then whether there is such a leaflet: it is a problem, and the others are made."""
    broken = replace(catalogue, unread=frozenset({"fr"}))
    found, problems = works(broken, request(leaflets=("ms", "migraine"), formats=("a5",)))
    assert [work.path for work in found] == ["nl/leaflets/ms-a5.pdf"]
    assert [str(problem) for problem in problems] == [
        "migraine: is not among the leaflets that can be read. Mend what cannot be read, or correct the name."
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("press", "light"),
            "--press and --light exclude each other: a print shop's press prints solid fields well. Choose one.",
        ),
        (("press", "gray"), "--press and --gray exclude each other: a print shop gets its own four inks. Choose one."),
        (("press", "manual_duplex"), "--press and --manual-duplex exclude each other: "),
        (("press", "fillable"), "--press and --fillable exclude each other: "),
        (("press", "ua"), "--press and --ua 2 exclude each other: a print shop's file has no tags. Choose one."),
        (("icc",), "--icc goes with files for a print shop."),
        (("fillable", "size"), "--paper a3 needs a format."),
    ],
)
@pytest.mark.parametrize("formats", [(), ("a4",)])
def test_options_that_do_not_go_together_are_told(
    options: tuple[str, ...], formats: tuple[str, ...], said: str, catalogue: Catalogue
) -> None:
    """Two options of which one undoes the other are named both; no advice leads in a circle."""
    said = '"a4" is made on one size of paper only.' if "size" in options and formats else said
    if options == ("icc",) and not formats:
        assert works(catalogue, with_options(options, leaflets=("ms",)))[0]
        return
    with pytest.raises(WrongOption) as error:
        works(catalogue, with_options(options, formats=formats, leaflets=("ms",)))
    assert str(error.value).startswith(said)


@pytest.mark.parametrize("formats", [("booklet-press",)])
def test_gray_goes_with_what_can_be_gray(formats: tuple[str, ...], catalogue: Catalogue) -> None:
    """The print shop's own format is in four inks: --gray with that alone is refused, beside others it is not."""
    with pytest.raises(WrongOption, match=r"^--gray goes with "):
        works(catalogue, with_options(("gray",), formats=formats))
    assert works(catalogue, with_options(("gray",), formats=(*formats, "a5"), leaflets=("ms",)))[0]


@pytest.mark.parametrize("formats", [("booklet-press",), ("a5-folded", "trifold")])
def test_a_part_of_pdf_ua_goes_with_what_has_tags(formats: tuple[str, ...], catalogue: Catalogue) -> None:
    """Sheets and the print shop's format have none: --ua 2 with those alone is refused, beside others it is not."""
    with pytest.raises(WrongOption, match=r"^--ua 2 goes with "):
        works(catalogue, with_options(("ua",), formats=formats))
    found, _ = works(catalogue, with_options(("ua",), formats=(*formats, "a5"), leaflets=("ms",)))
    said = {work.format.id: work.entry.conforms_to for work in found}
    assert said == dict.fromkeys(formats) | {"a5": "pdf/ua-2"}


def test_what_is_let_pass_goes_with_each_page(catalogue: Catalogue) -> None:
    """Each job knows the rules that are let pass, and is another job for it; without any it is as it was."""
    allow = (Allowance(rule="T04", reason="it is looked up"),)
    (work,), _ = works(catalogue, request(leaflets=("ms",), formats=("a5",), allow=allow))
    (plain,), _ = works(catalogue, request(leaflets=("ms",), formats=("a5",)))
    assert [job.allowed for job in (*work.jobs, *plain.jobs)] == [allow, ()]
    assert work.jobs[0].digest() != plain.jobs[0].digest()
    assert work.path == plain.path


@pytest.mark.parametrize(
    ("where", "asked", "is_concerned"),
    [
        ("content/nl/ms.md", {"leaflets": ("ms",)}, True),
        ("content/nl/ms.md", {"leaflets": ("crps",)}, False),
        ("content/nl/ms.md", {"languages": ("fr",)}, False),
        ("content/nl/booklet/about.md", {"leaflets": ("ms",)}, True),
        ("content/sources.yaml", {"leaflets": ("ms",)}, True),
        ("styles/formats/a5.css", {"leaflets": ("ms",)}, True),
        ("other/nl/ms.md", {"leaflets": ("crps",)}, True),
        ("", {"leaflets": ("crps",)}, True),
    ],
)
def test_a_problem_concerns_who_asks_for_it(where: str, asked: dict[str, Any], is_concerned: bool) -> None:
    """A text's problem is for those who ask for it or for everything; a shared file's is for all."""
    asked_for = replace(request(**asked), content=Path("/somewhere/content"))
    assert concerns(Problem(say("is wrong"), where, say("Mend it.")), asked_for) is is_concerned


def test_a_press_without_formats_says_so(catalogue: Catalogue) -> None:
    """Where no style sheet is left nothing is made, and the folder is named; one asked for is not looked for in none."""
    bare = replace(catalogue, formats={})
    found, problems = works(bare, request())
    assert (found, [problem.where for problem in problems]) == ([], ["styles/formats"])
    with pytest.raises(WrongOption, match=r'^There is no format "a5"\. There is none that can be used\.$'):
        works(bare, request(formats=("a5",)))
