"""A leaflet written for the tests: right as it stands, its lines known, so that each test can break one thing."""

from __future__ import annotations

EXAMPLE = """\
---
title: Slaap bij een voorbeeld
name: Voorbeeld
slug: voorbeeld
group: 3
order: 9
audience: Voor wie een voorbeeld zoekt.
poster: Rust op tijd.
version: "2026.11"
date: 2026-11-01
review_by: 2027-11-01
author: Jesse
---

## In het kort

- Slaap is onderhoud. [C01]

## Wat gebeurt er in uw lichaam?

Uw lichaam werkt ook in rust. [C01] [@chang-2022]

## Waarom slaap en rust helpen

Rust helpt u om uw energie te verdelen.

## Wat kunt u zelf doen?

1. **Rust.** Doe dat op tijd.

## Wanneer belt u de huisarts?

Bel uw huisarts als u zich zorgen maakt.
"""

HEADINGS = tuple(line[3:] for line in EXAMPLE.splitlines() if line.startswith("## "))


def changed(old: str, new: str) -> bytes:
    """The example with one thing changed; `old` stands in it exactly once."""
    assert EXAMPLE.count(old) == 1, old
    return EXAMPLE.replace(old, new).encode()


def with_body(line: str) -> bytes:
    """The example with `line` as its line 25, in the section on rest."""
    return changed("Rust helpt u om uw energie te verdelen.", line)


def without(part: str) -> bytes:
    """The example without `part`."""
    return changed(part, "")
