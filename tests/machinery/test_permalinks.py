"""Nobody hears the sign beside a heading."""

import markdown


def test_a_heading_is_called_by_its_words():
    configuration = {"toc": {"permalink": True, "permalink_title": "Link"}}
    html = markdown.markdown(
        "# *One* [link](x.md)", extensions=["toc", "guide.markdown.permalinks"], extension_configs=configuration
    )
    assert 'aria-hidden="true" class="headerlink" href="#one-link" tabindex="-1"' in html
    assert '<a href="x.md">' in html
