"""Generated classes in other people's libraries; `nox -s libraries` runs them.

The rest of the suite does not: they need libraries of their own.
"""
