"""Preflight: every proof is inspected in the finished file, not in what was meant, before it is published."""

from leaflets.preflight.inspection import IDS, RULES, inspect
from leaflets.preflight.subject import Subject, subject_of
from leaflets.preflight.texts.house_style import allowed_by

__all__ = ["IDS", "RULES", "Subject", "allowed_by", "inspect", "subject_of"]
