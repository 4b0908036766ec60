"""One cage for untrusted bytes: a child process without credentials, with a deadline and limits, spoken to in frames.

`child_process.py` is the parent's side of one child, however it began. `child.py` is what each child does: it limits
itself by its `ResourceLimits`, then has one module serve its `Channel`. Children are kept between tasks
(`child_pool.py`) or are there for one file. These are forked (`warm_children.py`) from a process that has loaded what
they need (`fork_server.py`), or started from nothing (`processes.py`) where that can't be done.
"""
