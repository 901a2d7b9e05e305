"""Loading the demo world, as often as wanted: what is there already is left alone."""
