package dev.navicert.policy.yaml;

import java.util.List;

/** A file or folder that yields no policy set. Each problem is one line: file, line, reason. */
public final class InvalidPolicyException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    InvalidPolicyException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<String> problems() {
        return problems;
    }
}
