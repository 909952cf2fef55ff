"""What keeps the record true: packages compared, waves added, rows corrected, versions released.

Everything here is for curators, at the command line or on the Curate page; readers meet its results.
"""
