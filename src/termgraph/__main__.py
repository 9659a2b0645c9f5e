"""`python -m termgraph` is the command `termgraph`."""

from termgraph.cli import main

main()
