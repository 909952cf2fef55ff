"""What a view hands over: the pack of files, and what a file made here says of itself later.

Knows models and formats. It knows no page and no command line.
"""
