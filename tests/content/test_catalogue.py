"""A broken list that all share stops the press with a sentence; anything less costs only itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflets.content import Catalogue, load
from leaflets.content.catalogue import load_formats
from leaflets.problems import ContentError
from tests.conftest import PROJECT
from tests.content.example import EXAMPLE

STYLES = PROJECT / "styles"


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
    assert {f"group-{group}" for group in range(6)} < set(catalogue.chapters["nl"])
    assert {"a4", "a5", "booklet"} <= set(catalogue.formats)
    assert catalogue.failed == {"nl": frozenset()}
    assert catalogue.unread == frozenset()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """Content that is not there is one sentence that says how to name it."""
    assert refusal(tmp_path / "words") == ["words: there is no such folder. Name the folder with --content."]


@pytest.mark.parametrize("name", ["sources.yaml", "claims.yaml", "edition.yaml"])
def test_a_shared_list_that_is_missing_stops_everything(name: str, content: Path) -> None:
    """Without sources, claims or the edition's own data nothing can be made."""
    (content / name).unlink()
    assert refusal(content) == [f"content/{name}: cannot be read (No such file or directory). Put the file back."]


@pytest.mark.parametrize(
    ("name", "old", "new", "said", "near"),
    [
        ("sources.yaml", "- id: wiley-brb3-181", "- id: nice-ng206", 'the id "nice-ng206" stands there twice', None),
        ("sources.yaml", "url: https://www.facebook", "url: http://www.facebook", 'the field "url" is wrong', "http://"),
        ("sources.yaml", "status: real\n", "status: ours\n", 'the field "title_status" is wrong', "ours"),
        ("sources.yaml", "  publisher: F", "  publischer: F", 'unknown key "publischer". Did you mean', "sch"),
        ("claims.yaml", "- id: C02", "- id: C01", 'the id "C01" stands there twice. Rename one.', None),
        ("claims.yaml", "- id: C02", "- id: 02", 'the field "id" is wrong', "id: 02"),
        ("claims.yaml", "['noodrem']", "['noodrem(']", 'the field "never.0" is wrong: Input should be', "rem("),
        ("claims.yaml", "claims:", "claim:", 'has no list "claims". Begin it with a line "claims:".', None),
        ("edition.yaml", "blog: versteghen", "blog: nobody", 'the source "nobody-slaap-voldoende" is', "nobody"),
        ("edition.yaml", "origin: facebook", "origin: nobody", 'the source "nobody-mstrust-group-post"', "nobody"),
        ("edition.yaml", "booklet_date: 2026-11-01", "booklet_date: 2026-11-31", '"2026-11-31" is no value', "11-31"),
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


def test_broken_pages_to_write_on_cost_no_leaflet(content: Path, catalogue: Catalogue) -> None:
    """The words of the diaries are the booklet's only: a mistake in them costs no leaflet."""
    edit(content / "nl" / "booklet" / "pages.yaml", "questions:", "question:")
    found, problems = load(content, STYLES)
    where = "content/nl/booklet/pages.yaml"
    line = line_of(content / "nl" / "booklet" / "pages.yaml", "question:")
    said = 'unknown key "question". Did you mean "questions"?'
    assert [str(problem) for problem in problems] == [f"{where}, line {line}: {said}"]
    assert found.leaflets == catalogue.leaflets
    assert found.fill_pages == {}
    assert found.failed["nl"] == {"pages"}


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
