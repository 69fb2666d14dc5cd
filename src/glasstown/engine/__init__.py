"""How many worlds run in lockstep, fast, without any of it showing in the results.

A plan cuts time into segments at the exchanges. Between exchanges people live alone, so a block of whole households
is taken through all days of a segment in all worlds while it is in the processor's cache; at an exchange the changes
of published standing are pushed along ties. Blocks, threads and order of work change no bit.
Public parts: `run_worlds`, `plan`, `RunResult`.
"""
