package dev.navicert.trust.view;

import dev.navicert.name.Gun;

/** One repository: a collection on a trust server. The same collection on two servers is two repositories. */
record RepositoryName(String server, Gun gun) {
    @Override
    public String toString() {
        return gun + " on trust server " + server;
    }
}
