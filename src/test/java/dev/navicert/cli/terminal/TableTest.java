package dev.navicert.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columns_are_as_wide_as_their_longest_cell_and_four_more() {
        Table table = new Table("NAME", "SIZE", "ROLE");
        table.row("v1.0.0-long", "6", "targets");
        assertThat(table)
                .hasToString("NAME           SIZE    ROLE\n" + "----           ----    ----\n"
                        + "v1.0.0-long    6       targets\n");
    }

    @Test
    void width_is_counted_in_code_points() {
        Table table = new Table("N", "R");
        table.row("é€😀x", "t");
        assertThat(table).hasToString("N       R\n-       -\né€😀x    t\n");
    }

    @Test
    void an_empty_last_cell_leaves_the_padding_before_it() {
        Table table = new Table("TYPE", "PATH");
        table.row("delegation", "");
        assertThat(table).hasToString("TYPE          PATH\n----          ----\ndelegation    \n");
    }

    @Test
    void a_tab_in_a_cell_begins_another_cell_and_a_line_feed_another_row() {
        Table table = new Table("A", "B");
        table.row("x\ty", "z");
        table.row("long\ncell", "q");
        assertThat(table).hasToString("A    B\n-    -\nx    y    z\nlong\ncell    q\n");
    }
}
