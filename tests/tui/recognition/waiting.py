"""A process that says that it runs, and does nothing until its input ends."""

import sys

sys.stdout.write("\n")
sys.stdout.flush()
sys.stdin.read()
