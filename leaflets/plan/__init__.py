"""Plan: from the catalogue and what is asked for to files, jobs and booklets. Pure; nothing is rendered or written."""

from leaflets.plan.asked import Request, concerns
from leaflets.plan.booklet import BookletPlan, Entry, Section, booklet
from leaflets.plan.files import Work, works
from leaflets.plan.jobs import leaflet_job, number

__all__ = [
    "BookletPlan",
    "Entry",
    "Request",
    "Section",
    "Work",
    "booklet",
    "concerns",
    "leaflet_job",
    "number",
    "works",
]
