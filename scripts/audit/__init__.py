"""The rows of what is known of the contract, held against the clauses that encode them."""
