"""How tables, mentions and texts show themselves in a notebook: offline, light or dark, without flooding the page."""
