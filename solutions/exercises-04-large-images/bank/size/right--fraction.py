from fractions import Fraction


def smaller_size(shape, longest):
    f = Fraction(longest, max(shape[0], shape[1]))
    return tuple(max(1, int(side * f + Fraction(1, 2))) for side in (shape[1], shape[0]))
