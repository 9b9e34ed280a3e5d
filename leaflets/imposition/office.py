"""What an office has written down: how its printer turns paper (printer.yaml), and what printing costs (costs.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from leaflets.content.records import load_record
from leaflets.imposition.printer import load_printer
from leaflets.model.format import Costs, PaperOptions, Printer
from leaflets.storage.files import is_there

FILE = "costs.yaml"


@dataclass(frozen=True)
class Office:
    """A printer, and what paper and toner cost where somebody has filled that in."""

    printer: Printer
    costs: Costs | None = None

    def paper(self, options: PaperOptions) -> PaperOptions:
        """The options of a request, for this office."""
        return options.model_copy(update={"printer": self.printer, "costs": self.costs})


def load_office(content: Path) -> Office:
    """What printer.yaml and costs.yaml in `content` say; either may be missing. Raises ContentError for nonsense."""
    return Office(load_printer(content), load_costs(content))


def load_costs(content: Path) -> Costs | None:
    """What printing costs by `content`/costs.yaml; None without it. Raises ContentError for nonsense."""
    path = content / FILE
    if not is_there(path):
        return None
    return load_record(Costs, path, f"{content.resolve().name}/{FILE}", content)
