"""Files that arrive together: several in a form, announced as a folder, in an archive, by mail."""
