"""The doors of consent over HTTP."""
