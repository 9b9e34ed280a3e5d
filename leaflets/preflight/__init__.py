"""Preflight: every proof is inspected in the finished file, not in what was meant, before it is published."""

from leaflets.preflight.file import Subject, subject_of
from leaflets.preflight.house import allowed_by
from leaflets.preflight.rules import IDS, RULES, inspect

__all__ = ["IDS", "RULES", "Subject", "allowed_by", "inspect", "subject_of"]
