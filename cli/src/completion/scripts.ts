/** What each shell needs to ask `samedi complete`, which knows the commands and the learner's plans. */

export const completionScripts: Readonly<Record<string, string>> = {
  bash: `# In ~/.bashrc: source <(samedi completion bash)
_samedi() {
  local IFS=$'\\n'
  COMPREPLY=($(samedi complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
}
complete -o default -F _samedi samedi
`,
  zsh: `#compdef samedi
# In ~/.zshrc, after compinit: source <(samedi completion zsh)
_samedi() {
  local line
  local -a found
  for line in "\${(@f)$(samedi complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] && found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  if (( $#found )); then _describe samedi found; else _files; fi
}
compdef _samedi samedi
`,
  fish: `# Into a file: samedi completion fish > ~/.config/fish/completions/samedi.fish
function __samedi_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l found (samedi complete -- $words[2..] 2>/dev/null)
  if test (count $found) -gt 0
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c samedi -f -a '(__samedi_complete)'
`,
  powershell: `# In $PROFILE: samedi completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName samedi -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
  $flags = @(if ($wordToComplete -eq '') { '--next' })
  samedi complete @flags -- @words 2>$null | ForEach-Object {
    $value, $about = $_ -split "\`t", 2
    if (-not $about) { $about = $value }
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
  }
}
`,
};
