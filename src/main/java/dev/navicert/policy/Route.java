package dev.navicert.policy;

import dev.navicert.name.Gun;
import dev.navicert.trust.TrustServer;
import java.util.function.Function;

/** Where an image's trust data is to be had. */
public sealed interface Route {
    /**
     * One server serves the collection.
     *
     * @param pattern the one of its patterns that says so
     */
    record Served(Gun gun, TrustServer server, Pattern pattern) implements Route {
        @Override
        public <T> T fold(Function<Served, T> served, Function<Unserved, T> unserved) {
            return served.apply(this);
        }
    }

    /** None does, or more than one. */
    record Unserved(Gun gun, Reason reason) implements Route {
        @Override
        public <T> T fold(Function<Served, T> served, Function<Unserved, T> unserved) {
            return unserved.apply(this);
        }
    }

    /** The collection: the image's canonical name, rewritten where a server's description says so. */
    Gun gun();

    <T> T fold(Function<Served, T> served, Function<Unserved, T> unserved);
}
