/** `samedi export` */
import { SamediError } from '../../../src/lib/errors.ts';
import { exportKindOf, exportKinds } from '../../../src/lib/export/names.ts';
import { sayWritten, writeResult } from '../arguments/files.ts';
import { warnOfProblems } from '../plans/problems.ts';
import { scanPlans } from '../plans/scan.ts';
import { type ExportFormat, exportFormats, exportText } from '../records/export-texts.ts';
import type { Cli } from '../run/cli.ts';

interface Options {
  format?: string;
  out?: string;
  server?: boolean;
}

export async function exportAll(
  cli: Cli,
  { format: wanted = 'json', out: file, server = false }: Options,
): Promise<void> {
  const format = exportFormats.find((known) => known === wanted);
  if (!format) {
    throw new SamediError('usage', `There is no format "${wanted}".`, {
      next: `Use one of: ${exportFormats.join(', ')}.`,
    });
  }
  const text = server ? await fromServer(cli, format) : await fromHome(cli, format);
  if (file === undefined && cli.out.json && format !== 'json')
    return cli.out.data({ format, text });
  if (file === undefined) return cli.out.raw(text);
  writeResult(file, text);
  if (cli.out.json) return cli.out.data({ format, file });
  sayWritten(cli, file, `Wrote ${file}.`);
}

async function fromHome(cli: Cli, format: ExportFormat): Promise<string> {
  const home = await cli.home();
  const problems = scanPlans(home);
  warnOfProblems(cli.out, problems);
  return exportText(home, format, problems);
}

/** What the server holds, freshly written there, and kept under the day's name. */
async function fromServer(cli: Cli, format: ExportFormat): Promise<string> {
  const kind = exportKinds.find((known) => known === format);
  if (!kind) {
    throw new SamediError('usage', `The server makes no export as ${format}.`, {
      next: `Use ${exportKinds.map((known) => `--format ${known}`).join(' or ')} with --server.`,
    });
  }
  const { requireSignIn } = await import('../client/target.ts');
  const auth = requireSignIn(await cli.home());
  const { answerInvalid } = await import('../client/answers.ts');
  const { getText, post } = await import('../client/requests.ts');
  const { Exports } = await import('../../../src/lib/wire/exports.ts');
  const { exports } = await post(auth, '/api/exports', {}, Exports);
  const name = exports.map((one) => one.name).find((one) => exportKindOf(one) === kind);
  if (name === undefined) throw answerInvalid(auth.endpoint, `it wrote no ${kind}`);
  return getText(auth, `/api/exports/${name}`);
}
