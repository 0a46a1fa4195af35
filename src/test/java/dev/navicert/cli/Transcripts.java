package dev.navicert.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What {@code notary} 0.7.0 was recorded to do; the format is told in {@code cli-transcripts/README.md}. */
final class Transcripts {
    private Transcripts() {}

    /** One run of the program within a scenario. */
    record Step(String name, List<String> words, JsonNode json) {
        String stdout() {
            return json.get("stdout").asText();
        }

        int exit() {
            return json.get("exit").asInt();
        }
    }

    /** All scenarios. */
    static List<JsonNode> scenarios() {
        try (InputStream in = Transcripts.class.getResourceAsStream("/cli-transcripts/all.json")) {
            List<JsonNode> scenarios = new ArrayList<>();
            new ObjectMapper().readTree(Objects.requireNonNull(in)).forEach(scenarios::add);
            return scenarios;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The steps of a scenario; their words do not include the program's name. */
    static List<Step> steps(JsonNode scenario) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : scenario.get("steps")) {
            List<String> words = new ArrayList<>();
            step.get("argv").forEach(word -> words.add(word.asText()));
            steps.add(new Step(
                    scenario.get("id").asText() + " step " + (steps.size() + 1) + ": " + String.join(" ", words),
                    words.subList(1, words.size()),
                    step));
        }
        return steps;
    }
}
