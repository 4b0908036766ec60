"""Formats that several rooms read, each within its bounds: PDF pages, ZIP files, pictures, words of mails."""
