"""The browser of this machine, for tests and benchmarks of pages."""

import shutil

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""The path of a Chromium, None where there is none."""
