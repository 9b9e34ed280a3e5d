"""Personalise: a practice's name, logo and numbers are written into the box of leaflets that are finished already.

Takes in none of its parts: to read a list of practices needs no library that draws pages.
"""
