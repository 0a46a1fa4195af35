package dev.navicert.name;

import java.util.List;
import java.util.Random;

/** Texts at and around the grammar, the same ones for the same seed. */
public final class RandomReferences {
    private static final List<String> NASTY = List.of(
            "a",
            "b",
            "Z",
            "0",
            "9",
            ".",
            "-",
            "_",
            "/",
            ":",
            "@",
            "[",
            "]",
            "::",
            "//",
            "..",
            "__",
            "--",
            "docker.io",
            "index.docker.io",
            "localhost",
            "library/",
            "sha256:",
            ":443",
            ":5000",
            "@sha256:" + "a".repeat(64),
            "f".repeat(64),
            " ",
            "\n",
            "\0",
            "é",
            "\u212A",
            "İ",
            "xn--n3h",
            "%2f",
            "$",
            "*");

    private final Random random;

    public RandomReferences(long seed) {
        this.random = new Random(seed);
    }

    /** A text that the grammar accepts. */
    public String valid() {
        StringBuilder text = new StringBuilder();
        if (random.nextBoolean()) {
            text.append(domain()).append('/');
        }
        text.append(path());
        if (random.nextBoolean()) {
            text.append(':').append(tag());
        }
        if (random.nextInt(3) == 0) {
            text.append("@sha256:").append(hex());
        }
        return text.toString();
    }

    /** A host, perhaps with a port, that reads as a domain. */
    public String domain() {
        String port = random.nextInt(3) == 0 ? ":" + (1 + random.nextInt(65535)) : "";
        return switch (random.nextInt(6)) {
            case 0 -> "localhost" + port;
            case 1 -> "[2001:db8::" + Integer.toHexString(random.nextInt(0xffff)) + "]" + port;
            case 2 -> "docker.io" + port;
            default -> label() + "." + label() + "." + label() + port;
        };
    }

    /** A repository path. */
    public String path() {
        StringBuilder path = new StringBuilder(component());
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append('/').append(component());
        }
        return path.toString();
    }

    /** A text that may be anything. */
    public String hostile() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(NASTY.get(random.nextInt(NASTY.size())));
        }
        return text.toString();
    }

    private String tag() {
        return word("abcXYZ019_") + word("abcXYZ019_.-");
    }

    private String hex() {
        StringBuilder hex = new StringBuilder();
        while (hex.length() < 64) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }

    private String label() {
        return word("abyzABYZ09") + (random.nextInt(4) == 0 ? "--x" : "");
    }

    private String component() {
        List<String> separators = List.of(".", "_", "__", "-", "---");
        String separator = separators.get(random.nextInt(separators.size()));
        return random.nextBoolean() ? word("abyz09") : word("abyz09") + separator + word("abyz09");
    }

    private String word(String alphabet) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }
}
