"""Start the built program."""

import multiprocessing
import os
import sys

if __name__ == "__main__":
    # A child process of the frozen program starts here too, and must go no further.
    multiprocessing.freeze_support()
    # The program's own libraries are loaded from beside it; another program that it opens must not get them.
    outside = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if outside is not None:
        os.environ["LD_LIBRARY_PATH"] = outside
    from coach.cli import main

    sys.exit(main())
