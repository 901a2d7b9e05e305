"""Every change of messages, one verb each."""
