"""The last look at a finished page: nothing on it runs, loads, sends or styles but what the machinery put there.

Contributors write no HTML, so whatever is on a page was written by this package, the theme or their templates; what is
not in these lists got past one of them. The lists began as what ammonia lets through (as nh3 0.3 has it), without its
presentational leftovers and without the addresses that only an application opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from guide.addresses import refused
from guide.finding import Finding

RULE = "html-active"
FIX = "write it in Markdown; what the machinery itself writes is listed in guide/press/active.py"
ROOT = Path(__file__).parents[2]


def _table(text: str) -> dict[str, set[str]]:
    """``element attribute …`` a line, several elements joined by commas, all in lower case."""
    table: dict[str, set[str]] = {}
    for names, *attributes in filter(None, map(str.split, text.lower().splitlines())):
        for name in names.split(","):
            table.setdefault(name, set()).update(attributes)
    return table


# Every element may have these.
ANYWHERE = {"id", "class", "title", "lang", "dir", "role", "tabindex", "hidden"}
BEGINNINGS = ("aria-", "data-")

TEXT = """
article,div,section,p,span,br,wbr,hr,h1,h2,h3,h4,h5,h6,header,footer,nav
abbr,b,cite,code,dfn,em,i,kbd,mark,pre,samp,small,strong,sub,sup,s,u,var,q,blockquote,ins,del
dl,dt,dd,ul,li,figure,figcaption,summary,table,thead,tbody,tfoot,tr,caption
aside popover
button type popovertarget
a href name
img src alt width height loading decoding
ol start reversed
details open name
time datetime
td,th colspan rowspan scope headers style
col,colgroup span
input type id name checked
label for
"""
DRAWINGS = """
svg xmlns viewBox width height preserveAspectRatio focusable style
g,path,rect,circle,ellipse,line,polyline,polygon,text,tspan,use transform fill stroke stroke-width stroke-dasharray
g,path,line,polyline,text,tspan,circle,rect stroke-linecap stroke-linejoin fill-rule clip-rule opacity fill-opacity
g,path,line,polyline,circle,rect stroke-opacity clip-path mask vector-effect marker-start marker-mid marker-end
path d pathLength
rect x y width height rx ry
circle cx cy r
ellipse cx cy rx ry
line x1 y1 x2 y2
polyline,polygon points
g,text,tspan x y dx dy text-anchor dominant-baseline font-size font-weight
use href x y width height
defs,title,desc
symbol viewBox
marker viewBox refX refY markerWidth markerHeight markerUnits orient
clipPath,mask clipPathUnits maskUnits x y width height
linearGradient,radialGradient x1 y1 x2 y2 cx cy r gradientUnits
stop offset stop-color
"""
FORMULAS = """
math display
mi,mn,mo,mtext,mspace,ms,mrow,mfrac,msqrt,mroot,mstyle,mpadded,mphantom,merror mathvariant displaystyle scriptlevel style
msub,msup,msubsup,munder,mover,munderover,mmultiscripts,mprescripts,mtable,mtr,mtd,menclose displaystyle scriptlevel style
mo stretchy lspace rspace symmetric movablelimits form fence separator largeop minsize maxsize
mspace,mpadded width height depth voffset lspace
mfrac linethickness
munder,mover,munderover accent accentunder
mtd rowspan columnspan
menclose notation
"""
# What surrounds the text is the theme's.
FRAME = """
body,main,header,footer
nav popover
dialog open
form name
input placeholder autocapitalize autocomplete autocorrect spellcheck enterkeyhint required value
button type disabled popovertarget
script src type
"""
HEAD = """
head,title
meta charset name property content http-equiv
link rel href type sizes media as crossorigin
script src type
"""

ARTICLE = _table(TEXT + DRAWINGS + FORMULAS)
AROUND = _table(TEXT + DRAWINGS + FORMULAS + FRAME)
WITHIN_HEAD = _table(HEAD)
# A drawing that is a file may style itself: the page around it does not reach it.
FILE = _table(DRAWINGS + "style,body")

ADDRESSES = {"href", "src"}
# A table's columns, the least width at which a drawing can be read, the rules and distances of a formula.
STYLES = {
    "td": re.compile(r"text-align: (?:left|right|center);"),
    "th": re.compile(r"text-align: (?:left|right|center);"),
    "svg": re.compile(r"min-width:\d+px"),
    "math": re.compile(
        r"(?:(?:text-align|justify-items|width|math-shift|(?:padding|margin|border)-(?:left|right|top|bottom)):[\w .%-]+;?)+"
    ),
}
META = {
    "viewport",
    "description",
    "aliases",
    "terms",
    "carried",
    "author",
    "color-scheme",
    "theme-color",
    "twitter:card",
}
LINKS = {"canonical", "prev", "next", "icon", "apple-touch-icon", "stylesheet", "preload", "modulepreload", "manifest"}
POLICY = "Content-Security-Policy"


def findings(page: str, text: str) -> Iterator[Finding]:
    """What is on the finished page ``text`` that no page may have.

    Args:
        page: its path below the site, which the findings name.
    """
    tree = LexborHTMLParser(text)
    told = set()
    for node, allowed in _nodes(tree):
        for what in _wrong(node, allowed):
            if what not in told:
                told.add(what)
                yield _finding(page, text, _opening(node), what)


def look(site: Path) -> list[Finding]:
    """The rule over every page, and every drawing that is a file of its own."""
    found = []
    for path in sorted(site.rglob("*.html")):
        found += findings(path.relative_to(site).as_posix(), path.read_text(encoding="utf-8"))
    for path in sorted(site.rglob("*.svg")):
        found += drawing(path.relative_to(site).as_posix(), path.read_text(encoding="utf-8", errors="replace"))
    return found


def drawing(name: str, text: str) -> Iterator[Finding]:
    """What is in the SVG file ``text`` that no drawing may have."""
    bare = re.sub(r"^\s*<\?xml\s[^>]*\?>", "", text)
    if declared := re.search(r"<!(?!--|\[CDATA\[)\w*|<\?[\w-]*", bare):
        # XML would read on what HTML skips.
        yield _finding(name, text, declared[0], f"no drawing declares {declared[0]}")
    tree = LexborHTMLParser(f"<body>{bare}")
    for node in tree.body.css("*") if tree.body else []:
        for what in _wrong(node, FILE):
            yield _finding(name, text, _opening(node), what)


def _nodes(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, dict[str, set[str]]]]:
    """Each element, and the list that holds where it stands."""
    for node in tree.head.css("*") if tree.head else []:
        yield node, WITHIN_HEAD
    inside = {node.mem_id for article in tree.css("article") for node in article.css("*")}
    for node in tree.body.css("*") if tree.body else []:
        yield node, ARTICLE if node.mem_id in inside else AROUND


def _wrong(node: LexborNode, allowed: dict[str, set[str]]) -> Iterator[str]:
    tag = node.tag.lower()
    if tag not in allowed:
        yield f"no page has an element {tag} here"
        return
    for name, value in ((name.lower(), value or "") for name, value in node.attributes.items()):
        if name == "style" and allowed is FILE:
            yield from _loads(value)
        elif name not in allowed[tag] | ANYWHERE and not name.startswith(BEGINNINGS):
            yield f"no {tag} of a page has an attribute {name}"
        elif name in ADDRESSES and (wrong := refused(value)):
            yield f"{tag}: {wrong}"
        elif name == "style" and not STYLES.get(tag, STYLES["math"]).fullmatch(value):
            yield f"the {tag} has a style of its own: {value}"
    given = node.attributes
    if tag == "style":
        yield from _loads(node.text())
    elif tag == "use" and not (given.get("href") or "").startswith("#"):
        yield f"a drawing uses what is elsewhere: {given.get('href')}"
    elif tag == "input" and allowed is ARTICLE and given.get("type") != "radio":
        yield "no page has a field of its own"
    elif tag == "button" and allowed is ARTICLE and given.get("popovertarget") != "diagram-legend":
        yield "no page has a button of its own"
    elif tag == "script" and not _is_ours(node):
        yield "no template has this script"
    elif tag == "meta" and not _says(node):
        yield f"no template has a meta {given.get('name') or given.get('property') or given.get('http-equiv')}"
    elif tag == "link" and not {*(given.get("rel") or "?").split()} <= LINKS:
        yield f"no page has a link rel={given.get('rel')}"


def _loads(style: str) -> Iterator[str]:
    if found := re.search(r"url\(\s*['\"]?(?!#)|@import|\\", style, re.IGNORECASE):
        yield f"the style of a drawing loads something: {found[0]}"


def _is_ours(script: LexborNode) -> bool:
    if script.attributes.get("src"):
        return True
    kind = script.attributes.get("type")
    return kind == "application/json" or any(each.fullmatch(script.text()) for each in inline_scripts())


def _says(meta: LexborNode) -> bool:
    given = meta.attributes
    if "http-equiv" in given:
        return given["http-equiv"] == POLICY
    return "charset" in given or (given.get("property") or "").startswith("og:") or given.get("name") in META


@cache
def inline_scripts() -> list[re.Pattern[str]]:
    """The scripts that the theme and our templates write into a page, each with its values left open."""
    templates = [files("material") / "templates", ROOT / "overrides"]
    texts = [path.read_text(encoding="utf-8") for folder in templates for path in Path(str(folder)).rglob("*.html")]
    written = {script for text in texts for script in re.findall(r"<script>(.*?)</script>", text, re.DOTALL)}
    return [re.compile(re.sub(r"\\\{\\\{.*?\\\}\\\}", r"[\\w./:-]*", re.escape(script))) for script in written]


def _opening(node: LexborNode) -> str:
    start = re.match(r"<[^>]*>?", node.html or "")
    return start[0] if start else f"<{node.tag}"


def _finding(page: str, text: str, snippet: str, what: str) -> Finding:
    at = text.find(snippet)
    if at < 0:
        # Written otherwise than the parser writes it.
        at = text.lower().find(re.match(r"<!?\w+", snippet)[0].lower())
    line = text.count("\n", 0, at) + 1 if at >= 0 else 1
    return Finding(f"site/{page}", line, RULE, what, snippet.replace("\n", " ")[:160], FIX)
