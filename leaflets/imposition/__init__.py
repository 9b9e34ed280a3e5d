"""Impose: pages onto sheets of paper. `plan` is arithmetic, `sheet` draws it, `ticket` tells a person what to do."""

from leaflets.imposition.office import Office, load_office
from leaflets.imposition.plan import Sheet, sheets
from leaflets.imposition.sheet import Imposed, impose
from leaflets.imposition.ticket import Printing, ticket_job

__all__ = ["Imposed", "Office", "Printing", "Sheet", "impose", "load_office", "sheets", "ticket_job"]
