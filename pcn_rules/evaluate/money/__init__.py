"""What payments and incentives come to for a network: exact sums, explained, nothing taken as zero.

A sum accrues by calendar months: a year is twelve, a part of a month counts by its days. Pounds
and pence appear in one step only, at the end, which the explanation shows.
"""
