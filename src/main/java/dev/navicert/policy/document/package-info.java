/**
 * Policy documents, read strictly: what is not understood refuses the document, with its place and the reason.
 *
 * <p>A document is a tree of {@link dev.navicert.policy.document.Node}s with positions; where the tree comes from is no matter
 * here. {@link dev.navicert.policy.document.DocumentReader} makes policies and servers of such trees.
 */
@NullMarked
package dev.navicert.policy.document;

import org.jspecify.annotations.NullMarked;
