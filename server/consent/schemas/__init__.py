"""Consent as it comes in and goes out."""
