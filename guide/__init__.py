"""The machinery of the ML System Design Field Guide.

``guide.markdown`` turns source into HTML and knows no site; ``guide.press`` turns a built site into a finished
one and knows no Markdown.
"""
