"""Which files of a choice have no room for what a practice says, before any of them is made."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from leaflets.content import Catalogue
from leaflets.messages import Sentence, joined, say
from leaflets.personalise.practice import Practice
from leaflets.personalise.stamp.inscription import Inscription, Misfit
from leaflets.plan.request import is_booklet
from leaflets.problems import ContentError, Problem
from leaflets.site.listing import listed_name
from leaflets.studio.crew import Busy, Team
from leaflets.studio.details import LABELS, REQUIRED, Fault, Upload
from leaflets.studio.forms import forms
from leaflets.studio.piece import WantedFile, master_of
from leaflets.studio.preview import logo_of
from leaflets.studio.stock import StudioStock

MOST_LOOKED_AT = 12
"""Files that are looked at one by one while somebody waits: each is typeset by then or soon, and stamped in 8 ms."""


NUMBERS = ("telephone", "out_of_hours_telephone")
"""The fields nobody can say shorter."""

UNMADE = ""
"""In the place of a field, where it is the leaflet itself that cannot be made."""

MOST_SECONDS = 3.0
"""For which somebody waits for the page with the files, where these are not typeset yet."""

_UNDER_WAY: set[asyncio.Task[None]] = set()
"""Tasks that are held, for asyncio holds none itself."""


@dataclass(frozen=True)
class LeftOut:
    """A file that has no room, and the field that would give way first; or UNMADE."""

    piece: WantedFile
    field: str


def is_told(left: Iterable[LeftOut], said: str) -> bool:
    """Whether a page that was sent says of all these that they are left out, as `names` has them."""
    return {names((one,)) for one in left} <= set(said.split(","))


def names(left: Iterable[LeftOut]) -> str:
    """The files that are left out, as a form has them: "ms dl-card,crps dl-card"."""
    return ",".join(f"{one.piece.leaflets[0]} {one.piece.format}" for one in left)


def booklets_last(stock: StudioStock, pieces: Sequence[WantedFile]) -> tuple[WantedFile, ...]:
    """The files in the order in which they are made ready before anybody asks: what takes long comes last."""
    return tuple(sorted(pieces, key=lambda one: is_booklet(stock.catalogue.formats[one.format])))


def looked_at(stock: StudioStock, pieces: Sequence[WantedFile]) -> tuple[WantedFile, ...]:
    """Those that tell in time what fits: no booklets, which take long, and of very many one of each form."""
    plain = [one for one in pieces if not is_booklet(stock.catalogue.formats[one.format])]
    if len(plain) > MOST_LOOKED_AT:
        plain = list({one.format: one for one in reversed(plain)}.values())[::-1]
    return tuple(plain)


async def left_out_by_now(
    team: Team, stock: StudioStock, pieces: Sequence[WantedFile], practice: Practice, logo: Upload | None
) -> tuple[LeftOut, ...]:
    """What is `left_out` as far as it is known in MOST_SECONDS; of the rest the files themselves tell later.

    One file is looked at after the other, so that who types meanwhile waits for none of them.
    """
    found: list[LeftOut] = []

    async def looking() -> None:
        with suppress(Busy, ContentError):
            for piece in pieces:
                found.extend(await team.do(left_out, stock, (piece,), practice, logo))

    # It goes on when the time is over: what is typeset by then is wanted soon.
    task = asyncio.ensure_future(looking())
    _UNDER_WAY.add(task)
    task.add_done_callback(_over)
    await asyncio.wait([task], timeout=MOST_SECONDS)
    if task.done():
        task.result()
    return tuple(found)


def _over(task: asyncio.Task[None]) -> None:
    """Let go of a task; what went wrong with it is looked at, or asyncio would write it down with what was typed."""
    _UNDER_WAY.discard(task)
    if not task.cancelled():
        task.exception()


def left_out(
    stock: StudioStock, pieces: Sequence[WantedFile], practice: Practice, logo: Upload | None
) -> tuple[LeftOut, ...]:
    """In a worker: the files without room for a practice, in their order; what is wrong otherwise is told elsewhere."""
    drawn = logo_of(stock, logo)
    if isinstance(drawn, Fault):
        return ()
    return tuple(_left(stock, pieces, Inscription(practice, drawn)))


def _left(stock: StudioStock, pieces: Iterable[WantedFile], inscription: Inscription) -> Iterator[LeftOut]:
    for piece in pieces:
        try:
            master = master_of(stock, piece)
            for proof, base in zip(master.proofs, master.bases, strict=True):
                if base is not None:
                    inscription.stamped(proof, base, master)
        except Misfit as error:
            yield LeftOut(piece, error.field)
        except ContentError:
            yield LeftOut(piece, UNMADE)


def told(left: Iterable[LeftOut], catalogue: Catalogue) -> tuple[Problem, ...]:
    """What to tell of them: for each form and field one sentence, and what to do."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in left:
        found.setdefault((one.piece.format, one.field), []).extend(_names(one.piece, catalogue))
    return tuple(
        Problem(_sentence(names, form, field, catalogue), "", _todo(field)) for (form, field), names in found.items()
    )


def _names(piece: WantedFile, catalogue: Catalogue) -> Iterator[str]:
    language = catalogue.languages[piece.language]
    for leaflet in catalogue.leaflets[piece.language]:
        if leaflet.id in piece.leaflets:
            yield listed_name(leaflet, language)


def _sentence(names: Sequence[str], form: str, field: str, catalogue: Catalogue) -> Sentence:
    (shape,) = forms(catalogue, [form])
    named = {"form": shape.name, "leaflets": joined(dict.fromkeys(names), ", ")}
    if field == UNMADE:
        return say("{form} ({leaflets}) is not there: it cannot be made as its text is now.", **named)
    if field in NUMBERS:
        return say("{form} ({leaflets}) is not there: it has no room for your numbers.", **named)
    return say(
        "{form} ({leaflets}) is not there: it has no room for all you typed. The longest is “{field}”.",
        **named, field=_label(field, LABELS),
    )  # fmt: skip


def _todo(field: str) -> Sentence:
    if field == UNMADE:
        return say("Tell who keeps the texts, or choose another form.")
    if field in NUMBERS:
        return say("Choose another form.")
    if field in REQUIRED:
        return say("Shorten it, or choose another form.")
    return say("Shorten it or leave it out, or choose another form.")


def _label(field: str, labels: Mapping[str, Sentence]) -> Sentence:
    return labels.get(field, say("your details"))
