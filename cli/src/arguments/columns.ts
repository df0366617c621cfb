/** What the columns of a table are: `--columns question,answer,-`. */
import { type CardColumn, namesCards, readColumns } from '../../../src/lib/cards/columns.ts';
import type { CardFormat } from '../../../src/lib/cards/formats.ts';
import { SamediError } from '../../../src/lib/errors.ts';

/** Null for a column to leave out; undefined where nothing was given. Throws `usage`. */
export function columnsGiven(
  text: string | undefined,
  { isTable }: CardFormat,
): (CardColumn | null)[] | undefined {
  if (text === undefined) return undefined;
  const names = text.split(',').map((name) => name.trim());
  const columns = readColumns(names);
  const unknown = names.find((name, index) => name !== '-' && columns[index] === null);
  const twice = columns.find((name, index) => name && columns.indexOf(name) !== index);
  if (isTable && unknown === undefined && !twice && namesCards(columns)) return columns;
  const what = unknown ? `There is no column "${unknown}".` : `"${text}" says no cards' columns.`;
  throw new SamediError('usage', isTable ? what : 'Only tables have columns: CSV and Anki.', {
    next: 'Write them in their order, like: --columns question,answer,tags, with - for one to leave out.',
  });
}
