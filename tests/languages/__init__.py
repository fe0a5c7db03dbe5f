"""Whether two patterns of `re` match the same texts, decided by automata.

greenery does so too, without look-arounds, atomic groups and Unicode's tables; its
automata are complete, and a count up to 63 takes it minutes.
"""
