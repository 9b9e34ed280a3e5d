"""Plan: from the catalogue and what is asked for to files, jobs and booklets. Pure; nothing is rendered or written."""

from leaflets.plan.booklet import BookletPlan, BookletSection, Entry, booklet
from leaflets.plan.entries import ticket_entry
from leaflets.plan.files import as_made, works
from leaflets.plan.jobs import leaflet_job, number
from leaflets.plan.orphaned import gone, is_left_over, is_usable
from leaflets.plan.request import Request, by_id, concerns
from leaflets.plan.work import Work

__all__ = [
    "BookletPlan",
    "BookletSection",
    "Entry",
    "Request",
    "Work",
    "as_made",
    "booklet",
    "by_id",
    "concerns",
    "gone",
    "is_left_over",
    "is_usable",
    "leaflet_job",
    "number",
    "ticket_entry",
    "works",
]
