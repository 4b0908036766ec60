"""The whole back end in one process: `python -m infra.local` (`make run`). Never deployed."""
