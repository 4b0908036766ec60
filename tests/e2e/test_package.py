"""The archives, unpacked as Lambda does it, without any other library: they do all that the application is for."""

import sys
from pathlib import Path

from tests.e2e.unpacked import do_all_jobs


def test_the_package_alone_does_the_work(packaged: Path, tmp_path: Path) -> None:
    done = do_all_jobs(packaged, tmp_path, sys.executable)
    assert done.returncode == 0, done.stderr
    assert "site-packages" not in done.stdout
