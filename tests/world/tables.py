"""A tiny invented world for tests of reading: two tables, one descriptor, nothing real."""

import json
from pathlib import Path

DESCRIPTOR = {
    "name": "tiny",
    "title": "Tiny",
    "version": "2001.2.3",
    "resources": [
        {
            "name": "posts",
            "path": "posts.csv",
            "title": "Posts",
            "description": "One post a row.",
            "schema": {
                "fields": [
                    {
                        "name": "post_id",
                        "type": "string",
                        "description": "Key.",
                        "constraints": {"required": True},
                    },
                    {"name": "lat", "type": "number", "description": "Latitude.", "unit": "degrees"},
                    {"name": "year", "type": "integer", "description": "Year, if known."},
                    {
                        "name": "open",
                        "type": "boolean",
                        "description": "Open?",
                        "constraints": {"required": True},
                    },
                    {
                        "name": "paper_ids",
                        "type": "string",
                        "description": "Papers.",
                        "content": "list",
                        "listOf": "papers",
                    },
                ],
                "primaryKey": "post_id",
            },
        },
        {
            "name": "papers",
            "path": "papers.csv",
            "schema": {
                "fields": [
                    {
                        "name": "paper_id",
                        "type": "string",
                        "description": "Key.",
                        "constraints": {"unique": True},
                    },
                    {"name": "post_id", "type": "string", "description": "The post it is about."},
                    {
                        "name": "pages",
                        "type": "integer",
                        "description": "Length.",
                        "constraints": {"required": True, "minimum": 1},
                    },
                ],
                "primaryKey": ["paper_id"],
                "foreignKeys": [
                    {"fields": "post_id", "reference": {"resource": "posts", "fields": "post_id"}},
                ],
            },
        },
    ],
}

POSTS = "post_id,lat,year,open,paper_ids\na,1.50,,true,p1;p2\nb,,1999,false,\n"
PAPERS = "paper_id,post_id,pages\np1,a,3\np2,a,7\n"


def write_tiny(folder: Path, posts: str | bytes = POSTS, papers: str | bytes = PAPERS) -> Path:
    """The folder, now holding the invented world with the given tables."""
    (folder / "datapackage.json").write_text(json.dumps(DESCRIPTOR), encoding="utf-8")
    for name, content in (("posts.csv", posts), ("papers.csv", papers)):
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
