"""Start NetJournal; on a fresh machine, set it up first."""

import sys

from netjournal import bootstrap


def main() -> int:
    """Run the command line (which opens the window when called bare) and return its exit code."""
    bootstrap.ensure(sys.argv[1:])
    from netjournal import cli

    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
