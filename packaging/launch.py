"""Start the built program."""

import multiprocessing
import sys

if __name__ == "__main__":
    # A child process of the frozen program starts here too, and must go no further.
    multiprocessing.freeze_support()
    from coach.cli import main

    sys.exit(main())
