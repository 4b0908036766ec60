"""Reading a document out of a file, without templates for suppliers and without AWS."""
