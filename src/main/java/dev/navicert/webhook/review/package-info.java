/**
 * From an AdmissionReview to its answer, without a socket: what the API server sent ({@link Review}), which images the
 * object names ({@link ImageSource}), what is to be said ({@link Decision}), and the bytes that say it ({@link Answer}).
 *
 * <p>Invariants: the object is read as a tree and never written back, so nothing unknown to us is lost; a wrong shape is
 * {@link MalformedReviewException}, never a guess; what the object says about itself (owners, labels, annotations) is no
 * evidence; anything that is not signed or exempt is a refusal.
 */
@NullMarked
package dev.navicert.webhook.review;

import org.jspecify.annotations.NullMarked;
