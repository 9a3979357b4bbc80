"""The steps from text to the syntax model: blocks, grammar, tree, nodes, and faults on the way."""
