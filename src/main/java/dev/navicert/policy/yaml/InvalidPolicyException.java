package dev.navicert.policy.yaml;

import dev.navicert.policy.Printable;
import java.util.List;

/** A file or folder that yields no policy set. Each problem is one line: file, line, reason. */
public final class InvalidPolicyException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    InvalidPolicyException(List<String> problems) {
        super(String.join("\n", oneLineEach(problems)));
        this.problems = oneLineEach(problems);
    }

    private static List<String> oneLineEach(List<String> problems) {
        return problems.stream().map(Printable::of).toList();
    }

    /** At least one. */
    public List<String> problems() {
        return problems;
    }
}
