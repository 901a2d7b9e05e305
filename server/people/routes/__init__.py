"""Persons and care teams, what a device is told about itself, and the demo's front door, over HTTP."""
