"""The press without its preflight, to be compared with tools that have none. Takes the arguments of build.py."""

from __future__ import annotations

import sys

import leaflets.preflight
from leaflets.cli import main

if __name__ == "__main__":
    leaflets.preflight.inspect = lambda *_, **__: ()
    sys.exit(main(sys.argv[1:]))
