"""Ourpatch's application: one package per domain, and `kernel` under all of them."""
