"""The table of reports. `embed` registers its frame with the running server, so only a page may import that."""
