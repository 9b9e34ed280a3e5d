from __future__ import annotations

from leaflets.preflight.measure.letters import letters


def test_letters_are_what_counts() -> None:
    """Spaces, hyphens, signs and capitals do not matter; accents and digits do."""
    assert letters("Zo’n MS-\u200bverpleeg\u00adkundige, 24/7!") == "zonmsverpleegkundige247"
    assert letters("één") != letters("een")
