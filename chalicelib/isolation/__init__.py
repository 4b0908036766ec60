"""One cage for untrusted bytes: a child process without credentials, with a deadline and limits, spoken to in frames.

`child_process.py` and `child_pool.py` are the parent's side; `child.py` is the program that each child runs: it limits
itself by its `Allowance`, then has one module serve its `Channel`.
"""
