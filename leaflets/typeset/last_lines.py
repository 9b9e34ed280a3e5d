"""Last lines of a paragraph: none is one short word. WeasyPrint 70 knows no `text-wrap: pretty`."""

from __future__ import annotations

import re

SHORT = 11
"""Letters, with the full stop, of a word that may not stand alone; a longer one fills a line well enough."""
BEFORE = 14
"""Of the word it is kept with: with a longer one the line above would end far too early."""

# Two words at the end of a paragraph, item or heading, and the numbers of sources behind them.
_END = re.compile(
    rf"(?<=[\s>])([^\s<>]{{1,{BEFORE}}})[ \n]"
    rf"([^\s<>]{{1,{SHORT}}}(?:</(?:strong|em|span)>)?(?:\u2060?<sup>(?:(?!</sup>).)*</sup>)*\s*)"
    r"(?=</(?:p|li|h3)>)",
    re.DOTALL,
)


# As in CGT-i: a letter that would begin the next line alone.
_LETTER = re.compile(r"(?<=\w-)(?=[^\W\d]\b)(?![^<>]*>)")


def tied(html: str) -> str:
    """HTML in which the last two words of each block are kept on one line, when both are short."""
    return _END.sub("\\1\u00a0\\2", _LETTER.sub("\u2060", html))


def tied_text(words: str) -> str:
    """The same for the words of one block alone."""
    return tied(f"<p>{words}</p>").removeprefix("<p>").removesuffix("</p>")
