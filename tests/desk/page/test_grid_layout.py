from gzlabel.desk.page.grid_layout import GridLayout


def test_fits_the_page_to_the_window() -> None:
    layout = GridLayout.of(24, width_px=500, height_px=620, tile_px=0, gap_px=8)
    assert (layout.n_columns, layout.tile_px) == (4, 94)
    assert layout.height_px <= 620


def test_a_fixed_size_flows_into_more_rows_than_fit() -> None:
    layout = GridLayout.of(10, width_px=232, height_px=100, tile_px=100, gap_px=8)
    assert layout.n_columns == 2
    assert layout.height_px == 5 * 108 + 8
    assert layout.corner(3) == (layout.left_px + 108, 116)


def test_one_galaxy_has_the_whole_space() -> None:
    layout = GridLayout.of(1, width_px=416, height_px=316, tile_px=0, gap_px=8)
    assert layout.tile_px == 300
    assert layout.left_px == 58
