"""A reader's text becomes a number, or is quoted back."""

import pytest

from calc.reading import nearest, number, plain, quoted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("200", 200), ("+5", 5), ("-1", -1), (".5", 0.5), ("5.", 5), ("1e3", 1000), ("1E-3", 0.001),
        ("1,000", 1000), ("12,345,678.5", 12345678.5), (" 7 ", 7), ("7\n", 7), ("007", 7), ("1,000e3", 1e6),
        ("1e999", float("inf")), ("-1e999", float("-inf")), ("9" * 400, float("inf")),
    ],
)  # fmt: skip
def test_a_number_reads_as_it_is_meant(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "x", "12k", "0,5", "1,00", "1,0000", "1000,000", ",5", ",000", "1,,000", "1.000,5", "1.2.3", "1 000",
        "1\u00a0000", "1_000", "0x10", "0b1", "nan", "NaN", "inf", "-inf", "infinity", "e5", "1e", "1e+", ".", "+",
        "-", "--1", "+-1", "1e1.5", "1e1,000", "٣", "５", "½", "²", "−5", "5%", "$5", "5 events", "1\x000", "\x1b[31m5",
        "1\n2", "<img src=x onerror=alert(1)>", "1;2", "1/2", "True", "None", ".e5", "1.,000",
    ],
)  # fmt: skip
def test_what_is_not_plainly_a_number_is_none(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("bound", "text"), [(1, "1"), (0, "0"), (1e6, "1,000,000"), (0.001, "0.001"), (2.5, "2.5"), (8760, "8,760")]
)
def test_a_bound_is_said_as_it_may_be_typed(bound, text):
    assert plain(bound) == text
    assert number(text) == bound


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing"),
        ("   ", "only spaces"),
        ("\t\n", "only spaces"),
        ("12k", "'12k'"),
        ("it's", '"it\'s"'),
        ("\x1b[31m", r"'\x1b[31m'"),
        ("\u202e12", r"'\u202e12'"),
        ("x" * 24, f"'{'x' * 24}'"),
        ("\U000e0001" * 9, "'" + r"\U000e0001" * 4 + "…' (9 characters)"),
        ("x" * 25, f"'{'x' * 24}…' (25 characters)"),
        ("\x1b" * 10_000, "'" + r"\x1b" * 11 + "…' (10,000 characters)"),
    ],
)
def test_what_came_is_said_short_and_harmless(text, said):
    assert quoted(text) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [("evnts", "; did you mean events?"), ("Events", "; did you mean events?"), ("zzz", "."), ("", "."),
     ("x" * 100_000, ".")],
)  # fmt: skip
def test_the_nearest_name_is_suggested(name, said):
    assert nearest(name, ["events", "event_size", "consumers"]) == said
