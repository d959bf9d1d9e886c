// The completion script for PowerShell. Pure.
import { quoted } from '../../handout/shell-quoting';
import type { CompletionFlag, CompletionPlace, CompletionValue } from './completion-model';

export function pwshCompletion(places: readonly CompletionPlace[]): string {
  return [
    '# Completes axiom-tokens in PowerShell. Made by: axiom-tokens completion pwsh',
    'Register-ArgumentCompleter -Native -CommandName axiom-tokens -ScriptBlock {',
    '  param($wordToComplete, $commandAst, $cursorPosition)',
    '  $places = @{',
    ...places.flatMap(placeLines),
    '  }',
    MAIN,
    '}',
  ].join('\n');
}

function placeLines({ path, commands, flags, args }: CompletionPlace): string[] {
  const names = commands.map(({ name, words }) => `      ${quoted('pwsh', name)} = ${quoted('pwsh', words)}`);
  return [
    `    ${quoted('pwsh', path)} = @{`,
    ...['      commands = [ordered]@{', ...names.map((line) => `  ${line}`), '      }'],
    ...['      flags = [ordered]@{', ...flags.flatMap(flagLines), '      }'],
    `      args = @(${args.map((arg) => quoted('pwsh', valueText(arg))).join(', ')})`,
    '    }',
  ];
}

function flagLines({ names, words, value }: CompletionFlag): string[] {
  const described = `@(${quoted('pwsh', words)}, ${value ? quoted('pwsh', valueText(value)) : '$null'})`;
  return names.map((name) => `        ${quoted('pwsh', name)} = ${described}`);
}

/** How values are completed: `=profile` asks for account names, `=file` leaves it to the shell, anything else is the list of values. */
function valueText({ kind, choices }: CompletionValue): string {
  if (choices.length > 0) return choices.join(' ');
  return kind === 'profile' || kind === 'consumer' ? `=${kind}` : '=file';
}

const MAIN = `  $path = ''
  $count = 0
  $flag = $null
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  foreach ($word in $words) {
    $place = $places[$path]
    if ($flag) { $flag = $null; continue }
    if ($word.StartsWith('-')) {
      if ($place.flags.Contains($word) -and $place.flags[$word][1]) { $flag = $word }
      continue
    }
    if ($place.commands.Contains($word)) { $path = ("$path $word").Trim() } else { $count++ }
  }
  $place = $places[$path]
  $values = $null
  if ($flag) { $values = $place.flags[$flag][1] }
  elseif ($wordToComplete.StartsWith('-')) {
    return $place.flags.GetEnumerator() | Where-Object { $_.Key.StartsWith($wordToComplete) } | ForEach-Object {
      [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterName', $_.Value[0])
    }
  }
  elseif ($place.commands.Count -gt 0) {
    return $place.commands.GetEnumerator() | Where-Object { $_.Key.StartsWith($wordToComplete) } | ForEach-Object {
      [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterValue', $_.Value)
    }
  }
  elseif ($count -lt $place.args.Count) { $values = $place.args[$count] }
  if (-not $values -or $values -eq '=file') { return }
  $names = if ($values.StartsWith('=')) { @(axiom-tokens __complete $values.Substring(1) 2>$null) } else { $values -split ' ' }
  $names | Where-Object { $_.StartsWith($wordToComplete) } | ForEach-Object {
    $text = if ($_ -match '\\s') { "'" + $_.Replace("'", "''") + "'" } else { $_ }
    [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
  }`;
