"""Three doors to one unit of work: HTTP, Socket.IO and Celery. Flask is known here and in routes only."""
