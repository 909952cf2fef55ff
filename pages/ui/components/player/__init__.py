"""The timeline's player. `embed` registers its frame with the running server, so only a page may import that."""
