"""The atlas as a folder that any file host serves: pages, public API, feeds, previews. Drawn of the same documents.

Knows every family below it and nothing of a server: a page is bytes at a path, and the same data give the same bytes.
"""
