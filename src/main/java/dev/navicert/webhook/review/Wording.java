package dev.navicert.webhook.review;

import dev.navicert.policy.Code;
import dev.navicert.policy.Printable;
import dev.navicert.policy.Reason;
import dev.navicert.webhook.review.Outcome.Failed;
import dev.navicert.webhook.review.Outcome.Vouched;
import java.util.List;
import java.util.stream.Collectors;

/** The sentences that a user reads. Text from the object is shown shortened and without control characters. */
final class Wording {
    /** What the API server passes on whole; it cuts longer warnings. */
    private static final int LONGEST_WARNING = 256;

    private static final int LONGEST_QUOTE = 120;
    private static final int LONGEST_REASON = 2000;
    private static final int MOST_REFUSALS = 20;

    private Wording() {}

    /** Every image that fails and why: the code first, so that a script finds it. */
    static String refusal(List<JudgedImage> refused) {
        String all = refused.stream()
                .limit(MOST_REFUSALS)
                .flatMap(image -> lines(image).stream())
                .collect(Collectors.joining("\n"));
        int more = refused.size() - MOST_REFUSALS;
        return more > 0 ? all + "\n… and " + more + " more images" : all;
    }

    /** What would have been refused, a line for each reason. */
    static List<String> warnings(JudgedImage image) {
        return lines(image).stream().map(Wording::warning).toList();
    }

    static String warning(String refusal) {
        return shortened("navicert would refuse: " + refusal.lines().findFirst().orElse(""), LONGEST_WARNING);
    }

    static Reason notPinned(ImageSource source, Vouched vouched) {
        return new Reason(
                Code.NOT_PINNED,
                quoted(source.written()) + " is signed but names no digest",
                "let Navicert's mutating webhook see the pod, or write " + vouched.pinned());
    }

    private static List<String> lines(JudgedImage image) {
        return image.outcome()
                .fold(
                        vouched -> List.of(),
                        exempt -> List.of(),
                        (Failed failed) -> failed.reasons().stream()
                                .map(reason -> line(image.source(), reason))
                                .toList());
    }

    private static String line(ImageSource source, Reason reason) {
        String place = shortened(printable(source.place()), LONGEST_QUOTE);
        return reason.code() + " " + place + ":" + shortened(afterCode(reason), LONGEST_REASON);
    }

    private static String afterCode(Reason reason) {
        return reason.message().substring(reason.code().toString().length());
    }

    static String quoted(String text) {
        return "\"" + shortened(printable(text), LONGEST_QUOTE) + "\"";
    }

    static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int head = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, head) + "…";
    }

    static String printable(String text) {
        return Printable.of(text);
    }
}
