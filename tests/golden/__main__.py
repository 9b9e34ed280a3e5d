"""Make the golden pictures anew: `python -m tests.golden`."""

from __future__ import annotations

from leaflets.content import load
from tests.golden import FOLDER, PICTURES, PROJECT, Press, encoded


def main() -> None:
    catalogue, problems = load(PROJECT / "content", PROJECT / "styles")
    for problem in problems:
        print(problem)
    press = Press(catalogue)
    for name, make in PICTURES.items():
        path, data = FOLDER / f"{name}.png", encoded(make(press))
        state = "new" if not path.exists() else "unchanged" if path.read_bytes() == data else "changed"
        path.write_bytes(data)
        print(f"{path.relative_to(PROJECT)}: {state}, {len(data) / 1024:.1f} KiB")


if __name__ == "__main__":
    main()
