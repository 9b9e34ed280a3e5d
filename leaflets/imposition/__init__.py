"""Impose: pages onto sheets of paper. `plan` is arithmetic, `sheet` draws it, `ticket` tells a person what to do."""

from leaflets.imposition.plan import Sheet, sheets
from leaflets.imposition.printer import load_printer
from leaflets.imposition.sheet import Imposed, impose
from leaflets.imposition.ticket import Printing, ticket_job

__all__ = ["Imposed", "Printing", "Sheet", "impose", "load_printer", "sheets", "ticket_job"]
