package dev.navicert.policy.document;

import dev.navicert.policy.InvalidPatternException;
import dev.navicert.policy.Pattern;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * A node and its path from the document's root, read as what a field wants.
 *
 * @param path for messages, for example {@code spec.rules[0].images}
 */
record Value(Node node, String path) {
    private static final int MAX_ITEMS = 10_000;
    private static final int LAST_YEAR = 9999;

    InvalidDocumentException refuse(String reason) {
        return new InvalidDocumentException(node.position(), (path.isEmpty() ? "the document" : path) + " " + reason);
    }

    List<Value> items() throws InvalidDocumentException {
        if (!(node instanceof Node.Sequence sequence)) {
            throw refuse("must be a list, but is " + node.kind());
        }
        if (sequence.items().size() > MAX_ITEMS) {
            throw refuse("has more than " + MAX_ITEMS + " items");
        }
        List<Value> items = new ArrayList<>();
        for (Node item : sequence.items()) {
            items.add(new Value(item, path + "[" + items.size() + "]"));
        }
        return items;
    }

    List<Value> someItems() throws InvalidDocumentException {
        List<Value> items = items();
        if (items.isEmpty()) {
            throw refuse("must not be empty");
        }
        return items;
    }

    String string() throws InvalidDocumentException {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.Type.STRING) {
            return scalar.text();
        }
        throw refuse("must be a string, but is " + node.kind());
    }

    /** A text whose form is checked by the caller, so that digits need no quotes. */
    String word() throws InvalidDocumentException {
        if (node instanceof Node.Scalar scalar && scalar.type() != Node.Type.NULL) {
            return scalar.text();
        }
        throw refuse("must be a string, but is " + node.kind());
    }

    boolean bool() throws InvalidDocumentException {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.Type.BOOLEAN) {
            return Boolean.parseBoolean(scalar.text());
        }
        throw refuse("must be true or false, but is " + node.kind());
    }

    int integer(int least, int most) throws InvalidDocumentException {
        if (!(node instanceof Node.Scalar scalar) || scalar.type() != Node.Type.INTEGER) {
            throw refuse("must be a whole number, but is " + node.kind());
        }
        try {
            int value = Integer.parseInt(scalar.text());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through: a number too long for an int is out of range as well
        }
        throw refuse("must be between " + least + " and " + most);
    }

    String oneOf(String... words) throws InvalidDocumentException {
        String word = string();
        if (!List.of(words).contains(word)) {
            throw refuse("must be one of " + String.join(", ", words) + ", not \"" + word + "\"");
        }
        return word;
    }

    Duration duration(Duration least, Duration most) throws InvalidDocumentException {
        Duration value =
                Durations.parse(string()).orElseThrow(() -> refuse("must be a duration such as 500ms, 60s, 5m or 24h"));
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw refuse("must be between " + Durations.print(least) + " and " + Durations.print(most));
        }
        return value;
    }

    LocalDate date() throws InvalidDocumentException {
        try {
            LocalDate date = LocalDate.parse(string());
            if (date.getYear() >= 1 && date.getYear() <= LAST_YEAR) {
                return date;
            }
        } catch (DateTimeParseException e) {
            // falls through: what is no date is refused like one that no calendar holds
        }
        throw refuse("must be a date such as 2027-06-30");
    }

    Instant instant() throws InvalidDocumentException {
        try {
            Instant instant = Instant.parse(string());
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= LAST_YEAR) {
                return instant;
            }
        } catch (DateTimeException e) {
            // falls through: what is no instant is refused like one that no calendar holds
        }
        throw refuse("must be an instant such as 2027-06-30T12:00:00Z");
    }

    /** A pattern of repositories. */
    Pattern repositoryPattern() throws InvalidDocumentException {
        Pattern pattern = pattern(string());
        if (pattern.specificity().literalTagOrDigest()) {
            throw refuse("names repositories, so \"" + pattern + "\" must have neither tag nor digest");
        }
        return pattern;
    }

    /** A pattern of images. */
    Pattern imagePattern() throws InvalidDocumentException {
        return pattern(string());
    }

    Pattern pattern(String text) throws InvalidDocumentException {
        try {
            return Pattern.parse(text);
        } catch (InvalidPatternException e) {
            throw refuse("holds a bad pattern \"" + text + "\": " + e.getMessage());
        }
    }
}
