package dev.navicert.webhook.trace;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Follows what the webhook does, or does not. */
public interface Tracing {
    /** Nobody wants to know. */
    Tracing OFF = new Tracing() {
        @Override
        public Trail follow(Supplier<@Nullable String> traceparent) {
            return Trail.NONE;
        }
    };

    /**
     * A request has come.
     *
     * @param traceparent the header of that name; only asked for if it is of interest
     */
    Trail follow(Supplier<@Nullable String> traceparent);
}
