"""Every change around a person, one verb each."""
