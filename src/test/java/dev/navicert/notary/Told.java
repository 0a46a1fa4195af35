package dev.navicert.notary;

import dev.navicert.trust.RemoteException;
import dev.navicert.trust.view.ServerObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that an observer was told, in words. */
final class Told implements ServerObserver {
    private final List<String> words = new CopyOnWriteArrayList<>();

    List<String> words() {
        return words;
    }

    long times(String word) {
        return words.stream().filter(word::equals).count();
    }

    @Override
    public void suspended(Party party, RemoteException.Suspended why) {
        words.add("suspended " + party);
    }

    @Override
    public void probed(Party party) {
        words.add("probed " + party);
    }

    @Override
    public void resumed(Party party, Duration after) {
        words.add("resumed " + party + " after " + after.toSeconds() + " s");
    }

    @Override
    public void repeated(Party party) {
        words.add("repeated " + party);
    }

    @Override
    public void tokenAsked(TokenAnswer answer) {
        words.add("token " + answer);
    }
}
