"""The invoice lines: the table's header, its columns, its rows."""
