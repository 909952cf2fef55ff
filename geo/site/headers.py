"""HEADERS: what a host should send with each file of the site, in the form that Netlify and Cloudflare Pages read.

The pages carry their policy themselves; what only a header can say is who may frame them, and how long a file is kept.
"""

from __future__ import annotations

from typing import Final

from geo.site.addresses import home_of
from geo.site.shell import POLICY
from geo.words.language import LANGUAGES

FOREVER: Final = "public, max-age=31536000, immutable"  # of files whose name is made from their content
SHORT: Final = "public, max-age=300"
_FRAMED: Final = "".join(
    f"""/{home_of(language)}embed/*
  ! Content-Security-Policy
  Content-Security-Policy: {POLICY}; frame-ancestors *
"""
    for language in LANGUAGES
)
"""The embedded map in each language: no host's file takes a wildcard in the middle of a path."""
HEADERS: Final = f"""/*
  Content-Security-Policy: {POLICY}; frame-ancestors 'self'
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cache-Control: {SHORT}
{_FRAMED}/assets/*
  ! Cache-Control
  Cache-Control: {FOREVER}
/api/*
  Access-Control-Allow-Origin: *
"""
