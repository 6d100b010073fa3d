"""Numbers as the present language writes them: the sign between thousands, and the one before decimals."""

from __future__ import annotations

from party_card.localization.messages import pgettext


def format_number(number: int) -> str:
    """Returns a whole number with a sign between its thousands, if the language sets one in a number of this size."""
    # TRANSLATORS: 1000, or 10000 if four digits stand without a sign between the thousands.
    smallest = int(pgettext("smallest number with a sign between thousands", "1000"))
    if abs(number) < smallest:
        return str(number)
    return f"{number:,}".replace(",", pgettext("sign between thousands", ","))


def format_decimal(number: float, digits: int) -> str:
    """Returns a number with as many digits after the sign for decimals."""
    whole, _, rest = f"{number:.{digits}f}".partition(".")
    sign = "-" if whole.startswith("-") else ""
    text = sign + format_number(int(whole.lstrip("-")))
    return f"{text}{pgettext('sign before decimals', '.')}{rest}" if rest else text


def rewrite_number(text: str) -> str:
    """Returns a number that is written in English ("11,737,021", "5.06") with the signs of the present language."""
    whole, point, decimals = text.partition(".")
    if "," in whole:
        whole = format_number(int(whole.replace(",", "")))
    return f"{whole}{pgettext('sign before decimals', '.')}{decimals}" if point else whole
