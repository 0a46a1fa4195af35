package dev.navicert.policy;

/** What is done to images in Deployments and the like. They are verified either way; pods are always pinned. */
public enum Templates {
    /** They stay as written, so that tools which compare the cluster with a repository see no drift. */
    LEAVE,
    /** They are pinned as in pods. */
    PIN
}
