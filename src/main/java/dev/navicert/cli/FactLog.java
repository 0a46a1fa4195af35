package dev.navicert.cli;

import dev.navicert.cli.terminal.Log;
import dev.navicert.trust.UpdateFact;
import dev.navicert.tuf.RoleName;
import java.util.function.Consumer;

/** Writes what an update has to say to the log, at the level and in the words of Notary. */
final class FactLog implements Consumer<UpdateFact> {
    private final Log log;
    private final NotaryWords words;

    FactLog(Log log, NotaryWords words) {
        this.log = log;
        this.words = words;
    }

    @Override
    public void accept(UpdateFact fact) {
        Line line = fact.fold(new Lines());
        switch (line.level()) {
            case ERROR -> log.error(line.message());
            case WARNING -> log.warning(line.message());
            case INFO -> log.info(line.message());
            case DEBUG -> log.debug(line.message());
        }
    }

    private record Line(Log.Level level, String message) {}

    /** What each kind of fact is called. */
    private final class Lines implements UpdateFact.Cases<Line> {
        @Override
        public Line expired(UpdateFact.MetadataExpired fact) {
            return new Line(Log.Level.ERROR, "Metadata for " + fact.role() + " expired");
        }

        @Override
        public Line cachedTimestamp(UpdateFact.CachedTimestampUsed fact) {
            return new Line(
                    Log.Level.WARNING,
                    "Error while downloading remote metadata, using cached timestamp - this might not be the latest version"
                            + " available remotely");
        }

        @Override
        public Line skipped(UpdateFact.RoleSkipped fact) {
            return new Line(Log.Level.WARNING, "Error getting " + fact.role() + ": " + words.of(fact.reason()));
        }

        @Override
        public Line nearExpiry(UpdateFact.NearExpiry fact) {
            boolean base = fact.role().equals(RoleName.ROOT) || fact.role().equals(RoleName.SNAPSHOT);
            return new Line(
                    Log.Level.WARNING,
                    fact.role() + (base ? "" : " metadata")
                            + " is nearing expiry, you should re-sign the role metadata");
        }

        @Override
        public Line certificateNearExpiry(UpdateFact.CertificateNearExpiry fact) {
            return new Line(Log.Level.WARNING, "certificate with CN " + fact.commonName() + " is near expiry");
        }

        @Override
        public Line unusableCopy(UpdateFact.UnusableCopy fact) {
            return new Line(
                    Log.Level.DEBUG,
                    "cached " + fact.role() + " is invalid (must download): " + words.of(fact.reason()));
        }

        @Override
        public Line notCached(UpdateFact.NotCached fact) {
            boolean root = fact.role().equals(RoleName.ROOT);
            return root
                    ? new Line(Log.Level.ERROR, "could not save root to cache: " + fact.reason())
                    : new Line(Log.Level.DEBUG, "Unable to write " + fact.role() + " to cache: " + fact.reason());
        }
    }
}
