"""Standard output that counts instead of showing: what a function would have written to its log."""

import io


class CountedLines(io.TextIOBase):
    """Counts lines and their bytes."""

    def __init__(self) -> None:
        """Nothing was written yet."""
        super().__init__()
        self.bytes = 0
        self.lines = 0

    def writable(self) -> bool:
        """It takes everything."""
        return True

    def write(self, text: str) -> int:
        """Count a text."""
        self.bytes += len(text.encode())
        self.lines += text.count("\n")
        return len(text)
