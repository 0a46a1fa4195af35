/**
 * JSON as Go reads and writes it. Nothing else in the program knows JSON metadata text.
 *
 * <p>Doors: {@link dev.navicert.tuf.json.Json} (an immutable tree, and {@code parse}),
 * {@link dev.navicert.tuf.json.GoStruct} (a tree read as Go fills a struct, with Go's errors),
 * {@link dev.navicert.tuf.json.CanonicalJson} (what is signed), {@link dev.navicert.tuf.json.GoLayout} (what a file
 * holds), {@link dev.navicert.tuf.json.GoBase64}, {@link dev.navicert.tuf.json.GoObject} (what Notary stages).
 *
 * <p>Notary reads with {@code github.com/docker/go/canonical/json}, a fork of an early {@code encoding/json}. It
 * verifies a signature over the generic tree and then fills a struct from the same text; here both come from one tree,
 * so what is used is what was signed. The one case where Go differs: of a member that occurs twice with objects as
 * values Go's struct keeps the entries of both, although the last alone was signed. We keep the last alone.
 */
@NullMarked
package dev.navicert.tuf.json;

import org.jspecify.annotations.NullMarked;
