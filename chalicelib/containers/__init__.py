"""What holds several files: ZIP archives and mails, opened in a process without credentials. Knows no AWS."""
