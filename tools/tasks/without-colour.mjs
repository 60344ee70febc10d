/**
 * Jest gives its workers FORCE_COLOR where its own output is coloured: under Nx and in a terminal. The
 * tools under test would colour what the tests read.
 */
delete process.env.FORCE_COLOR;
