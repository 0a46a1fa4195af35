/**
 * Policy documents as YAML files.
 *
 * <p>The door is {@link dev.navicert.policy.yaml.PolicyDocuments}. YAML is read from its events, never into objects: no tag
 * constructs anything, and nesting, aliases and sizes are capped before anything is built.
 */
@NullMarked
package dev.navicert.policy.yaml;

import org.jspecify.annotations.NullMarked;
