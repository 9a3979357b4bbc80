"""A second way to compute a verdict: every world written out and judged, one by one.

It shares the models with the program, and none of its reasoning: `dates` counts days by itself,
`facts` looks values up, `interpreter` reads a formula in one world, `duties` judges a clause in
one world, and `worlds` goes through all of them. Nothing here is quick; all of it is plain.
"""
