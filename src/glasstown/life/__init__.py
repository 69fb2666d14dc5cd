"""What people do: the catalogue of acts and duties, and the mechanisms by which they speak, or break with others.

Nothing here knows which regime is watching; a mechanism is a small folder with its parameters (`model`), arrays
(`fields`), kernel and words. Public parts: `catalogue`, `act`, `debt`, `speech`, `shunning`.
"""
