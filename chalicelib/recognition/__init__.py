"""Text recognition that needs AWS, bound to the reader: the file is opened elsewhere, here are only its pictures."""
