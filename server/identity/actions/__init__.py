"""Every change of accounts, sessions, codes and cards, one verb each."""
