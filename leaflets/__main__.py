"""`python -m leaflets` is the command line too."""

import sys

from leaflets.cli import main

if __name__ == "__main__":
    sys.exit(main())
