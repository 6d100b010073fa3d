"""`python -m party_card` is `party-card`."""

from party_card.cli import main

raise SystemExit(main())
