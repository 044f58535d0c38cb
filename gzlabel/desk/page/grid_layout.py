"""Where the tiles of a page lie."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GridLayout:
    """Square tiles in rows, with a gap around each; ``left_px`` centres them."""

    n_tiles: int
    n_columns: int
    tile_px: int
    left_px: int
    gap_px: int = 8

    @classmethod
    def of(cls, n_tiles: int, width_px: int, height_px: int, tile_px: int, gap_px: int) -> "GridLayout":
        """Tiles of ``tile_px``, or, for 0, the largest that show the whole page at once."""
        if tile_px <= 0:
            tile_px = _largest(max(n_tiles, 1), width_px, height_px, gap_px)
        tile_px = max(1, min(tile_px, width_px - 2 * gap_px))
        n_columns = max(1, (width_px - gap_px) // (tile_px + gap_px))
        used_px = min(n_columns, max(n_tiles, 1)) * (tile_px + gap_px) - gap_px
        return cls(n_tiles, n_columns, tile_px, max(gap_px, (width_px - used_px) // 2), gap_px)

    @property
    def height_px(self) -> int:
        """Height of all rows, gaps included."""
        n_rows = -(-self.n_tiles // self.n_columns)
        return n_rows * (self.tile_px + self.gap_px) + self.gap_px

    def corner(self, index: int) -> tuple[int, int]:
        """Left and top of one tile."""
        row, column = divmod(index, self.n_columns)
        step = self.tile_px + self.gap_px
        return self.left_px + column * step, self.gap_px + row * step


def _largest(n_tiles: int, width_px: int, height_px: int, gap_px: int) -> int:
    """The largest square of which ``n_tiles`` fit, over every number of columns."""
    best = 32
    for n_columns in range(1, n_tiles + 1):
        n_rows = -(-n_tiles // n_columns)
        across = (width_px - gap_px) // n_columns - gap_px
        down = (height_px - gap_px) // n_rows - gap_px
        best = max(best, min(across, down))
    return best
