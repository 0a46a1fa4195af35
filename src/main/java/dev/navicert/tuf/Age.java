package dev.navicert.tuf;

/** Whether metadata may have expired. Only old copies may, and they become a {@link Floor} and nothing else. */
enum Age {
    ENFORCED,
    IGNORED
}
