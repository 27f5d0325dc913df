"""What a pattern cannot tell of a find: check digits, and whether it looks random."""

from __future__ import annotations


def has_digit(text: str) -> bool:
    """Say whether a digit is among the letters."""
    return any(c.isdigit() for c in text)


def is_mixed(text: str) -> bool:
    """Say whether a long word has the three kinds of letters that random ones have."""
    kinds = (str.isupper, str.islower, str.isdigit)
    return all(any(kind(c) for c in text) for kind in kinds)


def is_iban(text: str) -> bool:
    """Say whether the check digits are right (ISO 13616: remainder 1 by 97)."""
    plain = text.replace(" ", "").lower()
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def is_national(text: str) -> bool:
    """Say whether the check digits are right.

    They are 97 less the remainder of the nine before, with a 2 before those of who
    was born from 2000 on (Belgian royal decree of 3 April 1984). The month of a
    number of the BIS register is 20 or 40 higher.
    """
    digits = "".join(c for c in text if c.isdigit())
    body, check, month = digits[:9], int(digits[9:]), int(digits[2:4]) % 20
    if month > 12 or int(digits[4:6]) > 31:
        return False
    return check in (97 - int(body) % 97, 97 - int(f"2{body}") % 97)


def is_card(text: str) -> bool:
    """Say whether the last digit is right (ISO/IEC 7812, Luhn)."""
    digits = [int(c) for c in text if c.isdigit()]
    twice = (sum(divmod(2 * d, 10)) for d in digits[-2::-2])
    return len(set(digits)) > 1 and (sum(digits[-1::-2]) + sum(twice)) % 10 == 0


def is_identity_card(text: str) -> bool:
    """Say whether the last two digits are the ten before by 97; 97 for nothing."""
    digits = "".join(c for c in text if c.isdigit())
    return (int(digits[:10]) % 97 or 97) == int(digits[10:])


def is_french(text: str) -> bool:
    """Say whether the key is right: 97 less the remainder of the thirteen before."""
    digits = "".join(c for c in text if c.isdigit())
    return 97 - int(digits[:13]) % 97 == int(digits[13:])
