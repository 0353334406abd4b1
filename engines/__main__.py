"""python -m engines: what ./start does once everything is installed."""

import sys

from engines.run import main

sys.exit(main(sys.argv[1:]))
