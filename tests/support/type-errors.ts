/** What the type check would say of the sources if one of them were another. */
import { join } from 'node:path';
import ts from 'typescript';

const root = new URL('../..', import.meta.url).pathname;

/**
 * Those of `sources` in which the check finds errors once `edit` has changed the text of `file`. Paths are from the
 * root of the repository.
 */
export function filesWithErrors(
  sources: readonly string[],
  file: string,
  edit: (text: string) => string,
): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { readFile } = host;
  host.readFile = (path) => {
    const text = readFile(path);
    return path === join(root, file) && text !== undefined ? edit(text) : text;
  };
  const names = sources.map((source) => join(root, source));
  const program = ts.createProgram(names, { ...options, noEmit: true, incremental: false }, host);
  const isWrong = (source: string) =>
    program.getSemanticDiagnostics(program.getSourceFile(join(root, source))).length > 0;
  return sources.filter(isWrong);
}
