"""Panels side by side, or in rows: however they were placed, here and graded apart."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure
from mpl_toolkits.axes_grid1 import ImageGrid, make_axes_locatable
from serialized import cross

from imagelessons import check

PICTURE = np.arange(600, dtype=np.uint16).reshape(20, 30)


def with_pyplot(figure):
    plt.figure(figure)
    return [plt.subplot(1, 2, 1), plt.subplot(1, 2, 2)]


def with_grid_of_pictures(figure):
    return list(ImageGrid(figure, 111, nrows_ncols=(1, 2), axes_pad=0.3))


def with_bar_above(figure):
    left, right = figure.subplots(1, 2)
    figure.colorbar(left.imshow(PICTURE), ax=left, location="top")
    return [left, right]


def with_divided_axes(figure):
    left, right = figure.subplots(1, 2)
    place = make_axes_locatable(left).append_axes("right", size="5%", pad=0.1)
    figure.colorbar(left.imshow(PICTURE), cax=place)
    return [left, right]


def with_a_hidden_panel(figure):
    axes = figure.subplots(2, 2)
    axes[1, 0].set_visible(False)
    axes[1, 1].remove()
    return list(axes[0])


SIDE_BY_SIDE = [
    with_pyplot,
    with_grid_of_pictures,
    with_bar_above,
    with_divided_axes,
    with_a_hidden_panel,
    lambda figure: figure.subplots(1, 2, width_ratios=[1, 3]),
    lambda figure: figure.subplot_mosaic("AB").values(),
    lambda figure: [figure.add_subplot(place) for place in figure.add_gridspec(1, 2, wspace=1)],
    lambda figure: [part.subplots() for part in figure.subfigures(1, 2)],
    lambda figure: [figure.add_axes((0, 0, 0.4, 1)), figure.add_axes((0.4, 0.2, 0.6, 0.6))],
    lambda figure: list(reversed([figure.add_subplot(122), figure.add_subplot(121)])),
]


@pytest.mark.parametrize("layout", [None, "constrained", "tight"])
@pytest.mark.parametrize("make", SIDE_BY_SIDE, ids=range(len(SIDE_BY_SIDE)))
def test_each_way_to_place_panels_side_by_side_is_right(make, layout):
    figure = plt.figure(layout=layout)
    for ax, title in zip(make(figure), ["left", "right"], strict=True):
        ax.imshow(PICTURE)
        ax.set_title(title + "\n" * (title == "left"))
    plt.close("all")
    for _ in range(2):
        facts = check.figure(figure, grid=(1, 2))
        assert [panel.title.strip() for panel in facts.panels] == ["left", "right"]
        assert check.figure(cross(figure), grid=(1, 2)).panels[1].box == facts.panels[1].box
        back = check.facts_from_plain(check.plain_facts(facts))
        assert [panel.box for panel in back.panels] == [panel.box for panel in facts.panels]
        figure.canvas.draw()  # and again, since a layout moves the panels when it draws them


@pytest.mark.parametrize(
    "make",
    [
        lambda figure: figure.subplots(2, 3).ravel(),
        lambda figure: [ax for part in figure.subfigures(2, 1) for ax in part.subplots(1, 3)],
        lambda figure: np.array(
            [part.subplots(2, 1) for part in figure.subfigures(1, 3)]
        ).T.ravel(),
        lambda figure: figure.subplot_mosaic("ABC;DEF").values(),
    ],
)
def test_two_rows_of_three_panels_are_right(make):
    figure = plt.figure(layout="constrained")
    for number, ax in enumerate(make(figure)):
        ax.imshow(PICTURE)
        ax.set_title(str(number))
        if number == 1:
            figure.colorbar(ax.images[0], ax=ax, label="grey level")
    plt.close("all")
    for _ in range(2):
        facts = check.figure(figure, grid=(2, 3))
        assert [panel.title for panel in facts.panels] == list("012345")
        figure.canvas.draw()


def in_panels(figure, places):
    for place in places:
        figure.add_axes(place).imshow(PICTURE)
    return figure


GRIDS = [
    ((1, 2), "one below the other", lambda: drawn_in(plt.subplots(2, 1))),
    ((1, 3), "one below the other", lambda: drawn_in(plt.subplots(3, 1))),
    ((1, 3), "in rows of 2 and 1", lambda: drawn_in(plt.subplot_mosaic("AB;CC"))),
    ((2, 3), "in 3 rows of 2", lambda: drawn_in(plt.subplots(3, 2))),
    ((2, 3), "side by side", lambda: drawn_in(plt.subplots(1, 6))),
    ((2, 1), "side by side", lambda: drawn_in(plt.subplots(1, 2))),
    ((1, 2), "one on top of the other", lambda: drawn_in(plt.subplots(1, 1), twin=True)),
    ((1, 2), "one below the other", lambda: in_panels(
        Figure(), [(0, 0, 1, 0.5), (0, 0.4, 1, 0.6)]
    )),
    ((1, 2), "one below the other", lambda: below_in_subfigures(Figure())),
    ((2, 2), "do not stand below each other", lambda: in_panels(
        Figure(), [(0, 0.5, 0.2, 0.4), (0.3, 0.5, 0.2, 0.4), (0.5, 0, 0.2, 0.4), (0.8, 0, 0.2, 0.4)]
    )),
]  # fmt: skip


def drawn_in(made, twin=False):
    figure, axes = made
    plt.close(figure)
    for ax in axes.values() if isinstance(axes, dict) else np.ravel(axes):
        ax.imshow(PICTURE)
        if twin:
            ax.twinx()
    return figure


def below_in_subfigures(figure):
    for part in figure.subfigures(2, 1):
        part.subplots().imshow(PICTURE)
    return figure


@pytest.mark.parametrize(("grid", "words", "make"), GRIDS)
def test_panels_that_stand_elsewhere_get_their_code(grid, words, make):
    with pytest.raises(check.Finding, match=words) as caught:
        check.figure(make(), grid=grid)
    assert caught.value.code == "wrong-panel-grid"
