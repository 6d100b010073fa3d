"""Facts, citations and quotations: how they are cited, and whether they agree with a reader's copy."""
