"""The whole back end in one process: `.venv/bin/python -m infra.local` (`make run`). Never deployed."""
