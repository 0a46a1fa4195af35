package dev.navicert.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A shell of this machine, without anybody's configuration. */
record RealShell(String program, List<String> options) {
    /** Bash is wherever the start script runs. */
    static RealShell bash() {
        return new RealShell("bash", List.of("--norc", "--noprofile"));
    }

    /** Zsh, if it is installed; else the test is skipped. */
    static RealShell zsh() {
        return optional("zsh", "-f");
    }

    /** Fish, if it is installed; else the test is skipped. */
    static RealShell fish() {
        return optional("fish", "--no-config");
    }

    private static RealShell optional(String program, String option) {
        assumeTrue(
                List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
                program + " is not installed, so its completion cannot be tried");
        return new RealShell(program, List.of(option));
    }

    /** What the lines print when the shell runs them from that folder; they must end well and without complaint. */
    String run(Path folder, String lines, String... arguments) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "lines", "." + program);
        Files.writeString(file, lines);
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(options);
        command.add(file.toString());
        command.addAll(List.of(arguments));
        Path printed = Files.createTempFile(folder, "printed", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TERM", "dumb");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(30, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        String output = Files.readString(printed);
        assertThat(ended).as("%s ended in time; it said: %s", program, output).isTrue();
        assertThat(process.exitValue()).as("%s: %s", program, output).isZero();
        Files.delete(printed);
        Files.delete(file);
        return output;
    }
}
