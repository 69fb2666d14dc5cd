"""The laws of randomness: what may and what may not change when something else does.

Each law is a function in `checks`, run by its test on the compiled engine, and by `test_mutants` on
interpreted copies of the package with one deliberate fault each, which the law must report.
"""
