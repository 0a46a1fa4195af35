package dev.navicert.trust.inspection;

/** Who gives out a timestamp that was read: it is signed for days, and whether that matters depends on who signs the next. */
public enum Renewer {
    /** A server that answered: the next reader gets a new one. */
    SERVER,
    /** Nobody: it was read from a copy of a server's files, and ends when it says. */
    NOBODY,
    /** Nobody, and an administrator has vouched for the copy: until the day that was said, its age does not matter. */
    FROZEN,
    /** A server that was not asked, or did not answer: the timestamp is one that was kept, and only says when that was. */
    UNASKED
}
