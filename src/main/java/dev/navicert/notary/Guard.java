package dev.navicert.notary;

import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.view.ServerObserver;
import dev.navicert.trust.view.ServerObserver.Party;
import java.time.Duration;
import java.util.Optional;

/**
 * Stands between whoever asks and a server that may be sick. What may pass in a moment is asked once more; a server that fails
 * again and again is left alone for a while. All of it within the deadline of the request.
 *
 * <p>A repository that makes the server stumble must not keep others from it. So failures alone suspend nobody: first a
 * question is asked that nobody who names repositories has a hand in.
 */
final class Guard implements Transport {
    private final Transport transport;
    private final Party party;
    private final Breaker breaker;
    private final NeutralQuestion neutral;
    private final Timing timing;
    private final ServerObserver observer;

    /** Something that a living server answers, whoever asks for what else. */
    @FunctionalInterface
    interface NeutralQuestion {
        /** @param asked the request that must not decide alone */
        Answer ask(Request asked, Deadline deadline) throws RemoteException;
    }

    /** @param who as messages call it */
    Guard(
            String who,
            Party party,
            Transport transport,
            NeutralQuestion neutral,
            Timing timing,
            ServerObserver observer) {
        this.transport = transport;
        this.party = party;
        this.breaker = new Breaker(who, party, timing, observer);
        this.neutral = neutral;
        this.timing = timing;
        this.observer = observer;
    }

    /** @throws RemoteException.Suspended without asking, if the server is left alone */
    @Override
    public Answer send(Request request, Deadline deadline) throws RemoteException {
        Breaker.Turn turn = breaker.enter();
        try {
            if (mayExamine(turn, deadline)) {
                if (lives(request, deadline)) {
                    breaker.answered();
                } else if (turn == Breaker.Turn.EXAMINE) {
                    breaker.suspend();
                }
            }
            return ask(turn, request, deadline);
        } finally {
            breaker.giveBack(turn);
        }
    }

    /** Nobody is suspended because there was no time left for the question. */
    private boolean mayExamine(Breaker.Turn turn, Deadline deadline) {
        return turn == Breaker.Turn.PROBE
                || (turn == Breaker.Turn.EXAMINE && deadline.remaining().compareTo(timing.patience()) >= 0);
    }

    private boolean lives(Request request, Deadline deadline) {
        try {
            return Sickness.of(neutral.ask(request, deadline.butAtMost(timing.patience())))
                    .isEmpty();
        } catch (RemoteException e) {
            return Sickness.of(e).isEmpty();
        }
    }

    private Answer ask(Breaker.Turn turn, Request request, Deadline deadline) throws RemoteException {
        try {
            Answer answer = turn == Breaker.Turn.PROBE ? transport.send(request, deadline) : twice(request, deadline);
            note(turn, Sickness.of(answer));
            return answer;
        } catch (RemoteException e) {
            note(turn, Sickness.of(e));
            throw e;
        }
    }

    private void note(Breaker.Turn turn, Optional<String> sickness) {
        if (sickness.isPresent()) {
            breaker.failed(turn, sickness.get());
        } else {
            breaker.answered();
        }
    }

    private Answer twice(Request request, Deadline deadline) throws RemoteException {
        try {
            Answer answer = transport.send(request, deadline);
            if (!isWorthRepeating(request, Sickness.secondTry(answer), deadline)) {
                return answer;
            }
        } catch (RemoteException e) {
            if (!isWorthRepeating(request, Sickness.secondTry(e), deadline)) {
                throw e;
            }
        }
        observer.repeated(party);
        return transport.send(request, deadline);
    }

    /** Waits, if it is. Only what does nothing twice when it is asked twice is repeated. */
    private boolean isWorthRepeating(Request request, Optional<Duration> wait, Deadline deadline) {
        if (wait.isEmpty() || !request.method().equals("GET")) {
            return false;
        }
        Duration pause = wait.get().plus(timing.about(Sickness.SHORT_WAIT));
        if (deadline.remaining().compareTo(pause.multipliedBy(2)) < 0) {
            return false;
        }
        try {
            timing.pause(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
