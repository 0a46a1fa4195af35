package dev.navicert.trust.view;

import dev.navicert.trust.Memory;

/**
 * What the last successful check of a repository left in memory.
 *
 * @param view its outcome
 * @param origin what it was held against
 * @param memory floors and anchor after it
 * @param rootSha256 which root it believed
 */
record Checked(RepositoryView view, Origin origin, Memory memory, String rootSha256) {}
