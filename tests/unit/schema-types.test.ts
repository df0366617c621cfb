import ts from 'typescript';
import { expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';

/** Columns of the server's tables, and what they are renamed to in memory. */
const renamed: Record<string, [file: string, before: string, after: string]> = {
  week_starts_on: ['users', "'week_starts_on'", "'week_begins_on'"],
  last_seen_at: ['users', "'last_seen_at'", "'seen_at'"],
  title: ['records', ' title: text()', ' heading: text()'],
  data: ['records', ' data: text()', ' contents: text()'],
  record_id: ['records', "'record_id'", "'of_record'"],
  mature: ['totals', ' mature: integer()', ' known: integer()'],
  stretches: ['totals', ' stretches: text()', ' spans: text()'],
};

/** What the type check says of those who use `db/rows.ts`, with `edit` done to each file's text in memory. */
function complaints(edit: (file: string, text: string) => string): string[] {
  const config = ts.readConfigFile(inRoot('tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, inRoot());
  const host = ts.createCompilerHost(options);
  const { readFile } = host;
  host.readFile = (file) => {
    const text = readFile(file);
    return text === undefined ? undefined : edit(file, text);
  };
  const ours = fileNames.filter((file) => file.includes('/src/api/') || file.endsWith('.d.ts'));
  const program = ts.createProgram(ours.filter(ts.sys.fileExists), options, host);
  return program
    .getSourceFiles()
    .filter(({ fileName, text }) => fileName.includes('/src/api/') && text.includes('/rows.ts'))
    .flatMap((file) => program.getSemanticDiagnostics(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('a column that is renamed in the schema fails the type check of the server', () => {
  const found = complaints((file, text) =>
    Object.values(renamed)
      .filter(([name]) => file.endsWith(`/src/api/db/schema/${name}.ts`))
      .reduce((all, [, before, after]) => all.replaceAll(before, after), text),
  );
  const unnoticed = Object.keys(renamed).filter(
    (column) => !found.some((text) => new RegExp(`["']${column}["']`).test(text)),
  );
  expect(unnoticed).toEqual([]);
}, 120_000);
