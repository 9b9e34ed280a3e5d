"""What README, docs and comments name is there: rules, chapters of the norms, files, headings, commands and options."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from leaflets.cli import COMMANDS
from leaflets.content import Catalogue, load
from leaflets.imposition.office import load_office
from leaflets.messages import Sentence
from leaflets.personalise.table.read import read
from leaflets.preflight.inspection import IDS
from leaflets.preflight.rule import KNOWN
from leaflets.preflight.rules import type as type_rules
from leaflets.press.shop import load_shop, shops_in
from tests import rules_table
from tests.conftest import PROJECT
from tests.preflight.drawn import Drawn, file_of
from tests.test_architecture import FLOW, nodes, said_in

pytestmark = pytest.mark.whole

DOCS = PROJECT / "docs"
PAGES = tuple(
    sorted((*DOCS.rglob("*.md"), *(PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md"))))
)
CODE = tuple(sorted((*(PROJECT / "leaflets").rglob("*.py"), *(PROJECT / "tests").rglob("*.py"))))
SAID = tuple(sorted((*PAGES, *CODE, *(PROJECT / "styles").rglob("*.css"), *(PROJECT / "templates").rglob("*.*"))))
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?( \+)?\n(.*?)^```$", re.DOTALL | re.MULTILINE)

MADE = re.compile(
    r"(output|mine"
    r"|content/(fr|nl/pictures|practices/de-beuk|printer|costs|nl/migraine|editions|shops/de-pers|profiles|versions|site)"
    r"|\.well-known"
    r"|styles/formats/a4-wide)(/|\.|$)"
)
"""What the press or a reader of the docs makes, and what is not there before."""

ELSEWHERE = {"printer.yaml", "costs.yaml", "confusables.txt", "DerivedCoreProperties.txt"}
"""What a command makes, and tables of Unicode."""

OTHERS = {
    "--cases", "--newest", "--cluster", "--rare-words", "--server", "--studio", "--test", "--rounds", "--growth", "--write",
}  # fmt: skip
"""Options of setup.sh (extras of pyproject.toml) and of programs under tests/."""


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def prose(path: Path) -> str:
    """What a file tells its reader: of code its comments and docstrings, of a page all but its examples."""
    return "\n".join(said_in(path)) if path.suffix == ".py" else BLOCK.sub("", text(path))


def blocks(path: Path) -> list[tuple[str, str, bool, str]]:
    """The examples of a page: language, the file they belong in, whether they go at its end, and what they say."""
    return [(kind, file, bool(more), said) for kind, file, more, said in BLOCK.findall(text(path))]


def test_the_chapters_of_the_norms_that_are_cited_are_there() -> None:
    """Each "norms §" of code, styles and pages is a chapter of docs/norms.md."""
    there = set(re.findall(r"^## (\d+)\. ", text(DOCS / "norms.md"), re.MULTILINE))
    cited = {(named(path), number) for path in SAID for number in re.findall(r"[Nn]orms(?:\.md)? §(\d+)", text(path))}
    assert {number for _, number in cited} >= {"1", "2", "4", "5", "6", "7"}
    assert [one for one in sorted(cited) if one[1] not in there] == []


def test_the_rules_that_are_named_are_there(catalogue: Catalogue) -> None:
    """Each id in a comment, a docstring or a page is one of a rule, or of a claim."""
    known = {*IDS, *catalogue.claims}
    unknown = [
        f"{named(path)}: {one}"
        for path in SAID
        for one in re.findall(r"(?<![\w#.%])[CLTAPQ]\d\d(?![\w])", prose(path))
        if one not in known
    ]
    assert unknown == []


def test_the_table_of_rules_is_that_of_the_rules() -> None:
    """docs/norms.md lists each rule with what it says, how bad it is and its source, as the code has them."""
    norms = text(DOCS / "norms.md")
    assert rules_table.with_table(norms) == norms, "write it anew: .venv/bin/python -m tests.rules_table"
    assert list(dict.fromkeys(re.findall(r"^\| ([A-Z]\d\d) \| ", norms, re.MULTILINE)))[: len(IDS)] == list(IDS)


def test_the_rooms_are_told_in_the_order_of_the_flow() -> None:
    """docs/architecture.md has a line for each module and package of the flow, and no others."""
    rows = re.findall(r"^\| (`[^|]*) \| ", text(DOCS / "architecture.md"), re.MULTILINE)
    assert [room for row in rows for room in re.findall(r"`(\w+)/?`", row)] == list(FLOW)


def anchors(path: Path) -> set[str]:
    """What the headings of a page are linked to as, in the way of GitHub."""
    titles = re.findall(r"^#+ (.+)$", text(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    """Each link of a page leads to a file that is there, and to a heading of it."""
    for target in re.findall(r"\]\(([^)\s]+)\)", BLOCK.sub("", text(page))):
        if re.match(r"https?:|[\w.]+\.jpg", target):
            continue
        file, _, anchor = target.partition("#")
        led_to = (page.parent / file).resolve() if file else page
        assert led_to.exists(), target
        assert not anchor or anchor in anchors(led_to), target


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_file_that_is_named_is_there(page: Path) -> None:
    """Each path between backticks is there, unless it is one that the reader is told to make."""
    named_there = re.findall(r"`([\w.-]+(?:/[\w.-]*)+|[\w-]+\.(?:toml|sh|txt|md|py))`", text(page))
    within = ("", "leaflets", "leaflets/preflight", "leaflets/personalise", "content", "content/nl/booklet")
    places = (page.parent, *(PROJECT / folder for folder in within))
    gone = [
        name for name in named_there if not MADE.match(name) and not any((place / name).exists() for place in places)
    ]
    assert gone == []


def test_every_page_and_style_that_code_names_is_there() -> None:
    """Comments and docstrings of the press send nobody to a text, a list, a template or a style that is not there."""
    folders = ("docs", "content", "templates", "styles")
    there = [named(path) for folder in folders for path in (PROJECT / folder).rglob("*.*")]
    there += [path.name for path in PROJECT.iterdir()]
    gone = [
        f"{named(path)}: {name}"
        for path in CODE
        if "tests" not in path.relative_to(PROJECT).parts
        for name in re.findall(r"(?<![\w.*<>/])[\w/-]+\.(?:md|yaml|css|txt|toml|sh)\b", prose(path))
        if Path(name).name not in ELSEWHERE and not any(f"/{one}".endswith(f"/{name}") for one in there)
    ]
    assert gone == []


def test_the_pages_list_what_there_is() -> None:
    """docs/README.md links every page, and the front page each how-to."""
    listed, front = text(DOCS / "README.md"), text(PROJECT / "README.md")
    pages = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md") if path.name != "README.md"]
    assert len(pages) == 19
    assert [page for page in pages if f"({page})" not in listed] == []
    assert [page for page in pages if page.startswith("how-to") and f"(docs/{page})" not in front] == []


def commands(path: Path) -> Iterator[list[str]]:
    """The commands a page gives: in its indented lines, and between backticks."""
    lines = re.findall(r"^ {4,}(\S.*)$|`([^`\n]+)`", BLOCK.sub("", text(path)), re.MULTILINE)
    for line in (one or other for one, other in lines):
        for part in re.split(r" && | {4,}", line):
            if re.match(r"(\.venv/bin/)?(python|sh|build\.py|leaflet-press)\b", part):
                yield shlex.split(part, comments=True)


def options_of(command: click.Command) -> set[str]:
    return {name for param in command.params for name in (*param.opts, *param.secondary_opts)}


def accepted(words: list[str]) -> str | None:
    """What is wrong with a command of ours: no such command, module or option; None when it is as it should be."""
    if words[0] == "sh":
        extras = tomllib.loads(text(PROJECT / "pyproject.toml"))["project"]["optional-dependencies"]
        return next((one for one in words[2:] if one.removeprefix("--") not in extras), None)
    if "-m" in words:
        module = words[words.index("-m") + 1]
        where = PROJECT / module.replace(".", "/")
        is_there = not module.startswith(("tests", "leaflets")) or where.with_suffix(".py").exists() or where.is_dir()
        return None if is_there else module
    rest = words[next(i for i, word in enumerate(words) if word.endswith(("build.py", "leaflet-press"))) + 1 :]
    known = {command.name: command for command in COMMANDS}
    command = known.get(rest[0]) if rest and not rest[0].startswith("-") else known["build"]
    if command is None:
        return rest[0]
    wanted = [word.partition("=")[0] for word in rest if word.startswith("--")]
    return next((one for one in wanted if one not in options_of(command) | {"--help", "--version"}), None)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_that_is_given_is_one(page: Path) -> None:
    """Each command of a page has a name and options that the press, setup.sh or a program of the tests knows."""
    assert [f"{wrong} in {shlex.join(words)}" for words in commands(page) if (wrong := accepted(words))] == []


def test_commands_are_found_and_told_apart() -> None:
    """The test before this one looks at many commands, and would tell a wrong one."""
    assert sum(len(list(commands(page))) for page in PAGES) > 40
    assert accepted(["build.py", "bild"]) == "bild"
    assert accepted(["build.py", "check", "--grey"]) == "--grey"
    assert accepted(["sh", "setup.sh", "--tests"]) == "--tests"
    assert accepted([".venv/bin/python", "-m", "tests.gone"]) == "tests.gone"


def test_every_option_that_is_named_is_one() -> None:
    """Each option in a page, a comment, a docstring or a sentence of the press is one of a command."""
    known = {name for command in COMMANDS for name in options_of(command)} | OTHERS | {"--help", "--version"}
    sentences = {path: list(strings(path)) for path in CODE if "tests" not in path.relative_to(PROJECT).parts}
    said = [(path, one) for path in PAGES for one in re.findall(r"`(--[a-z-]+)", text(path))]
    said += [
        (path, one)
        for path, found in sentences.items()
        for sentence in found
        for one in re.findall(r"(?:^|[\s\"`(,])(--[a-z][a-z-]+)", sentence)
        if " " in sentence and not sentence.lstrip().startswith((":root", "@"))
    ]
    assert len(said) > 20
    assert [f"{named(path)}: {one}" for path, one in said if one not in known] == []


def strings(path: Path) -> Iterator[str]:
    """The texts of a file of code, docstrings too."""
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def assert_tells(code: str) -> None:
    """The example of a rule, written into the module of its letter, tells something of an empty page in a sentence."""
    before = len(KNOWN)
    try:
        exec(code, vars(type_rules) | {"__name__": "example"})
        (added,) = KNOWN[before:]
    finally:
        del KNOWN[before:]
    (found,) = added.check(file_of(Drawn()))
    assert isinstance(found.said, Sentence)
    assert found.page == 1


@pytest.mark.parametrize("page", sorted((DOCS / "how-to").glob("*.md")), ids=named)
def test_the_examples_of_a_how_to_can_be_read(page: Path, content: Path) -> None:
    """What a how-to gives to be written is written into a copy of the content, which then loads without a problem."""
    styles = Path(shutil.copytree(PROJECT / "styles", content.parent / "styles"))
    for kind, file, is_added, said in blocks(page):
        if kind == "python":
            assert_tells(said)
        elif file.endswith(".css"):
            path = content.parent / file
            path.write_text(f"/*\n{said}*/\n", encoding="utf-8")
        elif file:
            path = content.parent / file
            before = text(path) if is_added else ""
            path.parent.mkdir(exist_ok=True)
            path.write_text(before + said, encoding="utf-8")
        else:
            yaml.safe_load(said)
    found, problems = load(content, styles)
    assert problems == []
    assert not found.editions.wrong
    assert list(found.editions.good) == (["moe-maar-moedig"] if page.stem == "edition" else [])
    load_office(content)
    for shop in shops_in(content):
        assert load_shop(shop, content).name
    practice = content / "practices/de-beuk.yaml"
    if practice.exists():
        assert [(row.id, row.problems) for row in read(practice, ("nl",)).rows] == [("de-beuk", ())]
