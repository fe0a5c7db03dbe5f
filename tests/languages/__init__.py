"""Whether two patterns of `re` match the same texts, decided by automata.

greenery, the library for that, knows no look-arounds and no atomic groups, and did not
come to an end within a minute where a group with two repeats may come 63 times.
"""
