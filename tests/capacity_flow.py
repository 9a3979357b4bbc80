"""A second opinion on whether work fits into hours: the largest flow, by augmenting paths."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import date, timedelta
from fractions import Fraction

from pcn_rules.evaluate.capacity.problem import Hands, Task

ONE_DAY = timedelta(days=1)


def lacking(tasks: list[Task], hands: list[Hands]) -> Fraction:
    """The least minutes left undone: work flows from its source to each role on each day."""
    capacity: defaultdict[object, defaultdict[object, Fraction]] = defaultdict(
        lambda: defaultdict(Fraction)
    )
    wanted = Fraction(0)
    for number, task in enumerate(tasks):
        for part, work in enumerate(task.work):
            days = [work.first + n * ONE_DAY for n in range((work.last - work.first).days + 1)]
            pieces = [(days, work.minutes)] if work.once else [([d], work.minutes) for d in days]
            for place, (inside, minutes) in enumerate(pieces):
                name = ("work", number, part, place)
                capacity["source"][name] += minutes
                wanted += minutes
                for role in work.roles:
                    for day in inside:
                        capacity[name][role, day] += minutes
    for each in hands:
        day = each.first
        while day <= min(each.last, date(2021, 4, 30)):
            capacity[each.role, day]["sink"] += each.minutes
            day += ONE_DAY
    return wanted - _flow(capacity)


def _flow(capacity: defaultdict[object, defaultdict[object, Fraction]]) -> Fraction:
    total = Fraction(0)
    while True:
        came_from: dict[object, object] = {"source": None}
        waiting = deque(["source"])
        while waiting and "sink" not in came_from:
            here = waiting.popleft()
            for there, left in capacity[here].items():
                if left > 0 and there not in came_from:
                    came_from[there] = here
                    waiting.append(there)
        if "sink" not in came_from:
            return total
        path = ["sink"]
        while came_from[path[-1]] is not None:
            path.append(came_from[path[-1]])
        steps = list(zip(path[1:], path, strict=False))
        most = min(capacity[one][other] for one, other in steps)
        for one, other in steps:
            capacity[one][other] -= most
            capacity[other][one] += most
        total += most
