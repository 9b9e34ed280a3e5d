"""Preflight: every proof is inspected in the finished file, not in what was meant, before it is published."""

from leaflets.preflight.rules import RULES, inspect

__all__ = ["RULES", "inspect"]
