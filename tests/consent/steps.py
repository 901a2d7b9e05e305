"""What can happen to a record: the machine's steps by their names, with what they need, some more often than others.

One strategy of all steps, rather than a rule for each: Hypothesis leaves rules out of an example on purpose, and what
is looked for here is how many of them meet.
"""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Step = tuple[str, dict[str, Any]]

FULL = (1 << 30) - 1
sections = st.one_of(
    st.just(FULL),
    st.just(FULL),
    st.integers(1, FULL),
    st.sets(st.integers(0, 29), min_size=1, max_size=6).map(lambda some: sum(1 << s for s in some)),
)
actions = st.one_of(st.just(15), st.integers(1, 15))
begins = st.sampled_from((-60, 0, 0, 0, 30, 60)).map(lambda minutes: timedelta(minutes=minutes))
lasts = st.sampled_from((30, 60, 120, 1440)).map(lambda minutes: timedelta(minutes=minutes))
perhaps_lasts = st.one_of(st.none(), lasts)
anybody = st.integers(0, 10)
which = st.integers(0, 99)
whether = st.booleans()
purposes = st.sampled_from(("care", "care", "care", "emergency", "safeguarding", "legal", "planning", "research"))
audiences = st.sampled_from(
    ("membership", "membership", "care team", "care team", "patch team", "organisation", "organisation role")
)


def _step(name: str, often: int = 1, **needs: SearchStrategy[Any]) -> list[SearchStrategy[Step]]:
    return [st.tuples(st.just(name), st.fixed_dictionaries(needs))] * often


_reach = {"sections": sections, "actions": actions}
_span = {"begins": begins, "lasts": perhaps_lasts}
_grant = {"audience": audiences, "n": anybody, **_reach, **_span}
chosen = st.one_of(  # a whole mask is more than most roles can ever see, and is refused
    st.sets(st.sampled_from((1, 2, 3, 11, 15, 16, 18, 19, 21, 22, 27)), min_size=1),
    st.sets(st.integers(0, 29), min_size=1, max_size=4),
).map(lambda some: sum(1 << s for s in some))
levels = st.sampled_from(("see", "add"))
_choice = {
    "audience": audiences,
    "n": anybody,
    "level": st.sampled_from(("closed", "closed", "see", "add")),
    "days": st.sampled_from((None, 1, 30, 30)),
}

STEPS: SearchStrategy[Step] = st.one_of(
    *_step("permit", 6, **_grant, purpose=purposes),
    *_step("deny", 5, **_grant, purpose=st.one_of(st.none(), purposes)),
    *_step("choose", 6, **_choice, sections=chosen, acting=st.one_of(st.none(), st.none(), st.integers(3, 4))),
    *_step("start", 1),
    *_step("says_who_acts", 2, n=st.integers(3, 4), sections=sections, level=levels, jointly=whether),
    *_step("takes_it_back", 1, n=which),
    *_step("opens_in_an_emergency", 2, n=anybody),
    *_step("is_done", 1, n=anybody),
    *_step("is_to_come", 2, n=anybody, begins=st.sampled_from((-30, 10, 90))),
    *_step("reviewer_withholds", 1, sections=sections),
    *_step("revoke", 2, n=which),
    *_step("care_team", 2, n=st.integers(0, 2), within=whether),
    *_step("patch_team", 2, n=st.integers(0, 6), patch=st.integers(0, 1), within=whether),
    *_step("helper", 3, n=st.integers(0, 4), within=whether),
    *_step("membership", 1, n=st.integers(0, 5), within=whether),
    *_step("organisation", 1, n=st.integers(0, 3), ends=whether),
    *_step("record", 1, closes=st.sampled_from((True, False, False))),
    *_step("authority", 3, n=anybody, **_reach, **_span, verified=whether, jointly=whether),
    *_step("verify", 1, n=which),
    *_step("end_authority", 1, n=which),
    *_step(
        "directive",
        3,
        named=st.sets(anybody, min_size=1, max_size=2),
        **_reach,
        purpose=st.sampled_from(("legal", "safeguarding")),
        begins=begins,
        lasts=lasts,
        approvers=st.integers(1, 2),
    ),
    *_step("approve", 1, n=which),
    *_step("end_directive", 1, n=which),
    *_step("withhold", 2, sections=sections, begins=st.sampled_from((-60, 0, 30))),
    *_step("end_withholding", 1, n=which),
    *_step("emergency", 3, n=anybody, minutes=st.sampled_from((30, 60, 60))),
    *_step("close_emergency", 1, n=which),
    *_step(
        "visit", 3, n=anybody, begins=st.sampled_from((-90, 0, 10, 60, 120)), minutes=st.sampled_from((15, 30, 480))
    ),
    *_step("close_visit", 1, n=which),
    *_step("time_passes", 3, minutes=st.sampled_from((1, 30, 30, 60, 61, 1440))),
)
