"""`python -m game` is `party-card`."""

from game.cli import main

raise SystemExit(main())
