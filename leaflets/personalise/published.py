"""The set of a practice in the output folder: its files, the manifest that lists them, one ZIP and one index page."""

from __future__ import annotations

import hashlib
import io
import json
import time
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from leaflets.personalise import index
from leaflets.personalise.asked import Asked, read_asked
from leaflets.personalise.practice import Practice
from leaflets.personalise.task import Copy, Master
from leaflets.plan import Work
from leaflets.publish import Entry, is_there
from leaflets.whole import write_whole

FOLDER = "practices"
MANIFEST = "manifest.json"
HALF_WRITTEN_SECONDS = 60
"""A file that is still being written after so long was left by a run that was killed."""

Belongs = Callable[[Entry], bool]
"""Whether a file of a set may stay though this run did not ask for it."""


@dataclass(frozen=True)
class Set:
    """A set as it was published: its files by path, and of which masters they are copies."""

    output: Path
    practice: Practice
    digest: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    masters: Mapping[str, str] = field(default_factory=dict)
    asked: Asked = Asked()

    def good(self, work: Work, inputs: str) -> Entry | None:
        """The entry of a copy that is there, byte for byte, and made from these inputs; a sheet's with its ticket."""
        entry = self.entries.get(path(self.practice.id, work))
        if entry is None or entry.get("inputs_sha256") != inputs or not is_there(self.output, entry):
            return None
        return entry if work.format.sheet is None or _ticket(self.output / entry["path"]).is_file() else None

    def is_whole(self, wanted: Iterable[str], belongs: Belongs) -> bool:
        """Whether nothing is there that must go, and the index page and the ZIP are."""
        folder = self.output / FOLDER / self.practice.id
        pages = (folder / "index.html", folder / f"{self.practice.id}.zip")
        others = (self.entries[path] for path in self.entries.keys() - set(wanted))
        return all(page.is_file() for page in pages) and all(map(belongs, others))


def practice_digest(practice: Practice, logo: bytes | None) -> str:
    """The SHA-256 of all a practice brings."""
    drawn = hashlib.sha256(logo or b"").hexdigest()
    return hashlib.sha256(f"{practice.model_dump_json()} {drawn}".encode()).hexdigest()


def inputs(master: str, practice: str) -> str:
    """The SHA-256 of all that goes into a copy, given the digests of its master and practice."""
    return hashlib.sha256(f"{master} {practice}".encode()).hexdigest()


def path(practice: str, work: Work) -> str:
    """Where the copy of a file goes, relative to the output folder."""
    return f"{FOLDER}/{practice}/{work.entry['language']}/{Path(work.path).name}"


def read(output: Path, practice: str) -> Set | None:
    """The set of a practice; None when there is none or its manifest is damaged, and it has to be made."""
    try:
        said = json.loads((output / FOLDER / practice / MANIFEST).read_text(encoding="utf-8"))
        whose = Practice.model_validate(said["practice"])
        entries = {str(entry["path"]): entry for entry in said["artefacts"]}
        return Set(output, whose, said["practice_sha256"], entries, said["masters"], read_asked(said["asked"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_all(output: Path) -> list[Set]:
    """Every set in the output folder, in the order of their ids."""
    found = (read(output, file.parent.name) for file in sorted((output / FOLDER).glob(f"*/{MANIFEST}")))
    return [each for each in found if each is not None]


def publish(
    practice: Practice, digest: str, kept: Mapping[int, Entry | None], made: Mapping[int, Copy],
    masters: Sequence[Master], output: Path, belongs: Belongs, asked: Asked,
    usual: Collection[str],
) -> None:  # fmt: skip
    """Write what was made of a set, then its index page, its ZIP and, last, its manifest.

    Files that were not asked for stay where they belong, unless the practice has changed: nobody is to hand out an old
    telephone number. `asked` is what this run asked for, `usual` the formats a set holds unless others are named.
    """
    before = read(output, practice.id) or Set(output, practice)
    entries = {name: entry for name, entry in before.entries.items() if before.digest == digest and belongs(entry)}
    sources = {name: before.masters[name] for name in entries if name in before.masters}
    for number, old in kept.items():
        entry = old or _entry(practice, digest, masters[number], made[number])
        entries[entry["path"]] = entry
        sources[entry["path"]] = masters[number].digest
        if old is None:
            _write(output / entry["path"], made[number])
    for gone in before.entries.keys() - entries.keys():
        (output / gone).unlink(missing_ok=True)
        _ticket(output / gone).unlink(missing_ok=True)
    listed = [entries[name] for name in sorted(entries) if (output / name).is_file()]
    _gather(practice, listed, masters[next(iter(kept))].words, output)
    known = {name: sources[name] for name in sorted(sources)}
    manifest = _manifest(practice, digest, listed, known, before.asked.and_(asked, usual))
    write_whole(output / FOLDER / practice.id / MANIFEST, manifest.encode(), settle=False)


def _manifest(
    practice: Practice, digest: str, entries: Sequence[Entry], sources: Mapping[str, str], asked: Asked
) -> str:
    """A line for each part and each file: json's own way to break lines takes ten times as long."""
    parts = [f'"practice": {_json(practice.model_dump(mode="json"))}', f'"practice_sha256": {_json(digest)}']
    parts.append('"artefacts": [\n' + ",\n".join(map(_json, entries)) + "\n]")
    parts.append(f'"masters": {_json(sources)}')
    parts.append(f'"asked": {_json(asked.said())}')
    return "{" + ",\n".join(parts) + "}\n"


def _json(thing: object) -> str:
    return json.dumps(thing, ensure_ascii=False)


def sweep(output: Path) -> None:
    """Remove the halves of files a run left that was killed while it wrote them."""
    for file in (output / FOLDER).rglob(".*"):
        with suppress(OSError):
            if file.is_file() and file.stat().st_mtime < time.time() - HALF_WRITTEN_SECONDS:
                file.unlink()


def _write(path: Path, copy: Copy) -> None:
    """Not settled on the disk one by one: the next run looks at every byte before it keeps a file."""
    write_whole(path, copy.pdf, settle=False)
    if copy.ticket is not None:
        write_whole(_ticket(path), copy.ticket, settle=False)


def _ticket(path: Path) -> Path:
    """Where the print ticket of a sheet stands."""
    return path.with_name(f"{path.stem}-ticket.pdf")


def _gather(practice: Practice, entries: Sequence[Entry], words: Mapping[str, str], output: Path) -> None:
    """The index page and the ZIP of a set."""
    folder = output / FOLDER / practice.id
    sheets = {str(entry["path"]): _ticket(Path(entry["path"])).as_posix() for entry in entries}
    tickets = {path: ticket for path, ticket in sheets.items() if (output / ticket).is_file()}
    page = index.page(practice, entries, words, tickets).encode()
    write_whole(folder / "index.html", page, settle=False)
    write_whole(folder / f"{practice.id}.zip", _packed(output, practice.id, entries, page), settle=False)


def _entry(practice: Practice, digest: str, master: Master, copy: Copy) -> Entry:
    """What the manifest says of a copy: what it says of its master, and whose it is."""
    codes = [{"page": code.page, "url": code.url, "box_mm": list(code.box_mm)} for code in copy.qr]
    return master.work.entry | {
        "path": path(practice.id, master.work),
        "practice": practice.id,
        "pages": copy.pages,
        "qr": codes,
        "sha256": copy.sha256,
        "inputs_sha256": inputs(master.digest, digest),
        "bytes": len(copy.pdf),
    }


def _packed(output: Path, practice: str, entries: Iterable[Entry], page: bytes) -> bytes:
    """The set as one ZIP. PDFs are packed already, so they are stored; no clock goes in, so the bytes stay the same."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(zipfile.ZipInfo("index.html"), page)
        for path in (output / entry["path"] for entry in entries):
            for file in (path, _ticket(path)):
                if file.is_file():
                    name = file.relative_to(output / FOLDER / practice).as_posix()
                    packed.writestr(zipfile.ZipInfo(name), file.read_bytes())
    return target.getvalue()
