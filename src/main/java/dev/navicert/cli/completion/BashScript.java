package dev.navicert.cli.completion;

import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import dev.navicert.cli.syntax.ValueHint.Source;
import java.util.List;
import java.util.stream.Collectors;

/**
 * For bash 3.2 and later, with or without the package bash-completion. Verbs are described only where they are listed (Tab
 * twice): a description in a proposal that is inserted would be typed.
 */
record BashScript(Command root, Shell.Descriptions descriptions) {
    /** What does not depend on the commands; {@code PROGRAM} stands for the program's name. */
    private static final String WALK = """
            # Whether flag $2 is in a list like |-d|--trustDir|
            __PROGRAM_has() { [[ $1 == *"|$2|"* ]]; }

            __PROGRAM_takes_value() { __PROGRAM_has "$files$folders$choices$others" "$1"; }

            # Follows the words before the cursor. Sets path, and pending to the flag whose value is being typed.
            __PROGRAM_follow() {
                local word last='' letters i
                for ((i = 1; i < COMP_CWORD; i++)); do
                    word=${COMP_WORDS[i]}
                    if [[ $word == '=' && $last == --* ]]; then
                        pending=$last # --flag=value comes in three words
                    elif [[ $pending ]]; then
                        pending=''
                    elif [[ $ended ]]; then
                        :
                    elif [[ $word == -- ]]; then
                        ended=yes
                    elif [[ $word == --* ]]; then
                        __PROGRAM_takes_value "$word" && pending=$word
                    elif [[ $word == -?* ]]; then
                        letters=${word#-}
                        while [[ $letters ]]; do
                            if __PROGRAM_takes_value "-${letters:0:1}"; then
                                [[ ${letters:1} ]] || pending=-$letters
                                break
                            fi
                            letters=${letters:1}
                        done
                    elif [[ $'\\n'$verbs == *$'\\n'"$word"$'\\t'* ]]; then
                        path="${path:+$path }$word"
                        __PROGRAM_at "$path"
                        if [[ $takes == verbs ]]; then
                            path='' topic=yes
                            __PROGRAM_at ''
                        fi
                    fi
                    last=$word
                done
            }

            # Proposes those lines of standard input that begin as $1 does.
            __PROGRAM_propose() {
                local line
                while IFS= read -r line; do
                    [[ $line == "$1"* ]] && COMPREPLY+=("$2$line")
                done
            }

            __PROGRAM_verbs() {
                local name text
                while IFS=$'\\t' read -r name text; do
                    [[ $name && $name == "$1"* ]] && COMPREPLY+=("$name") && described+=("$name"$'\\t'"$text")
                done <<<"$verbs"
                # 63: readline wants a list to show, not a word to insert.
                if [[ ${COMP_TYPE:-} == 63 && ${#COMPREPLY[@]} -gt 1 ]]; then
                    COMPREPLY=()
                    for text in "${described[@]}"; do
                        name=${text%%$'\\t'*} text=${text#*$'\\t'}
                        [[ $text ]] && name=$(printf '%-11s (%s)' "$name" "$text")
                        COMPREPLY+=("$name")
                    done
                fi
            }

            __PROGRAM_paths() {
                local line
                while IFS= read -r line; do
                    COMPREPLY+=("$3$line")
                done < <(compgen "$1" -- "$2")
                type compopt >/dev/null 2>&1 && compopt -o filenames 2>/dev/null
            }

            _PROGRAM() {
                local cur=${COMP_WORDS[COMP_CWORD]} path='' pending='' ended='' topic='' before='' described=()
                local verbs flags files folders choices others takes
                COMPREPLY=()
                __PROGRAM_at ''
                __PROGRAM_follow
                if [[ $cur == '=' && ${COMP_WORDS[COMP_CWORD - 1]} == --* ]]; then
                    pending=${COMP_WORDS[COMP_CWORD - 1]} cur=''
                elif [[ -z $pending && -z $ended && $cur == --*=* ]]; then
                    pending=${cur%%=*} before=$pending= cur=${cur#*=}
                fi
                if [[ $pending ]]; then
                    if __PROGRAM_has "$choices" "$pending"; then
                        __PROGRAM_propose "$cur" "$before" < <(__PROGRAM_words "$path" "$pending")
                    elif __PROGRAM_has "$folders" "$pending"; then
                        __PROGRAM_paths -d "$cur" "$before"
                    elif __PROGRAM_has "$files" "$pending"; then
                        __PROGRAM_paths -f "$cur" "$before"
                    fi
                elif [[ $cur == -* && -z $ended ]]; then
                    __PROGRAM_propose "$cur" '' < <(printf '%s\\n' $flags)
                elif [[ $verbs ]]; then
                    __PROGRAM_verbs "$cur"
                elif [[ $takes == files && -z $topic ]]; then
                    __PROGRAM_paths -f "$cur" ''
                fi
            }

            complete -F _PROGRAM PROGRAM
            """;

    String text() {
        String program = root.name();
        StringBuilder out = new StringBuilder("# bash completion for " + program + ", made by: " + program
                + " completion bash\n\n# What may follow the words $1.\n__" + program + "_at() {\n"
                + "    verbs='' flags='' files='' folders='' choices='' others='' takes=''\n    case $1 in\n");
        List<Proposals> all = Proposals.all(root);
        all.forEach(proposals -> appendCase(out, proposals));
        out.append("    esac\n}\n\n# The values that flag $2 of the command $1 can have.\n__" + program
                + "_words() {\n    case $1:$2 in\n");
        all.forEach(proposals -> proposals.flags().stream()
                .filter(Proposals.valueFrom(Source.WORDS))
                .forEach(flag -> appendWords(out, proposals.path(), flag)));
        return out.append("    esac\n}\n\n")
                .append(WALK.replace("PROGRAM", program))
                .toString();
    }

    private void appendCase(StringBuilder out, Proposals proposals) {
        out.append("    ").append(quoted(proposals.path())).append(")\n");
        if (!proposals.verbs().isEmpty()) {
            String verbs = proposals.verbs().stream()
                    .map(verb -> verb.name() + "\t" + (descriptions == Shell.Descriptions.SHOWN ? verb.summary() : ""))
                    .collect(Collectors.joining("\n"));
            out.append("        verbs=").append(quoted(verbs)).append('\n');
        }
        String flags =
                proposals.flags().stream().map(flag -> "--" + flag.name()).collect(Collectors.joining(" "));
        out.append("        flags='").append(flags).append("'\n");
        appendFlags(out, "files", Source.FILES, proposals);
        appendFlags(out, "folders", Source.DIRECTORIES, proposals);
        appendFlags(out, "choices", Source.WORDS, proposals);
        appendFlags(out, "others", Source.NOTHING, proposals);
        switch (proposals.command().argumentHint().source()) {
            case FILES -> out.append("        takes=files\n");
            case VERBS -> out.append("        takes=verbs\n");
            default -> {}
        }
        out.append("        ;;\n");
    }

    private static void appendFlags(StringBuilder out, String variable, Source source, Proposals proposals) {
        String spellings = proposals.spellings(Proposals.valueFrom(source), "|");
        if (!spellings.isEmpty()) {
            out.append("        ")
                    .append(variable)
                    .append("='|")
                    .append(spellings)
                    .append("|'\n");
        }
    }

    private static void appendWords(StringBuilder out, String path, Flag flag) {
        String shorthand = flag.shorthand() == Flag.NO_SHORTHAND ? "" : " | " + quoted(path + ":-" + flag.shorthand());
        out.append("    ")
                .append(quoted(path + ":--" + flag.name()))
                .append(shorthand)
                .append(")\n        printf '%s\\n'");
        flag.hint().words().forEach(word -> out.append(' ').append(quoted(word)));
        out.append("\n        ;;\n");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
