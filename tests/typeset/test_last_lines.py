from __future__ import annotations

import pytest

from leaflets.typeset.last_lines import tied, tied_text


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>lichaam en hersenen.</p>", "<p>lichaam en\u00a0hersenen.</p>"),
        ("<li>vaak te behandelen</li>", "<li>vaak te\u00a0behandelen</li>"),
        ("<li>de mantelzorger.</li>", "<li>de mantelzorger.</li>"),  # long enough to fill a line
        ("<p>is erg vermoeidheidsklachten op.</p>", "<p>is erg vermoeidheidsklachten op.</p>"),  # the one before it is long
        ("<p>dan eens <strong>wat rust.</strong></p>", "<p>dan eens <strong>wat\u00a0rust.</strong></p>"),
        ("<p>dat is zo.\u2060<sup><a>1</a></sup></p>", "<p>dat is\u00a0zo.\u2060<sup><a>1</a></sup></p>"),
        ("<p id='x-y'>naar CGT-i, een onderzochte training</p>", "<p id='x-y'>naar CGT-\u2060i, een onderzochte\u00a0training</p>"),
        ("<p>is zo.<sup>1</sup> Nog een kort slot.<sup>2</sup></p>", "<p>is zo.<sup>1</sup> Nog een kort\u00a0slot.<sup>2</sup></p>"),
        ("<p>een</p>\n<p>twee drie</p>", "<p>een</p>\n<p>twee\u00a0drie</p>"),
    ],
)  # fmt: skip
def test_two_short_last_words_stay_together(html: str, wanted: str) -> None:
    """The last two words of a block are kept on one line when both are short, whatever marks stand round them."""
    assert tied(html) == wanted


def test_the_words_of_one_block_are_tied_alone() -> None:
    """Words that are no HTML yet come back as words, only the last blank is another."""
    assert tied_text("u plots veel minder ziet.") == "u plots veel minder\u00a0ziet."
