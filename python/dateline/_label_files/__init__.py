"""Files of labelled texts: what each tool writes, read and written."""
