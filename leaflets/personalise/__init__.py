"""Personalise: a practice's name, logo and numbers are written into the box of leaflets that are finished already."""

from leaflets.personalise import told
from leaflets.personalise.check import check as states
from leaflets.personalise.cluster import scheduler_at
from leaflets.personalise.masters import Steps
from leaflets.personalise.reading import read
from leaflets.personalise.sets import make

__all__ = ["Steps", "make", "read", "scheduler_at", "states", "told"]
