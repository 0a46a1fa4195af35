package dev.navicert.tuf;

import dev.navicert.tuf.json.Json;

/** What a metadata file says once the envelope is off. Well formed; that somebody signed it is for the stages to show. */
public sealed interface Payload permits Root, Targets, Snapshot, Timestamp {
    long version();

    Expires expires();

    /** The tree to sign and to write. Members that were read but that nobody knows are not in it. */
    Json.Obj toJson();
}
