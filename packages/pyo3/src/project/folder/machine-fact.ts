/**
 * What only some tasks read of the machine or of Git, asked by a command of its own:
 *
 * - `cc`: which C compiler there is;
 * - `git-head`: the commit and the branch that are checked out;
 * - `git-tags`: the same with all tags, and whether something is not committed;
 * - `nextest`: which cargo-nextest there is, where the repository has settings for it;
 * - `python`: which distributions are installed, where no lock file says it;
 * - `ruff`: which ruff there is, likewise.
 */
export type MachineFact = 'cc' | 'git-head' | 'git-tags' | 'nextest' | 'python' | 'ruff';
