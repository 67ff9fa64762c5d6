"""A formula in words, for a reader's machine that shows or speaks no MathML."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

_SIGNS = {
    "+": "plus", "−": "minus", "-": "minus", "±": "plus or minus", "=": "equals", "≠": "is not", "≈": "is about",
    "<": "is less than", ">": "is more than", "≤": "is at most", "≥": "is at least", "≪": "is far less than",
    "≫": "is far more than", "∝": "is in proportion to", "×": "times", "·": "times", "⋅": "times", "/": "over",
    "÷": "divided by", "∈": "in", "∉": "not in", "∑": "the sum", "∏": "the product", "∫": "the integral",
    "→": "to", "⟶": "to", "⇒": "implies", "∞": "infinity", "∣": "given", "|": "given", "%": "percent", "!": "factorial",
    "∼": "is distributed as", "∪": "or", "∩": "and", "∖": "without", "…": "and so on", "⋯": "and so on", "√": "the root of",
    "‖": "norm", "∥": "norm", "∇": "gradient", "∂": "partial", "′": "prime", "⊙": "times", "⊤": "transposed",
    "\u2061": "", "\u2062": "", "\u2063": ",", "\u2064": "",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "η": "eta", "κ": "kappa", "ℓ": "ell", "θ": "theta",
    "λ": "lambda", "μ": "mu", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "ϕ": "phi", "ω": "omega",
    "Δ": "delta", "Σ": "sigma", "Φ": "phi", "Ω": "omega",
}  # fmt: skip
_OVER = {"^": "hat", "ˆ": "hat", "¯": "bar", "‾": "bar", "˜": "tilde", "~": "tilde", "→": "vector", "˙": "dot"}
_POWERS = {"2": "squared", "3": "cubed", "⊤": "transposed", "T": "transposed", "′": "prime", "*": "star", "∗": "star"}


def said(node: LexborNode) -> str:
    """The words of the MathML element ``node``."""
    return " ".join(_said(node).replace(" ,", ",").split())


def _said(node: LexborNode) -> str:
    parts = [child for child in node.iter() if child.tag not in ("mspace", "annotation")]
    match node.tag:
        case "mi" | "mo" | "mn" | "mtext" | "ms":
            shown = node.text(strip=True)
            return _SIGNS.get(shown, shown)
        case "mspace":
            return ""
        case "mfrac":
            return f"{_whole(parts[0])} over {_whole(parts[1])}"
        case "msqrt":
            return f"the square root of {_whole(node)}"
        case "mroot":
            return f"the root, of degree {_said(parts[1])}, of {_whole(parts[0])}"
        case "msub" | "munder":
            return f"{_said(parts[0])} {_below(parts[0], parts[1])}"
        case "msup" | "mover":
            return f"{_whole(parts[0])} {_above(parts[0], parts[1])}"
        case "msubsup" | "munderover":
            return f"{_said(parts[0])} {_below(parts[0], parts[1])} {_above(parts[0], parts[2])}"
        case "mtable":
            return "; ".join(map(_said, parts))
    return " ".join(map(_said, parts))


def _whole(node: LexborNode) -> str:
    """With brackets around more than one thing, if it has none."""
    words, things = _said(node) if node.tag != "msqrt" else " ".join(map(_said, node.iter())), [*node.iter()]
    single = node.tag not in ("mrow", "msqrt") or len(things) < 2
    return words if single or things[0].text(strip=True) == "(" else f"({words})"


def _is_sum(node: LexborNode) -> bool:
    return node.text(strip=True) in ("∑", "∏", "∫")


def _below(base: LexborNode, node: LexborNode) -> str:
    return f"{'over' if _is_sum(base) else 'sub'} {_said(node)}"


def _above(base: LexborNode, node: LexborNode) -> str:
    shown = node.text(strip=True)
    if _is_sum(base):
        return f"to {_said(node)} of"
    return _OVER.get(shown) or _POWERS.get(shown) or f"to the power {_whole(node)}"
