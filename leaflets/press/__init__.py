"""Press: pages rendered in the print shop's inks become its file: page boxes, marks, overprint, output intent."""

from leaflets.press.finish import PressDetails, finish
from leaflets.press.profile import read_profile

__all__ = ["PressDetails", "finish", "read_profile"]
