"""Pictures and paper: what a report shows, painted without a window."""
