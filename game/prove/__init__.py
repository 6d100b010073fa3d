"""What must hold on every path: exploration, findings, story tests, coverage. Knows no front end and no rule."""
