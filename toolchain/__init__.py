"""What stands behind `./dev`: the environment, the processes, the checks.

`places`, `python` and `node` run on a bare Python with its standard library; all else runs in the
environment that they make.
"""
