"""Runs `python -m party_card` like `party-card`."""

from party_card.cli import main

raise SystemExit(main())
