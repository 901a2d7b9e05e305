"""The third door: what is done later, again, or by the calendar. Celery's worker and beat, and the relay."""
