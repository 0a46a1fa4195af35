/**
 * What an image is called.
 *
 * <p>The doors are {@link dev.navicert.name.ImageReference} with its parts {@link dev.navicert.name.Tag},
 * {@link dev.navicert.name.Digest} and {@link dev.navicert.name.Gun}, and {@link dev.navicert.name.MatchingName}, which
 * policies compare. The grammar is that of <a href="https://github.com/distribution/reference">distribution/reference</a>,
 * which Docker and the kubelet use, and nothing looser:
 *
 * <pre>
 * reference        := name [ ":" tag ] [ "@" digest ]
 * name             := [ domain "/" ] path
 * domain           := host [ ":" port ]
 * host             := domain-name | "[" ipv6 "]"
 * domain-name      := domain-component { "." domain-component }
 * domain-component := letter-or-digit [ { letter-or-digit | "-" } letter-or-digit ]
 * ipv6             := ( hex-digit | ":" ) { hex-digit | ":" }
 * port             := digit { digit }
 * path             := path-component { "/" path-component }                (at most 255 characters)
 * path-component   := lower-or-digit { lower-or-digit } { separator lower-or-digit { lower-or-digit } }
 * separator        := "." | "_" | "__" | "-" { "-" }
 * tag              := ( letter-or-digit | "_" ) { letter-or-digit | "_" | "." | "-" }   (at most 128 characters)
 * digest           := "sha256:" 64 * lower-hex-digit
 * </pre>
 *
 * <p>Before the grammar, a name is made whole ({@code normalize.go}): what stands before the first {@code /} is a domain
 * if it holds a {@code .}, a {@code :} or an upper-case letter, or is {@code localhost}; otherwise the domain is
 * {@code docker.io}; {@code index.docker.io} becomes {@code docker.io}; a path of one component on {@code docker.io} gets
 * {@code library/} before it. Sixty-four lower-case hex digits are an image's identifier, no name.
 *
 * <p>Texts are scanned once from left to right by hand: no input costs more than its length, and one longer than
 * {@link dev.navicert.name.ImageReference#MAX_LENGTH} is refused unread.
 */
@NullMarked
package dev.navicert.name;

import org.jspecify.annotations.NullMarked;
