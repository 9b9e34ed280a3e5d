"""Where the press lies, in a checkout of its repository or installed as a package, and where a project's look is.

Imports nothing heavy: the answer that nothing has changed comes by it.
"""

from __future__ import annotations

from pathlib import Path

CODE = Path(__file__).resolve().parent
"""The folder of the package itself."""

SHIPPED = CODE / "shipped"
"""In a wheel: the templates, the styles and a first content, which stand at the top of a checkout (pyproject.toml)."""

IS_INSTALLED = SHIPPED.is_dir()

PROGRAM = "leaflet-press" if IS_INSTALLED else "build.py"
"""What a user types to run the press, in every message that says what to do."""

ORIGIN = SHIPPED if IS_INSTALLED else CODE.parent
"""The folder with the templates, styles and content the press comes with."""

PROJECT = Path() if IS_INSTALLED else CODE.parent
"""The project a command is about: the folder it is called from, or the checkout, from wherever it is called."""


def templates_of(project: Path) -> Path:
    """The folder of a project's templates: its own, or those that come with the press."""
    return _own(project, "templates")


def styles_of(project: Path) -> Path:
    """The folder of a project's styles: its own, or those that come with the press."""
    return _own(project, "styles")


def _own(project: Path, name: str) -> Path:
    # Absolute, since pages name their pictures by it; a project is "." when the press is installed.
    return (project / name).absolute() if (project / name).is_dir() else ORIGIN / name
