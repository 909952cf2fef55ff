"""One country's dossier: claim, replies, reports, counts and what is not known, each statement with its sources."""
