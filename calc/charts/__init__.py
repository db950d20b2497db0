"""Pictures: numbers that are already worked out in, a figure with its SVG and its table out.

Each module draws one picture: ``frontier.draw(frontier.Frontier(…), id="f1")`` gives HTML, the same text at build and
in the page. A picture works nothing out and shows no quantity but the ticks of its axes: every other text is given.

One SVG serves every width. Places are percentages across and pixels down, texts stand at a place by an offset in
pixels, so nothing is ever scaled. Ticks and labels are laid out twice, from 280 and from 520 pixels on, and the style
shows one of the two; what does not collide at the least width of a layout does not collide above it (labels.py).
"""
