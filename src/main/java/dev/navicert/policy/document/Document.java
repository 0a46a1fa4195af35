package dev.navicert.policy.document;

import dev.navicert.policy.Policy;
import dev.navicert.policy.ServerPolicy;
import java.util.function.Function;

/** A document that was read. */
public sealed interface Document {
    /** A {@code TrustServer}. */
    record Server(Position position, ServerPolicy server) implements Document {
        @Override
        public String name() {
            return "TrustServer/" + server.server().name();
        }

        @Override
        public <T> T fold(Function<ServerPolicy, T> ofServer, Function<Policy, T> ofPolicy) {
            return ofServer.apply(server);
        }
    }

    /** A {@code ClusterImagePolicy} or an {@code ImagePolicy}. */
    record Rules(Position position, Policy policy) implements Document {
        @Override
        public String name() {
            return policy.toString();
        }

        @Override
        public <T> T fold(Function<ServerPolicy, T> ofServer, Function<Policy, T> ofPolicy) {
            return ofPolicy.apply(policy);
        }
    }

    Position position();

    /** Kind and name: unique in a set. */
    String name();

    <T> T fold(Function<ServerPolicy, T> ofServer, Function<Policy, T> ofPolicy);
}
