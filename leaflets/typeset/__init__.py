"""Typeset: a Job becomes a Proof. Jinja and Markdown make the HTML, WeasyPrint the pages; `measure` looks at them."""

from leaflets.typeset.render import typeset

__all__ = ["typeset"]
