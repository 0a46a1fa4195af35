package dev.navicert.webhook.review;

import dev.navicert.trust.Deadline;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long the API server waits, as its {@code timeout} query parameter says in Go's way: {@code 10s}, {@code 1m30s},
 * {@code 500ms}. A fifth of it is kept back, so that the answer arrives before it hangs up.
 */
public final class RequestTimeout {
    /** What is taken where the parameter is missing: a fifth less than Kubernetes' own default of 10 seconds. */
    static final Duration DEFAULT = Duration.ofSeconds(8);

    /** What Kubernetes allows at most. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Pattern GO_DURATION =
            Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,4})m(?!s))?(?:(\\d{1,5})(\\.\\d{1,9})?s)?(?:(\\d{1,7})ms)?");

    private RequestTimeout() {}

    /**
     * The moment by which the answer is to be ready.
     *
     * @throws MalformedReviewException if the parameter is there but is no positive duration
     */
    public static Deadline deadline(@Nullable String parameter) throws MalformedReviewException {
        return Deadline.after(granted(parameter));
    }

    static Duration granted(@Nullable String parameter) throws MalformedReviewException {
        if (parameter == null || parameter.isEmpty()) {
            return DEFAULT;
        }
        Matcher parts = GO_DURATION.matcher(parameter);
        if (!parts.matches()) {
            throw new MalformedReviewException("the timeout parameter must be a duration such as 10s");
        }
        Duration timeout = Duration.ofHours(number(parts.group(1)))
                .plusMinutes(number(parts.group(2)))
                .plusSeconds(number(parts.group(3)))
                .plusNanos(fraction(parts.group(4)))
                .plusMillis(number(parts.group(5)));
        if (timeout.isZero()) {
            throw new MalformedReviewException("the timeout parameter must be longer than nothing");
        }
        Duration bounded = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        return bounded.multipliedBy(4).dividedBy(5);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long fraction(@Nullable String digits) {
        return digits == null ? 0 : Math.round(Double.parseDouble("0" + digits) * 1_000_000_000);
    }
}
