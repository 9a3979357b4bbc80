"""A contract that is free of faults into remarks on how it could be written better."""
