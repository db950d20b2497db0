"""Questions that can be put to every model: how an output moves, where a verdict flips, how far an answer spreads.

Each is asked of a module of its own, and read when it is first asked for: an answer needs two of them, and a page
starts the sooner.
"""
