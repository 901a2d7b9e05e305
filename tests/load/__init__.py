"""Messages under faults: real processes are killed and cut off while clients go on writing, and a checker compares
what the clients saw with what is stored.

`history` judges; `device` is a client as `docs/for-clients.md` describes one, `naive` one as they are often written;
`crowd` is the process that they run in; `house` the processes that are killed, `world` who lives there; `proxy` spoils
connections.
"""
