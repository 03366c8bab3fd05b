"""Words that others build records of."""
import string


def letters(draw, low, high):
    return "".join(draw.choices(string.ascii_lowercase, k=draw.randint(low, high)))
