"""Messages through sockets. The hot path: what waits is sent in batches, what moved is marked once a second."""
