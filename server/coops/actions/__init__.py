"""Every change of co-ops, memberships and patches, one verb each."""
