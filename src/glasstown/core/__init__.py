"""What every other package stands on: keyed randomness, the registry of streams, compiled kernels, YAML that
remembers its lines, and errors that teach.

Nothing here knows what a town or a regime is. Public parts: `randomness`, `streams`, `jit`, `errors`, `marks`,
`numbers`, `calendar`.
"""
