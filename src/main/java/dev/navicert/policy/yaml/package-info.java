/**
 * Policy documents as YAML files.
 *
 * <p>The door is {@link dev.navicert.policy.yaml.PolicyDocuments}; {@link dev.navicert.policy.yaml.PolicyFiles} are what it reads, on the
 * disk or kept. YAML is read from its events, never into objects: no tag
 * constructs anything, and nesting, aliases and sizes are capped before anything is built.
 */
@NullMarked
package dev.navicert.policy.yaml;

import org.jspecify.annotations.NullMarked;
