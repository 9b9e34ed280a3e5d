"""Press: pages rendered in the print shop's inks become its file: page boxes, marks, overprint, output intent."""

from leaflets.press.conditions import PrintingCondition, condition_named
from leaflets.press.finish import PressDetails, finish
from leaflets.press.lookup import Intended, intended_by
from leaflets.press.profile import read_profile

__all__ = [
    "Intended", "PressDetails", "PrintingCondition", "condition_named", "finish", "intended_by", "read_profile",
]  # fmt: skip
