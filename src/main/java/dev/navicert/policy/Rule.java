package dev.navicert.policy;

import java.util.List;

/**
 * What holds for the images that some patterns match.
 *
 * @param index its place in the policy, from 0
 * @param overridable whether a namespace's winner may judge in its stead
 */
public record Rule(int index, List<Pattern> images, Action action, boolean overridable) {
    public Rule {
        images = List.copyOf(images);
    }
}
