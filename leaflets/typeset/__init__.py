"""Typeset: a Job becomes a Proof. Jinja and Markdown make the HTML, WeasyPrint the pages; `measure` looks at them."""

import leaflets.typeset.weasyprint70.libraries  # noqa: F401  it loads WeasyPrint, in less time
from leaflets.typeset.render import typeset

__all__ = ["typeset"]
