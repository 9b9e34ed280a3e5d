"""Whether memory grows with the work: one process makes and proofs leaflet after leaflet. `python -m tests.benchmark.steady`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from leaflets.build.pages import proof_of
from leaflets.build.workshop import Workshop
from leaflets.content import load
from leaflets.model.proof import Proof
from leaflets.plan import leaflet_job
from tests.benchmark.copies import write_copies
from tests.benchmark.measured import resident

PROJECT = Path(__file__).resolve().parents[2]
EVERY = 100


def main(count: int) -> None:
    """Print the memory of this process in MB after each hundred of `count` A5 leaflets, all with other words."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        write_copies(PROJECT / "content", content, count)
        catalogue, _ = load(content, PROJECT / "styles")
        shop = Workshop(PROJECT, content)
        for number, leaflet in enumerate(catalogue.leaflets["nl"], start=1):
            job = leaflet_job(catalogue, leaflet, catalogue.formats["a5"])
            assert isinstance(proof_of(job, shop), Proof), leaflet.id
            if number % EVERY == 0:
                print(number, f"{resident():.0f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
