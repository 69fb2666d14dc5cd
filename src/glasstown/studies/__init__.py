"""What one does with the model: whole runs, from documents to a folder that can be read, cited and made
again.

A study is asked for with names and numbers, never with data about people; it computes replicates of a town
and of the lives in it, measures them, and writes a folder whole or not at all. Nothing can be stepped,
hooked into or optimised. Public parts: `run`, `prepare`, `Request`, `Run`.
"""
