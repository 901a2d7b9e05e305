"""Two co-ops, and everybody who might knock at a door of the first: each outcome is declared, none is a surprise."""
