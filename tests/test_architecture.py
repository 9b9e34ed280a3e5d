"""The code keeps its shape: it runs in one direction, prints in one place, and has its tests beside it."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from fnmatch import fnmatch
from functools import cache, lru_cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import PROJECT

PACKAGE, TESTS = PROJECT / "leaflets", PROJECT / "tests"
MODULES = {path.relative_to(PACKAGE).with_suffix(""): path for path in sorted(PACKAGE.rglob("*.py"))}

FLOW = (
    "installed", "messages", "problems", "units", "text", "model", "storage", "processes", "faces", "qr", "pictures", "pdf", "content",
    "plan", "typeset",
    "merge", "imposition", "press", "register", "preflight", "personalise", "build", "site", "studio", "cli",
)  # fmt: skip
"""The modules in the order of the flow; a package counts as one. Each imports only from those before it."""

DOORS = {"__init__", "__main__"}
"""What has no place in the flow: it only leads in."""

ACROSS = {
    "architecture", "association", "container", "docs", "fuzz", "gates", "golden", "light", "other_series", "pages", "setup", "start",
    "supply", "words",
    "imposition/files", "press/choice", "studio/server/besieged", "typeset/formats", "typeset/layout", "typeset/weasyprint70/install",
}  # fmt: skip
"""Tests of the whole, or of a room as a whole, which belong to no module."""

ASIDE = {"golden", "benchmark", "browser", "fuzz", "other_series"}
"""Folders of tests/ that hold no tests of a module."""


@lru_cache(maxsize=512)  # The package at once, of which by itself it keeps half: each test reads all of it.
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def for_hints_only(path: Path) -> set[ast.AST]:
    """What is imported for type checkers alone, which makes no circle when the program runs."""
    blocks = (node for node in nodes(path) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    return {inner for block in blocks for inner in ast.walk(block)}


def imported(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """The full names of the modules a file imports, wherever in the file, each with its statement."""
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            name = node.module or ""
            for alias in node.names:
                inner = f"{name}.{alias.name}"
                is_module = (PROJECT / f"{inner.replace('.', '/')}.py").is_file()
                yield inner if is_module or (PROJECT / inner.replace(".", "/")).is_dir() else name, node
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)


def ours(path: Path, but: Collection[ast.AST] = ()) -> list[str]:
    """The modules of the package a file imports, those in the statements `but` left out."""
    found = ((name.removeprefix("leaflets."), node) for name, node in imported(path) if name.startswith("leaflets."))
    return [name for name, node in found if node not in but]


def name_of(module: Path) -> str:
    """The name a module is imported by, without the package's own."""
    return ".".join(module.parts).removesuffix(".__init__")


def test_every_module_has_its_place_in_the_flow() -> None:
    """A new module is put into FLOW, where it belongs."""
    assert {module.parts[0] for module in MODULES} - DOORS <= set(FLOW)


@pytest.mark.parametrize("module", [module for module in MODULES if module.parts[0] not in DOORS], ids=name_of)
def test_a_module_imports_only_from_those_before_it(module: Path) -> None:
    """What comes later in the flow is not known to what comes before it."""
    own = module.parts[0]
    allowed = {*FLOW[: FLOW.index(own)], own}
    assert {name.split(".")[0] for name in ours(MODULES[module])} <= allowed


SHARED = ("text", "pdf")
"""Rooms of what several others use; what one alone does lies in its own."""


@pytest.mark.parametrize("module", [module for module in MODULES if module.parts[0] in SHARED], ids=name_of)
def test_what_lies_in_a_shared_room_is_shared(module: Path) -> None:
    """Two rooms or more ask for it, its own among them: what one alone does lies in its own."""
    users = {other.parts[0] for other, path in MODULES.items() if other != module and name_of(module) in ours(path)}
    assert module.name in DOORS or len(users) > 1


def test_every_room_says_what_it_is_for() -> None:
    """Whoever opens a package reads a sentence, and of the whole package the flow."""
    doors = [path for module, path in MODULES.items() if module.name == "__init__"]
    assert [path for path in doors if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []
    flow = ast.get_docstring(ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))) or ""
    steps = [line.split(" ")[0] for line in flow.splitlines() if "  " in line]
    rooms = {module.parts[0] for module in MODULES if len(module.parts) > 1 and module.name == "__init__"}
    assert set(steps) <= rooms
    assert [name for name in FLOW if name in rooms and not re.search(rf"\b{name}\b", flow)] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Also within a package the imports run in one direction."""
    graph = {
        name_of(module): set(ours(path, for_hints_only(path))) - {name_of(module), module.parts[0]}
        for module, path in MODULES.items()
    }
    TopologicalSorter(graph).prepare()


def test_only_the_command_line_prints() -> None:
    """Everything else hands over values; what a user reads is said in one place."""
    printing = {
        name_of(module)
        for module, path in MODULES.items()
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert {name.split(".")[0] for name in printing} == {"cli"}


def test_a_pdf_has_a_name_as_long_as_it_is_used() -> None:
    """Nowhere is something of a file asked for that nobody holds: its pages and objects end with it (Python 3.13)."""
    nameless = [
        f"{path.relative_to(PROJECT)}, line {node.lineno}"
        for path in (*PACKAGE.rglob("*.py"), *TESTS.rglob("*.py"))
        if "opened(" in (text := path.read_text(encoding="utf-8")) or ".open(" in text
        for node in nodes(path)
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.value, ast.Call)
        if ast.unparse(node.value.func) in ("opened", "pikepdf.open", "Pdf.open")
    ]
    assert nameless == []


def test_no_module_is_longer_than_a_quiet_read() -> None:
    """A module that outgrows 300 lines becomes a package; none is let grow to 400."""
    lengths = {name_of(module): len(path.read_text(encoding="utf-8").splitlines()) for module, path in MODULES.items()}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_function_is_longer_than_a_page() -> None:
    """None has more than 60 lines, with its decorators and its docstring left out."""
    lengths = {
        f"{name_of(module)}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module, path in MODULES.items()
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > 60} == {}


def test_names_say_what_things_are() -> None:
    """No class, function or module is called a manager, handler, utility or helper."""
    vague = ("manager", "handler", "utils", "helper")
    names = [name_of(module) for module in MODULES]
    for path in MODULES.values():
        for node in nodes(path):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                names.append(node.name)
    assert [name for name in names if any(word in name.lower() for word in vague)] == []


def test_a_name_means_one_thing() -> None:
    """No two modules have a class, or another type, of the same name, private ones too (the contract: one meaning a word)."""
    where: dict[str, list[str]] = {}
    for module, path in MODULES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                where.setdefault(node.name.lstrip("_"), []).append(module.as_posix())
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name = node.targets[0].id
                if re.fullmatch(r"_?[A-Z][a-z][A-Za-z]+", name):
                    where.setdefault(name.lstrip("_"), []).append(module.as_posix())
    assert {name: modules for name, modules in where.items() if len(modules) > 1} == {}


def test_a_point_and_an_inch_are_told_once() -> None:
    """How many millimetres they have stands in one module; the others take it from there."""
    told = {module.as_posix() for module, path in MODULES.items() if "25.4" in path.read_text(encoding="utf-8")}
    assert told == {"units"}


@cache
def said_in(path: Path) -> tuple[str, ...]:
    """The comments and docstrings of a file."""
    text = path.read_text(encoding="utf-8")
    # Also what follows a # within a text of the program: to tell them apart takes ten times as long.
    comments = re.findall("#.*", text)
    docstrings = [
        node.value.value
        for node in nodes(path)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    return (*comments, *docstrings)


def test_a_file_of_code_that_is_named_is_there() -> None:
    """No comment or docstring sends its reader to a module that has been moved or given another name."""
    there = {path.relative_to(PROJECT).as_posix() for path in (*PACKAGE.rglob("*.py"), *TESTS.rglob("*.py"))}
    there |= {"build.py"}
    gone = [
        f"{path.relative_to(PROJECT)}: {name}"
        for path in (*PACKAGE.rglob("*.py"), *TESTS.rglob("*.py"))
        for said in said_in(path)
        if ".py" in said
        for name in re.findall(r"(?<![.\w])[\w/]+\.py\b", said)
        if not any(f"/{one}".endswith(f"/{name}") for one in there)
    ]
    assert gone == []


def constants(path: Path) -> Iterator[tuple[str, ast.expr, bool]]:
    """The constants of a module: name, value, and whether a comment or a docstring says what it is."""
    lines, body = path.read_text(encoding="utf-8").splitlines(), ast.parse(path.read_text(encoding="utf-8")).body
    for node, after in zip(body, [*body[1:], None], strict=False):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        own = "\n".join(lines[node.lineno - 1 : node.end_lineno]).replace("# fmt: skip", "")
        is_said = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        yield ast.unparse(target), node.value, is_said or "#" in own or lines[node.lineno - 2].startswith("#")


def is_number(value: ast.expr) -> bool:
    """Whether a value is a number or several, written out or reckoned from others."""
    parts = list(ast.walk(value))
    said = [part.value for part in parts if isinstance(part, ast.Constant)]
    reckoned = (
        ast.Constant | ast.Tuple | ast.List | ast.Set | ast.Dict | ast.BinOp | ast.UnaryOp | ast.operator | ast.unaryop
        | ast.Name | ast.Attribute | ast.expr_context
    )  # fmt: skip
    numbers = [one for one in said if isinstance(one, int | float) and not isinstance(one, bool)]
    return bool(numbers) and len(numbers) == len(said) and all(isinstance(part, reckoned) for part in parts)


@pytest.mark.parametrize(("text", "wanted"), [
    ("A = 4", ["A"]), ("A, B = 4, -2.5", ["(A, B)"]), ("A: float = 4 * B", ["A"]), ("A = {1: (2, 3)}", ["A"]),
    ("A = 4  # norms", []), ("# norms\nA = 4", []), ('A = 4\n"""Norms."""', []), ("A = (1,)  # fmt: skip", ["A"]),
    ("A = True", []), ("A = 'four'", []), ("A = B", []), ("A = f(4)", []),
])  # fmt: skip
def test_a_bare_number_is_seen(text: str, wanted: list[str], tmp_path: Path) -> None:
    """A number without a word is told from one with a comment or docstring, and from what is no number."""
    (tmp_path / "module.py").write_text(f'"""A module."""\n{text}\n', encoding="utf-8")
    found = constants(tmp_path / "module.py")
    assert [name for name, value, is_said in found if is_number(value) and not is_said] == wanted


def test_a_number_says_what_it_is() -> None:
    """Each constant of a module that is a number has a comment or docstring: the standard or measurement it is of."""
    bare = [
        f"{module}: {name}"
        for module, path in MODULES.items()
        for name, value, is_said in constants(path)
        if is_number(value) and not is_said
    ]
    assert bare == []


def held(path: Path) -> Iterator[str]:
    """What a module holds that changes while a process lives: what begins empty, and classes that are written to."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            value = node.value
            is_fixed = isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation).startswith("Mapping")
            empty = {"{}", "[]", "set()", "dict()", "list()", "OrderedDict()", "WeakKeyDictionary()"}
            if not is_fixed and (ast.unparse(value) in empty or ast.unparse(value).startswith("ContextVar(")):
                yield ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
        if isinstance(node, ast.ClassDef):
            written = {
                ast.unparse(target)
                for inner in ast.walk(tree)
                if isinstance(inner, ast.Assign)
                for target in inner.targets
                if isinstance(target, ast.Attribute)
            }
            own = {f"cls.{name}" for part in node.body for name in _assigned(part)}
            if any(name.startswith(f"{node.name}.") for name in written) or own & written:
                yield node.name


def _assigned(part: ast.stmt) -> list[str]:
    if isinstance(part, ast.AnnAssign):
        return [ast.unparse(part.target)]
    return [ast.unparse(target) for target in part.targets] if isinstance(part, ast.Assign) else []


def test_what_a_process_holds_is_named() -> None:
    """docs/architecture.md names all of it, with the module and the reason; and what is kept of answers has a bound."""
    page = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
    found = {name for path in MODULES.values() for name in held(path)}
    assert found >= {"_SEEN", "_proven", "KNOWN", "_OwnBench", "_Limited", "_ValidatorThreads", "_FOUND", "_READ_IN"}
    assert [name for name in sorted(found) if f"`{name}`" not in page] == []
    unbounded = [
        f"{module}: {node.name}"
        for module, path in MODULES.items()
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef) and (node.args.args or node.args.kwonlyargs)
        if {"cache", "lru_cache(maxsize=None)"} & {ast.unparse(one) for one in node.decorator_list}
    ]
    assert unbounded == []


SIDED = re.compile(
    r"(?:margin|padding|border)-(?:left|right)\b|(?:text-align|float|clear): *(?:left|right)\b|[;{\" ](?:left|right):"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
)
"""What names a side of a page in CSS, where the start or end of a line is meant."""

FOUR = re.compile(r"\b(margin|padding|inset|border-(?:width|style|color|radius)): *([^;}\"]+)")
"""Shorthands whose second and fourth value are the right and left side; of a radius all four are corners."""

UNSAID = (
    r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}",
    r"img \{ float: right;",
    r"style=\"left: ?[^\"]*\"|\.mark[ b]*\{[^}]*\}",
)
"""What has no logical form: the margins of @page and a float of a picture in a line, in WeasyPrint 70, and marks that
lie on the picture of a page. Nor have background-position and the left and right pages of a spread, which are not
looked for."""


def sided(style: str) -> list[str]:
    """What a style says of left and right alone."""
    style = re.sub("|".join((r"/\*.*?\*/", *UNSAID)), "", style, flags=re.DOTALL)
    found = [match[0] for match in SIDED.finditer(style)]
    for match in FOUR.finditer(style):
        values = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "()", match[2].replace("!important", "")).split()
        is_uneven = len(set(values)) > 1 if "radius" in match[1] else len(values) == 4 and values[1] != values[3]
        found += [match[0]] * is_uneven
    return found


@pytest.mark.parametrize(
    ("style", "count"),
    [
        ("p { margin: 1mm 2mm 3mm 4mm }", 1), ("p { padding: 1mm 2mm 3mm 2mm }", 0), ("p { padding: 1mm 2mm }", 0),
        ("p { inset: 0 1mm 0 0 }", 1), ("p { border-width: 0 0 0 2pt }", 1), ("p { border-radius: 2mm 0 }", 1),
        ("p { border-radius: 50% }", 0), ("p { border-top-left-radius: 1mm }", 1), ("p { left: 0 }", 1),
        ("p { padding: 0 calc(1mm + 2mm) 0 1mm }", 1), ('<p style="margin: 0 0 0 1mm">', 1), ("p { float: left }", 1),
        ("p { padding-inline: 1mm 2mm }", 0), ("@page { margin: 1mm 2mm 3mm 4mm; @top-left { padding: 0 } }", 0),
    ],
)  # fmt: skip
def test_a_side_is_seen(style: str, count: int) -> None:
    """Also in a shorthand of four values or of corners; what has no logical form is let pass."""
    assert len(sided(style)) == count


LOOKS = (*sorted((PROJECT / "styles").rglob("*.css")), *sorted((PROJECT / "templates").rglob("*.html")))


@pytest.mark.parametrize("path", LOOKS, ids=lambda path: path.name)
def test_styles_say_start_and_end_of_a_line(path: Path) -> None:
    """Not left and right, for languages that run from the right; on the calibration sheet the sides of paper are meant."""
    assert path.stem == "calibration" or sided(path.read_text(encoding="utf-8")) == []


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """By itself pytest never looks into a folder named build, and says nothing of it."""
    folders = {path.name for path in TESTS.rglob("*") if path.is_dir() and path.name != "__pycache__"}
    assert "build" in folders
    passed_over = pytestconfig.getini("norecursedirs")
    assert [name for name in folders if any(fnmatch(name, pattern) for pattern in passed_over)] == []


def test_every_module_has_its_own_test_file() -> None:
    """Under its own name, in the folder of tests that is its package's; what only leads in needs none."""
    wanted = {module.with_name(f"test_{module.name}.py") for module in MODULES if module.name not in DOORS}
    assert sorted(str(name) for name in wanted if not (TESTS / name).is_file()) == []


def test_tests_mirror_the_package() -> None:
    """Each folder of tests is that of a package, and each test file that of a module or package, but for those ACROSS."""
    folders = {path.relative_to(TESTS) for path in TESTS.rglob("*") if path.is_dir() and path.name != "__pycache__"}
    packages = {parent for module in MODULES for parent in module.parents}
    assert {folder for folder in folders if folder.parts[0] not in ASIDE} <= packages
    modules = {module.as_posix() for module in (*MODULES, *packages)}
    files = [path.relative_to(TESTS) for path in TESTS.rglob("test_*.py")]
    files = [path for path in files if path.parts[0] not in ASIDE]
    tested = {file.with_name(file.stem.removeprefix("test_")).as_posix() for file in files}
    assert tested - modules == ACROSS


def test_a_test_says_in_one_sentence_what_must_hold() -> None:
    """Each test has a docstring of one line that ends with a full stop."""
    silent = [
        f"{path.relative_to(TESTS)}: {node.name}"
        for path in sorted(TESTS.rglob("test_*.py"))
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if not (said := ast.get_docstring(node) or "") or "\n" in said or not said.endswith(".")
    ]
    assert silent == []
