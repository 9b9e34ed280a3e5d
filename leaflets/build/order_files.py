"""The press files of an order: made, proofed, and looked at for what the order says of them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace

import pikepdf

from leaflets.build.order_request import ORDER, OrderPart, OrderRequest, jobs_of, stem, titled
from leaflets.build.pages import allowances, proof_of
from leaflets.build.workshop import Workshop
from leaflets.model.artefact import Artefact, PrintedCode, finished
from leaflets.model.proof import Proof
from leaflets.plan import Work
from leaflets.preflight import inspect, subject_of
from leaflets.preflight.measure.ink import heaviest, inks_of
from leaflets.preflight.measure.paint import painted
from leaflets.press.cover import on_spreads
from leaflets.press.finish import PressDetails, finish
from leaflets.press.order_sheet import Heaviest, OrderedFile, PrintOrder, order_job
from leaflets.problems import ContentError, Problem
from leaflets.processes.bench import Bench


def pressed(part: OrderPart, order: OrderRequest, work: Work, sections: Sequence[Proof], whole: Proof) -> Proof:
    """The press file of a part, with its codes where they stand in it."""
    job = work.jobs[0]
    details = PressDetails(
        title=titled(part, work),
        author=job.edition.publisher.name,
        language=job.language.id,
        date=job.edition.booklet_date,
        trim_mm=work.format.paper_mm,
        profile=order.intended.profile,
        condition=order.intended.condition,
        sheet=order.shop.sheet,
        pages=part.pages if part.role != "whole" else (),
        spine_mm=part.spine_mm,
    )
    pdf = finish([proof.pdf for proof in sections], details)
    places = {page: at for at, page in enumerate(part.pages, start=1)}
    codes = tuple(code.model_copy(update={"page": places[code.page]}) for code in whole.qr if code.page in places)
    if part.spine_mm is not None:
        codes = on_spreads(codes, work.format.paper_mm, part.spine_mm)
    return Proof(job_id=whole.job_id, pdf=pdf, pages=len(part.folios), trim_mm=part.trim_mm, qr=codes)


def wrong(part: OrderPart, proof: Proof, order: OrderRequest, work: Work, shop: Workshop) -> tuple[Problem, ...]:
    """What keeps a file from being published, by all rules."""
    fmt = work.format.model_copy(update={"paper_mm": part.trim_mm})
    subject = subject_of(jobs_of(part, work) or work.jobs[:1], fmt, "press")
    subject = replace(subject, bleed_mm=order.shop.bleed_mm, folios=part.folios, is_part=part.role != "whole")
    multiple = 1 if part.spine_mm is not None else 4
    return inspect(proof, part.name, None, multiple, subject, allowances(work.jobs[0], shop), shop.bench)


def ordered(part: OrderPart, proof: Proof, bench: Bench) -> OrderedFile:
    """What the order says of a file: its digest, its inks and its heaviest place."""
    with pikepdf.open(io.BytesIO(proof.pdf)) as pdf:
        pages = tuple(painted(pdf))
        most = heaviest(proof.pdf, pages, bench)
        inks = [inks_of(page) for page in pages]
    return OrderedFile(
        name=part.name, role=part.role, pages=proof.pages, trim_mm=part.trim_mm, folios=part.folios,
        sha256=hashlib.sha256(proof.pdf).hexdigest(), inks=two_sides(part, inks), heaviest=Heaviest(*most),
    )  # fmt: skip


def two_sides(part: OrderPart, inks: Sequence[int]) -> tuple[int, int]:
    """The inks of the outside and the inside of a cover; of other leaves of either side the most that any has."""
    if part.role == "cover":
        outside = [count for folios, count in zip(part.folios, inks, strict=True) if part.pages[0] in folios or
                   part.pages[-1] in folios]  # fmt: skip
        inside = [count for folios, count in zip(part.folios, inks, strict=True) if part.pages[1] in folios or
                  part.pages[2] in folios]  # fmt: skip
        return max(outside), max(inside)
    return max(inks[0::2]), max(inks[1::2])


def typeset_sheet(work: Work, said: PrintOrder, shop: Workshop) -> Proof:
    """The order sheet, typeset and proofed. Raises ContentError."""
    result = proof_of(order_job(work.jobs[0].model_copy(update={"steps": ("typeset", "inspect")}), said), shop)
    if not isinstance(result, Proof):
        raise ContentError(*result)
    return result


def entry_of(part: OrderPart, proof: Proof, work: Work, shop: Workshop) -> Artefact:
    """What the manifest says of a press file."""
    jobs = jobs_of(part, work)
    made_of = replace(
        work.entry.made_of,
        leaflets=tuple(job.leaflet.id for job in jobs if job.leaflet),
        chapters=tuple(job.chapter.id for job in jobs if job.chapter),
        is_choice=part.role != "whole" or work.entry.made_of.is_choice,
    )
    planned = replace(
        work.entry, path=f"{ORDER}/{part.name}", title=titled(part, work), trim_mm=part.trim_mm, made_of=made_of
    )
    codes = (PrintedCode(code.page, code.url, code.box_mm) for code in proof.qr)
    return finished(planned, proof.pdf, proof.pages, codes, shop.file_digest(work))


def entry_of_sheet(order: OrderRequest, work: Work, said: PrintOrder, sheet: Proof, shop: Workshop) -> Artefact:
    planned = replace(
        work.entry, path=f"{ORDER}/{stem(order, work)}-order.pdf", format="order", purpose="reading",
        title=work.jobs[0].language.words["order_title"].format(title=said.title), trim_mm=sheet.trim_mm,
        conforms_to="pdf/ua-1",
    )  # fmt: skip
    return finished(planned, sheet.pdf, sheet.pages, (), shop.file_digest(work))
