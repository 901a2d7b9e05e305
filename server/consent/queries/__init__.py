"""Every SELECT of consents and of the access log."""
