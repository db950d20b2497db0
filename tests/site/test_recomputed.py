"""The page of re-computed numbers: every published example is on it, with a reason where a figure differs."""

from calc.model import MODELS
from sitebuild.generate import recomputed_page
from sitebuild.recomputed import COMPOSED, LEFT, recomputed

FOUND = recomputed()


def test_every_published_example_is_told_and_those_of_two_services_with_the_second():
    models = [(name, model) for name, own in MODELS.items() for model in (own, *COMPOSED.get(name, ()))]
    published = {(name, each.name) for name, model in models for each in model.examples if each.source}
    assert published == {(name, each.example.name) for name, told in FOUND.items() for each in told}
    assert any("through S3 and Lambda" in each.example.name for each in FOUND["lambda"])


def test_a_figure_differs_where_the_publisher_printed_another_and_then_there_is_a_reason():
    for each in (each for told in FOUND.values() for each in told):
        assert any(line.differs for line in each.lines) == bool(each.example.why)
        for line in each.lines:
            assert (line.theirs != line.ours) == line.differs


def test_what_cannot_be_computed_is_on_the_page_with_its_figures_and_the_reason():
    html = recomputed_page()
    assert LEFT
    for left in LEFT:
        assert left.why.endswith(".")
        for text in (left.name, left.source, left.why, *left.figures.values()):
            assert text in html
