"""Pictures as SVG, drawn from plain values; one file a picture."""
