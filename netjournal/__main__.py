"""``python -m netjournal``: the same as the installed command."""

import sys

from netjournal.cli import main

if __name__ == "__main__":
    sys.exit(main())
