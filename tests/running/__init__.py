"""The whole of Ourpatch as it is started by `./dev run`: starts, stops, deaths, and what is kept."""
