"""How figures of matplotlib cross: as the facts that `check` reads of them."""

from typing import TYPE_CHECKING

from nbisolate.serialize.opaque import CannotCrossError
from nbisolate.serialize.registry import Kind

if TYPE_CHECKING:
    from imagelessons.check.figures.facts import FigureFacts
    from nbisolate.serialize.serializer import Packer, Unpacker


def _pack(packer: "Packer", value: object, depth: int) -> object:
    from imagelessons.check.figures.facts import plain_facts
    from imagelessons.check.figures.figure import describe_figure, figure_in

    figure = figure_in(value)
    if figure is None:
        raise CannotCrossError("it is in no figure")
    if figure is not value:
        return packer.part(figure, depth + 1)
    return {"t": "figure", "v": packer.needed(plain_facts(describe_figure(figure)), depth + 1)}


def _unpack(unpacker: "Unpacker", plain: dict, depth: int) -> "FigureFacts":
    from imagelessons.check.figures.facts import facts_from_plain

    try:
        return facts_from_plain(unpacker.part(plain["v"], depth + 1))
    except ValueError as error:
        raise CannotCrossError(str(error)) from None


KINDS = (
    Kind(
        "figure",
        ("matplotlib.figure.FigureBase", "matplotlib.artist.Artist")
        + ("matplotlib.container.BarContainer", "matplotlib.colorbar.Colorbar"),
        _pack,
        _unpack,
        subclasses=True,
    ),
)
