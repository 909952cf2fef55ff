"""Other people's tables, read as what was meant: sheets, headings, countries, cities and dates in their many forms.

What can mean two things is asked, never guessed; what was read otherwise than it was typed is told.
"""
