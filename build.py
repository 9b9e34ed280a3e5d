"""The front door: hands over to leaflets.cli."""

import sys

from leaflets.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
