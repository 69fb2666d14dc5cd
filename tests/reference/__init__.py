"""A plain-Python world, written from what the words mean: dictionaries and loops over everybody, no kernel.

It imports nothing that computes (no kernel, nothing of the engine), only validated models, the catalogue,
names of counters and the arrays of a town. It is slow on purpose: everybody is looked at every day, ties are
counted by asking each neighbour, so that none of the engine's shortcuts is repeated here. `comparison` sets
it beside the engine.
"""
