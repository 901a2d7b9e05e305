"""Every SELECT of messages. Each costs the same number of queries for one row and for fifty."""
