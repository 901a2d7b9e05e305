"""What is true of consent whatever the database holds: sections, ceilings, and what follows from grants."""
