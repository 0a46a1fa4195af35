package dev.navicert.cli.completion;

import dev.navicert.cli.syntax.Command;

/** A shell that can complete what is typed. */
public enum Shell {
    BASH("bash-completion/completions/%s") {
        @Override
        public String script(Command root, Descriptions descriptions) {
            return new BashScript(root, descriptions).text();
        }
    },
    ZSH("zsh/site-functions/_%s") {
        @Override
        public String script(Command root, Descriptions descriptions) {
            return new ZshScript(root, descriptions).text();
        }
    },
    FISH("fish/vendor_completions.d/%s.fish") {
        @Override
        public String script(Command root, Descriptions descriptions) {
            return new FishScript(root, descriptions).text();
        }
    },
    /** It has no place of its own; this is the one that Homebrew chose. */
    POWERSHELL("pwsh/completions/_%s.ps1") {
        @Override
        public String script(Command root, Descriptions descriptions) {
            return new PowerShellScript(root, descriptions).text();
        }
    };

    private final String place;

    Shell(String place) {
        this.place = place;
    }

    /** Whether proposals say what they are for. */
    public enum Descriptions {
        SHOWN,
        LEFT_OUT
    }

    /** A script that completes the program whose commands these are, by the name at the root; the same model, the same text. */
    public abstract String script(Command root, Descriptions descriptions);

    /** Where the shell, if it has such a place, looks for it by itself, below a folder called {@code share}. */
    public String place(Command root) {
        return place.formatted(root.name());
    }
}
