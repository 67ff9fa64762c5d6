"""Each word of a page is in one layer."""

from guide import reading, speech
from guide.estimate import Sheet
from guide.page import Page

TEXT = """\
---
title: Trams
---

# Trams

Two words[^one] and a [link](other.md).

/// spoken
Four words are said.
///

| A table | is read |
|---|---|
| here | too |

```estimate
name: load
title: Load
assume:
  trams: {value: 3, unit: tram, why: a guess}
therefore: >-
  Three trams suffice.
```

//// deeper | Why three?
Because of the depot.

/// card | Why?
    attrs: {id: why-trams}

It is small.
///
////

{{ load.trams }} it is.
"""


def test_every_word_has_its_layer():
    page = Page("docs/trams.md", TEXT.encode())
    layers = reading.layers(page, Sheet.read([fence.body for fence in page.fences]))
    assert reading.words(layers.spoken) == len(["Four", "words", "are", "said"])
    assert reading.words(layers.deeper) == len(["Because", "of", "the", "depot", "It", "is", "small"])
    main = "Two words and a link A table is read here too Three trams suffice VALUE it is"
    assert reading.words(layers.main) == len(main.split())


def test_numbers_as_a_listener_hears_them():
    assert speech.numbers("one in 800, {{ a.b }} of 1,000 and $0.80") == 4
    assert speech.numbers("the p99 of a 7-day window, 3-D Secure, top-k, [five](#figure-5)[^key2016]") == 0
    assert speech.words("one in 800, {{ a.b }} [two words](x.md)[^key]") == 6


def test_sentences_and_paragraphs():
    main = [
        "One **two** three four five. Six of 800 [seven](x.md) eight nine ten.[^key]",
        "",
        "- An item of a list that has more than eight words in it",
        "",
        "It costs $2.50 an hour, e.g. at night, and {{ load.hours }} hours a day.",
    ]
    found = reading.figures(main)
    assert [round(mean, 1) for mean in (found.sentence[0], found.paragraph[0])] == [8.3, 12.5]
    assert found.sentence[1] == found.paragraph[1] == 13 and found.numbers == 1
    assert reading.figures(["Too short."]) is None
