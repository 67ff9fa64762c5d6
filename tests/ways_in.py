"""Every way known of getting something active onto a page, and the rule that names file, line and repair of it.

One table for two proofs: the rules catch each in its source (tests/selftest), and none of them would do anything on the
page if no rule had (tests/browser).
"""

from __future__ import annotations

RUN = "ran.push(1)"

# What is written on a page, by kind, and the rule that catches it.
WRITTEN: dict[str, tuple[str, str]] = {
    "a script": (f"<script>{RUN}</script>", "raw-html"),
    "a script among words": (f"Words <script>{RUN}</script> and words.", "raw-html"),
    "a handler": (f'<p onclick="{RUN}" onmouseover="{RUN}">Words.</p>', "raw-html"),
    "a tag over two lines": (f"<img\n  src=x onerror={RUN}>", "raw-html"),
    "a tag without a space": (f"Words <svg/onload={RUN}> and words.", "raw-html"),
    "a tag in capitals": (f"<IMG SRC=x OnError={RUN}>", "raw-html"),
    "a tag in a note": (
        f'!!! note "Words <img src=x onerror={RUN}>"\n\n    <details open ontoggle={RUN}>words',
        "raw-html",
    ),
    "a tag in a list": (f"- words\n\n    <video><source onerror={RUN}></video>", "raw-html"),
    "a tag in a table": (f"| a |\n|---|\n| <img src=x onerror={RUN}> |", "raw-html"),
    "a tag in a definition": (f"Word\n:   <iframe srcdoc='<script>parent.{RUN}</script>'></iframe>", "raw-html"),
    "a tag in a block's title": (f"/// deeper | Words <img src=x onerror={RUN}>\n\nWords.\n///", "raw-html"),
    "a tag in a link": (f"[<img src=x onerror={RUN}>](index.md)", "raw-html"),
    "a tag in a footnote": (f"Words.[^own]\n\n[^own]: <img src=x onerror={RUN}>", "raw-html"),
    "a tag in an abbreviation": (f"*[WORD]: <img src=x onerror={RUN}>\n\nWORD", "raw-html"),
    "a field that takes the focus": (f"<input autofocus onfocus={RUN}>", "raw-html"),
    "a button that sends": (
        "<form action=https://example.org/><button formaction=javascript:x>Go</button></form>",
        "raw-html",
    ),
    "another base": ("<base href=https://example.org/>", "raw-html"),
    "a page that leaves": ('<meta http-equiv="refresh" content="0;url=https://example.org/">', "raw-html"),
    "a style": ("<style>body { display: none }</style>", "raw-html"),
    "a comment that ends early": (f"<!--> <img src=x onerror={RUN}> -->", "raw-html"),
    "a link that runs": (f"[Words](javascript:{RUN})", "link-scheme"),
    "a link that runs, by entities": (f"[Words](&#106;avascript&colon;{RUN})", "link-scheme"),
    "a link that runs, by reference": (f"[Words][away]\n\n[away]: javascript:{RUN}", "link-scheme"),
    "a link with a page in it": (f"[Words](data:text/html,<script>{RUN}</script>)", "link-scheme"),
    "a picture that runs": (f"![Words](javascript:{RUN})", "link-scheme"),
    "a link that ends its quotation marks": (f'[Words](<x" onmouseover="{RUN}>)', "link-broken"),
    "a fence within an address": (f'[Words](\n```text\n" onmouseover="{RUN}\n```\n)', "indentation"),
    "a handler in an attribute list": (f'Words.\n{{ .lead onmouseover="{RUN}" }}', "attribute-list"),
    "a handler on a heading": (f"### Words {{ #words onclick={RUN} }}", "attribute-list"),
    "a style in an attribute list": ('[Words](index.md){ style="position: fixed" }', "attribute-list"),
    "a handler on a fence": (f"``` {{ .text onclick={RUN} }}\nwords\n```", "attribute-list"),
    "a handler on a block": (f"/// box | words\n    attrs: {{onclick: {RUN}}}\n\nWords.\n///", "block-form"),
    "a formula that leads away": (f"$\\href{{javascript:{RUN}}}{{x}}$", "math-syntax"),
    "a formula with a color": ("$\\color{red}{x}$", "math-syntax"),
    "a diagram's click": (
        f'```mermaid\nflowchart LR\n  accTitle: One\n  accDescr: One.\n  a --> b\n  click a "javascript:{RUN}"\n```',
        "diagram-active",
    ),
    "a diagram's label": (
        f'```mermaid\nflowchart LR\n  accTitle: Two\n  accDescr: Two.\n  a["<img src=x onerror={RUN}>"] --> b\n```',
        "diagram-active",
    ),
    "a diagram's settings": (
        '```mermaid\n%%{init: {"htmlLabels": true, "securityLevel": "loose"}}%%\nflowchart LR\n  accTitle: Three\n'
        f'  accDescr: Three.\n  a["<b onmouseover={RUN}>b</b>"] --> b\n```',
        "diagram-class",
    ),
    "a diagram in the middle of a sentence": (f"Words\n```mermaid\n<img src=x onerror={RUN}>\n```", "indentation"),
    "an estimate's conclusion": (
        f"```estimate\nname: one\ntitle: One <img src=x onerror={RUN}>\nassume:\n  n: {{value: 3, why: <img src=x onerror={RUN}>}}\n"
        f"compute:\n  twice: {{is: n * 2}}\ntherefore: >-\n  {{twice}} <script>{RUN}</script>\n```",
        "raw-html",
    ),
    "a curve's words": (
        f"```plot\nname: curve\ntitle: <img src=x onerror={RUN}>\nsweep: one.n\nfrom: 1\nto: 9\n"
        f'x: {{label: "<img src=x onerror={RUN}>"}}\ny: {{label: "<svg onload={RUN}>"}}\ndraw: [one.twice]\n'
        f"accDescr: One <script>{RUN}</script> rises.\n```",
        "raw-html",
    ),
}
