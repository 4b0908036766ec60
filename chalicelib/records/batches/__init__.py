"""Files that arrived together: by one form, as a folder, in an archive, by mail."""
