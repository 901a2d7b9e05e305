"""Every change of who may see what, one verb each; and the gates of a record."""
