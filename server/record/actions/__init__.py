"""Every change of a record, one verb each."""
