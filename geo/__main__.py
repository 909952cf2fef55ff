"""`python -m geo`."""

import gc

from geo.cli import main

# A command ends before there is garbage worth looking for; the search took a twentieth of the time that a pack takes.
# One that makes thousands of pages switches it on again.
if __name__ == "__main__":  # a process that makes a share of a site reads this file, too
    gc.disable()
    main(prog_name="python -m geo")
