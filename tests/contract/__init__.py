"""The API's document held against the server: real answers, generated requests, and everything that is sent wrongly."""
