"""Units of measure and of counting, and quantities said the way one says them aloud.

`docs/assets/javascripts/sheet.mjs` says numbers by the same rules; a test holds the two together.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

import pint

# What each is worth, and how it is written.
PREFIXES = {
    "nano": (1e-9, "n"),
    "micro": (1e-6, "u"),
    "milli": (1e-3, "m"),
    "kilo": (1e3, "k"),
    "mega": (1e6, "M"),
    "giga": (1e9, "G"),
    "tera": (1e12, "T"),
    "peta": (1e15, "P"),
    "exa": (1e18, "E"),
    "zetta": (1e21, "Z"),
    "yotta": (1e24, "Y"),
    "kibi": (1024, "Ki"),
    "mebi": (1024**2, "Mi"),
    "gibi": (1024**3, "Gi"),
    "tebi": (1024**4, "Ti"),
}
MEASURES = (
    "second = [time] = s = sec",
    "minute = 60 * second = min",
    "hour = 3600 * second = h = hr",
    "day = 24 * hour = d",
    "week = 7 * day",
    # The Julian year, as astronomers and pint have it, so that twelve months are a year and a year is 365.25 days.
    "year = 365.25 * day",
    "month = year / 12",
    "byte = [data] = B",
    "bit = byte / 8",
    "FLOP = [operation] = _ = flop",
    "meter = [length] = m",
    "foot = 0.3048 * meter = ft",
    "watt = [power] = W",
    "watt_hour = 3600 * watt * second = Wh",
    "joule = watt * second = J",
    "dollar = [money] = USD",
    "percent = 0.01",
)
# Those that take prefixes; the others are never spoken of in parts: nobody has a millibyte.
DIVIDED = {"second", "meter", "watt", "watt_hour", "joule"}
PREFIXED = {*DIVIDED, "byte", "bit", "FLOP", "dollar"}
# Any other word counts too; these are what a slip of the pen is compared with.
COUNTED = [
    "account",
    "ad",
    "batch",
    "candidate",
    "category",
    "click",
    "core",
    "cpu",
    "creator",
    "customer",
    "device",
    "document",
    "dollar",
    "driver",
    "embedding",
    "epoch",
    "event",
    "example",
    "experiment",
    "feature",
    "gpu",
    "host",
    "image",
    "impression",
    "item",
    "key",
    "label",
    "layer",
    "listing",
    "machine",
    "merchant",
    "message",
    "model",
    "node",
    "order",
    "page",
    "parameter",
    "partition",
    "person",
    "post",
    "prediction",
    "product",
    "query",
    "read",
    "record",
    "replica",
    "request",
    "restaurant",
    "review",
    "ride",
    "row",
    "score",
    "seller",
    "session",
    "shard",
    "step",
    "store",
    "token",
    "transaction",
    "trip",
    "update",
    "user",
    "vector",
    "vertex",
    "video",
    "view",
    "visit",
    "word",
    "write",
]

# Those that take prefixes as they grow, the way "bytes" turn into "GB".
SCALED = {"byte", "bit", "FLOP", "watt", "watt_hour", "joule"}
SCALES = ("", "kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta")
PER_TIME = {"second": "a", "minute": "a", "hour": "an", "day": "a", "week": "a", "month": "a", "year": "a"}
WRITTEN = {
    "FLOP": ("FLOP", "FLOP"),
    "watt": ("W", "W"),
    "watt_hour": ("Wh", "Wh"),
    "joule": ("J", "J"),
    "microsecond": ("µs", "µs"),
    "gpu": ("GPU", "GPUs"),
    "cpu": ("CPU", "CPUs"),
    "tpu": ("TPU", "TPUs"),
    "vcpu": ("vCPU", "vCPUs"),
    "meter": ("m", "m"),
    "foot": ("ft", "ft"),
}
# Plurals that the rules of _plural and _singular get wrong, one way or the other.
IRREGULAR = {
    **{word: word for word in ["data", "news", "qps", "series", "sms", "species"]},
    **{
        word: f"{word}s"
        for word in [
            "ache",
            "cache",
            "calorie",
            "cookie",
            "die",
            "lie",
            "movie",
            "niche",
            "pie",
            "selfie",
            "tie",
            "zombie",
        ]
    },
    **{
        word: f"{word}es"
        for word in [
            "alias",
            "atlas",
            "bias",
            "bus",
            "campus",
            "canvas",
            "gas",
            "hero",
            "lens",
            "status",
            "tomato",
            "virus",
        ]
    },
    **{
        word: f"{word[:-2]}es"
        for word in ["analysis", "axis", "crisis", "diagnosis", "hypothesis", "synopsis", "thesis"]
    },
    **{word: f"{word[:-1]}ves" for word in ["calf", "half", "leaf", "loaf", "shelf", "thief", "wolf"]},
    "child": "children",
    "foot": "feet",
    "knife": "knives",
    "life": "lives",
    "man": "men",
    "matrix": "matrices",
    "mouse": "mice",
    "person": "people",
    "quiz": "quizzes",
    "vertex": "vertices",
    "wife": "wives",
    "woman": "women",
}
_SINGULAR = {many: one for one, many in IRREGULAR.items()} | {"indices": "index"}

_WORD = re.compile(r"[A-Za-z][A-Za-z_]*")
_TOKEN = re.compile(
    r"\s*(?:(?P<word>[A-Za-z][A-Za-z_]*)(?:(?:\*\*|\^)(?P<power>\d))?|(?P<one>1(?=\s*/))|(?P<sign>[*/-]))\s*"
)
# Commas before every third digit, and nowhere else: "2,50" is not 250.
_NUMBER = re.compile(
    r"([+-]?(?:(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9][0-9_]*)(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?)\s*([a-z]*)",
    re.IGNORECASE,
)
_DECIMAL_COMMA = re.compile(r"([+-]?[0-9]+),([0-9]*)(?=$|[^0-9,.])")
_MULTIPLES = {
    "": 1.0,
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "t": 1e12,
    "trillion": 1e12,
}
_SUPERSCRIPT = str.maketrans("0123456789-.", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻·")
# Digits kept of a number that is said exactly; below them lies what floating point adds.
EXACT = 12


def _spellings() -> dict[str, str]:
    """Every way to write a measure, prefixes included, and its full name."""
    found = {}
    for definition in MEASURES:
        name, _, *others = definition.split(" = ")
        written = {name, *others} - {"_"}
        found |= dict.fromkeys(written, name)
        for prefix, (size, letter) in PREFIXES.items() if name in PREFIXED else ():
            if size > 1 or name in DIVIDED:
                # Not "exa" before "m": that is an exam.
                found |= dict.fromkeys([prefix + name, *(letter + word for word in written)], prefix + name)
    return found


_SPELLINGS = _spellings()
# Full names of measures, prefixes included, and what they are without.
_KINDS = {prefix + name: name for name in (text.split(" ", 1)[0] for text in MEASURES) for prefix in ("", *PREFIXES)}


class UnitError(ValueError):
    """A unit that cannot be read. ``fix`` says what to write instead."""

    def __init__(self, message: str, fix: str):
        super().__init__(message)
        self.fix = fix


def read_number(text: str) -> float | None:
    """The number that ``text`` writes ("300e6", "300 million", "1.5k", "12,000"), or ``None``."""
    match = _NUMBER.fullmatch(text.strip())
    if not match or match[2].lower() not in _MULTIPLES:
        return None
    value = float(match[1].replace(",", "").replace("_", "")) * _MULTIPLES[match[2].lower()]
    return value if abs(value) < 1e300 else None


def decimal_comma(text: str) -> str:
    """``text`` with a point for its decimal comma ("2,50", "12,"), or nothing if that is not what is wrong with it."""
    match = _DECIMAL_COMMA.match(text.strip())
    repaired = f"{match[1]}{'.' if match[2] else ''}{match[2]}{text.strip()[match.end() :]}" if match else ""
    return repaired if read_number(repaired) is not None else ""


def say_number(value: float, digits: int) -> str:
    """``value`` with ``digits`` significant digits, in words from a million on; a whole number below 1,000 stays."""
    if value == 0:
        return "0"
    significant, exponent = _rounded(abs(value), digits)
    figures = str(significant).rstrip("0")
    sign = "−" if value < 0 else ""
    if not -4 <= exponent < 15:
        return f"{sign}{_point(figures, 0)} × 10{str(exponent).translate(_SUPERSCRIPT)}"
    if exponent >= 6:
        word = ("million", "billion", "trillion")[exponent // 3 - 2]
        shift = exponent % 3
        if len(figures) - 1 - shift <= 3:
            return f"{sign}{_point(figures, shift)} {word}"
    return sign + _point(figures, exponent)


def _rounded(value: float, digits: int) -> tuple[int, int]:
    """The significant digits of a positive ``value`` as one integer, and the power of ten of the first of them.

    Half up on the decimal digits: the last bit of a float, which two languages may not share, decides nothing.
    """
    mantissa, _, power = f"{value:.{EXACT - 1}e}".partition("e")
    exact, exponent = int(mantissa.replace(".", "")), int(power)
    if 0 <= exponent < 3 and exact % 10 ** (EXACT - 1 - exponent) == 0:
        return exact, exponent
    cut = 10 ** (EXACT - digits)
    significant = (exact + cut // 2) // cut
    return (significant // 10, exponent + 1) if significant == 10**digits else (significant, exponent)


def _point(figures: str, exponent: int) -> str:
    """``figures`` with the decimal point after the digit of value 10^``exponent``, thousands with commas."""
    if exponent < 0:
        return "0." + "0" * (-exponent - 1) + figures
    whole, rest = figures[: exponent + 1].ljust(exponent + 1, "0"), figures[exponent + 1 :]
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


@dataclass(frozen=True)
class Rung:
    """One unit to say a quantity in: its size in base units, and the words after "1" and after any other number."""

    size: float
    one: str
    many: str


@dataclass(frozen=True)
class Speech:
    """How a quantity is said: ``rungs`` from small to large, ``digits`` significant ones, ``sign`` "$" or nothing."""

    rungs: tuple[Rung, ...]
    digits: int
    sign: str = ""

    def say(self, base: float, bare: bool = False) -> str:
        """The quantity of ``base`` base units in words; ``bare`` leaves the words after the number away."""
        rung = self.rungs[0]
        for higher in self.rungs[1:]:
            # Rounded first: 999.9 kB are 1 MB.
            if base and _rounded(abs(base) / higher.size, self.digits)[1] >= 0:
                rung = higher
        number = say_number(base / rung.size, self.digits)
        if self.sign and re.fullmatch(r"−?[\d,]+\.\d", number):
            number += "0"
        words = rung.one if number == "1" else rung.many
        minus, amount = ("−", number[1:]) if number.startswith("−") else ("", number)
        return f"{minus}{self.sign}{amount}{'' if bare else words}"


@dataclass(frozen=True)
class Unit:
    """A unit as the author wrote it.

    Args:
        text: as written.
        parts: name and exponent of each word, in the order written.
        factor: base units in one of it.
        base: the product of base units it is a multiple of; two units convert when these are equal.
    """

    text: str
    parts: tuple[tuple[str, int], ...]
    factor: float
    base: pint.Unit


class Units:
    """The units of one page: measures, counting words, and the words that the page itself counts in.

    A word that is no unit becomes a counting unit: a new case counts in its own things without a change here. A slip of
    the pen would become one too, so a word that stands only once on the page and is nearly a known one is refused;
    any other slip comes out where it fails to cancel.
    """

    def __init__(self, texts: list[str]):
        """``texts`` are all units that the page writes."""
        self._registry = pint.UnitRegistry(None)
        # At once: after each single definition pint would reckon all of them anew.
        counted = (f"{word} = [{word}]" for word in COUNTED if word != "dollar")
        prefixes = (f"{prefix}- = {size} = {letter}-" for prefix, (size, letter) in PREFIXES.items())
        self._registry.load_definitions([*prefixes, *MEASURES, *counted])
        words = [word for text in texts for word in _WORD.findall(text)]
        self._once = {word for word in words if words.count(word) == 1}
        self.plain = self._registry.Unit("")
        self._names = {word: word for word in COUNTED} | _SPELLINGS
        self._known = sorted(self._names)

    def read(self, text: str) -> Unit:
        """The unit that ``text`` writes; "" is a plain number.

        Raises:
            UnitError: not a unit, or nearly a known one.
        """
        plain = re.sub(r"\bper\b", "/", text.replace("$", "dollar").replace("%", "percent").replace("·", "*"))
        plain = plain.translate({ord("µ"): "u", ord("μ"): "u"}).strip()
        parts: list[tuple[str, int]] = []
        position, sign, due = 0, 1, True
        while position < len(plain):
            match = _TOKEN.match(plain, position)
            if not match or due == bool(match["sign"]) or (match["one"] and position):
                raise UnitError(f"“{text}” is not a unit", "write it like request/user/day or gpu*h, without brackets")
            if match["word"]:
                parts.append((self._name(match["word"]), sign * int(match["power"] or 1)))
            if match["sign"]:
                sign = -1 if match["sign"] == "/" else 1
            due = bool(match["sign"])
            position = match.end()
        if due and plain:
            raise UnitError(f"the unit “{text}” ends too early", "name the unit after the last sign")
        unit = self.plain
        for name, power in parts:
            unit = unit * self._registry.Unit(name) ** power
        factor, base = self._registry.get_base_units(unit)
        return Unit(text, tuple(parts), float(factor), base)

    def _name(self, written: str) -> str:
        """The registry's name for the word ``written``, made a counting unit where it has none."""
        for word in (written, _singular(written)):
            if word in self._names:
                return self._names[word]
        word = _singular(written)
        close = [known for known in self._known if known.lower() == word.lower()]
        if not close and written in self._once:
            close = difflib.get_close_matches(word, self._known, 1, 0.8)
        if close:
            raise UnitError(f"“{written}” is no unit", f"write {close[0]}; a counting word of its own must differ more")
        self._registry.define(f"{word} = [{word}]")
        self._names[word] = word
        return word

    def tidy(self, base: pint.Unit) -> pint.Unit:
        """``base`` with the dust of floating point off its exponents: byte**(0.7 + 0.2 + 0.1) is a byte."""
        powers = {name: round(power, 9) for name, power in base._units.items()}
        return base if powers == dict(base._units) else self._registry.Unit(pint.util.UnitsContainer(powers))

    def write(self, base: pint.Unit) -> str:
        """A product of base units, as an author would write it ("item/s")."""
        over = [(n, e) for n, e in base._units.items() if e > 0]
        under = [(n, -e) for n, e in base._units.items() if e < 0]
        written = "*".join(map(_power, over)) or ("1" if under else "a plain number")
        return written + "".join("/" + _power(part) for part in under)

    def counts(self, base: pint.Unit) -> bool:
        """Whether ``base`` is a plain number or a count of things: no time, data, power or rate."""
        return all(power == 1 and not self._is_measure(name) for name, power in base._units.items())

    def speech(self, unit: Unit, digits: int | None, brief: bool = False) -> Speech:
        """How quantities of ``unit`` are said.

        Args:
            digits: significant ones of a computed result; ``None`` for an assumption, said as it was typed.
            brief: for a formula with its numbers put in. Without the words that only count, and with a digit more,
                so that whoever works it out by hand arrives at the result said.
        """
        lead, power = unit.parts[0] if unit.parts else ("", 0)
        sign = "$" if (lead, power) == ("dollar", 1) else ""
        shown = [part for part in unit.parts if not brief or self._is_measure(part[0])]
        shown = shown[1:] if sign else shown
        ladder = [(lead, 1.0)]
        if digits is not None and power == 1 and not any(exponent > 0 for _, exponent in unit.parts[1:]):
            kind = self._kind(lead)
            if kind in SCALED:
                size = self._factor(lead)
                ladder = [(scale + kind, self._factor(scale + kind) / size) for scale in SCALES]
            elif lead == "second":
                ladder = [("microsecond", 1e-6), ("millisecond", 1e-3), ("second", 1.0)]
        rungs = []
        for name, size in ladder:
            said = [(name, power), *shown[1:]] if len(ladder) > 1 else shown
            rungs.append(Rung(unit.factor * size, self._words(said, 0), self._words(said, 1)))
        return Speech(tuple(rungs), EXACT if digits is None else digits + brief, sign)

    def _words(self, parts: list[tuple[str, int]], number: int) -> str:
        over = [(name, power) for name, power in parts if power > 0]
        under = [(name, power) for name, power in parts if power < 0]
        text = ""
        if over:
            names = [self._word(name, 0) for name, _ in over[:-1]] + [self._word(over[-1][0], number)]
            text = "-".join(name + _raised(power) for name, (_, power) in zip(names, over, strict=True))
            text = text if text == "%" else f" {text}"
        # "12 requests a day per user": the time goes with the verb one hears, the rest follows.
        for name, power in sorted(under, key=lambda part: part[0] not in PER_TIME):
            article = PER_TIME.get(name, "per")
            text += f" {article} {self._word(name, 0)}{_raised(-power)}"
        return text

    def _word(self, name: str, number: int) -> str:
        if name == "percent":
            return "%"
        if name in WRITTEN:
            return WRITTEN[name][number]
        kind = self._kind(name)
        if kind != name:
            written = self._registry.get_symbol(name)
            return written if self._is_measure(kind) or not number else _plural(written)
        return _plural(name.replace("_", " ")) if number else name.replace("_", " ")

    def _kind(self, name: str) -> str:
        """``name`` without its prefix."""
        return _KINDS.get(name, name)

    def _factor(self, name: str) -> float:
        return float(self._registry.get_base_units(name)[0])

    def _is_measure(self, name: str) -> bool:
        return name in _KINDS


def _raised(power: int) -> str:
    return "" if power == 1 else str(power).translate(_SUPERSCRIPT)


def _power(part: tuple[str, float]) -> str:
    name, power = {"second": "s"}.get(part[0], part[0]), part[1]
    return name if power == 1 else f"{name}**{power:g}"


def _singular(word: str) -> str:
    if word in IRREGULAR or word in _SINGULAR:
        return _SINGULAR.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _plural(words: str) -> str:
    first, space, word = words.rpartition(" ")
    if word in IRREGULAR:
        plural = IRREGULAR[word]
    elif word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        plural = word[:-1] + "ies"
    else:
        plural = word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return first + space + plural
