/** The table of settings in the docs, made of their declarations. */
import { allSettings, otherwiseOf } from '../../cli/src/settings/table.ts';

const HEAD = '| setting | what it is | by default |';

/** The page with the table as it has to be. */
export function withSettings(page: string): string {
  const rows = allSettings.map(
    ([name, setting]) => `| \`${name}\` | ${setting.about} | ${otherwiseOf(setting)} |`,
  );
  const table = /^\| setting +\|.*\n(?:\|.*\n)+/m;
  return page.replace(table, `${[HEAD, '|---|---|---|', ...rows].join('\n')}\n`);
}
