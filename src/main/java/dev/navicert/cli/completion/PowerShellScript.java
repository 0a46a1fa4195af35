package dev.navicert.cli.completion;

import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import dev.navicert.cli.syntax.ValueHint.Source;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For Windows PowerShell 5 and PowerShell 7: one argument completer, which leaves nothing else behind in the session. Where nothing
 * is answered PowerShell proposes files, so that an empty answer has to be given where there are none to propose.
 *
 * @see <a href="https://learn.microsoft.com/powershell/module/microsoft.powershell.core/register-argumentcompleter">
 *     Register-ArgumentCompleter -Native</a>
 */
record PowerShellScript(Command root, Shell.Descriptions descriptions) {
    private static final String HEAD = """
            # PowerShell completion for PROGRAM, made by: PROGRAM completion powershell

            Register-ArgumentCompleter -Native -CommandName 'PROGRAM' -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)

                # What may follow the words of a command, and which flags take the next word.
                $about = {
                    param($words)
                    switch -Exact -CaseSensitive ($words) {
            """;

    /** What does not depend on the commands. Keys of hash tables ignore case, and flags do not. */
    private static final String WALK = """
                    }
                }

                $before = @()
                $typed = ''
                foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
                    if ($element.Extent.EndOffset -lt $cursorPosition) {
                        $before += $element.Extent.Text
                    }
                    elseif ($element.Extent.StartOffset -lt $cursorPosition) {
                        $typed = $element.Extent.Text.Substring(0, $cursorPosition - $element.Extent.StartOffset)
                    }
                }

                # Follows the words before the cursor.
                $path = ''
                $pending = ''
                $ended = $false
                $topic = $false
                $known = & $about ''
                foreach ($word in $before) {
                    if ($pending -or $ended) {
                        $pending = ''
                    }
                    elseif ($word -ceq '--') {
                        $ended = $true
                    }
                    elseif ($word -clike '-*') {
                        if ($known.valued -ccontains $word) {
                            $pending = $word
                        }
                    }
                    elseif ($known.verbs.Keys -ccontains $word) {
                        $path = "$path $word".Trim()
                        $known = & $about $path
                        if ($known.takes -ceq 'verbs') {
                            $topic = $true
                            $path = ''
                            $known = & $about ''
                        }
                    }
                }

                $joined = ''
                if (-not $pending -and -not $ended -and $typed -clike '--*=*') {
                    $pending, $typed = $typed.Split('=', 2)
                    $joined = "$pending="
                }

                # Each proposal with its explanation, or the kind of path.
                $kind = 'ParameterValue'
                $proposals = [ordered]@{}
                $paths = 'none'
                if ($pending) {
                    if ($known.choices.Keys -ccontains $pending) {
                        foreach ($choice in $known.choices[$pending]) {
                            $proposals[$choice] = $choice
                        }
                    }
                    elseif ($known.folders -ccontains $pending) {
                        $paths = 'folders'
                    }
                    elseif ($known.files -ccontains $pending) {
                        $paths = 'files'
                    }
                }
                elseif ($typed -clike '-*' -and -not $ended) {
                    $kind = 'ParameterName'
                    $proposals = $known.flags
                }
                elseif ($known.verbs.Count -and -not $ended) {
                    $proposals = $known.verbs
                }
                elseif ($known.takes -ceq 'files' -and -not $topic) {
                    $paths = 'files'
                }

                if ($paths -ceq 'none') {
                    $found = @($proposals.Keys | Where-Object { $_.StartsWith($typed, [System.StringComparison]::Ordinal) })
                    foreach ($text in $found) {
                        [System.Management.Automation.CompletionResult]::new("$joined$text", $text, $kind, $proposals[$text])
                    }
                }
                else {
                    $found = @([System.Management.Automation.CompletionCompleters]::CompleteFilename($typed) |
                        Where-Object { $paths -ceq 'files' -or $_.ResultType -eq 'ProviderContainer' })
                    foreach ($file in $found) {
                        [System.Management.Automation.CompletionResult]::new("$joined$($file.CompletionText)", $file.ListItemText, $file.ResultType, $file.ToolTip)
                    }
                }
                if (-not $found) {
                    ''
                }
            }
            """;

    private static final String CASE = " ".repeat(12);
    private static final String MEMBER = " ".repeat(20);

    String text() {
        StringBuilder out = new StringBuilder(HEAD.replace("PROGRAM", root.name()));
        Proposals.all(root).forEach(proposals -> appendCase(out, proposals));
        return out.append(WALK).toString();
    }

    private void appendCase(StringBuilder out, Proposals proposals) {
        out.append(CASE)
                .append(quoted(proposals.path()))
                .append(" {\n")
                .append(CASE)
                .append("    @{\n");
        appendMember(out, "verbs", explained(proposals.verbs(), Command::name, Command::summary));
        appendMember(out, "flags", explained(proposals.flags(), flag -> "--" + flag.name(), Flag::usage));
        appendMember(out, "valued", spellings(proposals, Source.values()));
        appendMember(out, "files", spellings(proposals, Source.FILES));
        appendMember(out, "folders", spellings(proposals, Source.DIRECTORIES));
        appendMember(
                out,
                "choices",
                table(proposals.flags().stream()
                        .filter(Proposals.valueFrom(Source.WORDS))
                        .flatMap(flag -> Proposals.spellings(flag)
                                .map(spelling -> Map.entry(spelling, list(flag.hint().words().stream()))))));
        appendMember(
                out,
                "takes",
                quoted(
                        switch (proposals.command().argumentHint().source()) {
                            case FILES -> "files";
                            case VERBS -> "verbs";
                            default -> "";
                        }));
        out.append(CASE).append("    }\n").append(CASE).append("}\n");
    }

    private static void appendMember(StringBuilder out, String name, String value) {
        out.append(MEMBER).append(name).append(" = ").append(value).append('\n');
    }

    /** An explanation must not be empty, so a name stands in for one. */
    private <T> String explained(List<T> things, Function<T, String> name, Function<T, String> explanation) {
        return table(things.stream().map(thing -> {
            String text = descriptions == Shell.Descriptions.SHOWN ? explanation.apply(thing) : "";
            return Map.entry(name.apply(thing), quoted(text.isEmpty() ? name.apply(thing) : text));
        }));
    }

    private static String spellings(Proposals proposals, Source... sources) {
        return list(Stream.of(sources)
                .map(source -> proposals.spellings(Proposals.valueFrom(source), " "))
                .filter(words -> !words.isEmpty())
                .flatMap(words -> Stream.of(words.split(" "))));
    }

    private static String table(Stream<Map.Entry<String, String>> rows) {
        String lines = rows.map(row -> MEMBER + "    " + quoted(row.getKey()) + " = " + row.getValue() + "\n")
                .collect(Collectors.joining());
        return "[ordered]@{" + (lines.isEmpty() ? "" : "\n" + lines + MEMBER) + "}";
    }

    private static String list(Stream<String> words) {
        return words.map(PowerShellScript::quoted).collect(Collectors.joining(", ", "@(", ")"));
    }

    /** PowerShell takes the quotes of typography for quotes, too. */
    static String quoted(String text) {
        return "'" + text.replaceAll("['\u2018\u2019\u201a\u201b]", "$0$0") + "'";
    }
}
