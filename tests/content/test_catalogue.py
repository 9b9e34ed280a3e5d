"""A broken list that all share stops the press with a sentence; anything less costs only itself."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from leaflets.content import Catalogue, load
from leaflets.content.catalogue import load_formats
from leaflets.problems import ContentError
from tests.conftest import PROJECT
from tests.content.example import EXAMPLE

STYLES = PROJECT / "styles"
GROUPS = """\
groups:
  - Voor iedereen
  - Neurodegeneratieve ziekten
  - Postvirale en chronische vermoeidheid
  - Andere neurologische aandoeningen
  - Auto-immuun- en systeemziekten
  - Neuro-inflammatoire of nociplastische aandoeningen
"""


def edit(file: Path, old: str, new: str) -> None:
    """Change one thing of a file, where it stands first."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(file: Path, words: str) -> int:
    """The first line that holds `words`, from 1."""
    return next(n for n, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1) if words in line)


def refusal(content: Path) -> list[str]:
    """What is said when the whole content cannot be used."""
    with pytest.raises(ContentError) as caught:
        load(content, STYLES)
    return [str(problem) for problem in caught.value.problems]


def translate(content: Path) -> Path:
    """Add a second language with one leaflet; gives its folder."""
    shutil.copytree(content / "nl", content / "xx", ignore=shutil.ignore_patterns("*.md"))
    edit(content / "xx" / "_language.yaml", "id: nl", "id: xx")
    (content / "xx" / "voorbeeld.md").write_text(EXAMPLE, encoding="utf-8")
    return content / "xx"


def test_the_projects_own_content_is_whole(catalogue: Catalogue) -> None:
    """The thirteen leaflets load in the booklet's order, with every chapter, claim and source."""
    assert [leaflet.id for leaflet in catalogue.leaflets["nl"]] == [
        "sleep-and-recovery", "alzheimer", "parkinson", "me-cfs", "long-covid", "brain-injury", "epilepsy", "lupus",
        "rheumatoid-arthritis", "ms", "sjogren", "crps", "fibromyalgia",
    ]  # fmt: skip
    assert {f"group-{group}" for group in range(1, 6)} < set(catalogue.chapters["nl"])
    assert {"a4", "a5", "booklet"} <= set(catalogue.formats)
    assert catalogue.failed == {"nl": frozenset()}
    assert catalogue.unread == frozenset()


@pytest.mark.parametrize(
    ("name", "place", "said"),
    [
        ("sources.yaml", ("mssociety-what-is-ms", "url"), "  url: https://www.mssociety.org.uk/"),
        ("claims.yaml", ("C02",), "- id: C02"),
        ("edition.yaml", ("publisher", "address"), "  address:"),
        ("edition.yaml", ("publisher", "nowhere"), "publisher:"),
        ("nl/_language.yaml", ("groups", 2), "  - Postvirale en chronische vermoeidheid"),
        ("nl/_language.yaml", ("countries", "nl", "insurer"), "    insurer: zorgverzekeraar"),
        ("nl/booklet/pages.yaml", ("questions", "prompts", 1), "    - Mijn medicijnen. Kan er een mij moe maken?"),
        ("nl/booklet/pages.yaml", ("questions", "prompts", 99), "  prompts:"),
    ],
)
def test_the_lines_of_the_files_of_words_are_known(
    catalogue: Catalogue, name: str, place: tuple[int | str, ...], said: str
) -> None:
    """Each value of a shared list or file of words has its line, or that of what holds it."""
    line = catalogue.line(f"content/{name}", *place)
    assert line is not None
    assert (PROJECT / "content" / name).read_text("utf-8").split("\n")[line - 1].startswith(said)
    assert catalogue.line(f"content/{name}", "nowhere") is None
    assert catalogue.line("content/nowhere.yaml", *place) is None


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """Content that is not there is one sentence that says how to name it."""
    assert refusal(tmp_path / "words") == ["words: there is no such folder. Name the folder with --content."]


@pytest.mark.parametrize("name", ["sources.yaml", "edition.yaml"])
def test_a_shared_list_that_is_missing_stops_everything(name: str, content: Path) -> None:
    """Without sources or the edition's own data nothing can be made."""
    (content / name).unlink()
    assert refusal(content) == [f"content/{name}: cannot be read (No such file or directory). Put the file back."]


def test_a_series_needs_no_ledger_of_claims_and_no_origin(content: Path) -> None:
    """Without claims.yaml there are no claims, and texts that come from nowhere else name no source they come from."""
    (content / "claims.yaml").unlink()
    edit(content / "edition.yaml", "origin: facebook-mstrust-group-post\n", "")
    found, problems = load(content, STYLES)
    assert problems == []
    assert (found.claims, found.edition.origin) == ({}, None)
    assert len(found.leaflets["nl"]) == 13


@pytest.mark.parametrize(
    ("name", "old", "new", "said", "near"),
    [
        ("sources.yaml", "- id: wiley-brb3-181", "- id: nice-ng206", 'the id "nice-ng206" stands there twice', None),
        ("sources.yaml", "url: https://www.facebook", "url: http://www.facebook", 'the field "url" is wrong', "http://"),
        ("sources.yaml", "status: real\n", "status: ours\n", 'the field "title_status" is wrong', "ours"),
        ("sources.yaml", "  publisher: F", "  publischer: F", 'unknown key "publischer". Did you mean', "sch"),
        ("claims.yaml", "- id: C02", "- id: C01", 'the id "C01" stands there twice. Rename one.', None),
        ("claims.yaml", "- id: C02", "- id: 02", 'the field "id" is wrong', "id: 02"),
        ("claims.yaml", "['noodrem']", "['noodrem(']", 'the field "never.0" is wrong: of "noodrem(", the "(" at character 8 is not closed. Write words, with (a|b)', "rem("),
        ("claims.yaml", "claims:", "claim:", 'has no list "claims". Begin it with a line "claims:".', None),
        ("edition.yaml", "blog: versteghen", "blog: nobody", 'the source "nobody-slaap-voldoende" is', "nobody"),
        ("edition.yaml", "origin: facebook", "origin: nobody", 'the source "nobody-mstrust-group-post"', "nobody"),
        ("edition.yaml", "booklet_date: 2026-11-27", "booklet_date: 2026-11-31", '"2026-11-31" is no value', "11-31"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_shared_list_stops_everything(
    name: str, old: str, new: str, said: str, near: str | None, content: Path
) -> None:
    """What is wrong in a list that all leaflets share is one sentence, with its line."""
    edit(content / name, old, new)
    (found,) = refusal(content)
    place, sentence = found.split(": ", 1)
    assert sentence.startswith(said)
    assert near is None or place == f"content/{name}, line {line_of(content / name, near)}"


def test_the_second_of_two_equal_ids_is_the_one_complained_of(content: Path) -> None:
    """Of a source id that stands there twice, the line of the second is said."""
    edit(content / "sources.yaml", "- id: vrt-eiwitrijke-voeding-ic", "- id: wiley-brb3-181")
    lines = (content / "sources.yaml").read_text(encoding="utf-8").split("\n")
    second = [number for number, line in enumerate(lines, 1) if line == "- id: wiley-brb3-181"][1]
    said = 'the id "wiley-brb3-181" stands there twice. Rename one.'
    assert refusal(content) == [f"content/sources.yaml, line {second}: {said}"]


def test_of_two_leaflets_with_the_same_slug_neither_is_made(content: Path, catalogue: Catalogue) -> None:
    """Two leaflets that would be written to the same file are both refused, and no other."""
    edit(content / "nl" / "crps.md", "slug: crps", "slug: ms")
    found, problems = load(content, STYLES)
    assert [str(problem) for problem in problems] == [
        'content/nl/crps.md: has the same slug "ms" as content/nl/ms.md. Choose another slug.',
        'content/nl/ms.md: has the same slug "ms" as content/nl/crps.md. Choose another slug.',
    ]
    kept = [leaflet for leaflet in catalogue.leaflets["nl"] if leaflet.id not in ("crps", "ms")]
    assert list(found.leaflets["nl"]) == kept
    assert found.failed["nl"] == {"crps", "ms"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: xx", "id: nl", 'the id "nl" is not the name of the folder. Write "id: xx".'),
        ("  rest: ", "  rust: ", 'the heading "rest" is missing. Add "  rest: …" under sections.'),
        ("direction: ltr", "direction: up", 'the field "direction" is wrong'),
        ("name: Ned", "nam: Ned", 'unknown key "nam". Did you mean "name"?'),
    ],
)
def test_a_broken_language_costs_its_own_leaflets(
    old: str, new: str, said: str, content: Path, catalogue: Catalogue
) -> None:
    """A language whose file is wrong is left out with a sentence; the others load."""
    folder = translate(content)
    edit(folder / "_language.yaml", old, new)
    found, problems = load(content, STYLES)
    (problem,) = problems
    assert (problem.where, f"{problem.what}. {problem.todo}"[: len(said)]) == ("content/xx/_language.yaml", said)
    assert problem.line == line_of(folder / "_language.yaml", "sections:" if "heading" in said else new)
    assert found.leaflets == catalogue.leaflets
    assert found.unread == {"xx"}


def test_languages_stand_side_by_side(content: Path, catalogue: Catalogue) -> None:
    """A second language brings leaflets of its own and leaves those of the first as they are."""
    translate(content)
    found, problems = load(content, STYLES)
    assert problems == []
    assert found.leaflets["nl"] == catalogue.leaflets["nl"]
    assert [leaflet.path for leaflet in found.leaflets["xx"]] == ["content/xx/voorbeeld.md"]


def test_a_word_that_is_missing_is_said_by_whoever_needs_it(content: Path) -> None:
    """A word of the press that a language lacks is a sentence with its file, at the latest when a page needs it."""
    edit(content / "nl" / "_language.yaml", "  booklet_title:", "  bookletitle:")
    words = load(content, STYLES)[0].languages["nl"].words
    assert words["contents"] == "Inhoud"
    with pytest.raises(ContentError, match=r'^content/nl/_language\.yaml: the word "booklet_title" is missing'):
        words["booklet_title"]


def test_a_word_that_only_one_language_has_is_said(content: Path) -> None:
    """Two languages have the same words; one that the other lacks is said with the file that lacks it."""
    folder = translate(content)
    edit(folder / "_language.yaml", "  contents: Inhoud\n", "")
    said = 'the word "contents" is missing. Add "  contents: …" under words.'
    assert [str(problem) for problem in load(content, STYLES)[1]] == [f"content/xx/_language.yaml: {said}"]


def test_without_any_language_there_is_nothing_to_make(content: Path) -> None:
    """Content without a language is a sentence, and so is its only language when that is broken."""
    file = content / "nl" / "_language.yaml"
    edit(file, "id: nl", "id: fr")
    assert refusal(content) == [
        'content/nl/_language.yaml, line 2: the id "fr" is not the name of the folder. Write "id: nl".'
    ]
    file.unlink()
    assert refusal(content) == ["content: holds no language. Add a folder such as nl/ with a _language.yaml."]


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("p { margin: 0 }", ", line 1: has no leading comment with its geometry"),
        ("/* {description: x */", ", line 1: is not valid YAML"),
        ("/* just words */", ", line 1: holds no fields"),
        ("/*\ndescription: x\npaper_mm: [1, 2]\npges: 2\n*/", ', line 4: unknown key "pges". Did you mean "pages"?'),
        ("/*\ndescription: x\n*/", ', line 2: the field "paper_mm" is missing'),
        ("/*\ndescription: x\npaper_mm: [1, 2]\nqr_mm: 12\n*/", ', line 4: the field "qr_mm" is wrong'),
        ("", ": is empty"),
    ],
)
def test_a_format_with_a_wrong_comment_costs_itself(css: str, said: str, tmp_path: Path) -> None:
    """A format whose geometry cannot be read is left out with a sentence; the others stay."""
    styles = Path(shutil.copytree(STYLES, tmp_path / "styles"))
    (styles / "formats" / "broken.css").write_text(css, encoding="utf-8")
    formats, problems = load_formats(styles)
    (problem,) = problems
    assert str(problem).startswith(f"styles/formats/broken.css{said}")
    assert formats == load_formats(STYLES)[0]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("paper_mm: [0, 210]", 'the field "paper_mm.0" is wrong: it must be more than 0'),
        ("paper_mm: [148, 0]", 'the field "paper_mm.1" is wrong: it must be more than 0'),
        (
            "paper_mm: [.nan, 210]",
            'the field "paper_mm.0" is wrong: a number belongs here, and the number nan stands there',
        ),
        (
            "paper_mm: [.inf, 210]",
            'the field "paper_mm.0" is wrong: a number belongs here, and the number inf stands there',
        ),
        ("paper_mm: [148, 1.0e+300]", 'the field "paper_mm.1" is wrong: it must be 2000 or less'),
        ("entries_per_page: 0", 'the field "entries_per_page" is wrong: it must be 1 or more'),
        ("sources_per_page: 0", 'the field "sources_per_page" is wrong: it must be 1 or more'),
        ("section_pages: -1", 'the field "section_pages" is wrong: it must be 1 or more'),
        ("pages: 10000000", 'the field "pages" is wrong: it must be 500 or less'),
        ("source_columns: 0", 'the field "source_columns" is wrong: it must be 1 or more'),
        ("notes_rows: -1", 'the field "notes_rows" is wrong: it must be 0 or more'),
        ("body_pt: .nan", 'the field "body_pt" is wrong: a number belongs here'),
        ("qr_mm: .inf", 'the field "qr_mm" is wrong: a number belongs here'),
        (
            "conforms_to: nonsense",
            'the field "conforms_to" is wrong: "nonsense" is none of its values. Choose from: pdf/ua-1.',
        ),
        (
            "conforms_to: pdf/ua-2",
            'the field "conforms_to" is wrong: "pdf/ua-2" is none of its values. Choose from: pdf/ua-1.',
        ),
        (
            "conforms_to: PDF/UA-1",
            'the field "conforms_to" is wrong: "PDF/UA-1" is none of its values. Choose from: pdf/ua-1.',
        ),
        ("purpose: fun", 'the field "purpose" is wrong: "fun" is none of its values. Choose from: '),
        ("template: ../x", 'the field "template" is wrong: it is not written as it should be. Use lower case'),
        ("sizes: {a3: [0, 1]}", 'the field "sizes.a3.0" is wrong: it must be more than 0'),
        ("parts: {cover: 0}", 'the field "parts.cover" is wrong: it must be 1 or more'),
        ("sheet: {size_mm: [0, 1], scheme: saddle}", 'the field "sheet.size_mm.0" is wrong: it must be more than 0'),
        ("sheet: {size_mm: [9, 9], scheme: saddle, gutter_mm: .nan}", 'the field "sheet.gutter_mm" is wrong'),
    ],
)
def test_geometry_that_is_none_is_said_with_its_line(field: str, said: str, tmp_path: Path) -> None:
    """Lengths of nothing, numbers that are none, counts of nothing and unknown norms cost their format only."""
    styles = Path(shutil.copytree(STYLES, tmp_path / "styles"))
    name = field.split(":", maxsplit=1)[0]
    whole = {"description": "description: x", "paper_mm": "paper_mm: [148, 210]"} | {name: field}
    css = "\n/*\n" + "\n".join(whole.values()) + "\n*/\n"
    (styles / "formats" / "broken.css").write_text(css, encoding="utf-8")
    formats, problems = load_formats(styles)
    (problem,) = problems
    assert f"{problem.what}. {problem.todo}".startswith(said)
    assert (problem.where, problem.line) == ("styles/formats/broken.css", 3 + list(whole).index(name))
    assert formats == load_formats(STYLES)[0]


def test_a_format_is_not_made_of_itself(tmp_path: Path) -> None:
    """A format is made of one with pages of its own, and not of itself or of another's sheets."""
    styles = Path(shutil.copytree(STYLES, tmp_path / "styles"))
    for name, of in (("one", "one"), ("two", "a5-folded")):
        css = f"/*\ndescription: x\npaper_mm: [148, 210]\nof: {of}\n*/\n"
        (styles / "formats" / f"{name}.css").write_text(css, encoding="utf-8")
    formats, problems = load_formats(styles)
    assert formats == load_formats(STYLES)[0]
    assert [problem.where for problem in problems] == ["styles/formats/one.css", "styles/formats/two.css"]


def test_a_format_made_of_one_that_is_broken_is_left_out_too(tmp_path: Path) -> None:
    """Sheets of pages that cannot be made are said and left out, in as many sentences as there are files."""
    styles = Path(shutil.copytree(STYLES, tmp_path / "styles"))
    (styles / "formats" / "a5.css").write_text("p {}", encoding="utf-8")
    formats, problems = load_formats(styles)
    known = load_formats(STYLES)[0]
    lost = {name for name, fmt in known.items() if "a5" in (name, fmt.of)}
    assert lost > {"a5"}
    assert set(formats) == set(known) - lost
    assert {problem.where for problem in problems} == {f"styles/formats/{name}.css" for name in lost}


def test_content_is_named_by_its_folder_wherever_it_is_called_from(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Messages name files from the content's folder on, also when that is the folder one stands in."""
    (content / "nl" / "voorbeeld.md").write_bytes(b"")
    monkeypatch.chdir(content)
    assert [problem.where for problem in load(Path(), STYLES)[1]] == ["content/nl/voorbeeld.md"]


def test_the_folder_is_known_by_its_name(content: Path) -> None:
    """Messages name the folder the user gave, whatever it is called."""
    other = content.rename(content.parent / "vereniging")
    catalogue, problems = load(other, PROJECT / "styles")
    assert (catalogue.folder, problems) == ("vereniging", [])


def test_of_two_chapters_for_one_place_neither_is_made(content: Path, catalogue: Catalogue) -> None:
    """Two files that are the same chapter are both refused: one would silently take the other's place."""
    booklet = content / "nl" / "booklet"
    shutil.copy(booklet / "foreword.md", booklet / "second.md")
    found, problems = load(content, STYLES)
    todo = "Give it another name at chapter, or remove it."
    first, second = "content/nl/booklet/foreword.md", "content/nl/booklet/second.md"
    assert [str(problem) for problem in problems] == [
        f'{first}: is the same chapter "foreword" as {second}. {todo}',
        f'{second}: is the same chapter "foreword" as {first}. {todo}',
    ]
    assert set(found.chapters["nl"]) == set(catalogue.chapters["nl"]) - {"foreword"}
    assert found.failed["nl"] == {"foreword"}
    assert found.leaflets == catalogue.leaflets


@pytest.mark.parametrize("name", ["nl/ms.md", "nl/booklet/foreword.md", "nl/booklet/pages.yaml"])
def test_what_is_no_plain_file_costs_itself_only(name: str, content: Path, catalogue: Catalogue) -> None:
    """A pipe, a link that leads out and a link to a device in a text's place are sentences, and nothing waits."""
    path = content / name
    outside = content.parent / "elsewhere"
    outside.write_bytes(path.read_bytes())
    path.unlink()
    os.mkfifo(path)
    found, problems = load(content, STYLES)
    assert [str(one) for one in problems] == [f"content/{name}: is no plain file. Put a text file there, or remove it."]
    assert found.failed["nl"] == {path.stem}
    assert len(found.leaflets["nl"]) == len(catalogue.leaflets["nl"]) - (name == "nl/ms.md")
    for target in (outside, Path("/dev/zero")):
        path.unlink()
        path.symlink_to(target)
        said = "is outside the folder content. Put the file itself there, not a link to it."
        assert [str(one) for one in load(content, STYLES)[1]] == [f"content/{name}: {said}"]


CIRCLE = "Too many levels of symbolic links"


@pytest.mark.parametrize(("target", "said"), [(None, CIRCLE), ("nowhere", "No such file or directory")])
@pytest.mark.parametrize("name", ["nl/ms.md", "nl/booklet/pages.yaml", "nl/_language.yaml", "fr/_language.yaml"])
def test_a_link_that_leads_nowhere_is_told(name: str, target: str | None, said: str, content: Path) -> None:
    """Links in a circle and to what is gone are a sentence, and not taken for files that were never there."""
    path = content / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target or path.name)
    told = f"content/{name}: cannot be read ({said}). Put the file back."
    if name == "nl/_language.yaml":  # The only language there is.
        assert refusal(content) == [told]
    else:
        assert [str(one) for one in load(content, STYLES)[1]] == [told]


@pytest.mark.parametrize("name", ["sources.yaml", "claims.yaml", "edition.yaml", "nl/_language.yaml"])
def test_a_shared_list_is_a_plain_file(name: str, content: Path) -> None:
    """A pipe in the place of a list that all share stops the press with a sentence."""
    (content / name).unlink()
    os.mkfifo(content / name)
    assert refusal(content) == [f"content/{name}: is no plain file. Put a text file there, or remove it."]


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("sources.yaml", "title: What is MS?", "title: What is M\u0405?", "M\u0405"),
        ("claims.yaml", "claim: Waste", "claim: W\u200baste", "W\u200b"),
        ("edition.yaml", "name: Jesse", 'name: "Je\\u202esse"', "u202e"),
        ("nl/_language.yaml", "blog: Meer", "blog: M\u2066eer", "M\u2066"),
    ],
)
def test_a_list_is_what_it_seems(name: str, old: str, new: str, line: str, content: Path) -> None:
    """Characters nobody sees and letters of another alphabet are refused in every list, with line and code point (C16)."""
    edit(content / name, old, new)
    (found,) = refusal(content)
    assert found.startswith(f"content/{name}, line {line_of(content / name, line)}: ")
    assert "[C16]" in found
    assert "(U+" in found


def test_words_that_cannot_be_filled_in_cost_their_language(content: Path) -> None:
    """A word with braces the press does not fill in is a problem of its file, before any page is made."""
    edit(content / "nl" / "_language.yaml", 'paper_title: "{title}', 'paper_title: "{nix}')
    (found,) = refusal(content)
    line = line_of(content / "nl" / "_language.yaml", "{nix}")
    assert found == (
        f'content/nl/_language.yaml, line {line}: the word "paper_title" holds "{{nix}}", which the press cannot fill in. '
        "What may stand here: {title}."
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("date_format: d MMMM y", "date_format: nonsense", 'the field "date_format" is wrong: it is not written as it'),
        (GROUPS, "groups: []\n", 'the field "groups" is wrong: the list must have 1 item or more'),
    ],
)
def test_a_language_that_would_stop_a_page_is_refused(old: str, new: str, said: str, content: Path) -> None:
    """A pattern of dates nobody can write, and no name of a group, are said when the language is read."""
    edit(content / "nl" / "_language.yaml", old, new)
    (found,) = refusal(content)
    assert said in found
    assert found.startswith("content/nl/_language.yaml, line ")


def test_20_000_wrong_sources_are_said_at_once(content: Path) -> None:
    """Of a list with thousands of mistakes the first twenty are said and the others counted, within a second."""
    (content / "sources.yaml").write_text("sources:\n" + "- zest: 1\n" * 20_000, encoding="utf-8")
    began = time.process_time()
    found = refusal(content)
    assert time.process_time() - began < 3
    assert found[0] == 'content/sources.yaml, line 2: the field "id" is missing. Add a line "id: …".'
    assert len(found) == 21
    assert found[-1].endswith("more mistakes. Mend those above, then look again.")
