"""The demo world: two made-up co-ops with their people, teams and some days of messages.

It has no tables. It is told in meadow-lane.toml and harbour.toml, and built by the same actions as a real co-op;
only an installation that is a demo for ever can load it.
"""
