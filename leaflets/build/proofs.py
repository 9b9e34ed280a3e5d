"""The proofs of some jobs, for who makes files of them himself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, as_completed

from leaflets.build.pages import PageResult, proof_of
from leaflets.build.schedule import label, page_outcome
from leaflets.build.workshop import Workshop
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.plan import Request
from leaflets.processes.progress import Progress
from leaflets.processes.workers import submitted
from leaflets.storage.manifest import CACHE
from leaflets.storage.proofs import Cache


def proofs(
    jobs: Sequence[Job], request: Request, shop: Workshop, pool: Executor, progress: Progress
) -> Iterator[tuple[Job, PageResult]]:
    """The inspected proof of each job, from the cache where it is there or made in `pool`; or why there is none."""
    cache = Cache(request.output / CACHE)
    missing: list[tuple[Job, str]] = []
    for job in jobs:
        digest = shop.proof_digest(job.digest(), job.format.id)
        kept = None if request.force else cache.get(digest)
        if kept is None:
            missing.append((job, digest))
        else:
            yield job, kept
    futures = {submitted(pool, proof_of, job, shop): (job, digest) for job, digest in missing}
    for done, future in enumerate(as_completed(futures), start=1):
        job, digest = futures[future]
        result = page_outcome(future, job)
        if isinstance(result, Proof) and shop.is_as_it_was():
            cache.put(digest, result)
        progress(label(job), done, len(futures))
        yield job, result
