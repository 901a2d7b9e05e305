"""What is true of a record whatever the database holds."""
